"""One CSV file -> one typed frame, with every finding about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from spreiding.errors import Finding
from spreiding.tables.cells import READERS, Problem
from spreiding.tables.declare import Column, Table
from spreiding.tables.lines import Lines, read_lines


@dataclass(frozen=True)
class ReadTable:
    """What was read: ``frame`` is indexed by row in the file; with findings, cells may be missing."""

    table: Table
    path: Path
    sha256: str
    frame: pd.DataFrame
    findings: tuple[Finding, ...]


def read_table(table: Table, path: Path) -> ReadTable:
    """Read and check one table; what is wrong comes back as findings, never as an exception."""
    return check_lines(table, path, read_lines(path))


def check_lines(table: Table, path: Path, lines: Lines) -> ReadTable:
    """Check the rows of one table that have been read already, by its schema."""
    findings = list(lines.findings)
    if not lines.header:
        return ReadTable(table, path, lines.sha256, pd.DataFrame(), tuple(findings))
    if not lines.rows and not lines.findings and not table.may_be_empty:
        findings.append(Finding(table.file, None, None, None, "holds no rows", "Add rows under the header."))
    findings += _column_findings(table, lines.header)
    raw = _raw_frame(table, lines)
    frame, cell_findings = _typed(table, raw)
    findings += cell_findings + _rule_findings(table, raw, frame)
    if not findings:
        frame = frame.astype({column.name: column.dtype for column in table.columns})
        kept = [column.name for column in table.columns if column.keep_text]
        frame = frame.assign(**{f"{name}_text": raw[name].astype("str") for name in kept})
    return ReadTable(table, path, lines.sha256, frame, tuple(findings))


def _column_findings(table: Table, header: Iterable[str]) -> list[Finding]:
    known = [column.name for column in table.columns]
    present = set(header) - {""}
    missing = [c.name for c in table.columns if c.default is None and c.name not in present]
    findings = []
    for name in sorted(present - set(known)):
        near = get_close_matches(name, [k for k in known if k not in present], n=1)
        advice = f"Did you mean {near[0]}?" if near else f"Remove it; the columns are {', '.join(known)}."
        findings.append(Finding(table.file, 1, name, None, "is not a column of this table", advice))
    for name in missing:
        column = table.column(name)
        advice = f"Add it: {column.meaning} [{column.unit}]."
        findings.append(Finding(table.file, 1, name, None, "is missing", advice))
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


def _typed(table: Table, raw: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    columns: dict[str, Any] = {}
    findings: list[Finding] = []
    for column in (column for column in table.columns if column.name in raw):
        values = [_value(column, text) for text in raw[column.name]]
        for row, text, value in zip(raw.index, raw[column.name], values, strict=True):
            if isinstance(value, Problem):
                findings.append(Finding(table.file, int(row), column.name, text, value.rule, value.advice))
        kept = [None if isinstance(value, Problem) else value for value in values]
        columns[column.name] = pd.Series(kept, index=raw.index, dtype=column.reading_dtype)
    return pd.DataFrame(columns, index=raw.index), findings


def _value(column: Column, text: str) -> object:
    filled = text or column.default
    if filled is None:
        return Problem("is empty", f"Fill in the {column.meaning} [{column.unit}].")
    if not filled:
        return "" if column.kind == "text" else None
    return READERS[column.kind](filled)


def _rule_findings(table: Table, raw: pd.DataFrame, frame: pd.DataFrame) -> list[Finding]:
    try:
        table.schema(list(frame.columns)).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return []
    found = {
        (int(row), *table.breached(column, breach))
        for row, column, breach in zip(cases["index"], cases["column"], cases["check"], strict=True)
    }
    return [
        Finding(table.file, row, column, str(raw.loc[row, column]), breach, advice)
        for row, column, breach, advice in sorted(found)
    ]
