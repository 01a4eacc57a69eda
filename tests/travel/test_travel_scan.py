"""The connection scan: a timetable worked by hand, and random ones against a search written differently."""

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from spreiding.travel.connection_scan import Scanner
from spreiding.travel.gtfs.timetable import Timetable, lay_out
from spreiding.travel.walking import NEVER, Links

STOPS, END = 5, 60


def clock(text: str) -> int:
    hours, minutes = text.split(":")
    return 3600 * int(hours) + 60 * int(minutes)


def timetable(trips: list[list[tuple[Any, ...]]], seated: tuple[tuple[int, int], ...] = ()) -> Timetable:
    """Trips as lists of (stop, arrival, departure[, pickup, drop_off]) in seconds."""
    rows = [(trip, *stop[:3], *(stop[3:] or (0, 0))) for trip, stops in enumerate(trips) for stop in stops]
    columns = ["trip", "stop", "arrival", "departure", "pickup", "drop_off"]
    stop_times = pd.DataFrame(rows, columns=columns).astype("int64")
    none = pd.DataFrame(columns=["trip", "start", "end", "headway"]).astype("int64")
    onward = pd.DataFrame(list(seated), columns=["from_trip", "to_trip"]).astype("int64")
    return lay_out(stop_times, none, onward, [(0, np.ones(len(trips), dtype=np.bool_))], (0, 10**6), phone_ahead=False)


def links(*rows: tuple[int, int, int]) -> Links:
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return Links(table[:, 0], table[:, 1], table[:, 2])


def arrival(table: Timetable, changes: Links, egress: dict[int, int], stop: int, moment: int) -> int:
    reach = np.full(6, NEVER, dtype=np.int64)
    for place, seconds in egress.items():
        reach[place] = seconds
    return int(Scanner(table, changes, 6).scan(reach).arrivals(stop, np.array([moment]))[0])


# A village (0), a junction with two platforms (1 and 2, two minutes' walk apart) and a town (3).
#   bus   0 08:00 -> 1 08:20        bus   0 08:30 -> 1 08:50
#   train 2 08:22 -> 3 08:40        train 2 08:25 -> 3 08:43       train 2 08:55 -> 3 09:13
BUSES = [[(0, clock("8:00"), clock("8:00")), (1, clock("8:20"), clock("8:20"))]]
BUSES += [[(0, clock("8:30"), clock("8:30")), (1, clock("8:50"), clock("8:50"))]]
TRAINS = [
    [(2, clock(leaves), clock(leaves)), (3, clock(arrives), clock(arrives))]
    for leaves, arrives in (("8:22", "8:40"), ("8:25", "8:43"), ("8:55", "9:13"))
]
JUNCTION = links((1, 2, 4 * 60))  # two minutes of walking and two to change


@pytest.mark.parametrize(
    ("leave", "arrive"),
    [
        # At the junction 08:20, on the other platform 08:24: the train of 08:22 is gone, 08:25 is in town at 08:43,
        # and the school is 5 minutes on: 08:48.
        ("7:50", "8:48"),
        ("8:00", "8:48"),  # the bus of 08:00 itself is still caught
        # 08:01 misses it: 08:30, junction 08:50, platform 08:54, train 08:55, town 09:13, school 09:18
        ("8:01", "9:18"),
        ("8:30", "9:18"),
    ],
)
def test_two_rides_with_a_walk_between(leave: str, arrive: str) -> None:
    found = arrival(timetable(BUSES + TRAINS), JUNCTION, {3: 300}, 0, clock(leave))
    assert found == clock(arrive)


def test_after_the_last_bus_nothing_arrives() -> None:
    assert arrival(timetable(BUSES + TRAINS), JUNCTION, {3: 300}, 0, clock("8:31")) == NEVER


def test_getting_off_early_and_walking_when_that_is_sooner() -> None:
    # From the junction the school is 20 minutes on foot: 08:20 + 20 = 08:40, before the train way of 08:48
    assert arrival(timetable(BUSES + TRAINS), JUNCTION, {3: 300, 1: 1200}, 0, clock("8:00")) == clock("8:40")


def test_no_way_of_changing_no_journey() -> None:
    assert arrival(timetable(BUSES + TRAINS), links(), {3: 300}, 0, clock("8:00")) == NEVER


def test_one_walk_between_two_rides_never_two() -> None:
    # 1 -> 4 -> 2 on foot would do, but a walk of two links in a row is not offered
    assert arrival(timetable(BUSES + TRAINS), links((1, 4, 60), (4, 2, 60)), {3: 0}, 0, clock("8:00")) == NEVER


def test_no_boarding_and_no_alighting() -> None:
    through = [[(0, 0, 0, 1, 0), (1, 100, 100, 0, 1), (2, 200, 200, 0, 0)]]
    assert arrival(timetable(through), links(), {2: 0}, 0, 0) == NEVER  # no boarding at 0
    assert arrival(timetable(through), links(), {2: 0}, 1, 0) == 200
    free = [[(0, 0, 0), (1, 100, 100, 0, 1), (2, 200, 200)]]
    assert arrival(timetable(free), links(), {1: 0}, 0, 0) == NEVER  # no getting off at 1
    assert arrival(timetable(free), links(), {1: 0, 2: 50}, 0, 0) == 250


def test_phoning_ahead_is_not_taken_for_granted_asking_the_driver_is() -> None:
    assert arrival(timetable([[(0, 0, 0, 2, 0), (1, 100, 100)]]), links(), {1: 0}, 0, 0) == NEVER
    assert arrival(timetable([[(0, 0, 0, 3, 0), (1, 100, 100)]]), links(), {1: 0}, 0, 0) == 100


