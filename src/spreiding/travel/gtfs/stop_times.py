"""stop_times.txt: when trips stand where, of the trips that matter; blank times filled in as GTFS says."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from spreiding.errors import Finding
from spreiding.travel.gtfs.archive import Archive
from spreiding.travel.gtfs.findings import wrong_rows
from spreiding.travel.gtfs.read import read_chunks
from spreiding.travel.gtfs.stops import Stops

FILE = "stop_times.txt"
_NEEDED = ("trip_id", "stop_sequence", "stop_id", "arrival_time", "departure_time")
_OPTIONAL = ("pickup_type", "drop_off_type", "shape_dist_traveled")
_FLEXIBLE = ("location_id", "location_group_id", "start_pickup_drop_off_window")
_TIME = r"(\d{1,3}):([0-5]\d):([0-5]\d)"
_ON_REQUEST = ("", "0", "1", "2", "3")


@dataclass(frozen=True)
class StopTimes:
    """One row a stop of a trip, ordered by trip and sequence: trip, stop (positions), arrival, departure (seconds).

    pickup, drop_off are the codes 0 to 3. Left out are ``flexible`` trips, without stops of their own, and
    ``single`` ones, with one stop only.
    """

    frame: pd.DataFrame
    flexible: int
    single: int


def read_stop_times(
    archive: Archive, trips: pd.Index, used: npt.NDArray[np.bool_], stops: Stops
) -> tuple[StopTimes, list[Finding]]:
    """Read the stop times of the ``used`` trips; references to unknown trips are found in all rows.

    Seconds count from noon less twelve hours of the service day, and may pass 24:00:00.
    """
    findings: list[Finding] = []
    parts: list[pd.DataFrame] = []
    strangers: list[Finding] = []
    for chunk in read_chunks(archive, FILE, _NEEDED, (*_OPTIONAL, *_FLEXIBLE), findings):
        trip = trips.get_indexer(pd.Index(chunk["trip_id"]))
        if not strangers:
            rule, advice = "is not in trips.txt", "Add the trip or remove the row."
            strangers = wrong_rows(FILE, chunk, pd.Series(trip < 0), "trip_id", rule, advice)
        keep = (trip >= 0) & used[trip]
        parts.append(_typed(chunk[keep], trip[keep], stops, findings))
    frame = (
        pd.concat(parts)
        if parts
        else _typed(pd.DataFrame(columns=[*_NEEDED, *_OPTIONAL, *_FLEXIBLE]), np.empty(0, np.intp), stops, findings)
    )
    findings = strangers + findings
    flexible = frame.loc[frame["flexible"], "trip"].unique()
    frame = frame[~frame["trip"].isin(flexible)].sort_values(["trip", "sequence"], kind="stable")
    several = frame.duplicated("trip", keep=False)
    read = StopTimes(frame[several], len(flexible), int((~several).sum()))
    findings = findings or _order_findings(read.frame)
    if findings:
        return read, findings
    filled = _filled(read.frame)
    return replace(read, frame=filled), _backwards(filled)


def seconds_of(texts: pd.Series) -> pd.Series:
    """Seconds of texts such as 7:05:00 or 25:10:00; NaN for anything else."""
    # Millions of cells hold some thousands of different times.
    codes, different = pd.factorize(texts)
    parts = pd.Series(different, dtype="str").str.extract(f"^{_TIME}$")
    hours, minutes, seconds = (pd.to_numeric(parts[column]).to_numpy(dtype=np.float64) for column in parts)
    return pd.Series((hours * 3600 + minutes * 60 + seconds)[codes], index=texts.index)


def _typed(chunk: pd.DataFrame, trip: npt.NDArray[np.intp], stops: Stops, findings: list[Finding]) -> pd.DataFrame:
    flexible = (chunk[list(_FLEXIBLE)] != "").any(axis=1).to_numpy()
    stop = stops.index.get_indexer(pd.Index(chunk["stop_id"]))
    frame = pd.DataFrame(
        {
            "trip": trip,
            "stop": stop,
            "sequence": pd.to_numeric(chunk["stop_sequence"], "coerce"),
            "arrival": seconds_of(chunk["arrival_time"]),
            "departure": seconds_of(chunk["departure_time"]),
            "pickup": pd.to_numeric(chunk["pickup_type"].replace("", "0"), "coerce").fillna(0).astype("int8"),
            "drop_off": pd.to_numeric(chunk["drop_off_type"].replace("", "0"), "coerce").fillna(0).astype("int8"),
            "distance": pd.to_numeric(chunk["shape_dist_traveled"], "coerce"),
            "flexible": flexible,
        },
        index=chunk.index,
    )
    findings += _cell_findings(chunk, frame, stops)
    return frame


def _cell_findings(chunk: pd.DataFrame, frame: pd.DataFrame, stops: Stops) -> list[Finding]:
    fixed = ~frame["flexible"]
    at = frame["stop"].to_numpy()
    platform = np.append(stops.frame["platform"].to_numpy(dtype=bool), False)[at]
    placed = np.append(stops.frame["lat"].notna().to_numpy(), False)[at]
    findings = []
    for column in ("arrival", "departure"):
        name = f"{column}_time"
        wrong = fixed & frame[column].isna() & chunk[name].ne("")
        advice = "Write hours, minutes and seconds, such as 07:05:00 or 25:10:00."
        findings += wrong_rows(FILE, chunk, wrong, name, "is not a time", advice)
    for column in ("pickup_type", "drop_off_type"):
        findings += wrong_rows(FILE, chunk, ~chunk[column].isin(_ON_REQUEST), column, "is not 0 to 3", "Write 0 to 3.")
    known = pd.Series(at >= 0, index=chunk.index)
    for rule, wrong, column, advice in (
        (
            "is not a whole number",
            frame["sequence"].isna() | (frame["sequence"] % 1 != 0),
            "stop_sequence",
            "Number the stops.",
        ),
        ("is not in stops.txt", fixed & ~known, "stop_id", "Add the stop or correct the cell."),
        ("is a station or entrance, no stop or platform", fixed & known & ~platform, "stop_id", "Name a platform."),
        (
            "has no coordinates in stops.txt",
            fixed & known & platform & ~placed,
            "stop_id",
            "Fill in stop_lat, stop_lon.",
        ),
    ):
        findings += wrong_rows(FILE, chunk, wrong, column, rule, advice)
    return findings


def _order_findings(frame: pd.DataFrame) -> list[Finding]:
    first, last = ~frame.duplicated("trip", keep="first"), ~frame.duplicated("trip", keep="last")
    blank = frame["arrival"].isna() & frame["departure"].isna()
    twice = frame.duplicated(["trip", "sequence"])
    ends = "is blank at the first or last stop of a trip"
    return [
        *_told(frame, twice, "stop_sequence", "stands twice in one trip", "Number the stops differently."),
        *_told(frame, (first | last) & blank, "arrival_time", ends, "Fill in the time."),
    ]


def _told(frame: pd.DataFrame, wrong: pd.Series, column: str, rule: str, advice: str) -> list[Finding]:
    """Give findings with the cells as they stood in the file."""
    bad = frame[wrong]
    cells = {
        "stop_sequence": bad["sequence"].map("{:.0f}".format),
        "arrival_time": _clock(bad["arrival"]),
        "departure_time": _clock(bad["departure"]),
    }
    shown = pd.DataFrame(cells, index=bad.index)
    return wrong_rows(FILE, shown, pd.Series(True, index=bad.index), column, rule, advice)


def _clock(seconds: pd.Series) -> list[str]:
    known = [None if pd.isna(value) else int(value) for value in seconds]
    return ["" if s is None else f"{s // 3600:02}:{s % 3600 // 60:02}:{s % 60:02}" for s in known]


def _filled(frame: pd.DataFrame) -> pd.DataFrame:
    """Fill blank times: the other of the two, else in proportion to shape_dist_traveled, else evenly over the stops."""
    arrival = frame["arrival"].fillna(frame["departure"])
    departure = frame["departure"].fillna(frame["arrival"])
    if arrival.notna().all():
        return frame.assign(arrival=arrival.astype("int64"), departure=departure.astype("int64"))
    timed = np.flatnonzero(arrival.notna().to_numpy())
    blank = np.flatnonzero(arrival.isna().to_numpy())
    after = np.searchsorted(timed, blank)
    low, high = timed[after - 1], timed[after]
    distance = frame["distance"].to_numpy(dtype=np.float64)
    # Every stop in between needs a distance that does not go back, or the stops are spread evenly.
    steps = np.diff(distance, prepend=np.nan)
    bad = np.append(0, np.cumsum(~(steps >= 0)))
    usable = (bad[high + 1] - bad[low + 1] == 0) & (distance[high] > distance[low])
    even = (blank - low) / (high - low)
    with np.errstate(invalid="ignore", divide="ignore"):
        shaped = (distance[blank] - distance[low]) / (distance[high] - distance[low])
    start, end = departure.to_numpy()[low], arrival.to_numpy()[high]
    filled = np.rint(start + np.where(usable, shaped, even) * (end - start))
    arrivals, departures = arrival.to_numpy(copy=True), departure.to_numpy(copy=True)
    arrivals[blank] = departures[blank] = filled
    return frame.assign(arrival=arrivals.astype(np.int64), departure=departures.astype(np.int64))


def _backwards(frame: pd.DataFrame) -> list[Finding]:
    same = frame["trip"].eq(frame["trip"].shift())
    early = same & (frame["arrival"] < frame["departure"].shift())
    advice = "Correct the time; after midnight hours go on past 24."
    here, before = "is before the arrival there", "is before the departure from the stop before"
    return [
        *_told(frame, frame["departure"] < frame["arrival"], "departure_time", here, advice),
        *_told(frame, early, "arrival_time", before, advice),
    ]
