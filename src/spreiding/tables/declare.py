"""How an input table is declared: columns with unit, meaning and rules, and the pandera schema of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

if TYPE_CHECKING:  # pandera takes an eighth of a second to import, and only a file that is read needs it
    import pandera.pandas as pa

Kind = Literal["text", "whole", "decimal", "date", "boolean"]

# Nullable kinds: a cell that could not be read stays empty, so that the other cells are still checked.
_DTYPES: dict[Kind, Any] = {
    "text": "str",
    "whole": "Int64",
    "decimal": "float64",
    "date": "datetime64[ns]",
    "boolean": "boolean",
}
_FINAL: dict[Kind, str] = {**_DTYPES, "whole": "int64", "boolean": "bool"}


@dataclass(frozen=True)
class Rule:
    """What every filled cell of a column must satisfy; ``breach`` says in the user's words what is wrong."""

    holds: Callable[["pd.Series[Any]"], "pd.Series[bool]"]
    breach: str
    advice: str
    words: tuple[str, ...] = ()  # the only ones that may stand there, where they are few


@dataclass(frozen=True)
class RowRule:
    """What every row must satisfy; a breach is shown at ``column``."""

    holds: Callable[[pd.DataFrame], "pd.Series[bool]"]
    column: str
    needs: tuple[str, ...]
    breach: str
    advice: str


@dataclass(frozen=True)
class Column:
    """One column. ``default``: what an absent column or blank cell means; ``None``: it must be there."""

    name: str
    kind: Kind
    unit: str
    meaning: str
    source: str
    default: str | None = None
    rules: tuple[Rule, ...] = ()
    keep_text: bool = False  # the cell's exact text stands beside its value, in a column <name>_text

    @property
    def words(self) -> tuple[str, ...]:
        """The words that may stand in a cell, where they are few; else none."""
        return next((rule.words for rule in self.rules if rule.words), ())

    @property
    def if_blank(self) -> str:
        """What an absent column or blank cell means, in a word."""
        return {None: "refused", "": "none"}.get(self.default, str(self.default))

    @property
    def refused_when(self) -> str:
        """What cells are refused for."""
        return "; ".join(rule.breach for rule in self.rules)

    @property
    def dtype(self) -> str:
        """The pandas dtype of the finished column."""
        return _FINAL[self.kind]

    @property
    def reading_dtype(self) -> str:
        """The pandas dtype while reading, in which a cell may be missing."""
        return str(_DTYPES[self.kind])


@dataclass(frozen=True)
class Table:
    """One input table: the file ``<name>.csv``, no two rows of which share the ``key`` columns."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    row_rules: tuple[RowRule, ...] = ()
    may_be_empty: bool = False

    @property
    def file(self) -> str:
        """File name."""
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        """Give a column by name; raise ``KeyError`` for another."""
        return {column.name: column for column in self.columns}[name]

    @cached_property
    def all_row_rules(self) -> tuple[RowRule, ...]:
        """The row rules with the one that the key is unique."""
        return (*self.row_rules, _unique(self.key))

    def schema(self, present: Sequence[str]) -> "pa.DataFrameSchema":
        """Give the pandera schema of the columns that are present in a file."""
        import pandera.pandas as pa

        columns = {column.name: _pandera(column) for column in self.columns if column.name in present}
        rules = [rule for rule in self.all_row_rules if set(rule.needs) <= set(present)]
        return pa.DataFrameSchema(columns, checks=[pa.Check(rule.holds, error=rule.breach) for rule in rules])

    def breached(self, column: str, breach: str) -> tuple[str, str, str]:
        """Find a rule back by pandera's column and error text: the column to show, the breach, the advice."""
        for rule in self.column(column).rules:
            if rule.breach == breach:
                return column, breach, rule.advice
        row_rule = next(rule for rule in self.all_row_rules if rule.breach == breach)
        return row_rule.column, breach, row_rule.advice


def _pandera(column: Column) -> "pa.Column":
    import pandera.pandas as pa

    checks = [pa.Check(_on_filled(rule), error=rule.breach) for rule in column.rules]
    return pa.Column(column.reading_dtype, checks=checks, nullable=True, description=column.meaning)


def _on_filled(rule: Rule) -> Callable[["pd.Series[Any]"], "pd.Series[bool]"]:
    """Ask a rule of the filled cells only: empty ones have been reported, or are allowed."""
    return lambda cells: rule.holds(cells.dropna()).reindex(cells.index, fill_value=True).astype(bool)


def _unique(key: tuple[str, ...]) -> RowRule:
    names = " and ".join(key)

    def holds(frame: pd.DataFrame) -> "pd.Series[bool]":
        unread = frame[list(key)].isna().any(axis=1)
        return unread | ~frame.duplicated(list(key), keep="first")

    return RowRule(holds, key[0], key, f"repeats an earlier row with the same {names}", "Keep one of the rows.")


def at_least(low: float) -> Rule:
    """Ask for a number of ``low`` or more."""
    return Rule(lambda cells: cells >= low, f"is less than {low:g}", f"Write {low:g} or more.")


def at_most(high: float) -> Rule:
    """Ask for a number of ``high`` or less, where more can only be a slip of the pen."""
    # All digits: a table takes no 1e+09 in a column of whole numbers.
    return Rule(lambda cells: cells <= high, f"is more than {high:.15g}", f"Write {high:.15g} or less.")


def between(low: float, high: float) -> Rule:
    """Ask for a number from ``low`` to ``high``, both included."""
    return Rule(
        lambda cells: (cells >= low) & (cells <= high),
        f"is not between {low:g} and {high:g}",
        f"Write a number from {low:g} to {high:g}.",
    )


def above(low: float) -> Rule:
    """Ask for a number greater than ``low``."""
    return Rule(lambda cells: cells > low, f"is not greater than {low:g}", f"Write a number above {low:g}.")


def one_of(*words: str) -> Rule:
    """Ask for one of a few words."""
    listed = ", ".join(words)
    return Rule(lambda cells: cells.isin(words), f"is not one of {listed}", f"Write one of {listed}.", words)


def matches(pattern: str, breach: str, advice: str) -> Rule:
    """Ask that the whole cell matches a regular expression."""
    return Rule(lambda cells: cells.str.fullmatch(pattern), breach, advice)
