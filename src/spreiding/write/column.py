"""What a column and a table of the output are: the words in which the contract is written."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "whole", "decimal", "date", "boolean"]


@dataclass(frozen=True)
class Column:
    """One column of a written table.

    ``decimals`` is the number of decimals of a ``decimal`` (``None``: as many as the number needs);
    ``blank`` says whether a cell may be empty, ``signed`` whether it may be negative; ``values`` lists the
    allowed words, if limited. ``source`` names the article of the law or the section of the policy document
    behind the number.
    """

    name: str
    kind: Kind
    unit: str
    meaning: str
    source: str
    dutch: str
    decimals: int | None = None
    blank: bool = False
    signed: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One written table: ``key`` identifies a row, and rows are sorted by it."""

    name: str
    meaning: str
    dutch: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """Name of the CSV file."""
        return f"{self.name}.csv"

    @property
    def names(self) -> list[str]:
        """Column names in the order of the file."""
        return [column.name for column in self.columns]

    def of_kind(self, *kinds: Kind) -> tuple[Column, ...]:
        """Columns of the given kinds, in order."""
        return tuple(column for column in self.columns if column.kind in kinds)


def text(
    name: str,
    dutch: str,
    meaning: str,
    source: str = "",
    *,
    blank: bool = False,
    values: tuple[str, ...] = (),
) -> Column:
    """Make a text column, such as a code or a name."""
    return Column(name, "text", "", meaning, source, dutch, blank=blank, values=values)


def whole(
    name: str,
    dutch: str,
    unit: str,
    meaning: str,
    source: str = "",
    *,
    signed: bool = False,
    blank: bool = False,
) -> Column:
    """Make a column of whole numbers."""
    return Column(name, "whole", unit, meaning, source, dutch, signed=signed, blank=blank)


def decimal(
    name: str,
    dutch: str,
    unit: str,
    meaning: str,
    source: str = "",
    *,
    decimals: int | None,
    signed: bool = False,
    blank: bool = False,
) -> Column:
    """Make a column of decimal numbers, written with ``decimals`` decimals."""
    return Column(name, "decimal", unit, meaning, source, dutch, decimals=decimals, signed=signed, blank=blank)


def day(name: str, dutch: str, meaning: str, source: str = "", *, blank: bool = False) -> Column:
    """Make a column of dates (``2025-01-01``)."""
    return Column(name, "date", "date", meaning, source, dutch, blank=blank)


def boolean(name: str, dutch: str, meaning: str, source: str = "") -> Column:
    """Make a column of ``true`` and ``false``."""
    return Column(name, "boolean", "", meaning, source, dutch)
