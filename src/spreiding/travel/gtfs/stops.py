"""stops.txt: where vehicles stop, which station a platform belongs to, and what is wrong with them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from spreiding.errors import Finding
from spreiding.travel.gtfs.archive import Archive
from spreiding.travel.gtfs.findings import wrong_rows
from spreiding.travel.gtfs.read import read_file

FILE = "stops.txt"
_TYPES = ("", "0", "1", "2", "3", "4")


@dataclass(frozen=True)
class Stops:
    """Every place of stops.txt: stop_id, lon, lat (degrees; NaN when unknown), station (its own or its parent's id).

    ``platform``: whether vehicles may stop there (location_type 0).
    """

    frame: pd.DataFrame
    index: pd.Index

    def platforms_of(self, ids: pd.Series) -> pd.DataFrame:
        """For ids of platforms and stations: ``at`` (position in ``ids``) and ``stop`` (row of a platform)."""
        frame = self.frame
        platforms = frame[frame["platform"]]
        own = pd.DataFrame({"id": platforms["stop_id"], "stop": platforms.index})
        children = platforms[platforms["station"] != platforms["stop_id"]]
        below = pd.DataFrame({"id": children["station"], "stop": children.index})
        asked = pd.DataFrame({"id": ids.to_numpy(), "at": np.arange(len(ids))})
        return asked.merge(pd.concat([own, below]), on="id")[["at", "stop"]]


def read_stops(archive: Archive) -> tuple[Stops | None, list[Finding]]:
    """Read and check stops.txt; a platform without coordinates takes those of its station. ``None`` beside findings."""
    optional = ("stop_lat", "stop_lon", "location_type", "parent_station")
    raw, findings = read_file(archive, FILE, ("stop_id",), optional)
    if findings:
        return None, findings
    lat, lon = pd.to_numeric(raw["stop_lat"], "coerce"), pd.to_numeric(raw["stop_lon"], "coerce")
    findings = _findings(raw, lat, lon)
    if findings:
        return None, findings
    index = pd.Index(raw["stop_id"])
    parent = index.get_indexer(raw["parent_station"])
    # (0, 0) lies in the sea off Ghana: a way of writing that the place is not known.
    unknown = lat.isna() | lon.isna() | (lat.eq(0) & lon.eq(0))
    lat, lon = lat.mask(unknown), lon.mask(unknown)
    from_parent = unknown.to_numpy() & (parent >= 0)
    frame = pd.DataFrame(
        {
            "stop_id": raw["stop_id"].to_numpy(),
            "lon": np.where(from_parent, lon.to_numpy()[parent], lon),
            "lat": np.where(from_parent, lat.to_numpy()[parent], lat),
            "station": raw["parent_station"].where(raw["parent_station"].ne(""), raw["stop_id"]).to_numpy(),
            "platform": raw["location_type"].isin(["", "0"]).to_numpy(),
            "row": raw.index.to_numpy(),
        }
    )
    return Stops(frame, index), []


def _findings(raw: pd.DataFrame, lat: pd.Series, lon: pd.Series) -> list[Finding]:
    def wrong(where: pd.Series, column: str, rule: str, advice: str) -> list[Finding]:
        return wrong_rows(FILE, raw, where, column, rule, advice)

    parent = raw["parent_station"]
    kind = raw.drop_duplicates("stop_id").set_index("stop_id")["location_type"]
    known = parent.isin(raw["stop_id"])
    stations = kind.reindex(parent).to_numpy() == "1"
    of_platform = raw["location_type"].isin(["", "0", "2", "3"]) & parent.ne("")
    number = "is not a number of degrees"
    return [
        *wrong(raw["stop_id"].eq(""), "stop_id", "is empty", "Give the stop an id."),
        *wrong(raw.duplicated(["stop_id"]), "stop_id", "stands twice", "Keep one of the rows."),
        *wrong(~raw["location_type"].isin(_TYPES), "location_type", "is not 0 to 4", "Write 0 for a stop or platform."),
        *wrong(lat.isna() & raw["stop_lat"].ne(""), "stop_lat", number, "Write degrees with a point."),
        *wrong(lon.isna() & raw["stop_lon"].ne(""), "stop_lon", number, "Write degrees with a point."),
        *wrong(~lat.fillna(0).between(-90, 90), "stop_lat", "is not between -90 and 90", "Check the degrees."),
        *wrong(~lon.fillna(0).between(-180, 180), "stop_lon", "is not between -180 and 180", "Check the degrees."),
        *wrong(parent.ne("") & ~known, "parent_station", "is not in stops.txt", "Add the station or clear the cell."),
        *wrong(of_platform & known & ~stations, "parent_station", "is no station (location_type 1)", "Name a station."),
    ]
