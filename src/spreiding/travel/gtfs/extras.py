"""frequencies.txt and transfers.txt: trips that repeat, and what the feed says about changing."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from spreiding.errors import Finding
from spreiding.travel.gtfs.archive import Archive
from spreiding.travel.gtfs.findings import wrong_rows
from spreiding.travel.gtfs.read import has_file, read_file
from spreiding.travel.gtfs.stop_times import seconds_of
from spreiding.travel.gtfs.stops import Stops

_OF_ROUTES = ("from_route_id", "to_route_id")
_OF_TRIPS = ("from_trip_id", "to_trip_id")
STAY_SEATED, NO_STAYING = 4, 5


@dataclass(frozen=True)
class Transfers:
    """What transfers.txt says, on platforms.

    ``pairs``: from_stop, to_stop (rows of stops.txt), kind (0 to 3), seconds (of kind 2), the most particular rule of
    a pair. ``seated``: from_trip, to_trip (positions) between which one stays seated. ``unused``: rules by kind that
    hold between particular routes or trips only and are not used.
    """

    pairs: pd.DataFrame
    seated: pd.DataFrame
    unused: dict[str, int]


def read_frequencies(archive: Archive, trips: pd.Index) -> tuple[pd.DataFrame, list[Finding]]:
    """Read trip (position), start, end, headway (seconds) and exact (boolean)."""
    name, needed = "frequencies.txt", ("trip_id", "start_time", "end_time", "headway_secs")
    if not has_file(archive, name):
        return pd.DataFrame(columns=["trip", "start", "end", "headway", "exact"]).astype("int64"), []
    raw, findings = read_file(archive, name, needed, ("exact_times",))
    start, end = seconds_of(raw["start_time"]), seconds_of(raw["end_time"])
    headway, trip = pd.to_numeric(raw["headway_secs"], "coerce"), trips.get_indexer(pd.Index(raw["trip_id"]))
    time = "Write hours, minutes and seconds, such as 07:05:00."
    for rule, wrong, column, advice in (
        ("is not in trips.txt", pd.Series(trip < 0), "trip_id", "Add the trip or remove the row."),
        ("is not a time", start.isna(), "start_time", time),
        ("is not a time", end.isna(), "end_time", time),
        ("is not after start_time", end <= start, "end_time", "Correct one of the two."),
        (
            "is not a number of seconds from 1",
            ~(headway >= 1) | (headway % 1 != 0),
            "headway_secs",
            "Write whole seconds.",
        ),
        ("is neither 0 nor 1", ~raw["exact_times"].isin(["", "0", "1"]), "exact_times", "Write 0 or 1."),
    ):
        findings += wrong_rows(name, raw, wrong, column, rule, advice)
    frame = pd.DataFrame({"trip": trip, "start": start, "end": end, "headway": headway}, index=raw.index)
    return frame.assign(exact=raw["exact_times"].eq("1")), findings


def read_transfers(archive: Archive, stops: Stops, trips: pd.Index) -> tuple[Transfers, list[Finding]]:
    """Read what the feed says about changing; a rule about a station holds for all its platforms."""
    name, optional = "transfers.txt", ("transfer_type", "min_transfer_time", *_OF_ROUTES, *_OF_TRIPS)
    if has_file(archive, name):
        raw, findings = read_file(archive, name, (), ("from_stop_id", "to_stop_id", *optional))
    else:
        raw, findings = pd.DataFrame(columns=["from_stop_id", "to_stop_id", *optional], dtype="object"), []
    kind = pd.to_numeric(raw["transfer_type"].replace("", "0"), "coerce")
    seconds = pd.to_numeric(raw["min_transfer_time"], "coerce")
    findings += _transfer_findings(name, raw, kind, seconds, stops, trips)
    if findings:
        return Transfers(pd.DataFrame(), pd.DataFrame(), {}), findings
    particular = (raw[[*_OF_ROUTES, *_OF_TRIPS]] != "").any(axis=1)
    stay = kind.eq(STAY_SEATED)
    aside = kind[particular & ~stay & kind.ne(NO_STAYING)].tolist()
    unused = {f"transfer_type {int(word)}": aside.count(word) for word in sorted(set(aside))}
    pairs = _pairs(raw.assign(kind=kind, seconds=seconds)[~particular & kind.isin([0, 1, 2, 3])], stops)
    seated = pd.DataFrame({c[:-3]: trips.get_indexer(pd.Index(raw.loc[stay, c])) for c in _OF_TRIPS})
    return Transfers(pairs, seated, unused), []


def _transfer_findings(
    name: str, raw: pd.DataFrame, kind: pd.Series, seconds: pd.Series, stops: Stops, trips: pd.Index
) -> list[Finding]:
    findings = wrong_rows(name, raw, ~kind.isin(range(6)), "transfer_type", "is not 0 to 5", "Write 0 to 5.")
    between_trips = kind.isin([STAY_SEATED, NO_STAYING])
    for column in ("from_stop_id", "to_stop_id"):
        unknown = ~raw[column].isin(stops.index) & ~(raw[column].eq("") & between_trips)
        findings += wrong_rows(name, raw, unknown, column, "is not in stops.txt", "Add the stop or correct the cell.")
    for column in _OF_TRIPS:
        unknown = ~raw[column].isin(trips) & (raw[column].ne("") | between_trips)
        findings += wrong_rows(name, raw, unknown, column, "is not in trips.txt", "Add the trip or correct the cell.")
    no_time = kind.eq(2) & ~(seconds >= 0)
    rule = "is not a number of seconds, which transfer_type 2 needs"
    return findings + wrong_rows(name, raw, no_time, "min_transfer_time", rule, "Write seconds.")


def _pairs(rules: pd.DataFrame, stops: Stops) -> pd.DataFrame:
    """The rules between every two platforms; of two rules the one that names the platforms themselves counts."""
    origin = stops.platforms_of(rules["from_stop_id"]).rename(columns={"stop": "from_stop"})
    target = stops.platforms_of(rules["to_stop_id"]).rename(columns={"stop": "to_stop"})
    pairs = origin.merge(target, on="at")
    rule = rules.reset_index(drop=True).loc[pairs["at"]].reset_index(drop=True)
    ids = stops.frame["stop_id"].to_numpy()
    named = (ids[pairs["from_stop"]] == rule["from_stop_id"].to_numpy()).astype(np.int64)
    named += ids[pairs["to_stop"]] == rule["to_stop_id"].to_numpy()
    pairs = pairs.assign(kind=rule["kind"].astype("int64"), seconds=rule["seconds"], named=named)
    pairs = pairs.sort_values(["named", "at"], ascending=[False, True], kind="stable")
    return pairs.drop_duplicates(["from_stop", "to_stop"])[["from_stop", "to_stop", "kind", "seconds"]]
