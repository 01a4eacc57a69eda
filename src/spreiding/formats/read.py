"""The one way in: a file of any format that is taken -> its lines."""

import hashlib
from dataclasses import replace
from pathlib import Path

from spreiding.formats.csv_text import read_csv_lines
from spreiding.formats.excel import read_excel_lines, read_free_sheet
from spreiding.formats.limits import MIB, MOST_BYTES
from spreiding.formats.lines import Lines, label, no_lines
from spreiding.formats.maps import read_geojson_lines, read_geopackage_lines
from spreiding.formats.parquet import read_parquet_lines
from spreiding.formats.personal import personal_findings
from spreiding.formats.shapefile import read_shp_lines, read_zip_lines

FORMATS = (".csv", ".xlsx", ".gpkg", ".geojson", ".shp", ".zip", ".parquet")
FREE = (".csv", ".xlsx")  # formats in which people put titles above a table
REFUSED = {
    ".xls": "Open it in Excel and save it as .xlsx, or as CSV UTF-8.",
    ".xlsb": "Open it in Excel and save it as .xlsx, or as CSV UTF-8.",
    ".xlsm": "Save it as .xlsx: a workbook with macros is not opened.",
    ".ods": "Save it as .xlsx, or as CSV.",
    ".json": "If it is GeoJSON, give it the ending .geojson.",
}


def read_lines(path: Path, sheet: str | None = None) -> Lines:
    """Read a file; what is wrong comes back as findings, never as an exception.

    ``sheet`` is a sheet of a workbook or a layer of a map; without it the only one is taken, or else the one that bears
    the name of the file. A file with a column that looks like data about individuals gives only the findings about
    that. Of a map the first shape is row 2, as if the names of its columns were a header.
    """
    lines = _tried(path, sheet)
    about_persons = personal_findings(lines.file, lines.header, lines.rows)
    return replace(lines, header=(), rows=(), findings=tuple(about_persons)) if about_persons else lines


def read_free_lines(path: Path, sheet: str | None = None) -> Lines:
    """Read a file without taking its first row for a header: titles may stand above it, notes below.

    ``header`` is empty and every row is in ``rows``; formats that know their columns give those as row 1. What is wrong
    comes back as findings. Who finds the header asks ``personal_findings`` then.
    """
    if path.suffix.lower() in FREE:
        return _tried(path, sheet, free=True)
    lines = read_lines(path, sheet)
    return replace(lines, header=(), rows=((1, lines.header), *lines.rows) if lines.header else ())


def _tried(path: Path, sheet: str | None, free: bool = False) -> Lines:
    """The lines, or the finding why they can't be had."""
    try:
        return _read(path, sheet, label(path, sheet), free)
    except FileNotFoundError:
        advice = "Put the file there, or leave the table out to use the embedded one."
        return no_lines(label(path, sheet), "", "is absent", advice)
    except OSError as error:
        rule = f"can't be read ({error.strerror})"
        return no_lines(label(path, sheet), "", rule, "Check that it is a file that you may read.")


def _read(path: Path, sheet: str | None, file: str, free: bool) -> Lines:
    kind = path.suffix.lower()
    if kind not in FORMATS:
        advice = REFUSED.get(kind, f"Give one of {', '.join(FORMATS)}.")
        return no_lines(file, "", f"is of a kind that is not read ({kind or 'no ending'})", advice)
    size = path.stat().st_size
    if size > MOST_BYTES:
        rule = f"is {size // MIB} MiB large, more than {MOST_BYTES // MIB}"
        return no_lines(file, "", rule, "Leave out rows or shapes that are no part of the table.")
    raw = path.read_bytes()
    digest = hashlib.sha256(raw).hexdigest()
    match kind:
        case ".xlsx" if free:
            return read_free_sheet(file, digest, raw, sheet)
        case ".xlsx":
            return read_excel_lines(file, digest, raw, sheet, path.stem)
        case ".gpkg":
            return read_geopackage_lines(file, digest, raw, sheet, path.stem)
        case ".geojson":
            return read_geojson_lines(file, digest, raw)
        case ".shp":
            return read_shp_lines(path, file)
        case ".zip":
            return read_zip_lines(file, digest, raw)
        case ".parquet":
            return read_parquet_lines(file, digest, raw)
    return read_csv_lines(file, digest, raw, free)
