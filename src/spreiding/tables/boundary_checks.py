"""The checks behind ``read_boundaries``: codes, coordinate system, shapes."""

import re
from collections.abc import Hashable
from difflib import get_close_matches
from typing import TYPE_CHECKING, cast

import pandas as pd

from spreiding.errors import Finding, InputError
from spreiding.tables.common import ORIGINS

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry

RD = "EPSG:28992"
_USUAL = (
    "municipality_code",
    "statcode",
    "gm_code",
    "gemeentecode",
    "gemcode",
    "gwb_code",
    "code",
    "identificatie",
)
_CODE = re.compile(r"(?:GM)?(\d{4})", re.IGNORECASE)
_NETHERLANDS_RD = (0.0, 300_000.0, 300_000.0, 640_000.0)
_SLIVER_M2 = 1_000.0
_SHOWN = 10


def code_column(frame: "gpd.GeoDataFrame") -> Hashable | None:
    """Find the column most of whose cells are CBS codes (GM0363 or 0363), usual names first."""
    names = [name for name in frame.columns if name != frame.geometry.name]
    usual = [name for wish in _USUAL for name in names if str(name).lower() == wish]
    for name in [*usual, *(name for name in names if name not in usual)]:
        codes = _codes(frame[name])
        if len(codes) and codes.notna().mean() > 0.5:
            return cast(Hashable, name)
    return None


def checked_shapes(file: str, frame: "gpd.GeoDataFrame", municipalities: pd.DataFrame) -> "gpd.GeoDataFrame":
    """Give municipality_code, origin and geometry (MultiPolygon, RD).

    Raises ``InputError`` with all findings and ``ValueError`` when no column holds codes.
    """
    column = code_column(frame)
    if column is None:
        raise ValueError("no column with codes: ask code_column first")
    codes = _codes(frame[column])
    known = [str(code) for code in municipalities["municipality_code"]]
    findings = _code_findings(file, frame[column], codes, known)
    origins, origin_findings = _origins(file, frame)
    findings += origin_findings
    projected, projection_findings = _projected(file, frame, codes)
    findings += projection_findings
    if projection_findings:
        raise InputError(findings)
    shapes = projected.to_frame("geometry").assign(municipality_code=codes, origin=origins)
    joined, overlap_findings = _joined(file, shapes[shapes["municipality_code"].isin(known)])
    findings += overlap_findings
    if findings:
        raise InputError(findings)
    return joined


def _projected(file: str, frame: "gpd.GeoDataFrame", codes: "pd.Series[str]") -> tuple["gpd.GeoSeries", list[Finding]]:
    """The shapes in RD, valid; findings when they can't be."""
    from pyproj.exceptions import ProjError

    advice = "Say in which coordinates it is: EPSG:28992 (RD) or EPSG:4326 (longitude and latitude)."
    if frame.crs is None:
        return frame.geometry, [Finding(file, None, None, None, "has no coordinate system", advice)]
    try:
        shapes = frame.geometry.to_crs(RD)
    except ProjError as error:
        rule = f"can't be brought to {RD} ({' '.join(str(error).split())})"
        return frame.geometry, [Finding(file, None, None, str(frame.crs.name), rule, advice)]
    findings = _shape_findings(file, codes, shapes)
    if findings:
        return shapes, findings
    return _valid(file, codes, shapes)


def _valid(file: str, codes: "pd.Series[str]", shapes: "gpd.GeoSeries") -> tuple["gpd.GeoSeries", list[Finding]]:
    """The shapes repaired; a finding for each that is beyond repair."""
    import geopandas as gpd
    import shapely

    repaired, findings = [], []
    for code, shape in zip(codes, shapes, strict=True):
        try:
            repaired.append(shapely.make_valid(shape))
        except shapely.errors.GEOSException as error:
            rule = f"has a shape that can't be repaired ({' '.join(str(error).split())})"
            findings.append(Finding(file, None, "geometry", str(code), rule, "Draw or export it again."))
    return (shapes, findings) if findings else (gpd.GeoSeries(repaired, index=shapes.index, crs=shapes.crs), [])


