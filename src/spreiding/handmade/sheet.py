"""A table that a province brings: its header found by the names that are used for our columns, its cells as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spreiding.errors import Finding, InputError
from spreiding.formats.excel import sheets_in
from spreiding.formats.numbers import Problem
from spreiding.formats.read import read_free_lines
from spreiding.importing.cells import plain
from spreiding.importing.columns import Made
from spreiding.importing.find import BY_NAMES, Found, refuse_persons
from spreiding.importing.finish import unread
from spreiding.importing.make import made_columns, source_name
from spreiding.importing.resolve import resolve
from spreiding.importing.sheet import Row, chosen_rows, find_header
from spreiding.importing.synonyms import all_names, map_by_names, names_of
from spreiding.limits import MOST_NEED
from spreiding.tables.declare import Column, Table

_BY = "the province"
NUMBERS = Table(
    name="plan",
    meaning="Numbers of places per municipality, as a table agreed on them.",
    columns=(
        Column("municipality_code", "text", "CBS code", "the municipality, by code or name", _BY),
        Column("task_places", "whole", "places", "its number in total; blank: open", _BY, default=""),
        Column("task_regular", "whole", "places", "of which regular; blank: open", _BY, default=""),
        Column("task_amv", "whole", "places", "of which for unaccompanied minors; blank: open", _BY, default=""),
    ),
    key=("municipality_code",),
)
SITES = Table(
    name="plan_sites",
    meaning="Sites of a plan made by hand.",
    columns=(
        Column("site_id", "text", "code", "the site, by its id in the base run or one of its own", _BY),
        Column("municipality_code", "text", "CBS code", "where a new site stands", _BY, default=""),
        Column("location_type", "text", "word", "its type; blank: as it is known", _BY, default=""),
        Column("places", "whole", "places", "its places; blank: as it is known", _BY, default=""),
        Column("opens_period", "text", "quarter", "when it opens; blank: as it is known", _BY, default=""),
        Column("status", "text", "word", "open or closed; blank: open", _BY, default=""),
    ),
    key=("site_id",),
)
SHEETS = {
    "plan": ("plan", "numbers", "aantallen", "gemeenten", "municipalities", "verdeling", "opgave"),
    "plan_sites": ("sites", "locaties", "opvanglocaties", "plan_sites"),
}
_OPEN = ("open", "?", "-", "--", "n.t.b.", "ntb", "nader te bepalen", "nog open", "pm", "p.m.", "tbd")
_WHOLE = "Write a whole number of places, or leave the cell blank when it is still open."


@dataclass(frozen=True)
class Sheet:
    """The rows of a table: per row its number in the file and the cells by our columns, blank where there is none."""

    found: Found
    rows: tuple[tuple[int, dict[str, Made]], ...]

    @property
    def file(self) -> str:
        """What findings call it."""
        return self.found.lines.file

    def finding(self, row: int, column: str, value: str | None, rule: str, advice: str) -> Finding:
        """Make a finding at a cell, by the name of its column in the file."""
        name = source_name(column, self.found.header, self.found.resolved)
        return Finding(self.file, row, name, value, rule, advice)

    def has(self, column: str) -> bool:
        """Tell whether the file has a column of ours."""
        return column in self.found.used.columns


def read_sheet(table: Table, path: Path, sheet: str | None) -> tuple[Sheet, list[Finding]]:
    """Read a table, with findings about cells that hold a formula; raise ``InputError`` when it is not there at all."""
    lines = read_free_lines(path, sheet)
    if lines.findings:
        raise InputError(lines.findings)
    rows = [Row(number, cells) for number, cells in lines.rows]
    used = map_by_names(table, rows, sheet)
    at = find_header(rows, used, all_names(table))
    if at is None or table.key[0] not in used.columns:
        names = ", ".join(names_of(table, table.key[0])[:6])
        rule = f"has no row with a column {table.key[0]}, by which every row is known"
        raise InputError([Finding(lines.file, None, None, None, rule, f"Call that column one of {names}.")])
    refuse_persons(lines, rows, *at)
    index, header = at
    resolved, findings = resolve(used, header, BY_NAMES, lines.file)
    town = resolved.places[table.key[0]]
    kept, dropped = chosen_rows(rows[index + used.header_rows :], header, used, [town], town)
    found = Found(table, used, BY_NAMES, lines, header, resolved, tuple(kept), tuple(dropped))
    return Sheet(found, tuple(_cells(found, kept))), [*findings, *unread(found)]


def sheet_for(table: Table, path: Path, asked: str | None) -> str | None:
    """The sheet of a workbook that holds a table, by the names that are used for it; ``None``: there is none such."""
    if asked is not None or path.suffix.lower() != ".xlsx":
        return asked
    shown = [name for name, seen in sheets_in(path).items() if seen.visible]
    return next((name for wanted in SHEETS[table.name] for name in shown if plain(name) == wanted), None)


def whole(sheet: Sheet, row: int, cell: Made, column: str, findings: list[Finding]) -> int | None:
    """Read a number of places; ``None`` when it is open. What is wrong goes into ``findings``."""
    if not cell.before.strip() or plain(cell.before) in _OPEN:
        return None
    if isinstance(cell.text, Problem):
        findings.append(sheet.finding(row, column, cell.before, cell.text.rule, _WHOLE))
        return None
    number = int(cell.text)
    if not 0 <= number <= MOST_NEED:
        rule = "is negative" if number < 0 else f"is more than {MOST_NEED}"
        findings.append(sheet.finding(row, column, cell.before, rule, _WHOLE))
        return None
    return number


def _cells(found: Found, rows: Sequence[Row]) -> list[tuple[int, dict[str, Made]]]:
    made = made_columns(found.table, found.used, found.resolved, rows, found.lines, None)
    nothing = Made("", "")
    names = [column.name for column in found.table.columns]
    return [
        (row.number, {name: made[name][place] if name in made else nothing for name in names})
        for place, row in enumerate(rows)
    ]
