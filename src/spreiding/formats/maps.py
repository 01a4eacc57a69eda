"""Maps: GeoPackage, GeoJSON and shapefile; attributes as text, and of every shape one point in longitude and latitude.

GeoPandas is imported inside the functions: it takes most of a second and CSV does not need it.
"""

import json
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd

from spreiding.errors import Finding
from spreiding.formats.cell_text import cell_text, looks_loose
from spreiding.formats.limits import MOST_ROWS
from spreiding.formats.lines import Lines, Record, assemble, no_lines

if TYPE_CHECKING:
    import geopandas as gpd

LON, LAT = "lon", "lat"
_WGS84 = "EPSG:4326"
_SAME_DEGREES = 0.001  # about 100 m: columns and shapes that differ more mean another place
_SQLITE = b"SQLite format 3\0"
_MIDNIGHT = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})[T ]00:00:00(?:\.0+)?(?:Z|\+00:00)?", re.ASCII)
_WHAT = "Give a GeoPackage, GeoJSON or shapefile that opens in QGIS."


class FileError(Exception):
    """A file can't be used as a whole: which rule it breaks and what to do."""

    def __init__(self, rule: str, advice: str) -> None:
        """Keep both for the finding."""
        self.rule, self.advice = rule, advice
        super().__init__(rule)


def read_geopackage_lines(file: str, digest: str, raw: bytes, layer: str | None, own: str) -> Lines:
    """Give the lines of a layer: the one asked for, else the only one, else the one named ``own``."""
    if not raw.startswith(_SQLITE):
        return no_lines(file, digest, "is no GeoPackage", _WHAT)
    return _read(file, digest, raw, layer, own)


def read_shapefile_lines(file: str, digest: str, packed: bytes) -> Lines:
    """Give the lines of a shapefile whose parts stand in one zip file."""
    return _read(file, digest, packed, None, "")


def read_geojson_lines(file: str, digest: str, raw: bytes) -> Lines:
    """Give the lines of GeoJSON, whose coordinates are WGS 84 unless its older member ``crs`` says otherwise.

    Numbers keep their exact digits.
    """
    try:
        content = json.loads(raw, parse_float=Decimal, parse_constant=_no_number)
        features, crs = _features(content)
        return map_lines(file, digest, _frame_of(features, crs))
    except FileError as trouble:
        return no_lines(file, digest, trouble.rule, trouble.advice)
    except Exception as error:  # shapes that are none make the libraries trip in any way
        return no_lines(file, digest, f"can't be read as GeoJSON ({_why(error)})", _WHAT)


def map_lines(file: str, digest: str, frame: pd.DataFrame) -> Lines:
    """Give the lines of a frame; of one with shapes, with the columns lon and lat where it has none of its own."""
    attributes, added, findings = _with_point(file, frame)
    names = [str(name) for name in attributes.columns]
    loose: set[tuple[int, int]] = set()
    records: list[Record] = [(1, names)]
    for row, values in enumerate(attributes.itertuples(index=False, name=None), start=2):
        loose |= {(row, place) for place, value in enumerate(values) if looks_loose(value)}
        records.append((row, [_text(value) for value in values]))
    return assemble(file, digest, records, loose=frozenset(loose), from_geometry=added, findings=findings)


def _read(file: str, digest: str, raw: bytes, layer: str | None, own: str) -> Lines:
    import pyogrio

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what GDAL finds odd and can read all the same
            chosen = _layer([str(name) for name, _ in pyogrio.list_layers(BytesIO(raw))], layer, own)
            frame = pyogrio.read_dataframe(BytesIO(raw), layer=chosen, max_features=MOST_ROWS + 1)
        return map_lines(file, digest, frame)
    except FileError as trouble:
        return no_lines(file, digest, trouble.rule, trouble.advice)
    except Exception as error:  # a damaged map makes GDAL and GEOS trip in any way; none is the user's language
        return no_lines(file, digest, f"can't be read as a map ({_why(error)})", _WHAT)


