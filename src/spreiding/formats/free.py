"""A sheet as somebody keeps it, with titles above the header and notes below: rows only, the header not yet found."""

import hashlib
from dataclasses import replace
from pathlib import Path

from spreiding.formats.csv_text import read_csv_lines
from spreiding.formats.excel import read_free_sheet
from spreiding.formats.lines import Lines, label
from spreiding.formats.read import read_bytes, read_lines


def read_free_lines(path: Path, sheet: str | None = None) -> Lines:
    """Read a file of any format without taking its first row for a header: that is empty, every row is in ``rows``.

    What is wrong comes back as findings, never as an exception. Formats that know their columns give those as row 1.
    """
    if path.suffix.lower() not in (".csv", ".xlsx"):
        lines = read_lines(path, sheet)
        rows = ((1, lines.header), *lines.rows) if lines.header else ()
        return replace(lines, header=(), rows=rows)
    file = label(path, sheet)
    raw = read_bytes(path, file)
    if isinstance(raw, Lines):
        return raw
    digest = hashlib.sha256(raw).hexdigest()
    if path.suffix.lower() == ".xlsx":
        return read_free_sheet(file, digest, raw, sheet)
    return read_csv_lines(file, digest, raw, free=True)
