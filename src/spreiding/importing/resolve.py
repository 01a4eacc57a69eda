"""The map held against the table that is made and the file that is read: every column found, or a finding."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from spreiding.errors import Finding
from spreiding.importing.map_file import ColumnMap, ImportMap
from spreiding.importing.position import known_crs
from spreiding.importing.sheet import Header
from spreiding.importing.units import factor_of, known_units
from spreiding.tables.declare import Column, Table

FILLED = ("origin", "source")  # columns that an import fills in itself
_NUMBERS = ("whole", "decimal")


@dataclass(frozen=True)
class Resolved:
    """Places in the file of every column of ours, of the two coordinates, and of what is not used."""

    places: Mapping[str, tuple[int, ...]]
    point: tuple[int, int] | None
    unused: tuple[str, ...]
    ignored: tuple[str, ...]


def map_findings(table: Table, used: ImportMap, file: str) -> list[Finding]:
    """Check a map against the table: names, units and what is still needed; ``file`` is what the map is called."""
    return [Finding(file, None, *said) for said in (*_names(table, used), *_rules(table, used), *_needed(table, used))]


_Said = tuple[str, str | None, str, str]


def _names(table: Table, used: ImportMap) -> Iterator[_Said]:
    known = [column.name for column in table.columns]
    if used.table not in (None, table.name):
        yield "table", used.table, f"is not the table {table.name} that --as asks for", "Correct one of the two."
    for name in used.columns:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            advice = f"Did you mean {near[0]}?" if near else f"The columns are {', '.join(known)}."
            yield f"columns.{name}", None, f"is not a column of {table.file}", advice
    if used.position is not None:
        if not {"lon", "lat"} <= set(known):
            yield "position", None, f"has no use: {table.file} has no lon and lat", "Remove it."
        both = sorted({"lon", "lat"} & set(used.columns))
        if both:
            yield "position", None, f"stands beside columns.{both[0]}", "Keep one of the two."
        if not known_crs(used.position.crs):
            yield "position.crs", used.position.crs, "is not a coordinate system that PROJ knows", "Write EPSG:28992."


def _rules(table: Table, used: ImportMap) -> Iterator[_Said]:
    for column in table.columns:
        rule = used.columns.get(column.name)
        if rule is None:
            continue
        where = f"columns.{column.name}"
        if rule.unit is not None and factor_of(column.unit, rule.unit) is None:
            units = ", ".join(known_units(column.unit))
            near = get_close_matches(rule.unit, known_units(column.unit), n=1)
            advice = f"Did you mean {near[0]}?" if near else f"Write one of {units}, or a factor instead."
            yield f"{where}.unit", rule.unit, f"can't be brought to {column.unit}", advice
        for setting in _misplaced(column, rule):
            yield f"{where}.{setting}", None, f"does not go with {column.name}, which is {_kind(column)}", "Remove it."


def _misplaced(column: Column, rule: ColumnMap) -> Iterator[str]:
    """Settings that would do nothing to a column of this kind."""
    given = rule.model_fields_set
    fits: dict[str, bool] = {
        "unit": column.kind in _NUMBERS,
        "factor": column.kind in _NUMBERS,
        "decimal": column.kind in _NUMBERS,
        "round": column.kind == "whole",
        "prefix": column.kind == "text",
        "slug": column.kind == "text",
    }
    return (setting for setting, right in fits.items() if setting in given and not right)


def _kind(column: Column) -> str:
    return {"text": "a text", "whole": "a whole number", "decimal": "a number", "date": "a day"}.get(
        column.kind, "true or false"
    )


def _needed(table: Table, used: ImportMap) -> Iterator[_Said]:
    made = {*used.columns, *FILLED, *(("lon", "lat") if used.position else ())}
    for column in table.columns:
        if column.default is None and column.name not in made:
            advice = f"Say from which column it comes, or a constant: {column.meaning} [{column.unit}]."
            yield f"columns.{column.name}", None, "is needed and not in the map", advice


def resolve(used: ImportMap, header: Header, map_name: str, file: str) -> tuple[Resolved, list[Finding]]:
    """Find every column that the map names in the header of ``file``."""
    findings: list[Finding] = []

    def place(name: str, where: str) -> tuple[int, ...]:
        found = header.places(name)
        if len(found) == 1:
            return found
        rule = f"stands {len(found)} times in the header of {file}" if found else f"is not a column of {file}"
        advice = "Give the columns names of their own." if found else header.advice(name)
        findings.append(Finding(map_name, None, where, name, rule, advice))
        return ()

    places = {
        target: tuple(at for name in rule.sources for at in place(name, f"columns.{target}.from"))
        for target, rule in used.columns.items()
        if rule.sources
    }
    point: tuple[int, ...] = ()
    if used.position is not None:
        point = (*place(used.position.x, "position.x"), *place(used.position.y, "position.y"))
    for setting in ("skip_rows_where", "keep_rows_where"):
        for where in getattr(used, setting):
            place(where.column, f"{setting}.column")
    ignored = {at for name in used.ignore for at in place(name, "ignore")}
    taken = {at for found in places.values() for at in found} | set(point)
    left = [at for at, name in enumerate(header.names) if name and at not in taken]
    unused = tuple(header.names[at] for at in left if at not in ignored)
    both = (point[0], point[1]) if len(point) == 2 else None
    return Resolved(places, both, unused, tuple(header.names[at] for at in left if at in ignored)), findings
