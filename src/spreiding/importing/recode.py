"""Codes of another year in finished rows -> codes of today: counts are added up, anything else is refused by name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spreiding.errors import Finding
from spreiding.tables.common import ORIGINS
from spreiding.tables.declare import Column, Table
from spreiding.tables.redivision import Changes, Parts, PartUnknownError, add_up

CODE = "municipality_code"
_COUNTED = ("persons", "places")
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """A finished row: the number of the (first) row in the file that it comes from, and its cells by our columns."""

    row: int
    texts: Texts


@dataclass(frozen=True)
class Recoded:
    """What happened to one code: its new codes with the part that went there, in how many rows."""

    code: str
    name: str
    parts: Parts
    rows: int


def recode(
    table: Table, lines: Sequence[Line], changes: Changes, year: int | None, file: str
) -> tuple[list[Line], list[Recoded], list[Finding]]:
    """Bring the codes of all rows up to date.

    ``year``: the year of the codes; without it codes that have ended are replaced, but nothing is added up, because a
    code that goes on may or may not include the ended one already. The findings name rows of ``file``.
    """
    if not any(line.texts.get(CODE) for line in lines):
        return list(lines), [], []
    since = date(year, 1, 1) if year else date.min
    parts: dict[str, Parts] = {}
    findings: list[Finding] = []
    for line in lines:
        code = line.texts.get(CODE, "")
        try:
            parts.setdefault(code, changes.successors(code, since, date.max))
        except PartUnknownError as error:
            findings.append(_finding(file, line, str(error), "Write the codes of today in these rows."))
    moved = {code: found for code, found in parts.items() if set(found) != {code}}
    touched = [line for line in lines if line.texts.get(CODE, "") in moved]
    counted = CODE in table.key
    findings += _refusals(table, touched, moved, changes, file, counted)
    if findings:
        return list(lines), [], findings
    done = _summed(table, lines, parts) if counted else [_renamed(line, moved) for line in lines]
    findings += [] if year or not counted else _doubled(table, lines, moved, file)
    recoded = [
        Recoded(code, changes.names[code], found, sum(line.texts.get(CODE) == code for line in touched))
        for code, found in sorted(moved.items())
    ]
    return done, recoded, findings


def _refusals(
    table: Table, touched: Sequence[Line], moved: Mapping[str, Parts], changes: Changes, file: str, counted: bool
) -> Iterator[Finding]:
    """Rows whose code can't be brought up to date: a place in a split municipality, a figure that can't be added up."""
    figures = [column for column in _figures(table) if not _is_count(column)] if counted else []
    for line in touched:
        code = line.texts[CODE]
        heirs = " or ".join(sorted(moved[code]))
        if not counted and len(moved[code]) > 1:
            rule = f"was split on {changes.by_old[code][0].day} ({changes.names[code]})"
            yield _finding(file, line, rule, f"Write the code of today in which this row lies: {heirs}.")
        for column in figures:
            rule = f"has ended ({changes.names[code]}, now {heirs}), and {column.name} can't be worked out for {heirs}"
            advice = f"Leave the row out and give {column.name} of {heirs} itself: it is no count that adds up."
            yield _finding(file, line, rule, advice)


def _figures(table: Table) -> Iterator[Column]:
    """The columns that say something of a municipality: all but its key and where the row comes from."""
    return (column for column in table.columns if column.name not in (*table.key, "origin", "source"))


def _is_count(column: Column) -> bool:
    return column.kind == "whole" and column.unit in _COUNTED


def _renamed(line: Line, moved: Mapping[str, Parts]) -> Line:
    code = line.texts.get(CODE, "")
    return Line(line.row, {**line.texts, CODE: next(iter(moved[code]))}) if code in moved else line


def _doubled(table: Table, lines: Sequence[Line], moved: Mapping[str, Parts], file: str) -> Iterator[Finding]:
    """Rows that fall together once brought up to date, when nobody said of which year the codes are."""
    taken: dict[tuple[str, ...], int] = {}
    for line in lines:
        for heir in moved.get(line.texts.get(CODE, ""), {line.texts.get(CODE, ""): 1}):
            key = tuple(heir if name == CODE else line.texts.get(name, "") for name in table.key)
            if key in taken:
                rule = f"falls together with row {taken[key]} once codes that ended are replaced ({heir})"
                yield _finding(file, line, rule, "Say codes_year in the map: then they are added up.")
            taken.setdefault(key, line.row)


def _summed(table: Table, lines: Sequence[Line], parts: Mapping[str, Parts]) -> list[Line]:
    """Add the counts of rows up that become one row; split those that become several."""
    rest = [name for name in table.key if name != CODE]
    groups: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        groups.setdefault(tuple(line.texts.get(name, "") for name in rest), []).append(line)
    return [made for group in groups.values() for made in _group(table, group, parts)]


def _group(table: Table, lines: Sequence[Line], parts: Mapping[str, Parts]) -> Iterator[Line]:
    if len({line.texts[CODE] for line in lines}) != len(lines):
        yield from lines  # a code that stands twice is nobody's re-division: the schema tells of it
        return
    heirs: dict[str, list[Line]] = {}
    for line in lines:
        for heir in parts[line.texts[CODE]]:
            heirs.setdefault(heir, []).append(line)
    if all(len(group) == 1 for group in heirs.values()) and len(heirs) == len(lines):
        yield from (Line(group[0].row, {**group[0].texts, CODE: heir}) for heir, group in heirs.items())
        return
    counts = {column.name: _counts(column, lines, parts) for column in _figures(table) if _is_count(column)}
    for heir, group in heirs.items():
        added = {name: str(found[heir]) for name, found in counts.items() if heir in found}
        split = any(len(parts[line.texts[CODE]]) > 1 for line in group)
        yield Line(group[0].row, {**group[0].texts, CODE: heir, **added, **_where_from(group, split)})


def _counts(column: Column, lines: Sequence[Line], parts: Mapping[str, Parts]) -> dict[str, int]:
    """The counts of a column by new code; of cells that can't be read, which the schema tells of, nothing is made."""
    found: dict[str, int] = {}
    for line in lines:
        text = line.texts.get(column.name, "") or (column.default or "")
        if not text.lstrip("+-").isdecimal():
            continue
        for heir, count in add_up({line.texts[CODE]: int(text)}, parts).items():
            found[heir] = found.get(heir, 0) + count
    return found


def _where_from(group: Sequence[Line], split: bool) -> Texts:
    """Of rows added up the least sure origin counts, and a split makes an estimate of what is surer."""
    origins = [line.texts.get("origin", "") for line in group] + (["estimate"] if split else [])
    known = [origin for origin in origins if origin in ORIGINS]
    sources = dict.fromkeys(text for line in group if (text := line.texts.get("source", "")))
    texts = {"origin": max(known, key=ORIGINS.index)} if known else {}
    return {**texts, "source": " + ".join(sources)} if sources else texts


def _finding(file: str, line: Line, rule: str, advice: str) -> Finding:
    return Finding(file, line.row, CODE, line.texts.get(CODE), rule, advice)
