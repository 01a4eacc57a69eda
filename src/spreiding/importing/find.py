"""The file read, its map read or made from its names, its header found and its rows chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spreiding.errors import Finding, InputError
from spreiding.formats.lines import Lines
from spreiding.formats.personal import personal_findings
from spreiding.formats.read import read_free_lines
from spreiding.importing.map_file import ImportMap, read_map
from spreiding.importing.recode import CODE
from spreiding.importing.resolve import Resolved, map_findings, resolve
from spreiding.importing.sheet import Dropped, Header, Row, chosen_rows, find_header
from spreiding.importing.start_map import map_text
from spreiding.importing.synonyms import all_names, map_by_names
from spreiding.tables.declare import Table
from spreiding.write.beside import put_files

BY_NAMES = "the names in the header"


@dataclass(frozen=True)
class ImportRequest:
    """What is asked: ``file`` as ``table`` in the folder ``out``; without ``map`` by the names in the header.

    ``data``: folder whose municipalities.csv and municipal_changes.csv replace the embedded ones. ``write_map``: where
    to write the map that is used. ``replace``: files that stand there may be overwritten.
    """

    file: Path
    table: str
    map: Path | None
    sheet: str | None
    data: Path | None
    out: Path
    write_map: Path | None
    replace: bool


@dataclass(frozen=True)
class Found:
    """The rows of the table in a file, and how its columns are made: ``map_name`` is what findings call the map."""

    table: Table
    used: ImportMap
    map_name: str
    lines: Lines
    header: Header
    resolved: Resolved
    rows: tuple[Row, ...]
    dropped: tuple[Dropped, ...]


def find(table: Table, request: ImportRequest) -> Found:
    """Find the table in the file; write the map to start from when it is asked for.

    Raises ``InputError`` with every finding about the file, the map and the two together.
    """
    given = None if request.map is None else read_map(request.map)
    map_name = BY_NAMES if request.map is None else request.map.name
    lines = read_free_lines(request.file, request.sheet or (given.sheet if given else None))
    if lines.findings:
        raise InputError(lines.findings)
    rows = [Row(number, cells) for number, cells in lines.rows]
    used = given or map_by_names(table, rows, request.sheet)
    at = find_header(rows, used, all_names(table) if given is None else _mapped(used))
    if at is not None:
        refuse_persons(lines, rows, *at)
    if request.write_map is not None:
        put_files(request.write_map.parent, {request.write_map.name: map_text(table, used)}, request.replace)
    findings = map_findings(table, used, map_name)
    if at is None:
        raise InputError([*findings, _no_header(lines, used)])
    index, header = at
    resolved, unresolved = resolve(used, header, map_name, lines.file)
    if findings or unresolved:
        raise InputError([*findings, *unresolved])
    below, town = rows[index + used.header_rows :], resolved.places.get(CODE, ())
    kept, dropped = chosen_rows(below, header, used, _needed(table, used, resolved), town)
    above = [Dropped(row.number, "stands above the header", row.text()) for row in rows[:index]]
    return Found(table, used, map_name, lines, header, resolved, tuple(kept), (*above, *dropped))


def refuse_persons(lines: Lines, rows: Sequence[Row], index: int, header: Header) -> None:
    """Refuse a sheet with a column about individuals, mapped or not: nothing of it is repeated anywhere."""
    below = [(row.number, row.cells) for row in rows[index:] if row.number not in header.rows]
    found = personal_findings(lines.file, header.names, below)
    if found:
        raise InputError(replace(finding, row=header.rows[-1]) for finding in found)


def _mapped(used: ImportMap) -> tuple[str, ...]:
    """The names that the map takes from the header."""
    point = (used.position.x, used.position.y) if used.position else ()
    return (*(name for rule in used.columns.values() for name in rule.sources), *point)


def _needed(table: Table, used: ImportMap, resolved: Resolved) -> list[tuple[int, ...]]:
    """The places of the columns that may not be blank in a row of the table."""
    must = [
        places
        for name, places in resolved.places.items()
        if used.columns[name].default is None and table.column(name).default is None
    ]
    return [*must, *((place,) for place in resolved.point or ())]


def _no_header(lines: Lines, used: ImportMap) -> Finding:
    if used.header_row is not None:
        rule = f"has no filled row {used.header_row} (header_row)"
        return Finding(lines.file, used.header_row, None, None, rule, "Correct header_row in the map.")
    advice = "Say in a map from which columns it comes; --write-map gives one to start from."
    return Finding(lines.file, None, None, None, "has no row with the names of columns that are known", advice)
