"""Sites stand where their municipality is, and provinces can be told apart by name."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from spreiding.errors import Finding
from spreiding.tables.common import LAT, LON

if TYPE_CHECKING:
    import geopandas as gpd

FURTHEST_KM = 50.0
_EARTH_KM = 6371.0
_EDGE_M = 250.0  # boundaries are published in simplified form, and ships lie off the quay


def far_sites(frames: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """Give a finding per site further than 50 km from the centroid of its municipality.

    No municipality reaches that far from the middle of its inhabitants, so a code or a coordinate is wrong.
    """
    needed = {"municipality_code", "lon", "lat"}
    if any(name not in frames or not needed <= set(frames[name].columns) for name in ("sites", "municipalities")):
        return []
    towns = frames["municipalities"].drop_duplicates("municipality_code").set_index("municipality_code")
    sites = frames["sites"].dropna(subset=sorted(needed))
    # A code that is nowhere, or a point outside the country, has been reported.
    known = sites["municipality_code"].isin(towns.index) & sites["lon"].between(*LON) & sites["lat"].between(*LAT)
    sites = sites[known]
    centres = towns.loc[sites["municipality_code"]]
    km = _kilometres(sites, centres)
    names = centres["municipality"] if "municipality" in centres else centres.index.to_series()
    rows = zip(sites.index, sites["lon"], sites["lat"], sites["municipality_code"], names, km, strict=True)
    return [
        Finding(
            "sites.csv",
            int(row),
            "lon",
            f"{lon:g} {lat:g}",
            f"lies {far:.0f} km from the centroid of {code} {name}",
            f"Correct lon, lat or municipality_code: a site lies at most {FURTHEST_KM:.0f} km from it.",
        )
        for row, lon, lat, code, name, far in rows
        if far > FURTHEST_KM
    ]


def outside_sites(sites: pd.DataFrame, outlines: "gpd.GeoDataFrame") -> list[Finding]:
    """Give a finding per site further than 250 m outside the boundary of its municipality.

    ``sites`` is indexed by row in the file; ``outlines`` as ``read_boundaries`` gives them. Schematic ones are no
    measure, so of municipalities that have those nothing is said.
    """
    import geopandas as gpd

    needed = {"municipality_code", "lon", "lat"}
    real = outlines[~outlines["schematic"]].set_index("municipality_code")
    if not needed <= set(sites) or real.empty:
        return []
    placed = sites.dropna(subset=sorted(needed))
    placed = placed[placed["municipality_code"].isin(real.index)]
    points = gpd.GeoSeries(gpd.points_from_xy(placed["lon"], placed["lat"]), placed.index, crs="EPSG:4326")
    points = points.to_crs(real.crs)
    own = real.geometry.loc[placed["municipality_code"]].set_axis(placed.index)
    metres = points.distance(own)
    findings = []
    for row in metres.index[metres > _EDGE_M]:
        holding = real[real.geometry.contains(points[row])]
        where = f"lies in {holding.index[0]} {holding['municipality'].iloc[0]}" if len(holding) else "lies"
        code = placed.loc[row, "municipality_code"]
        rule = f"{where} {metres[row] / 1000:.1f} km outside {code} {real.loc[code, 'municipality']}"
        value = f"{placed.loc[row, 'lon']:g} {placed.loc[row, 'lat']:g}"
        findings.append(Finding("sites.csv", int(row), "lon", value, rule, "Correct lon, lat or municipality_code."))
    return findings


def _kilometres(here: pd.DataFrame, there: pd.DataFrame) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Distance as the crow flies from each row to the row beside it (haversine)."""
    lon_a, lat_a, lon_b, lat_b = (
        np.radians(frame[column].to_numpy(float)) for frame in (here, there) for column in ("lon", "lat")
    )
    half = np.sin((lat_b - lat_a) / 2) ** 2 + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(half)))


def same_names(frames: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """Give a finding where a province has the name of another: ``--province`` could mean either."""
    frame = frames.get("municipalities", pd.DataFrame())
    if not {"province", "province_code"} <= set(frame.columns):
        return []
    provinces = frame[["province_code", "province"]].dropna().drop_duplicates("province_code")
    plain = provinces["province"].str.casefold()
    first = provinces["province_code"].groupby(plain).transform("first")
    rows = zip(provinces.index, provinces["province"], provinces["province_code"], first, strict=True)
    advice = "Give every province a name of its own, or correct province_code."
    return [
        Finding("municipalities.csv", int(row), "province", name, f"is the name of both {other} and {code}", advice)
        for row, name, code, other in rows
        if code != other
    ]