def test_staying_seated_needs_no_change() -> None:
    pair = [[(0, 0, 0), (1, 100, 100)], [(1, 110, 110), (2, 200, 200)]]
    assert arrival(timetable(pair), links((1, 1, 60)), {2: 0}, 0, 0) == NEVER
    assert arrival(timetable(pair, ((0, 1),)), links((1, 1, 60)), {2: 0}, 0, 0) == 200
    # a second trip that leaves before the first arrives is no continuation of it
    early = [[(0, 0, 0), (1, 100, 100)], [(1, 90, 90), (2, 200, 200)]]
    assert arrival(timetable(early, ((0, 1),)), links(), {2: 0}, 0, 0) == NEVER


def test_hops_of_no_seconds_keep_the_order_of_their_run() -> None:
    assert arrival(timetable([[(s, 50, 50) for s in range(4)]]), links(), {3: 7}, 0, 50) == 57


Trip = list[tuple[int, int, int, int, int]]


@st.composite
def trip(draw: st.DrawFn) -> Trip:
    stops = draw(st.lists(st.integers(0, STOPS - 1), min_size=2, max_size=4))
    at, made = draw(st.integers(0, 30)), []
    for stop in stops:
        arrives = at + draw(st.integers(0, 9))
        at = arrives + draw(st.integers(0, 3))
        made.append((stop, arrives, at, draw(st.sampled_from([0, 0, 0, 1])), draw(st.sampled_from([0, 0, 0, 1]))))
    return made


TRIPS = st.lists(trip(), min_size=1, max_size=7)
WALKS = st.dictionaries(st.tuples(*[st.integers(0, STOPS - 1)] * 2), st.integers(1, 9), max_size=8)
EGRESS = st.dictionaries(st.integers(0, STOPS - 1), st.integers(0, 20), max_size=3)


def expanded(trips: list[Trip], walks: dict[tuple[int, int], int], egress: dict[int, int]) -> np.ndarray:
    """Earliest arrivals [stop, moment] by shortest paths in a graph of moments; infinite for none.

    Nodes: waiting at a stop at a moment, and sitting in a trip on each of its hops. An edge weighs its seconds.
    """
    size, hops = STOPS * (END + 60), sum(len(stops) - 1 for stops in trips)
    end, node = size + hops, size
    edges: dict[tuple[int, int], float] = {}

    def edge(a: int, b: int, seconds: float) -> None:
        edges[a, b] = min(seconds, edges.get((a, b), np.inf))

    wait = np.arange(size).reshape(STOPS, END + 60)
    for stop in range(STOPS):
        for moment in range(END + 59):
            edge(wait[stop, moment], wait[stop, moment + 1], 1)
    for stops in trips:
        for number, (here, there) in enumerate(pairwise(stops)):
            if here[3] == 0:
                edge(wait[here[0], here[2]], node, 0)
            if there[4] == 0:
                ride = there[1] - here[2]
                if there[0] in egress:
                    edge(node, end, ride + egress[there[0]])
                for (a, b), seconds in walks.items():
                    if a == there[0]:
                        edge(node, wait[b, there[1] + seconds], ride + seconds)
            if number < len(stops) - 2:
                edge(node, node + 1, there[2] - here[2])
            node += 1
    keys = np.array(list(edges), dtype=np.int64)
    # An edge of no seconds would vanish from a sparse matrix: all weigh a little more, too little to add up to one.
    weights = np.array(list(edges.values())) + 1e-6
    graph = coo_array((weights, (keys[:, 1], keys[:, 0])), shape=(end + 1, end + 1)).tocsr()
    back = dijkstra(graph, indices=end)[:size].reshape(STOPS, END + 60)
    return np.floor(back[:, :END]) + np.arange(END)


def scanned(trips: list[Trip], walks: dict[tuple[int, int], int], egress: dict[int, int]) -> np.ndarray:
    reach = np.full(STOPS, NEVER, dtype=np.int64)
    for stop, seconds in egress.items():
        reach[stop] = seconds
    profiles = Scanner(timetable(trips), links(*((a, b, w) for (a, b), w in walks.items())), STOPS).scan(reach)
    table = np.array([profiles.arrivals(stop, np.arange(END)) for stop in range(STOPS)])
    return np.where(table >= NEVER, np.inf, table)


@settings(max_examples=80, deadline=None)
@given(TRIPS, WALKS, EGRESS)
def test_random_timetables_have_the_arrivals_of_a_time_expanded_graph(
    trips: list[Trip], walks: dict[tuple[int, int], int], egress: dict[int, int]
) -> None:
    np.testing.assert_array_equal(scanned(trips, walks, egress), expanded(trips, walks, egress))


@settings(max_examples=25, deadline=None)
@given(TRIPS, trip(), WALKS, EGRESS)
def test_another_trip_makes_nobody_later(
    trips: list[Trip], more: Trip, walks: dict[tuple[int, int], int], egress: dict[int, int]
) -> None:
    assert (scanned([*trips, more], walks, egress) <= scanned(trips, walks, egress)).all()


@settings(max_examples=25, deadline=None)
@given(TRIPS, WALKS, EGRESS)
def test_who_leaves_later_does_not_arrive_sooner(
    trips: list[Trip], walks: dict[tuple[int, int], int], egress: dict[int, int]
) -> None:
    table = scanned(trips, walks, egress)
    assert (table[:, 1:] >= table[:, :-1]).all()
