"""From the chosen rows of a file to the text of our table and the report."""

from collections.abc import Sequence

import pandas as pd

from spreiding.errors import Finding, InputError
from spreiding.formats.numbers import Problem
from spreiding.importing.check import Places, as_csv, check_rows
from spreiding.importing.find import Found
from spreiding.importing.make import Columns, made_columns, problems, source_name, with_defaults
from spreiding.importing.municipality import Towns, province_code, towns_of
from spreiding.importing.recode import CODE, Line, Recoded, recode
from spreiding.importing.report import FilledIn, Report, changed_of, filled_in_of
from spreiding.tables.municipalities import MUNICIPALITIES
from spreiding.tables.redivision import Changes


def finish(found: Found, municipalities: pd.DataFrame, changes: Changes) -> tuple[Report, str]:
    """Make the table and hold it against its schema; raise ``InputError`` with every finding, in places of the file."""
    if not found.rows and not found.table.may_be_empty:
        rule = "holds no rows of the table"
        raise InputError([Finding(found.lines.file, None, None, None, rule, "Add rows, or correct the map.")])
    home = found.table is MUNICIPALITIES  # the list of codes itself: there is nothing to look its codes up in
    towns = None if home else _towns(found, municipalities, changes)
    made = made_columns(found.table, found.used, found.resolved, found.rows, found.lines, towns)
    texts, defaults = with_defaults(found.table, made, found.rows)
    lines = [Line(row.number, cells) for row, cells in zip(found.rows, texts, strict=True)]
    findings = [*unread(found), *problems(made, found.rows, found.header, found.resolved, found.lines.file)]
    codes: list[Recoded] = []
    if not home and not any(isinstance(one.text, Problem) for one in made.get(CODE, ())):
        lines, codes, refused = recode(found.table, lines, changes, found.used.codes_year, found.lines.file)
        findings += refused
    told = {(finding.row, finding.column) for finding in findings}
    checked = check_rows(found.table, lines, found.used, _places(found, made), None if home else municipalities)
    findings += [one for one in checked if (one.row, one.column) not in told and (one.row, CODE) not in told]
    if findings:
        raise InputError(findings)
    return _report(found, made, defaults, len(lines), codes), as_csv(found.table, lines)


def _towns(found: Found, municipalities: pd.DataFrame, changes: Changes) -> Towns:
    used = found.used
    province = province_code(municipalities, used.province) if used.province else None
    if used.province and province is None:
        names = ", ".join(sorted(municipalities["province"].unique()))
        raise InputError(
            [Finding(found.map_name, None, "province", used.province, "is not a province", f"Write one of {names}.")]
        )
    return towns_of(municipalities, changes, used.codes_year, province)


def unread(found: Found) -> list[Finding]:
    """Give a finding for every formula and error of a spreadsheet in a cell that is used."""
    used = {at for places in found.resolved.places.values() for at in places} | set(found.resolved.point or ())
    numbers = {row.number for row in found.rows}
    return [
        Finding(one.file, row, found.header.names[place], one.value, one.rule, one.advice)
        for (row, place), one in sorted(found.lines.unread.items())
        if row in numbers and place in used
    ]


def _places(found: Found, made: Columns) -> Places:
    before = {
        (row.number, name): one.before
        for name, cells in made.items()
        for row, one in zip(found.rows, cells, strict=True)
    }
    return Places(
        found.lines.file, found.map_name, lambda name: source_name(name, found.header, found.resolved), before
    )


def _report(
    found: Found, made: Columns, defaults: Sequence[FilledIn], written: int, codes: Sequence[Recoded]
) -> Report:
    names = {name: source_name(name, found.header, found.resolved) for name in made}
    return Report(
        table=found.table.name,
        file=found.lines.file,
        sha256=found.lines.sha256,
        map=found.map_name,
        header_rows=found.header.rows,
        rows_read=len(found.rows),
        rows_written=written,
        renamed={ours: theirs for ours, theirs in names.items() if theirs != ours},
        changed=changed_of(made),
        filled_in=filled_in_of(made, defaults),
        dropped_columns=(*found.resolved.unused, *found.resolved.ignored),
        dropped_rows=found.dropped,
        codes=tuple(codes),
    )
