"""One file -> one typed frame, with every finding about it."""

from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pandas as pd

from spreiding.errors import Finding
from spreiding.formats.lines import Lines
from spreiding.formats.numbers import Problem, convention_of
from spreiding.formats.read import read_lines
from spreiding.tables.cells import READERS
from spreiding.tables.declare import Column, Table

_SHORT_NAMES, _SHORTEST = (".shp", ".zip"), 10


@dataclass(frozen=True)
class ReadTable:
    """What was read: ``frame`` is indexed by row in the file; with findings, cells may be missing.

    ``file`` is the name by which findings know it: that of the file, with the sheet of a workbook.
    """

    table: Table
    path: Path
    sheet: str | None
    file: str
    sha256: str
    frame: pd.DataFrame
    findings: tuple[Finding, ...]

    @property
    def origins(self) -> dict[str, int]:
        """Rows per origin, as far as they could be read."""
        counts = (
            self.frame["origin"].value_counts().sort_index() if "origin" in self.frame else pd.Series(dtype="int64")
        )
        return {str(origin): int(count) for origin, count in counts.items()}


def read_table(table: Table, path: Path, sheet: str | None = None) -> ReadTable:
    """Read and check one table; what is wrong comes back as findings, never as an exception."""
    lines = _known_geometry(table, read_lines(path, sheet))
    if path.suffix in _SHORT_NAMES:
        lines = replace(lines, header=tuple(_full_name(table, name) for name in lines.header))
    return check_lines(table, path, sheet, lines)


def check_lines(table: Table, path: Path, sheet: str | None, lines: Lines) -> ReadTable:
    """Check lines that have been read already by the schema of a table."""
    findings = list(lines.findings)
    frame = pd.DataFrame()
    if lines.header:
        if not lines.rows and not lines.findings and not table.may_be_empty:
            advice = "Add rows under the header, or remove the table to use the embedded one."
            findings.append(Finding(lines.file, None, None, None, "holds no rows", advice))
        findings += _column_findings(table, lines)
        frame, cell_findings = _checked(table, lines)
        findings += cell_findings
    return ReadTable(table, path, sheet, lines.file, lines.sha256, frame, tuple(findings))


def _full_name(table: Table, name: str) -> str:
    """Give the column whose name a shapefile cut off after ten characters, where there is only one such."""
    names = [column.name for column in table.columns]
    cut = [full for full in names if len(name) == _SHORTEST and full.startswith(name)]
    return cut[0] if name not in names and len(cut) == 1 else name


def _known_geometry(table: Table, lines: Lines) -> Lines:
    """Leave out the point of a map's shapes where a table has no place for it."""
    known = {column.name for column in table.columns}
    dropped = [place for place, name in enumerate(lines.header) if name in set(lines.from_geometry) - known]
    if not dropped:
        return lines
    kept = [place for place in range(len(lines.header)) if place not in dropped]
    rows = tuple((row, tuple(cells[place] for place in kept)) for row, cells in lines.rows)
    loose = frozenset((row, kept.index(place)) for row, place in lines.loose if place in kept)
    return replace(lines, header=tuple(lines.header[place] for place in kept), rows=rows, loose=loose)


def _checked(table: Table, lines: Lines) -> tuple[pd.DataFrame, list[Finding]]:
    """The typed frame, finished when nothing is wrong with the file or a cell."""
    raw = _raw_frame(table, lines)
    plain = _plain_frame(table, lines, raw)
    frame, findings = _typed(table, lines.file, raw, plain)
    told = {(finding.row, finding.column) for finding in lines.findings}
    findings = [finding for finding in findings if (finding.row, finding.column) not in told]
    findings += _rule_findings(table, lines.file, raw, frame)
    if findings or lines.findings or len(raw.columns) < len(table.columns):
        return frame, findings
    return _finished(table, plain, frame), findings


