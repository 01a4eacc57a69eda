"""All cells of the table that is made, column by column, each with what was done to it."""

from collections.abc import Mapping, Sequence

from spreiding.errors import Finding
from spreiding.formats.lines import Lines
from spreiding.formats.numbers import Convention, Problem, convention_of
from spreiding.importing.columns import Did, Made, constant_column, made_column, source_of
from spreiding.importing.map_file import ColumnMap, ImportMap
from spreiding.importing.municipality import Towns
from spreiding.importing.position import lon_lat
from spreiding.importing.recode import CODE
from spreiding.importing.report import FilledIn
from spreiding.importing.resolve import Resolved
from spreiding.importing.sheet import Header, Row, cell
from spreiding.tables.declare import Table

Columns = Mapping[str, Sequence[Made]]


def made_columns(
    table: Table, used: ImportMap, resolved: Resolved, rows: Sequence[Row], lines: Lines, towns: Towns | None
) -> Columns:
    """Make every column of the map, then where the rows come from; ``towns`` None: codes are taken as they stand."""
    convention = _convention(table, resolved, rows, lines)
    made: dict[str, Sequence[Made]] = {}
    for column in table.columns:
        rule = used.columns.get(column.name)
        if rule is None:
            continue
        places = resolved.places.get(column.name, ())
        source = source_of(rule, places, lines.is_loose, convention)
        made[column.name] = constant_column(rule, rows) if not places else made_column(column, rule, source, rows)
    if used.position is not None and resolved.point is not None:
        x, y = (source_of(ColumnMap(constant=""), (at,), lines.is_loose, convention) for at in resolved.point)
        made["lon"], made["lat"] = lon_lat(used.position, x, y, rows)
    if CODE in made and towns is not None:
        made[CODE] = [_town(one, towns) for one in made[CODE]]
    return {**made, **_whence(table, used, made, rows, lines)}


def _convention(table: Table, resolved: Resolved, rows: Sequence[Row], lines: Lines) -> Convention:
    """How the file writes numbers, from the cells that become numbers."""
    numeric = [column.name for column in table.columns if column.kind in ("whole", "decimal")]
    places = [at for name in numeric for at in resolved.places.get(name, ())] + [*(resolved.point or ())]
    texts = [cell(row, at) for row in rows for at in places if lines.is_loose(row.number, at)]
    return convention_of(texts, lines.separator)


def _town(one: Made, towns: Towns) -> Made:
    if isinstance(one.text, Problem) or not one.text:
        return one
    code = towns.code(one.text)
    if isinstance(code, Problem) or code == one.text:
        return Made(code, one.before, one.did, one.filled)
    return Made(code, one.before, (*one.did, Did(CODE, "municipality", one.text, code)), one.filled)


def _whence(table: Table, used: ImportMap, made: Columns, rows: Sequence[Row], lines: Lines) -> Columns:
    """The columns ``origin`` and ``source``: what the map says, and always the file with its checksum."""
    names = {column.name for column in table.columns}
    found: dict[str, Sequence[Made]] = {}
    if "origin" in names and "origin" not in made:
        why = "the map" if "origin" in used.model_fields_set else "what an import takes unless the map says otherwise"
        found["origin"] = [Made(used.origin, "", filled=why) for _ in rows]
    if "source" in names:
        file = f"{lines.file}, sha256 {lines.sha256}"
        said = [*made["source"]] if "source" in made else [Made(used.source or "", "")] * len(rows)
        found["source"] = [_named(one, file) for one in said]
    return found


def _named(one: Made, file: str) -> Made:
    """The source of a row with the file behind it; what is wrong with it stays."""
    if isinstance(one.text, Problem):
        return one
    text = f"{one.text}; {file}" if one.text else file
    if not one.before:
        return Made(text, "", filled="the file that was imported")
    return Made(text, one.before, (*one.did, Did("source", "file and checksum added", str(one.text), text)))


def with_defaults(table: Table, made: Columns, rows: Sequence[Row]) -> tuple[list[dict[str, str]], list[FilledIn]]:
    """Give the texts of every row, with the table's defaults where nothing stands; and count those.

    A cell that can't be read is blank here: it has a finding of its own.
    """
    texts: list[dict[str, str]] = [{} for _ in rows]
    filled = []
    for column in table.columns:
        cells = [one.text for one in made.get(column.name, ())] or [""] * len(rows)
        count = 0
        for row, text in zip(texts, cells, strict=True):
            usual = not text and bool(column.default)
            count += usual
            row[column.name] = "" if isinstance(text, Problem) else (column.default or "") if usual else text
        if count:
            filled.append(FilledIn(column.name, column.default or "", count, f"the default of {table.file}"))
    return texts, filled


def problems(made: Columns, rows: Sequence[Row], header: Header, resolved: Resolved, file: str) -> list[Finding]:
    """Give the findings about cells that can't be read, at their row and column in the file."""
    return [
        Finding(file, row.number, source_name(column, header, resolved), one.before, one.text.rule, one.text.advice)
        for column, cells in made.items()
        for row, one in zip(rows, cells, strict=True)
        if isinstance(one.text, Problem)
    ]


def source_name(column: str, header: Header, resolved: Resolved) -> str:
    """Give the name in the file of a column of ours; our own name when it is made of none."""
    if column in ("lon", "lat") and resolved.point is not None:
        return header.names[resolved.point[column == "lat"]]
    return " + ".join(header.names[at] for at in resolved.places.get(column, ())) or column
