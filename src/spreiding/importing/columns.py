"""The cells of one of our columns, made of those of the file as the map says."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from spreiding.importing.cells import Mark, as_decimal, as_whole, boolean, day, number, plain, slug, tidy
from spreiding.importing.map_file import ColumnMap
from spreiding.importing.sheet import Row, cell
from spreiding.importing.units import factor_of
from spreiding.tables.cells import Problem
from spreiding.tables.declare import Column

What = Literal["mapped word", "joined or split", "unit", "written as a number", "written as a day", "written as ours"]


@dataclass(frozen=True)
class Did:
    """One thing done to one cell: what, the text before and after."""

    column: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Made:
    """One finished cell, or what is wrong with it; ``filled``: it was blank and took the map's default."""

    text: str | Problem
    before: str
    did: tuple[Did, ...] = ()
    filled: bool = False


IsLoose = Callable[[int, int], bool]


@dataclass(frozen=True)
class Source:
    """Where a column comes from: its places, and which of the cells are numbers as a person wrote them."""

    places: tuple[int, ...]
    is_loose: IsLoose
    mark: Mark | None


def source_of(
    rule: ColumnMap, places: tuple[int, ...], rows: Sequence[Row], is_loose: IsLoose, hint: Mark | None
) -> Source:
    """Say how numbers are read in a column: by the map, else by the cells that can be read in one way, else by ``hint``."""
    marks = {
        mark for row in rows for place in places if is_loose(row.number, place) for mark in _mark(cell(row, place))
    }
    seen = next(iter(marks)) if len(marks) == 1 else None
    return Source(places, is_loose, rule.decimal or seen or hint)


def _mark(text: str) -> Iterable[Mark]:
    """The decimal sign that a number shows beyond doubt: one sign, with other than three digits behind it."""
    before, comma, after = text.rpartition(",")
    if comma and after.isdecimal() and (len(after) != 3 or "." in before):
        yield "comma"
    before, point, after = text.rpartition(".")
    if point and after.isdecimal() and (len(after) != 3 or "," in before):
        yield "point"


def made_column(column: Column, rule: ColumnMap, source: Source, rows: Sequence[Row]) -> list[Made]:
    """Make every cell of a column."""
    words = {plain(word): meant for word, meant in rule.values.items()}
    return [_made(column, rule, source, row, words) for row in rows]


def constant_column(rule: ColumnMap, rows: Sequence[Row]) -> list[Made]:
    """Give one value for all rows."""
    return [Made(rule.constant or "", "", filled=True) for _ in rows]


def _made(column: Column, rule: ColumnMap, source: Source, row: Row, words: Mapping[str, str]) -> Made:
    parts = [text for place in source.places if (text := cell(row, place))]
    before = (rule.join or "").join(parts)
    if not before:
        return Made(rule.default or "", "", filled=rule.default is not None)
    done: list[Did] = []
    if len(source.places) > 1:
        done.append(Did(column.name, "joined", " | ".join(parts), before))
    pieces = _pieces(rule, before)
    if isinstance(pieces, Problem):
        return Made(pieces, before)
    mapped = [words.get(plain(piece), piece) for piece in pieces]
    text = ";".join(dict.fromkeys(mapped))
    if mapped != pieces:
        done.append(Did(column.name, "word", before, text))
    elif text != before:
        done.append(Did(column.name, "split", before, text))
    loose = any(source.is_loose(row.number, place) for place in source.places)
    final = _final(column, rule, text, source.mark if loose or mapped != pieces else "point")
    if isinstance(final, Problem):
        return Made(final, before, tuple(done))
    if final != text:
        done.append(Did(column.name, _what(column, rule), text, final))
    return Made(final, before, tuple(done))


def _pieces(rule: ColumnMap, text: str) -> list[str] | Problem:
    if rule.split is None:
        return [text]
    pieces = [piece for part in text.split(rule.split.at) if (piece := tidy(part))]
    if rule.split.take is None:
        return pieces
    if len(pieces) < rule.split.take:
        return Problem(
            f"has no part {rule.split.take} when cut at '{rule.split.at}'", "Write it, or correct split in the map."
        )
    return [pieces[rule.split.take - 1]]


def _final(column: Column, rule: ColumnMap, text: str, mark: Mark | None) -> str | Problem:
    """The text as our table takes it."""
    if column.kind in ("whole", "decimal"):
        value = number(text, mark, column.kind == "whole")
        if isinstance(value, Problem):
            return value
        value *= factor(column, rule)
        return as_whole(value, rule.round) if column.kind == "whole" else as_decimal(value)
    if column.kind == "date":
        return day(text)
    if column.kind == "boolean":
        return boolean(text)
    return f"{rule.prefix or ''}{slug(text) if rule.slug else text}"


def factor(column: Column, rule: ColumnMap) -> Fraction:
    """By what the numbers of a column are multiplied; units were checked before."""
    if rule.factor is not None:
        return Fraction(str(rule.factor))
    return factor_of(column.unit, rule.unit or column.unit) or Fraction(1)


def _what(column: Column, rule: ColumnMap) -> str:
    if factor(column, rule) != 1:
        return f"{rule.unit} to {column.unit}" if rule.unit else f"times {rule.factor:g}"
    return {"whole": "number", "decimal": "number", "date": "day", "boolean": "true or false"}.get(column.kind, "id")
