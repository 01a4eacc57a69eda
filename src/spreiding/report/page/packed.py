"""Tables as a page carries them: per column, and words that come back as their number in a list."""

import math
from typing import Any

import pandas as pd

from spreiding.write.column import Column, Table


def packed(frame: pd.DataFrame, table: Table) -> dict[str, Any]:
    """Pack the columns of ``table`` for JSON.

    Numbers are lists with ``None`` for an empty cell. Texts, dates and booleans are ``{"words": [...], "at": [...]}``,
    where a row's word is the one at that place; texts that hardly repeat are a list.
    """
    return {column.name: _packed(frame[column.name], column) for column in table.columns}


def described(table: Table) -> dict[str, Any]:
    """Say what a table and its columns mean, for the page to name them in both languages."""
    columns = [
        {
            "name": column.name,
            "kind": column.kind,
            "unit": column.unit,
            "decimals": column.decimals,
            "meaning": column.meaning,
            "dutch": column.dutch,
            "key": column.name in table.key,
        }
        for column in table.columns
    ]
    return {"meaning": table.meaning, "dutch": table.dutch, "columns": columns}


def _packed(values: pd.Series, column: Column) -> Any:
    if column.kind in ("whole", "decimal"):
        return [_number(value, column.decimals) for value in values.tolist()]
    places, words = pd.factorize(values)
    if len(words) > len(values) / 2:
        return values.tolist()
    return {"words": words.tolist(), "at": places.tolist()}


def _number(value: float, decimals: int | None) -> float | int | None:
    if value is None or math.isnan(value):
        return None
    rounded = value if decimals is None else round(value, decimals)
    return int(rounded) if rounded == int(rounded) else float(rounded)