def _finished(table: Table, plain: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.astype({column.name: column.dtype for column in table.columns})
    kept = [column.name for column in table.columns if column.keep_text]
    return frame.assign(**{f"{name}_text": plain[name].astype("str") for name in kept})


def _column_findings(table: Table, lines: Lines) -> list[Finding]:
    known = [column.name for column in table.columns]
    present = set(lines.header) - {""}
    missing = [c.name for c in table.columns if c.default is None and c.name not in present]
    findings = []
    for name in sorted(present - set(known)):
        near = get_close_matches(name.casefold(), [k for k in known if k not in present], n=1)
        advice = f"Did you mean {near[0]}?" if near else f"Remove it; the columns are {', '.join(known)}."
        findings.append(Finding(lines.file, 1, name, None, "is not a column of this table", advice))
    for name in missing:
        column = table.column(name)
        advice = f"Add it: {column.meaning} [{column.unit}]."
        findings.append(Finding(lines.file, 1, name, None, "is missing", advice))
    return findings


def _raw_frame(table: Table, lines: Lines) -> pd.DataFrame:
    """The known columns as text, by row number; of a name that stands twice the first column is taken."""
    numbers = [number for number, _ in lines.rows]
    cells = list(zip(*(record for _, record in lines.rows), strict=True)) or [()] * len(lines.header)
    columns: dict[str, Any] = {}
    for column in table.columns:
        if column.name in lines.header:
            columns[column.name] = cells[lines.header.index(column.name)]
        elif column.default is not None:
            columns[column.name] = [column.default] * len(numbers)
    return pd.DataFrame(columns, index=pd.Index(numbers, dtype="int64", name="row"), dtype="object")


def _plain_frame(table: Table, lines: Lines, raw: pd.DataFrame) -> pd.DataFrame:
    """The raw frame with numbers in one form, whatever the file's own way of writing them."""
    plain = raw.copy()
    places = {name: lines.header.index(name) for name in raw if name in lines.header}
    numeric = [c for c in table.columns if c.kind in ("whole", "decimal") and c.name in places]
    rows = [row for row, _ in lines.rows]
    loose = {c.name: [lines.is_loose(row, places[c.name]) for row in rows] for c in numeric}
    written = [text for c in numeric for text, own in zip(raw[c.name], loose[c.name], strict=True) if own]
    convention = convention_of(written, lines.separator)
    for column in numeric:
        whole = column.kind == "whole"
        cells = [
            convention.plain(text, whole) if own else text
            for text, own in zip(raw[column.name], loose[column.name], strict=True)
        ]
        plain[column.name] = pd.Series(cells, index=raw.index, dtype="object")
    return plain


def _typed(table: Table, file: str, raw: pd.DataFrame, plain: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    columns: dict[str, Any] = {}
    findings: list[Finding] = []
    for column in (column for column in table.columns if column.name in raw):
        values = [_value(column, text) for text in plain[column.name]]
        for row, text, value in zip(raw.index, raw[column.name], values, strict=True):
            if isinstance(value, Problem):
                findings.append(Finding(file, int(row), column.name, text, value.rule, value.advice))
        kept = [None if isinstance(value, Problem) else value for value in values]
        columns[column.name] = pd.Series(kept, index=raw.index, dtype=column.reading_dtype)
    return pd.DataFrame(columns, index=raw.index), findings


def _value(column: Column, text: str | Problem) -> object:
    if isinstance(text, Problem):
        return text
    filled = text or column.default
    if filled is None:
        return Problem("is empty", f"Fill in the {column.meaning} [{column.unit}].")
    if not filled:
        return "" if column.kind == "text" else None
    return READERS[column.kind](filled)


def _rule_findings(table: Table, file: str, raw: pd.DataFrame, frame: pd.DataFrame) -> list[Finding]:
    from pandera.errors import SchemaErrors  # late, as in declare.py

    try:
        table.schema(list(frame.columns)).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return []
    found = {
        (int(row), *table.breached(column, breach))
        for row, column, breach in zip(cases["index"], cases["column"], cases["check"], strict=True)
    }
    return [
        Finding(file, row, column, str(raw.loc[row, column]), breach, advice)
        for row, column, breach, advice in sorted(found)
    ]
