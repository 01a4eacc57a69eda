"""What a GeoPackage says of itself beside its rows: styles, descriptions of columns, and metadata.

Styles stand where QGIS looks for them (``layer_styles``), columns in the extension Schema of the GeoPackage
specification (OGC 12-128, annex F.9), metadata in its extension Metadata (F.8), as QGIS writes it.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from spreiding.write.column import Column
from spreiding.write.map_style import Style, titled
from spreiding.write.qml import qml
from spreiding.write.sld import sld

MOMENT = "2000-01-01T00:00:00.000Z"
"""The moment that files name as that of writing: the same plan should give the same file."""
_QMD = "http://mrcc.com/qgis.dtd"
_SCHEMA = "http://www.geopackage.org/spec120/#extension_schema"
_TABLES = """
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT, f_table_schema TEXT,
  f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
  description TEXT, owner TEXT, ui TEXT, update_time DATETIME);
CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT,
  description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT,
  min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
"""


@dataclass(frozen=True)
class About:
    """What the file is of: a title, an account in sentences, its licence, and days by what happened on them."""

    title: str
    abstract: str
    licence: str
    days: Mapping[str, str]


@dataclass(frozen=True)
class Notes:
    """All that is noted, ready to be written in one file or many."""

    styles: tuple[tuple[str, ...], ...]
    columns: tuple[tuple[str | None, ...], ...]
    words: tuple[tuple[str, str], ...]
    metadata: tuple[tuple[str | None, str], ...]


def make_notes(styles: tuple[Style, ...], about: About) -> Notes:
    """Put styles, columns and metadata in the words of their formats, once for all files."""
    columns = [(style.layer, column) for style in styles for column in style.columns]
    return Notes(
        tuple((style.layer, style.name, qml(style), sld(style), style.told) for style in styles),
        tuple(_column(layer, column) for layer, column in columns),
        tuple(dict.fromkeys((_limit(column), value) for _, column in columns for value in column.values)),
        ((None, _qmd(about, "")), *((style.layer, _qmd(about, style.layer)) for style in styles)),
    )


def write_notes(path: Path, notes: Notes) -> None:
    """Add the notes to a GeoPackage that GDAL wrote; raises ``sqlite3.Error`` when that is not what it is."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        # The folder is seen when all of it stands: waiting for the disk at every table is not wanted.
        file.execute("PRAGMA synchronous = OFF")
        file.execute("PRAGMA journal_mode = MEMORY")
        file.executescript(f"BEGIN;{_TABLES}")
        _write(file, notes)
        file.execute("COMMIT")


def _write(file: sqlite3.Connection, notes: Notes) -> None:
    file.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) VALUES "
        "('layer_styles', 'attributes', 'layer_styles', 'Styles by which QGIS draws the layers', ?, 0)",
        (MOMENT,),
    )
    file.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
        "styleQML, styleSLD, useAsDefault, description, owner, ui, update_time) "
        f"VALUES ('', '', ?, 'geom', ?, ?, ?, 1, ?, '', '', '{MOMENT}')",
        notes.styles,
    )
    file.executemany(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_schema', ?, 'read-write')",
        [("gpkg_data_columns", _SCHEMA), ("gpkg_data_column_constraints", _SCHEMA)],
    )
    file.executemany("INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, ?)", notes.columns)
    limits = "INSERT INTO gpkg_data_column_constraints VALUES (?, 'enum', ?, NULL, NULL, NULL, NULL, NULL)"
    file.executemany(limits, notes.words)
    for layer, text in notes.metadata:
        row = "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) VALUES ('dataset', ?, ?, ?)"
        number = file.execute(row, (_QMD, "text/xml", text)).lastrowid
        scope = "geopackage" if layer is None else "table"
        reference = "INSERT INTO gpkg_metadata_reference VALUES (?, ?, NULL, NULL, ?, ?, NULL)"
        file.execute(reference, (scope, layer, MOMENT, number))


def _column(layer: str, column: Column) -> tuple[str | None, ...]:
    unit = f" [{column.unit}]" if column.unit else ""
    source = f" ({column.source})" if column.source else ""
    limit = _limit(column) if column.values else None
    return layer, column.name, column.dutch, f"{titled(column)}{unit}", f"{column.meaning}{source}", limit


def _limit(column: Column) -> str:
    return f"{column.name}_values"


def _qmd(about: About, layer: str) -> str:
    root = Element("qgis", {"version": "3.22"})
    texts = {"identifier": layer, "language": "NLD", "type": "dataset", "abstract": about.abstract}
    texts |= {"title": f"{about.title}: {layer}" if layer else about.title, "license": about.licence}
    for name, text in texts.items():
        SubElement(root, name).text = text
    days = SubElement(root, "dates")
    for kind, day in about.days.items():
        SubElement(days, "date", {"type": kind, "value": day})
    return tostring(root, encoding="unicode")
