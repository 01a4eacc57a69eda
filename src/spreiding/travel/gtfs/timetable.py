"""One day of a feed as connections: a vehicle goes from one stop to the next."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
DAY = 86_400
USUAL, ON_PHONE = 0, 2  # codes of pickup_type and drop_off_type; 3: coordinate with the driver


@dataclass(frozen=True)
class Timetable:
    """Connections in the order in which they are scanned: by departure, last first.

    One entry a connection: ``leaves``, ``arrives`` (seconds from the start of the day), ``origin``, ``target`` (rows
    of stops.txt), ``run`` (a trip on a day), ``board``, ``alight`` (whether one may), ``ends`` (last of its run).
    ``onward``: per run those in which one stays seated after its last stop.
    """

    leaves: Ints
    arrives: Ints
    origin: Ints
    target: Ints
    run: Ints
    board: Flags
    alight: Flags
    ends: Flags
    onward: dict[int, tuple[int, ...]]
    runs: int

    @property
    def size(self) -> int:
        """Number of connections."""
        return len(self.leaves)

    @property
    def stops(self) -> Ints:
        """Stops that any connection touches, sorted."""
        return np.unique(np.concatenate([self.origin, self.target]))


def lay_out(
    stop_times: pd.DataFrame,
    frequencies: pd.DataFrame,
    seated: pd.DataFrame,
    days: Sequence[tuple[int, Flags]],
    span: tuple[int, int],
    phone_ahead: bool,
) -> Timetable:
    """Lay out what leaves within ``span`` (seconds from the start of the day, both ends included).

    Args:
        stop_times: trip, stop, arrival, departure (seconds), pickup, drop_off, ordered by trip and sequence.
        frequencies: trip, start, end, headway (seconds): the trip repeats from start, up to but not at end.
        seated: from_trip, to_trip between which one stays seated, where the second leaves no sooner.
        days: offset in days (-1 is yesterday, whose trips may pass midnight) and which trips run then.
        span: first and last departure that count.
        phone_ahead: whether stops that ask for a telephone call are used.
    """
    hops = _hops(stop_times, phone_ahead)
    ends = stop_times.groupby("trip").agg(first=("departure", "first"), last=("arrival", "last"))
    runs = _runs(ends, frequencies, days, span)
    joined = runs.merge(hops, on="trip")
    leaves = joined["departure"] + joined["shift"]
    joined = joined.assign(leaves=leaves, arrives=joined["arrival"] + joined["shift"])[leaves.between(*span)]
    # Of equal departures the one that arrives last comes first: a hop of no seconds must find what follows it.
    order = np.lexsort((-joined["position"], -joined["arrives"], -joined["leaves"]))
    at = joined.iloc[order]
    ints = {name: at[name].to_numpy(dtype=np.int64) for name in ("leaves", "arrives", "origin", "target", "run")}
    flags = {name: at[name].to_numpy(dtype=np.bool_) for name in ("board", "alight", "ends")}
    return Timetable(**ints, **flags, onward=_onward(runs, seated), runs=len(runs))


def _hops(stop_times: pd.DataFrame, phone_ahead: bool) -> pd.DataFrame:
    """One row a pair of consecutive stops of a trip."""
    allowed = [USUAL, 3, *([ON_PHONE] if phone_ahead else [])]
    after = stop_times.shift(-1)
    same = stop_times["trip"].eq(after["trip"])
    hops = pd.DataFrame(
        {
            "trip": stop_times["trip"],
            "origin": stop_times["stop"],
            "target": after["stop"],
            "departure": stop_times["departure"],
            "arrival": after["arrival"],
            "board": stop_times["pickup"].isin(allowed),
            "alight": after["drop_off"].isin(allowed),
            "position": np.arange(len(stop_times)),
        }
    )[same]
    hops = hops.astype({"target": "int64", "arrival": "int64"})
    return hops.assign(ends=~hops.duplicated("trip", keep="last"))


def _runs(
    ends: pd.DataFrame, frequencies: pd.DataFrame, days: Sequence[tuple[int, Flags]], span: tuple[int, int]
) -> pd.DataFrame:
    """Every trip on every day within the span: run (its number), trip, day, shift (seconds added to its times)."""
    single = ends.index.difference(pd.Index(frequencies["trip"]))
    repeated = frequencies[frequencies["trip"].isin(ends.index)]
    first = ends["first"].to_dict()
    parts = []
    for day, running in days:
        trips = single[running[single]]
        parts.append(pd.DataFrame({"trip": trips, "shift": day * DAY, "day": day, "single": True}))
        rows = repeated[running[repeated["trip"].to_numpy(dtype=np.int64)]]
        for trip, start, stop, headway in rows[["trip", "start", "end", "headway"]].to_numpy(dtype=np.int64).tolist():
            shift = np.arange(start, stop, headway) - first[trip] + day * DAY
            parts.append(pd.DataFrame({"trip": trip, "shift": shift, "day": day, "single": False}))
    runs = pd.concat(parts, ignore_index=True)
    begin = runs["trip"].map(ends["first"]) + runs["shift"]
    end = runs["trip"].map(ends["last"]) + runs["shift"]
    runs = runs.assign(first=begin, last=end)[(begin <= span[1]) & (end >= span[0])].reset_index(drop=True)
    return runs.assign(run=runs.index)


def _onward(runs: pd.DataFrame, seated: pd.DataFrame) -> dict[int, tuple[int, ...]]:
    single = runs.loc[runs["single"], ["run", "trip", "day", "first", "last"]]
    pairs = seated.merge(single, left_on="from_trip", right_on="trip").merge(
        single, left_on=["to_trip", "day"], right_on=["trip", "day"], suffixes=("", "_next")
    )
    pairs = pairs[pairs["first_next"] >= pairs["last"]]
    return {int(str(run)): tuple(map(int, rows["run_next"])) for run, rows in pairs.groupby("run")}
