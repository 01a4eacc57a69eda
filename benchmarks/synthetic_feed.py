"""A made-up timetable of a chosen size, with sites and facilities to go with it, spread evenly over the Netherlands.

Places lie on a square grid, each a station with a platform for the west-east lines and one for the north-south lines.
Every line runs along a part of a row or column, both ways, at a fixed interval from a moment of its own.
"""

import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from spreiding import paths

WEST, EAST, SOUTH, NORTH = 3.4, 7.2, 50.8, 53.5
FACILITIES = {
    "primary": 6000,
    "secondary": 650,
    "gp": 4900,
    "hospital": 120,
    "station": 400,
    "ind": 10,
    "registration": 3,
}


@dataclass(frozen=True)
class Size:
    """Grid of ``side`` x ``side`` places (two stops each), lines of ``length`` stops, minutes between two runs."""

    side: int = 142
    length: int = 35
    interval: int = 27
    first_hour: int = 6
    last_hour: int = 13
    sites: int = 1200


def write_case(folder: Path, size: Size, seed: int = 1) -> tuple[Path, Path, Path]:
    """Write feed.zip, sites.csv and facilities.csv into a folder; give their paths."""
    dice = np.random.default_rng(seed)
    stop_times, trips = _runs(size, dice)
    tables = {
        "agency.txt": pd.DataFrame([("a", "Made up", "https://example.org", "Europe/Amsterdam")], columns=_AGENCY),
        "calendar_dates.txt": pd.DataFrame({"service_id": "s", "date": ["20261117"], "exception_type": 1}),
        "routes.txt": pd.DataFrame({"route_id": ["r"], "route_type": 3, "route_short_name": "1"}),
        "trips.txt": pd.DataFrame({"route_id": "r", "service_id": "s", "trip_id": trips}),
        "stops.txt": _stops(size),
        "stop_times.txt": stop_times,
    }
    feed = folder / "feed.zip"
    with zipfile.ZipFile(feed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, table in tables.items():
            out.writestr(name, table.to_csv(index=False, lineterminator="\n"))
    sites, facilities = folder / "sites.csv", folder / "facilities.csv"
    _sites(size, dice).to_csv(sites, index=False, lineterminator="\n")
    _facilities(dice).to_csv(facilities, index=False, lineterminator="\n")
    return feed, sites, facilities


_AGENCY = ["agency_id", "agency_name", "agency_url", "agency_timezone"]


def _stops(size: Size) -> pd.DataFrame:
    row, column = np.divmod(np.arange(size.side**2), size.side)
    lon = WEST + (EAST - WEST) * column / (size.side - 1)
    lat = SOUTH + (NORTH - SOUTH) * row / (size.side - 1)
    place = pd.Series(np.arange(size.side**2).astype(str))
    parts = [
        pd.DataFrame({"stop_id": "p" + place, "stop_lon": lon, "stop_lat": lat, "location_type": 1}),
        pd.DataFrame(
            {"stop_id": "h" + place, "stop_lon": lon + 0.0005, "stop_lat": lat, "parent_station": "p" + place}
        ),
        pd.DataFrame(
            {"stop_id": "v" + place, "stop_lon": lon, "stop_lat": lat + 0.0005, "parent_station": "p" + place}
        ),
    ]
    stops = pd.concat(parts, ignore_index=True)
    return stops.assign(location_type=stops["location_type"].fillna(0).astype(int), stop_name=stops["stop_id"])


def _runs(size: Size, dice: np.random.Generator) -> tuple[pd.DataFrame, list[str]]:
    parts, trips = [], []
    for axis in "hv":
        for across in range(size.side):
            for start in range(0, size.side - 1, size.length - 1):
                along = np.arange(start, min(start + size.length, size.side))
                places = across * size.side + along if axis == "h" else along * size.side + across
                for way, ordered in (("a", places), ("b", places[::-1])):
                    offset, hop = int(dice.integers(0, size.interval)), dice.integers(2, 6, len(ordered)) * 60
                    passed = np.cumsum(hop)
                    for minute in range(size.first_hour * 60 + offset, size.last_hour * 60, size.interval):
                        trips.append(f"{axis}{across}.{start}{way}{minute}")
                        parts.append((trips[-1], axis, ordered, minute * 60 + passed))
    lengths = [len(places) for _, _, places, _ in parts]
    seconds = np.concatenate([times for *_, times in parts])
    axes = pd.Series(np.repeat([axis for _, axis, _, _ in parts], lengths))
    clock = pd.Series(_clock(seconds))
    frame = pd.DataFrame(
        {
            "trip_id": np.repeat(trips, lengths),
            "stop_sequence": np.concatenate([np.arange(length) for length in lengths]),
            "stop_id": axes + np.concatenate([places for _, _, places, _ in parts]).astype(str),
            "arrival_time": clock,
            "departure_time": clock,
        }
    )
    return frame, trips


def _clock(seconds: np.ndarray) -> list[str]:
    return [f"{moment // 3600:02}:{moment % 3600 // 60:02}:{moment % 60:02}" for moment in seconds.tolist()]


def _points(count: int, dice: np.random.Generator) -> dict[str, np.ndarray]:
    return {
        "lon": (WEST + (EAST - WEST) * dice.random(count)).round(6),
        "lat": (SOUTH + (NORTH - SOUTH) * dice.random(count)).round(6),
    }


def _sites(size: Size, dice: np.random.Generator) -> pd.DataFrame:
    real = pd.read_csv(paths.DATA / "sites.csv", dtype=str, keep_default_na=False)
    rows = real.iloc[np.arange(size.sites) % len(real)].reset_index(drop=True)
    return rows.assign(site_id=[f"X{number}" for number in range(size.sites)], **_points(size.sites, dice))


def _facilities(dice: np.random.Generator) -> pd.DataFrame:
    parts = [
        pd.DataFrame(
            {
                "facility_id": [f"{kind}-{number}" for number in range(count)],
                "kind": kind,
                **_points(count, dice),
                "name": kind,
                "origin": "synthetic",
                "source": "made up",
            }
        )
        for kind, count in FACILITIES.items()
    ]
    return pd.concat(parts, ignore_index=True)