def _why(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _layer(layers: list[str], asked: str | None, own: str) -> str:
    if asked is None and len(layers) == 1:
        return layers[0]
    wanted = own if asked is None else asked
    found = next((name for name in layers if name.casefold() == wanted.casefold()), None)
    if found is None:
        rule = f"has no layer {wanted}; it has {', '.join(layers) or 'none'}"
        raise FileError(rule, "Give a file with one layer, or name the layer after the table.")
    return found


def _no_number(word: str) -> float:
    raise FileError(f"holds {word}, which is no number in JSON", "Write a number, or null for none.")


def _features(content: Any) -> tuple[Sequence[Mapping[str, Any]], str]:
    """The features of a GeoJSON text and its coordinate system."""
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise FileError("is no FeatureCollection of GeoJSON", _WHAT)
    features = content.get("features")
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise FileError("has no list of features", _WHAT)
    crs = content.get("crs")
    if crs is None:
        return features, _WGS84
    try:
        return features, str(crs["properties"]["name"])
    except (KeyError, TypeError) as error:
        raise FileError("names a coordinate system in another way than by name", "Save it in WGS 84.") from error


def _frame_of(features: Sequence[Mapping[str, Any]], crs: str) -> "gpd.GeoDataFrame":
    import geopandas as gpd
    from shapely.geometry import shape

    rows = [feature.get("properties") or {} for feature in features]
    shapes = [None if feature.get("geometry") is None else shape(_floats(feature["geometry"])) for feature in features]
    names = list(dict.fromkeys(str(name) for row in rows for name in row))
    columns = {name: pd.Series([row.get(name) for row in rows], dtype="object") for name in names}
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(shapes, crs=crs))


def _floats(value: Any) -> Any:
    """A geometry with its exact numbers as floats, which is what shapely takes."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {key: _floats(item) for key, item in value.items()}
    return [_floats(item) for item in value] if isinstance(value, list) else value


def _text(value: Any) -> str:
    """The text of an attribute; a day that a format without days holds as text is a day again."""
    if isinstance(value, dict | list):
        return json.dumps(value, default=str)
    text = cell_text(value)
    day = _MIDNIGHT.fullmatch(text)
    return "-".join(day.groups()) if day else text


def _with_point(file: str, frame: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...], list[Finding]]:
    """The attributes with the point of each shape, which columns that added, and where both say another place."""
    import geopandas as gpd

    if not isinstance(frame, gpd.GeoDataFrame):
        return frame, (), []
    attributes = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    if frame.crs is None:
        advice = "Say in which coordinates it is, EPSG:28992 (RD) or EPSG:4326, and save it again."
        raise FileError("has no coordinate system", advice)
    inside = gpd.GeoSeries([_inside(shape) for shape in frame.geometry], index=frame.index, crs=frame.crs)
    points = inside.to_crs(_WGS84)
    own = [name for name in (LON, LAT) if name in attributes.columns]
    if own:
        return attributes, (), _elsewhere(file, attributes, own, points)
    for axis, name in enumerate((LON, LAT)):
        attributes[name] = pd.Series([_degrees(point, axis) for point in points], attributes.index, dtype="object")
    return attributes, (LON, LAT), []


def _inside(shape: Any) -> Any:
    import shapely

    if shape is None or shape.is_empty:
        return None
    return shape if shape.geom_type == "Point" else shapely.point_on_surface(shapely.make_valid(shape))


def _degrees(point: Any, axis: int) -> Decimal | None:
    """A coordinate to a millionth of a degree, about 10 cm; outside what a projection reaches there is none."""
    degrees = None if point is None or point.is_empty else float(point.coords[0][axis])
    return None if degrees is None or abs(degrees) > 360 or degrees != degrees else Decimal(f"{degrees:.6f}")


def _elsewhere(file: str, attributes: pd.DataFrame, own: Iterable[str], points: "gpd.GeoSeries") -> list[Finding]:
    findings = []
    advice = "Correct the column, or remove the columns lon and lat: the shapes then give them."
    for name in own:
        axis = 0 if name == LON else 1
        said = pd.to_numeric(attributes[name].map(str), errors="coerce")
        for row, (number, text, point) in enumerate(zip(said, attributes[name], points, strict=True), start=2):
            drawn = _degrees(point, axis)
            if drawn is not None and number == number and abs(number - float(drawn)) > _SAME_DEGREES:
                rule = f"is another place than the shape's, {drawn}"
                findings.append(Finding(file, row, name, cell_text(text), rule, advice))
    return findings
