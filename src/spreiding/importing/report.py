"""What an import did: changed, dropped, filled in, brought up to date; for ``<table>.import.json`` and the screen."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spreiding import __version__
from spreiding.importing.columns import Made
from spreiding.importing.recode import Recoded
from spreiding.importing.sheet import Dropped

_EXAMPLES = 3


@dataclass(frozen=True)
class Changed:
    """One kind of change to a column: in how many cells, with examples of before and after."""

    column: str
    what: str
    cells: int
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FilledIn:
    """A value that was not in the file: in how many rows, and where it comes from."""

    column: str
    value: str
    rows: int
    why: str


@dataclass(frozen=True)
class Report:
    """Everything that an import did to a file."""

    table: str
    file: str
    sha256: str
    map: str
    header_rows: tuple[int, ...]
    rows_read: int
    rows_written: int
    renamed: Mapping[str, str]
    changed: tuple[Changed, ...]
    filled_in: tuple[FilledIn, ...]
    dropped_columns: tuple[str, ...]
    dropped_rows: tuple[Dropped, ...]
    codes: tuple[Recoded, ...]

    def record(self) -> dict[str, Any]:
        """Give the report as plain values, for JSON."""
        return {
            "table": self.table,
            "file": self.file,
            "sha256": self.sha256,
            "map": self.map,
            "spreiding": __version__,
            "header_rows": list(self.header_rows),
            "rows_read": self.rows_read,
            "rows_written": self.rows_written,
            "renamed": dict(self.renamed),
            "changed": [
                {
                    "column": one.column,
                    "what": one.what,
                    "cells": one.cells,
                    "examples": [{"before": before, "after": after} for before, after in one.examples],
                }
                for one in self.changed
            ],
            "filled_in": [
                {"column": one.column, "value": one.value, "rows": one.rows, "why": one.why} for one in self.filled_in
            ],
            "dropped_columns": list(self.dropped_columns),
            "dropped_rows": [{"row": one.row, "reason": one.reason, "text": one.text} for one in self.dropped_rows],
            "codes": [
                {
                    "code": one.code,
                    "name": one.name,
                    "now": {code: round(float(part), 4) for code, part in sorted(one.parts.items())},
                    "rows": one.rows,
                }
                for one in self.codes
            ],
        }


def changed_of(made: Mapping[str, Sequence[Made]]) -> tuple[Changed, ...]:
    """Count what was done to the cells of every column, with a few examples."""
    kinds: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for column, cells in made.items():
        for done in (done for cell in cells for done in cell.did):
            kinds.setdefault((column, done.what), []).append((done.before, done.after))
    return tuple(
        Changed(column, what, len(pairs), tuple(dict.fromkeys(pairs))[:_EXAMPLES])
        for (column, what), pairs in kinds.items()
    )


def lines_of(report: Report) -> Iterator[str]:
    """Give the report as sentences for the screen."""
    places = "row" if len(report.header_rows) == 1 else "rows"
    header = " and ".join(map(str, report.header_rows))
    yield f"{report.file}: header in {places} {header}, mapped by {report.map}"
    yield f"{report.rows_read} rows of the table read, {report.rows_written} written"
    for column, named in report.renamed.items():
        yield f"column {named} became {column}"
    for one in report.changed:
        shown = ", ".join(f'"{before}" -> "{after}"' for before, after in one.examples)
        yield f"{one.column}: {_count(one.cells, 'cell')} changed ({one.what}), such as {shown}"
    for recoded in report.codes:
        now = " and ".join(
            code if part == 1 else f"{code} ({float(part):.2%})" for code, part in sorted(recoded.parts.items())
        )
        yield f"code {recoded.code} {recoded.name} is of another year: now {now} ({_count(recoded.rows, 'row')})"
    for filled in report.filled_in:
        yield f'{filled.column}: {_count(filled.rows, "row")} filled in with "{filled.value}" ({filled.why})'
    for column in report.dropped_columns:
        yield f"column {column} left out"
    for row in report.dropped_rows:
        yield f"row {row.row} left out: {row.reason} ({row.text})"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def filled_in_of(made: Mapping[str, Sequence[Made]], defaults: Iterable[FilledIn]) -> tuple[FilledIn, ...]:
    """Count the cells that were not in the file, after them those that took the ``defaults`` of the table."""
    kinds = Counter(
        (column, str(one.text), one.filled) for column, cells in made.items() for one in cells if one.filled
    )
    return (*(FilledIn(column, value, rows, why) for (column, value, why), rows in kinds.items()), *defaults)
