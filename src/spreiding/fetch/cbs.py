"""A table of CBS, whichever way it is served: topics in groups, dimensions with codes, and cells.

What may change from year to year, the keys of columns and the codes that stand for totals, is looked up in the table's
own description. Not with ``cbsodata``: it downloads through requests of its own, without time-outs, tries or limits,
and turns decimals into floats.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, Protocol

from spreiding.errors import Finding, InputError
from spreiding.fetch.endpoints import ColumnName
from spreiding.fetch.pages import Json

Kind = Literal["plain", "geo", "time"]
# Kinds of dimensions as CBS names them, in both of its services.
KINDS: dict[str, Kind] = {"Dimension": "plain", "GeoDimension": "geo", "GeoDetail": "geo", "TimeDimension": "time"}
_SHOWN = 12
_MISSING = ("", ".", "x", "-")
_LONGEST = 15  # digits before the point, or zeros behind it: beyond, nothing is a figure and 1e999999 no text
_NOISE = Decimal("1e-9")


@dataclass(frozen=True)
class Topic:
    """A column with figures. ``groups``: titles of the groups it stands in, the innermost last."""

    key: str
    title: str
    groups: tuple[str, ...]
    decimals: int | None = None

    def __str__(self) -> str:
        """Render as ``Provincies/Code (Code_28)``."""
        return f"{'/'.join((*self.groups, self.title))} ({self.key})"


@dataclass(frozen=True)
class Description:
    """What a table says of itself. ``dimensions``: its kind per key."""

    table: str
    title: str
    topics: tuple[Topic, ...]
    dimensions: Mapping[str, Kind]

    def dimension(self, kind: Kind) -> str:
        """Give the key of the only dimension of a kind; raise ``InputError`` when there is none, or more."""
        found = [key for key, its in self.dimensions.items() if its == kind]
        if len(found) == 1:
            return found[0]
        word = {"geo": "region", "time": "period", "plain": "plain"}[kind]
        rule = f"has {len(found)} dimensions of the kind {word}; its dimensions are {', '.join(self.dimensions)}"
        raise InputError([Finding(self.table, None, None, None, rule, ASK_TABLE)])


@dataclass(frozen=True)
class Cell:
    """One figure as it was published: ``text`` is ``None`` when CBS has none."""

    code: str
    period: str
    topic: str
    text: str | None


@dataclass(frozen=True)
class Ask:
    """Which figures: of these topics, with other dimensions ``fixed`` at a code, in ``periods`` (all, when empty)."""

    topics: tuple[Topic, ...]
    fixed: Mapping[str, str]
    periods: tuple[str, ...] = ()


class CbsTable(Protocol):
    """A table that can be asked what it holds."""

    def describe(self) -> Description:
        """Give title, topics and dimensions."""

    def codes(self, dimension: str) -> dict[str, str]:
        """Give the titles of a dimension's codes, which stand as they are in the table."""

    def cells(self, description: Description, ask: Ask) -> Iterator[Cell]:
        """Give the figures of the municipalities."""


ASK_TABLE = "CBS changed the table: see its description, and correct endpoints.yaml in a copy (--endpoints)."


def find_topics(description: Description, wanted: Mapping[str, ColumnName]) -> dict[str, Topic]:
    """Find every wanted column; raise one ``InputError`` that names table, columns expected and columns found."""
    found = {name: _matching(description.topics, column) for name, column in wanted.items()}
    findings = [
        _column_finding(description, column, len(found[name]))
        for name, column in wanted.items()
        if len(found[name]) != 1
    ]
    if findings:
        raise InputError(findings)
    return {name: topics[0] for name, topics in found.items()}


def _matching(topics: tuple[Topic, ...], column: ColumnName) -> list[Topic]:
    titled = [topic for topic in topics if _same(topic.title, column.title)]
    if column.groups:
        titled = [topic for topic in titled if _within(topic.groups, column.groups)]
    if len(titled) == 1:
        return titled
    # Of several with one title, or of none, the key decides: CBS makes it from the title.
    return [topic for topic in titled or topics if topic.key == column.key] or titled


