"""Family `files`, the maps: every layer of ``plan.gpkg`` says what the tables say, in the right place.

Outlines themselves are not judged: they are a drawing aid that no norm rests on.
"""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from spreiding.audit.finding import AuditFinding, Rule
from spreiding.audit.geography import grid
from spreiding.audit.read import typed
from spreiding.write.column import Column, Table
from spreiding.write.columns import COUPLINGS, HOUSING, LAYERS, TABLES

_CONTRACT = "docs/output.md"
_GRID = 28992
_GEOMETRY = {"municipalities": "MULTIPOLYGON", "sites": "POINT", "couplings": "LINESTRING"}
# Size of the envelope that may precede the shape in a GeoPackage's blob, by the code in its flags.
_ENVELOPE = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_AS_TEXT: dict[str, Callable[[object, Column], str]] = {
    "text": lambda cell, column: str(cell),
    "date": lambda cell, column: str(cell),
    "whole": lambda cell, column: str(cell),
    "boolean": lambda cell, column: {1: "true", 0: "false"}.get(cell if isinstance(cell, int) else -1, str(cell)),
    "decimal": lambda cell, column: _decimal(cell, column.decimals),
}

_Shape = shapely.Geometry | None


def expected_layers(texts: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Rows that every layer should have, as text without apostrophes, from the national tables."""
    frames = {}
    for table in TABLES:
        words = [column.name for column in table.of_kind("text")]
        frames[table.name] = texts[table.name].astype(object)
        frames[table.name][words] = typed(texts[table.name], table)[words]
    layers = {layer: frames[table.name] for layer, table, _ in LAYERS if table is not COUPLINGS}
    return {**layers, "couplings": _couplings(typed(texts["housing"], HOUSING))}


def audit_geopackage(path: Path, name: str, layers: Mapping[str, pd.DataFrame], code: str) -> list[AuditFinding]:
    """Compare a GeoPackage with the rows it should have: all (``code`` empty) or those of one province."""
    rule = Rule("files", name, "the file is a GeoPackage with the layers of the contract", _CONTRACT)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as file:
            wrong = [rule.finding(*problem) for problem in _layers(file)]
            if wrong:
                return wrong
            rows = [found for layer in LAYERS for found in _layer(file, layer, name, layers, code)]
            return rows or [*_points(file, name), *_lines(file, name)]
    except sqlite3.Error as error:
        return [rule.finding("the file", str(error), "a GeoPackage")]


def _couplings(housing: pd.DataFrame) -> pd.DataFrame:
    leaves = housing["from_municipality_code"]
    apart = housing[leaves.ne("") & leaves.ne(housing["to_municipality_code"])]
    flows = [column.name for column in COUPLINGS.of_kind("decimal")]
    words = [column.name for column in COUPLINGS.of_kind("text")]
    sums = apart.groupby(words, as_index=False)[flows].sum()
    for name in flows:
        sums[name] = [f"{value:.3f}" for value in sums[name]]
    return sums[COUPLINGS.names].astype(object)


def _layers(file: sqlite3.Connection) -> list[tuple[str, str, str]]:
    query = "select table_name, geometry_type_name, srs_id from gpkg_geometry_columns"
    found = {(name, shape.upper(), srs) for name, shape, srs in file.execute(query)}
    wanted = {(layer, shape, _GRID) for layer, shape in _GEOMETRY.items()}
    return [("layers", str(sorted(found)), str(sorted(wanted)))] if found != wanted else []


def _layer(
    file: sqlite3.Connection,
    layer: tuple[str, Table, tuple[Column, ...]],
    name: str,
    layers: Mapping[str, pd.DataFrame],
    code: str,
) -> list[AuditFinding]:
    title, table, extra = layer
    cursor = file.execute(f'select * from "{title}"')
    header = [item[0] for item in cursor.description]
    columns = (*table.columns, *extra)
    rule = Rule("files", f"{name}, layer {title}", "the layer has the columns of the contract", _CONTRACT)
    if header != ["fid", "geom", *(column.name for column in columns)]:
        return [rule.finding("header", ",".join(header), ",".join(column.name for column in columns))]
    rows = [tuple(_text(cell, c) for c, cell in zip(columns, row[2:], strict=True)) for row in cursor]
    own = layers[title]
    wanted = own[own["province_code"] == code] if code else own
    return _compare(rows, list(wanted.itertuples(index=False, name=None)), table, rule.file)


def _compare(
    found: list[tuple[str, ...]], wanted: list[tuple[str, ...]], table: Table, file: str
) -> list[AuditFinding]:
    source = "housing.csv, summed over the periods" if table is COUPLINGS else table.file
    rule = Rule("files", file, f"the rows are those of {source}", _CONTRACT)
    places = [table.names.index(name) for name in table.key]
    bare = [row[: len(table.columns)] for row in found]
    rows = [
        rule.finding(_key(row, places), ",".join(row), "another row, or none")
        for row in sorted(set(bare) - set(wanted))
    ]
    rows += [
        rule.finding(_key(row, places), "another row, or none", ",".join(row))
        for row in sorted(set(wanted) - set(bare))
    ]
    if not rows and len(bare) != len(wanted):
        rows.append(rule.finding("rows", len(bare), len(wanted)))
    return rows + [
        AuditFinding(
            "files",
            file,
            _key(row, places),
            "schematic is true or false",
            row[-2],
            "true or false",
            _CONTRACT,
        )
        for row in found
        if len(row) > len(table.columns) and row[-2] not in ("true", "false")
    ]


def _points(file: sqlite3.Connection, name: str) -> list[AuditFinding]:
    frame = pd.read_sql_query("select site_id, lon, lat, geom from sites", file)
    if frame.empty:
        return []
    found = np.array([_place(_shape(blob)) for blob in frame["geom"]])
    off = np.abs(found - grid(frame)).max(axis=1)
    rule = Rule("files", f"{name}, layer sites", "the point is where longitude and latitude say", _CONTRACT)
    wrong = np.flatnonzero(~(off <= 1.0)).tolist()
    return [rule.finding(frame["site_id"].iloc[i], f"{off[i]:.1f} m away", "within 1 m") for i in wrong]


def _lines(file: sqlite3.Connection, name: str) -> list[AuditFinding]:
    query = "select municipality_code, geom from municipalities where geom is not null"
    outlines = {code: _shape(blob) for code, blob in file.execute(query)}
    rule = Rule(
        "files",
        f"{name}, layer couplings",
        "the line runs between the municipalities that it couples",
        _CONTRACT,
    )
    query = "select from_municipality_code, to_municipality_code, geom from couplings where geom is not null"
    rows = []
    for start, end, blob in file.execute(query):
        line = _shape(blob)
        if not _joins(line, outlines.get(start), outlines.get(end)):
            rows.append(rule.finding(f"{start}, {end}", "a line elsewhere", "a line from the one to the other"))
    return rows


def _joins(line: _Shape, start: _Shape, end: _Shape) -> bool:
    if not isinstance(line, shapely.LineString) or line.is_empty:
        return False
    points = [shapely.Point(line.coords[0]), shapely.Point(line.coords[-1])]
    # A municipality of another province has no outline in a province's file.
    pairs = zip(points, (start, end), strict=True)
    return all(outline is None or bool(shapely.intersects(outline, point)) for point, outline in pairs)


def _place(shape: _Shape) -> tuple[float, float]:
    if isinstance(shape, shapely.Point) and not shape.is_empty:
        return (shape.x, shape.y)
    return (np.inf, np.inf)


def _shape(blob: bytes | None) -> _Shape:
    if not isinstance(blob, bytes) or blob[:2] != b"GP":
        return None
    return shapely.from_wkb(blob[8 + _ENVELOPE.get(blob[3] >> 1 & 7, 0) :], on_invalid="ignore")


def _text(cell: object, column: Column) -> str:
    """A cell of a layer as the CSV file has it; a number that may be empty is null there."""
    if cell is None and column.blank and column.kind in ("whole", "decimal"):
        return ""
    return _AS_TEXT[column.kind](cell, column)


def _decimal(cell: object, decimals: int | None) -> str:
    if not isinstance(cell, float | int):
        return str(cell)
    return repr(float(cell)) if decimals is None else f"{cell:.{decimals}f}"


def _key(row: tuple[str, ...], places: list[int]) -> str:
    return ", ".join(row[place] for place in places)
