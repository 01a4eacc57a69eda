"""A feed and a day -> its connections, and what there is to tell about them; all findings at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from spreiding.errors import InputError
from spreiding.travel.gtfs.archive import Archive, open_archive
from spreiding.travel.gtfs.days import Services, chosen_day, read_services
from spreiding.travel.gtfs.extras import Transfers, read_frequencies, read_transfers
from spreiding.travel.gtfs.read import has_file, read_file
from spreiding.travel.gtfs.stop_times import StopTimes, read_stop_times
from spreiding.travel.gtfs.stops import Stops, read_stops
from spreiding.travel.gtfs.timetable import Flags, Timetable, lay_out
from spreiding.travel.gtfs.trips import read_trips, unknown_services


@dataclass(frozen=True)
class Feed:
    """A feed on a day. ``stops``: stop_id, lon, lat, station of every row of stops.txt.

    ``remarks``: what of the feed was not used, in sentences; ``version``: feed_version of feed_info.txt or "".
    """

    timetable: Timetable
    stops: pd.DataFrame
    transfers: pd.DataFrame
    day: date
    first_day: date
    last_day: date
    version: str
    time_zone: str
    sha256: str
    remarks: tuple[str, ...]


def read_feed(
    path: Path,
    day: date | None,
    span: tuple[int, int],
    phone_ahead: bool,
    watch: Callable[[str], None] = lambda _: None,
) -> Feed:
    """Read what leaves within ``span`` (seconds from the start of the day) on a day; ``None``: an ordinary Tuesday.

    Raises ``InputError`` with every finding about the zip, its files and the day. ``watch`` hears which file is read.
    """
    with open_archive(path) as archive:
        watch("stops, trips and days")
        services, findings = read_services(archive)
        stops, wrong_stops = read_stops(archive)
        trips, zone, wrong_trips = read_trips(archive)
        findings += wrong_stops + wrong_trips
        if services is None or stops is None or wrong_trips:
            raise InputError(findings)
        findings += unknown_services(trips, services.index)
        if findings:
            raise InputError(findings)
        chosen = chosen_day(services, day, trips["service_id"].value_counts())
        watch("stop times")
        return _read_day(archive, _Known(services, stops, trips, zone), chosen, span, phone_ahead)


@dataclass(frozen=True)
class _Known:
    services: Services
    stops: Stops
    trips: pd.DataFrame
    zone: str


def _read_day(archive: Archive, known: _Known, day: date, span: tuple[int, int], phone_ahead: bool) -> Feed:
    index = pd.Index(known.trips["trip_id"])
    # Yesterday's trips may go on past midnight, and today's window may reach into tomorrow.
    days = [(offset, _running(known, day + timedelta(days=offset))) for offset in (-1, 0, 1)]
    used = np.logical_or.reduce([running for _, running in days])
    stop_times, findings = read_stop_times(archive, index, used, known.stops)
    frequencies, more = read_frequencies(archive, index)
    transfers, again = read_transfers(archive, known.stops, index)
    if findings or more or again:
        raise InputError([*findings, *more, *again])
    timetable = lay_out(stop_times.frame, frequencies, transfers.seated, days, span, phone_ahead)
    return Feed(
        timetable=timetable,
        stops=known.stops.frame,
        transfers=transfers.pairs,
        day=day,
        first_day=known.services.first,
        last_day=known.services.last,
        version=_version(archive),
        time_zone=known.zone,
        sha256=archive.sha256,
        remarks=_remarks(stop_times, transfers, frequencies),
    )


def _running(known: _Known, day: date) -> Flags:
    running: Flags = known.trips["service_id"].isin(known.services.on(day)).to_numpy(dtype=np.bool_)
    return running


def _version(archive: Archive) -> str:
    if not has_file(archive, "feed_info.txt"):
        return ""
    frame, _ = read_file(archive, "feed_info.txt", (), ("feed_version",))
    return str(frame["feed_version"].iloc[0]) if len(frame) else ""


def _remarks(stop_times: StopTimes, transfers: Transfers, frequencies: pd.DataFrame) -> tuple[str, ...]:
    remarks = []
    if stop_times.flexible:
        remarks.append(f"{stop_times.flexible:,} trips without stops of their own (on demand) were left out.")
    if stop_times.single:
        remarks.append(f"{stop_times.single:,} trips with a single stop were left out.")
    if transfers.unused:
        told = ", ".join(f"{count:,} of {kind}" for kind, count in transfers.unused.items())
        remarks.append(f"Rules of transfers.txt between particular routes or trips were not used: {told}.")
    loose = int((~frequencies["exact"].astype(bool)).sum())
    if loose:
        remarks.append(
            f"{loose:,} rows of frequencies.txt without exact times were taken to run from their start time."
        )
    return tuple(remarks)
