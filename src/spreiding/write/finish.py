"""Make a table fit its contract: the right columns, in order, typed, rounded and sorted; then as text."""

import math
from collections.abc import Callable

import numpy as np
import pandas as pd

from spreiding.formats.formulas import neutralise
from spreiding.write.column import Column, Table
from spreiding.write.errors import ContractError


def finish(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Check ``frame`` against its contract and return it typed, rounded and sorted by its key.

    Texts and dates become ``str`` (dates as ``2025-01-01``, empty as ``""``), whole numbers ``int64`` (``Int64`` where
    a cell may be empty), decimals ``float64`` rounded to the contract's decimals (empty, where that may be, as NaN),
    booleans ``bool``.
    Raises ``ContractError`` on anything else.
    """
    wrong = set(table.names) ^ set(frame.columns)
    if wrong:
        raise ContractError(f"{table.file}: columns missing or unknown: {', '.join(sorted(map(str, wrong)))}")
    typed = pd.DataFrame({c.name: _FINISH[c.kind](frame[c.name], c, table) for c in table.columns})
    twice = typed.duplicated(list(table.key))
    if twice.any():
        raise ContractError(f"{table.file}: two rows for {tuple(typed.loc[twice, list(table.key)].iloc[0])}")
    return typed.sort_values(list(table.key), ignore_index=True)


def as_text(finished: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Write every cell of a finished table as the text that goes into the CSV file."""
    return pd.DataFrame({c.name: _TEXT[c.kind](finished[c.name], c) for c in table.columns}, dtype="object")


def _fail(column: Column, table: Table, why: str) -> ContractError:
    return ContractError(f"{table.file}, column {column.name}: {why}")


def _texts(values: pd.Series, column: Column, table: Table) -> pd.Series:
    texts = values.astype("object").where(values.notna(), "").astype("str").reset_index(drop=True)
    if not column.blank and texts.eq("").any():
        raise _fail(column, table, "an empty cell")
    if column.values and not texts.isin([*column.values, *([""] if column.blank else [])]).all():
        raise _fail(column, table, f"a word other than {', '.join(column.values)}")
    return texts


def _dates(values: pd.Series, column: Column, table: Table) -> pd.Series:
    blank = values.isna() | values.astype("object").eq("")
    days = values.astype("object").mask(blank, None).reset_index(drop=True)
    moments = pd.to_datetime(days, errors="coerce", format="ISO8601")
    if (moments.isna() & ~blank.reset_index(drop=True)).any():
        raise _fail(column, table, "a cell that is no date")
    texts = moments.dt.strftime("%Y-%m-%d").fillna("")
    return _texts(texts, column, table)


def _decimals(values: pd.Series, column: Column, table: Table) -> pd.Series:
    numbers = values.astype("float64").reset_index(drop=True)
    if not (np.isfinite(numbers) | (column.blank & numbers.isna())).all():
        raise _fail(column, table, "an empty or infinite number")
    # Adding zero turns -0.0 into 0.0.
    rounded = (numbers if column.decimals is None else numbers.round(column.decimals)) + 0.0
    if not column.signed and rounded.lt(0).any():
        raise _fail(column, table, f"a negative number, {rounded.min()}")
    return rounded


def _wholes(values: pd.Series, column: Column, table: Table) -> pd.Series:
    numbers = _decimals(values, column, table)
    if not (numbers.eq(numbers.round()) | numbers.isna()).all():
        raise _fail(column, table, "a number that is not whole")
    return numbers.astype("Int64" if column.blank else "int64")


def _booleans(values: pd.Series, column: Column, table: Table) -> pd.Series:
    if not values.map(lambda value: isinstance(value, bool | np.bool_)).all():
        raise _fail(column, table, "a cell that is neither true nor false")
    return values.astype("bool").reset_index(drop=True)


def _decimal_text(values: pd.Series, column: Column) -> list[str]:
    if column.decimals is None:
        return [repr(value) for value in values.tolist()]
    return ["" if math.isnan(value) else f"{value:.{column.decimals}f}" for value in values.tolist()]


_FINISH: dict[str, Callable[[pd.Series, Column, Table], pd.Series]] = {
    "text": _texts,
    "date": _dates,
    "decimal": _decimals,
    "whole": _wholes,
    "boolean": _booleans,
}
_TEXT: dict[str, Callable[[pd.Series, Column], pd.Series | list[str]]] = {
    "text": lambda values, column: neutralise(values),
    "date": lambda values, column: values,
    "decimal": _decimal_text,
    "whole": lambda values, column: ["" if pd.isna(value) else str(value) for value in values.tolist()],
    "boolean": lambda values, column: ["true" if value else "false" for value in values.tolist()],
}
