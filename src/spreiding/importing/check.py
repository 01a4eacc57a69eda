"""The finished rows held against the schema of the table; what is wrong is told in the places of the file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from spreiding.errors import Finding
from spreiding.formats.formulas import neutralise
from spreiding.formats.lines import Lines
from spreiding.importing.map_file import ImportMap
from spreiding.importing.recode import CODE, Line
from spreiding.tables.declare import Table
from spreiding.tables.place_checks import far_sites
from spreiding.tables.read import check_lines


@dataclass(frozen=True)
class Places:
    """Where a cell of ours stands in the file: its name there, its text there, and the map's own name."""

    file: str
    map_name: str
    name_of: Callable[[str], str]
    before: Mapping[tuple[int, str], str]


def check_rows(
    table: Table, lines: Sequence[Line], used: ImportMap, places: Places, municipalities: pd.DataFrame | None
) -> list[Finding]:
    """Give every finding of the schema, and of codes and places that can't be.

    ``municipalities`` None: the codes are not held against any.
    """
    header = tuple(column.name for column in table.columns)
    rows = tuple((line.row, tuple(line.texts[name] for name in header)) for line in sorted(lines, key=lambda x: x.row))
    read = check_lines(table, Path(table.file), None, Lines(table.file, "", header, rows, ()))
    found = [*read.findings]
    if municipalities is not None and CODE in header:
        known = set(municipalities[CODE])
        advice = "Correct it: municipalities.csv holds no such code."
        found += [
            Finding(table.file, line.row, CODE, code, "is not in municipalities.csv", advice)
            for line in lines
            if (code := line.texts[CODE]) and code not in known
        ]
        if table.name == "sites":
            found += far_sites({"sites": read.frame, "municipalities": municipalities})
    return list(dict.fromkeys(_in_file(finding, used, places) for finding in found))


def _in_file(finding: Finding, used: ImportMap, places: Places) -> Finding:
    column = finding.column
    if column is None or finding.row is None:
        return Finding(places.file, finding.row, column, finding.value, finding.rule, finding.advice)
    rule = used.columns.get(column)
    if rule is not None and rule.constant is not None:
        where = f"columns.{column}.constant"
        return Finding(places.map_name, None, where, rule.constant, finding.rule, finding.advice)
    before = places.before.get((finding.row, column), "")
    became = f"; it became {column} {finding.value}" if before and before != finding.value else ""
    name = places.name_of(column)
    return Finding(places.file, finding.row, name, before or finding.value, f"{finding.rule}{became}", finding.advice)


def as_csv(table: Table, lines: Sequence[Line]) -> str:
    """Write the rows as our CSV, sorted by key: in whatever order they came, the file is the same."""
    names = [column.name for column in table.columns]
    ordered = sorted(lines, key=lambda line: tuple(line.texts[name] for name in (*table.key, *names)))
    frame = pd.DataFrame([[line.texts[name] for name in names] for line in ordered], columns=names, dtype="str")
    for column in table.columns:
        if column.kind == "text":
            frame[column.name] = neutralise(frame[column.name])
    return frame.to_csv(index=False, lineterminator="\n")
