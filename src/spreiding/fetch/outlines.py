"""Municipal boundaries over OGC API Features: GeoJSON in pages, in the Dutch grid when the server can.

Not with ``OWSLib``: it reads the standard's documents, but brings no bounds on pages, no tries and no cache.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from spreiding.errors import Finding, InputError
from spreiding.fetch.client import Client
from spreiding.fetch.division import Division
from spreiding.fetch.endpoints import Endpoints
from spreiding.fetch.pages import Json, read_pages

if TYPE_CHECKING:
    import geopandas as gpd

RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
# What coordinates look like in either: west, south, east, north, with room to spare; degrees as longitude, latitude.
_SYSTEMS = {
    RD: ("EPSG:28992", (-10_000.0, 280_000.0, 320_000.0, 650_000.0)),
    CRS84: ("OGC:CRS84", (2.5, 50.0, 8.0, 54.5)),
}
_ADVICE = "See the collection at PDOK, and correct endpoints.yaml in a copy (--endpoints)."


@dataclass(frozen=True)
class _Feature:
    code: str
    name: str
    year: int
    system: str
    geometry: Any


def read_outlines(client: Client, endpoints: Endpoints, division: Division) -> "gpd.GeoDataFrame":
    """Give municipality_code, municipality, province_code, year, origin, source and geometry (MultiPolygon, RD).

    Raises one ``InputError`` with every municipality that is missing, double, strange or without a usable shape.
    """
    import geopandas as gpd
    import pandas as pd

    file = f"PDOK {endpoints.boundaries.collection.rsplit('/', 1)[-1]}"
    every = list(_features(file, client, endpoints, division.year))
    ours = [feature for feature in every if feature.year == division.year]
    if not ours:
        years = ", ".join(str(year) for year in sorted({feature.year for feature in every})) or "none"
        rule = f"holds no boundaries of {division.year}; its years are {years}"
        raise InputError([Finding(file, None, endpoints.boundaries.year, None, rule, "Fetch another --year.")])
    findings = division.not_equal(file, (feature.code for feature in ours))
    shapes = {feature.code: _shape(file, feature, findings) for feature in ours}
    if findings:
        raise InputError(findings)
    systems = {feature.code: feature.system for feature in ours}
    parts = [
        gpd.GeoSeries({code: shapes[code] for code in shapes if systems[code] == system}, crs=_SYSTEMS[system][0])
        for system in sorted(set(systems.values()))
    ]
    geometry = gpd.GeoSeries(pd.concat([part.to_crs("EPSG:28992") for part in parts]), crs="EPSG:28992")
    frame = division.regions[["municipality_code", "municipality", "province_code"]]
    source = f"{file}, {endpoints.boundaries.year} {division.year}, retrieved {client.day()}"
    frame = frame.assign(year=division.year, origin="official", source=source)
    return gpd.GeoDataFrame(frame, geometry=geometry.loc[frame["municipality_code"]].array, crs="EPSG:28992")


def _features(file: str, client: Client, endpoints: Endpoints, year: int) -> Iterator[_Feature]:
    where, server = endpoints.boundaries, endpoints.servers["pdok"]
    only = f"&{where.year}={year}" if where.filter else ""
    query = f"f=json&limit={where.page}{only}&crs={quote(RD, safe='')}"
    url = f"{server.url}/{quote(where.collection)}/items?{query}"
    name = f"boundaries-{year}"
    accept = "application/geo+json, application/json"
    for copy, page in read_pages(client, server, url, name, accept, endpoints.limits, _next):
        system = copy.content_crs.strip().strip("<>") or CRS84  # the standard's own, when a server names none
        if system not in _SYSTEMS:
            rule = "is in a coordinate system that was not asked for"
            raise InputError([Finding(file, None, "Content-Crs", system, rule, _ADVICE)])
        features = page.get("features")
        if not isinstance(features, list):
            rule = f"was answered without features; it holds {', '.join(map(str, page))}"
            raise InputError([Finding(file, None, None, None, rule, _ADVICE)])
        for feature in features:
            yield _read(file, endpoints, feature, system)


def _next(page: Json) -> object:
    links = page.get("links")
    found = [link for link in links if isinstance(link, dict)] if isinstance(links, list) else []
    return next((link.get("href") for link in found if link.get("rel") == "next"), None)


def _read(file: str, endpoints: Endpoints, feature: Any, system: str) -> _Feature:
    where = endpoints.boundaries
    properties = feature.get("properties") if isinstance(feature, dict) else None
    held = properties if isinstance(properties, dict) else {}
    absent = [name for name in (where.code, where.name, where.year) if held.get(name) is None]
    year = str(held.get(where.year, "")).strip()
    if absent or not year.isdecimal():
        rule = f"is not in the answer; a feature has {', '.join(map(str, held)) or 'nothing'}"
        raise InputError([Finding(file, None, name, None, rule, _ADVICE) for name in absent or [where.year]])
    code, name = str(held[where.code]).strip(), str(held[where.name]).strip()
    return _Feature(code, name, int(year), system, feature.get("geometry"))


def _shape(file: str, feature: _Feature, findings: list[Finding]) -> Any:
    """The polygon in its own system; a finding when there is none, or when it lies elsewhere than it should."""
    import shapely

    named = f"{feature.code} {feature.name}"
    try:
        text = json.dumps(feature.geometry, default=float)  # decimals were kept as they are written
        shape = shapely.from_geojson(text) if isinstance(feature.geometry, dict) else None
    except (shapely.errors.GEOSException, ValueError) as error:
        rule = f"has no shape that can be read ({' '.join(str(error).split())})"
        findings.append(Finding(file, None, "geometry", named, rule, _ADVICE))
        return None
    if shape is None or shape.geom_type not in ("Polygon", "MultiPolygon") or shape.is_empty:
        findings.append(Finding(file, None, "geometry", named, "has no polygon", _ADVICE))
        return None
    west, south, east, north = _SYSTEMS[feature.system][1]
    low_x, low_y, high_x, high_y = shape.bounds
    if not (west <= low_x and south <= low_y and high_x <= east and high_y <= north):
        rule = f"lies outside the Netherlands in {feature.system}, the system that the server names"
        findings.append(Finding(file, None, "geometry", named, rule, "The service is at fault: try later."))
    return shapely.multipolygons([shape]) if shape.geom_type == "Polygon" else shape