def _same(title: str, wanted: str) -> bool:
    return " ".join(title.split()).casefold() == wanted.casefold()


def _within(groups: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    inner = [group.strip().casefold() for group in groups[-len(wanted) :]]
    return len(inner) == len(wanted) and all(
        one.startswith(want.casefold()) for one, want in zip(inner, wanted, strict=True)
    )


def _column_finding(description: Description, column: ColumnName, count: int) -> Finding:
    expected = "/".join((*column.groups, column.title)) + (f" ({column.key})" if column.key else "")
    there = [str(topic) for topic in description.topics]
    more = f" and {len(there) - _SHOWN} more" if len(there) > _SHOWN else ""
    which = "is not in the table" if count == 0 else f"fits {count} columns"
    rule = f"{which}; its columns are {', '.join(there[:_SHOWN]) or 'none'}{more}"
    return Finding(f"CBS {description.table}", None, expected, None, rule, ASK_TABLE)


def find_totals(table: CbsTable, description: Description, wanted: Mapping[str, str]) -> dict[str, str]:
    """Give the code for everyone per plain dimension, from its own list; raise ``InputError`` where there is none."""
    totals, findings = {}, []
    for dimension in (key for key, kind in description.dimensions.items() if kind == "plain"):
        codes = table.codes(dimension)
        named = [code for code, title in codes.items() if title.casefold().startswith("totaal")]
        usual = [code for code in named or codes if code.strip() == wanted.get(dimension)]
        if usual:
            totals[dimension] = usual[0]
        elif len(named) == 1:
            totals[dimension] = named[0]
        else:
            listing = ", ".join(f"{code} {title}" for code, title in list(codes.items())[:_SHOWN])
            usually = f" (usually {wanted[dimension]})" if dimension in wanted else ""
            rule = f"has no single code that stands for the total{usually}; its codes are {listing}"
            findings.append(Finding(f"CBS {description.table}", None, dimension, None, rule, ASK_TABLE))
    if findings:
        raise InputError(findings)
    return totals


def as_text(value: object, decimals: int | None) -> str | None:
    """Give a figure as text with its exact decimals; ``None`` for what CBS writes where there is none."""
    if value is None:
        return None
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < _LONGEST:
        return format(_without_noise(value, decimals), "f")
    text = str(value).strip()
    return None if text in _MISSING else text


def _without_noise(value: Decimal, decimals: int | None) -> Decimal:
    """Give the published decimals: a binary double travels as 0.17 for 0.170, or as 0.16999999999999998."""
    if decimals is None:
        return value
    rounded = round(value, decimals)
    return rounded if abs(value - rounded) < _NOISE else value


def rows_of(table: str, page: Json) -> list[Json]:
    """Give the rows of an OData page; raise ``InputError`` when it has none."""
    rows = page.get("value")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        rule = f"was answered without a list of rows (value); it holds {', '.join(map(str, page)) or 'nothing'}"
        raise InputError([Finding(f"CBS {table}", None, None, None, rule, "Try later; the service may be at fault.")])
    return rows


def field(table: str, row: Json, name: str) -> Any:
    """Give a field of a row; raise ``InputError`` that names the fields found."""
    if name not in row:
        rule = f"is not in the answer; its fields are {', '.join(map(str, row))}"
        raise InputError([Finding(f"CBS {table}", None, name, None, rule, ASK_TABLE)])
    return row[name]


def grouped(group: object, parents: Mapping[object, tuple[str, object]]) -> tuple[str, ...]:
    """Give the titles of a group and those around it, the outermost first; ``parents``: title and parent per group."""
    titles: list[str] = []
    walked: set[object] = set()
    while group in parents and group not in walked:
        walked.add(group)
        title, group = parents[group]
        titles.insert(0, title)
    return tuple(titles)
