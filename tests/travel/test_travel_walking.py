"""Walks in space, and what a feed says about changing, on stops along one line."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from spreiding.travel.assumptions import DEFAULT_ASSUMPTIONS
from spreiding.travel.walking import (
    NEVER,
    Links,
    access_links,
    change_links,
    metres,
    nearest_seconds,
    walk_seconds,
)

# 1 m/s over straight lines: metres are seconds
ROUND = replace(
    DEFAULT_ASSUMPTIONS,
    detour=1.0,
    walk_kmh=3.6,
    access_walk_m=1000.0,
    egress_walk_m=1000.0,
    transfer_walk_m=300.0,
    min_change_seconds=60,
)
NO_RULES = pd.DataFrame({"from_stop": [], "to_stop": [], "kind": [], "seconds": []}).astype("int64")


def line(*north_m: float, station: list[str] | None = None) -> pd.DataFrame:
    """Stops along a meridian, by their metres from latitude 51."""
    lat = 51 + np.array(north_m) / 111_249.0  # metres of a degree of latitude at 51 degrees (WGS 84)
    return pd.DataFrame({"lon": 5.0, "lat": lat, "station": station or [f"s{i}" for i in range(len(north_m))]})


def rules(*rows: tuple[int, int, int, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["from_stop", "to_stop", "kind", "seconds"])


def as_dict(links: Links) -> dict[tuple[int, int], int]:
    found = {(a, b): seconds for a, b, seconds in links.rows()}
    assert len(found) == len(links.seconds)
    return found


def test_metres_are_those_of_the_earth() -> None:
    points = metres(line(0, 1000, 250_000))
    assert np.linalg.norm(points[1] - points[0]) == pytest.approx(1000, abs=1)
    assert np.linalg.norm(points[2] - points[0]) == pytest.approx(250_000, rel=2e-4)  # the chord is a little shorter


def test_walks_are_rounded_up_to_seconds_and_count_the_detour() -> None:
    # 100 m straight: 130 m at 4.8 km/h, 97.5 s
    assert walk_seconds(np.array([0.0, 100.0, np.inf]), DEFAULT_ASSUMPTIONS).tolist() == [0, 98, NEVER]


def test_the_nearest_facility_within_reach() -> None:
    facilities = metres(line(400, 5000))
    found = nearest_seconds(metres(line(0, 300, 2000)), facilities, 1000, ROUND)
    assert found[:2] == pytest.approx([400, 100], abs=1)
    assert found[2] == NEVER
    assert nearest_seconds(metres(line(0)), facilities[:0], 1000, ROUND).tolist() == [NEVER]


def test_access_is_to_every_stop_within_reach_one_at_the_door_too() -> None:
    found = as_dict(access_links(metres(line(0, 1500)), metres(line(0, 600, 1400)), ROUND))
    assert set(found) == {(0, 0), (0, 1), (1, 1), (1, 2)}
    assert [found[0, 0], found[0, 1], found[1, 2]] == pytest.approx([0, 600, 100], abs=1)


def test_changes_within_walking_distance_and_at_the_stop_itself() -> None:
    found = as_dict(change_links(line(0, 200, 900), np.array([0, 1, 2]), NO_RULES, ROUND))
    assert set(found) == {(0, 0), (1, 1), (2, 2), (0, 1), (1, 0)}
    assert found[2, 2] == 60
    assert found[0, 1] == pytest.approx(260, abs=1)


def test_platforms_of_one_station_at_any_distance() -> None:
    stops = line(0, 800, 900, station=["S", "S", "T"])
    found = as_dict(change_links(stops, np.array([0, 1, 2]), NO_RULES, ROUND))
    assert found[0, 1] == pytest.approx(860, abs=1)
    assert (0, 2) not in found


def test_what_the_feed_says_goes_before_our_own_times() -> None:
    told = rules((0, 2, 0, np.nan), (0, 1, 1, np.nan), (1, 0, 2, 77), (1, 1, 3, np.nan))
    found = as_dict(change_links(line(0, 200, 900), np.array([0, 1, 2]), told, ROUND))
    assert set(found) == {(0, 0), (2, 2), (0, 1), (1, 0), (0, 2)}  # nobody changes at 1
    assert (found[0, 1], found[1, 0]) == (0, 77)
    assert found[0, 2] == pytest.approx(960, abs=1)  # recommended: beyond the longest walk


def test_stops_that_nothing_calls_at_are_no_place_to_change() -> None:
    found = as_dict(change_links(line(0, 100, 200), np.array([0, 2]), rules((0, 1, 1, np.nan)), ROUND))
    assert set(found) == {(0, 0), (2, 2), (0, 2), (2, 0)}
