"""The whole job of `spreiding travel`: from a timetable to travel_minutes.csv, its detail and its record."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from spreiding import __version__, paths
from spreiding.errors import Finding, InputError
from spreiding.tables.sites import SITES
from spreiding.travel.assumptions import Assumptions, read_assumptions
from spreiding.travel.facilities import COLUMNS_OF_MODEL, Places, checked_table, read_places
from spreiding.travel.gtfs.feed import Feed, read_feed
from spreiding.travel.minutes import detail_table, minutes_table, moments, travel_times
from spreiding.travel.walking import access_links, metres
from spreiding.travel.write import check_out, write_files


@dataclass(frozen=True)
class TravelRequest:
    """What a user asked; ``window`` in seconds since midnight, ``departures`` moments in it."""

    gtfs: Path
    out: Path
    sites: Path | None = None
    facilities: Path | None = None
    day: date | None = None
    window: tuple[int, int] = (7 * 3600, 9 * 3600 + 1800)
    departures: int = 12
    assumptions: Path | None = None


@dataclass(frozen=True)
class TravelResult:
    """What was written: the tables, the feed behind them, the places per kind and the paths."""

    minutes: pd.DataFrame
    detail: pd.DataFrame
    feed: Feed
    places: tuple[Places, ...]
    lonely: tuple[str, ...]
    written: tuple[Path, ...]


class TravelWatch(Protocol):
    """Hears how far the work is."""

    def reading(self, what: str) -> None:
        """Hear which part of the feed is read."""

    def scanning(self, total: int) -> None:
        """Hear how many connections there are to scan, over all kinds."""

    def scanned(self, kind: str, connections: int) -> None:
        """Hear that so many more were scanned for a kind."""


@dataclass(frozen=True)
class _Small:
    sites: pd.DataFrame
    places: tuple[Places, ...]
    how: Assumptions


def travel_run(request: TravelRequest, watch: TravelWatch) -> TravelResult:
    """Read, search, and write three files beside each other, all or none.

    Raises ``InputError`` with every finding, ``OutputError`` when the files can't be written.
    """
    check_out(request.out)
    small = _small_tables(request)
    horizon = request.window[1] + round(small.how.limit_minutes * 60)
    feed = read_feed(request.gtfs, request.day, (request.window[0], horizon), small.how.phone_ahead, watch.reading)
    lonely = _lonely(request, feed, small)
    watch.scanning(feed.timetable.size * sum(len(kind.points) > 0 for kind in small.places))
    leaving = moments(request.window, request.departures)
    times = travel_times(feed, small.sites, small.places, leaving, small.how, watch.scanned)
    minutes = minutes_table(small.sites["site_id"], times, small.places)
    detail = detail_table(small.sites["site_id"], times)
    record = _record(request, feed, small, minutes, lonely)
    written = write_files(request.out, minutes, detail, record)
    return TravelResult(minutes, detail, feed, small.places, lonely, written)


def _small_tables(request: TravelRequest) -> _Small:
    """Sites, facilities and assumptions, with the findings of all three at once."""
    findings: list[Finding] = []
    sites, places, how = None, None, None
    try:
        sites = checked_table(SITES, request.sites or paths.DATA / SITES.file)
    except InputError as error:
        findings += error.findings
    try:
        known = pd.DataFrame(columns=["location_types", "lon", "lat", "origin"]) if sites is None else sites
        places = read_places(request.facilities, known)
    except InputError as error:
        findings += error.findings
    try:
        how = read_assumptions(request.assumptions)
    except InputError as error:
        findings += error.findings
    if sites is None or places is None or how is None:
        raise InputError(findings)
    return _Small(sites, places, how)


def _lonely(request: TravelRequest, feed: Feed, small: _Small) -> tuple[str, ...]:
    """Sites without a stop within walking distance; raise ``InputError`` when that holds for all, or nothing runs."""
    name, used = request.gtfs.name, feed.timetable.stops
    if not len(used):
        rule = f"has nothing that leaves in the window on {feed.day}"
        raise InputError([Finding(name, None, None, None, rule, "Give another --date or --window.")])
    access = access_links(metres(small.sites), metres(feed.stops.loc[used]), small.how)
    lonely = small.sites.loc[~small.sites.index.isin(access.origin), "site_id"]
    if len(lonely) == len(small.sites):
        rule = "has no stop within walking distance of any site"
        raise InputError([Finding(name, None, None, None, rule, "Give a timetable of the places where the sites are.")])
    return tuple(lonely)


def _record(
    request: TravelRequest, feed: Feed, small: _Small, minutes: pd.DataFrame, lonely: Sequence[str]
) -> dict[str, Any]:
    """What the minutes rest on, for travel_minutes.record.json."""
    timetable = feed.timetable
    return {
        "spreiding": __version__,
        "feed": _feed_record(request, feed),
        "date": str(feed.day),
        "window": [_clock(moment) for moment in request.window],
        "departures": request.departures,
        "connections": timetable.size,
        "assumptions": asdict(small.how),
        "columns": {f"minutes_{name}": list(kinds) for name, kinds in COLUMNS_OF_MODEL.items()},
        "facilities": {
            kind.kind: {
                "count": len(kind.points),
                "supplied": kind.supplied,
                "origin": kind.origin,
                "what": kind.meaning,
            }
            for kind in small.places
        },
        "inputs": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (request.sites, request.facilities, request.assumptions)
            if path is not None
        },
        "origins": minutes["origin"].value_counts().to_dict(),
        "unreached": dict(minutes.loc[minutes["unreached"].ne(""), ["site_id", "unreached"]].itertuples(index=False)),
        "without_stop": list(lonely),
        "remarks": list(feed.remarks),
    }


def _feed_record(request: TravelRequest, feed: Feed) -> dict[str, str]:
    return {
        "file": request.gtfs.name,
        "sha256": feed.sha256,
        "version": feed.version,
        "first_day": str(feed.first_day),
        "last_day": str(feed.last_day),
        "time_zone": feed.time_zone,
    }


def _clock(moment: int) -> str:
    return f"{moment // 3600:02}:{moment % 3600 // 60:02}"