def _codes(cells: "pd.Series[str]") -> "pd.Series[str]":
    digits = cells.astype("str").str.strip().str.extract(_CODE.pattern, flags=re.IGNORECASE, expand=False)
    whole = cells.astype("str").str.strip().str.fullmatch(_CODE.pattern, case=False)
    return ("GM" + digits).where(whole.fillna(False).astype(bool))


def _code_findings(file: str, cells: "pd.Series[str]", codes: "pd.Series[str]", known: list[str]) -> list[Finding]:
    column = str(cells.name)
    findings = []
    for number, (cell, code) in enumerate(zip(cells, codes, strict=True), start=1):
        if pd.isna(code):
            rule, advice = (
                f"is not a CBS code (feature {number})",
                "Write GM and four digits, or remove the feature.",
            )
            findings.append(Finding(file, None, column, str(cell), rule, advice))
        elif code not in known:
            near = get_close_matches(code, known, n=1)
            advice = f"Did you mean {near[0]}?" if near else "Remove the feature."
            findings.append(Finding(file, None, column, code, "is not in municipalities.csv", advice))
    absent = sorted(set(known) - set(codes.dropna()))
    if absent:
        few = ", ".join(absent[:_SHOWN]) + (f" and {len(absent) - _SHOWN} more" if len(absent) > _SHOWN else "")
        advice = "Give the boundaries of the year that municipalities.csv describes."
        findings.append(Finding(file, None, column, few, "has no boundary", advice))
    return findings


def _origins(file: str, frame: "gpd.GeoDataFrame") -> tuple["pd.Series[str]", list[Finding]]:
    if "origin" not in frame.columns:
        return pd.Series("reported", index=frame.index), []
    origins = frame["origin"].astype("str")
    wrong = sorted(set(origins[~origins.isin(ORIGINS)]))
    advice = f"Write one of {', '.join(ORIGINS)}."
    return origins, [Finding(file, None, "origin", word, "is not an origin", advice) for word in wrong]


def _shape_findings(file: str, codes: "pd.Series[str]", shapes: "gpd.GeoSeries") -> list[Finding]:
    findings = []
    for code, shape in zip(codes, shapes, strict=True):
        rule = _breach(shape)
        if rule:
            advice = "Give polygons, and check the coordinate system of the file."
            findings.append(Finding(file, None, "geometry", str(code), rule, advice))
    return findings


def _breach(shape: "BaseGeometry | None") -> str | None:
    if shape is None or shape.is_empty:
        return "has no shape"
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        return "is not a polygon"
    west, south, east, north = _NETHERLANDS_RD
    x0, y0, x1, y1 = shape.bounds
    inside = west <= x0 and south <= y0 and x1 <= east and y1 <= north
    return None if inside else "lies outside the Netherlands"


def _joined(file: str, usable: "gpd.GeoDataFrame") -> tuple["gpd.GeoDataFrame", list[Finding]]:
    """Join the parts of each municipality; parts that lie on each other are a code given twice."""
    import shapely

    apart = usable.geometry.area.groupby(usable["municipality_code"]).sum()
    joined = usable.dissolve("municipality_code", aggfunc="first")
    polygons = [shapely.MultiPolygon(_polygons(shape)) for shape in joined.geometry]
    joined = joined.set_geometry(polygons, crs=RD)
    double = joined.index[(apart.reindex(joined.index) - joined.geometry.area) > _SLIVER_M2]
    advice = "Keep one boundary per municipality; parts of one may not overlap."
    findings = [
        Finding(file, None, "municipality_code", str(code), "has two boundaries that overlap", advice)
        for code in double
    ]
    flat = joined.index[joined.geometry.is_empty]
    findings += [
        Finding(file, None, "geometry", str(code), "has no area", "Give polygons with an area.") for code in flat
    ]
    return joined.reset_index(), findings


def _polygons(shape: "BaseGeometry") -> "list[Polygon]":
    """The polygons in a shape; a repaired one may also hold stray lines."""
    import shapely

    flat = shapely.get_parts(shapely.get_parts([shape]))
    return [part for part in flat if part.geom_type == "Polygon"]
