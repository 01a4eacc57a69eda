"""The cells of one of our columns, made of those of the file as the map says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from spreiding.formats.numbers import COMMA, POINT, Convention, Problem
from spreiding.importing.cells import as_decimal, as_whole, boolean, day, number, plain, slug, tidy
from spreiding.importing.map_file import ColumnMap
from spreiding.importing.sheet import Row, cell
from spreiding.importing.units import factor_of
from spreiding.tables.cells import READERS
from spreiding.tables.declare import Column


@dataclass(frozen=True)
class Did:
    """One thing done to one cell: what, the text before and after."""

    column: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Made:
    """One finished cell, or what is wrong with it; ``filled``: who filled it in when it was not in the file."""

    text: str | Problem
    before: str
    did: tuple[Did, ...] = ()
    filled: str = ""


IsLoose = Callable[[int, int], bool]
_SAID = {"comma": COMMA, "point": POINT}


@dataclass(frozen=True)
class Source:
    """Where a column comes from: its places, which of their cells a person wrote, and how numbers are written there."""

    places: tuple[int, ...]
    is_loose: IsLoose
    convention: Convention

    def of_row(self, row: int) -> Convention:
        """How a number in this row is written: cells that are no text stand in one fixed form."""
        return self.convention if any(self.is_loose(row, place) for place in self.places) else POINT


def source_of(rule: ColumnMap, places: tuple[int, ...], is_loose: IsLoose, convention: Convention) -> Source:
    """Give the source of a column; ``convention`` is that of the file, unless the map says what this column does."""
    return Source(places, is_loose, _SAID.get(rule.decimal or "", convention))


def made_column(column: Column, rule: ColumnMap, source: Source, rows: Sequence[Row]) -> list[Made]:
    """Make every cell of a column."""
    words = {plain(word): meant for word, meant in rule.values.items()}
    return [_made(column, rule, source, row, words) for row in rows]


def constant_column(rule: ColumnMap, rows: Sequence[Row]) -> list[Made]:
    """Give one value for all rows."""
    return [Made(rule.constant or "", "", filled="a constant of the map") for _ in rows]


def _made(column: Column, rule: ColumnMap, source: Source, row: Row, words: Mapping[str, str]) -> Made:
    parts = [text for place in source.places if (text := cell(row, place))]
    before = (rule.join or "").join(parts)
    if not before:
        return Made(rule.default or "", "", filled="a default of the map" if rule.default else "")
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
    # What the map itself says is written with a point.
    final = _final(column, rule, text, POINT if mapped != pieces else source.of_row(row.number))
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


def _final(column: Column, rule: ColumnMap, text: str, convention: Convention) -> str | Problem:
    """The text as our table takes it."""
    if column.kind in ("whole", "decimal"):
        if convention == POINT and factor(column, rule) == 1 and not isinstance(READERS[column.kind](text), Problem):
            return text  # as our tables have it already
        value = number(text, convention, column.kind == "whole")
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
