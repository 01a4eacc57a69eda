"""Read the written tables back: first as text, then, when their form is right, typed."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from spreiding.audit.finding import AuditFinding, Rule
from spreiding.formats.formulas import restore
from spreiding.write.column import Column, Table
from spreiding.write.columns import TABLES

_CONTRACT = "docs/output.md"
_PATTERN = {"whole": r"-?\d{1,15}", "date": r"\d{4}-\d{2}-\d{2}", "boolean": "true|false"}
# A float as short as it can be written may have an exponent.
_AS_GIVEN = r"-?\d{1,15}(?:\.\d+)?(?:e-?\d{1,3})?"


def read_texts(path: Path) -> pd.DataFrame:
    """Read one CSV file with every cell as text; raises ``ValueError`` when it is no table of UTF-8 text."""
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8", na_filter=False)


def audit_form(texts: Mapping[str, pd.DataFrame], folder: str) -> list[AuditFinding]:
    """Check columns, cells, keys and order of one folder's tables against the contract."""
    rows: list[AuditFinding] = []
    for table in TABLES:
        frame = texts[table.name]
        rule = Rule("files", f"{folder}/{table.file}", "the columns are those of the contract, in order", _CONTRACT)
        if list(frame.columns) != table.names:
            rows.append(rule.finding("header", ",".join(frame.columns), ",".join(table.names)))
            continue
        cells = [finding for column in table.columns for finding in _cells(frame, table, column, folder)]
        rows += cells or _keys(frame, table, folder)
    return rows


def typed(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Turn a table of right form into numbers, booleans and texts (dates stay text)."""
    return pd.DataFrame({column.name: _typed(frame[column.name], column) for column in table.columns})


def _typed(values: pd.Series, column: Column) -> pd.Series:
    if column.kind in ("whole", "decimal") and column.blank:
        return values.where(values.ne(""), "nan").astype("float64")
    if column.kind == "whole":
        return values.astype("int64")
    if column.kind == "decimal":
        return values.astype("float64")
    if column.kind == "boolean":
        return values.eq("true")
    return restore(values).astype(object)


def _cells(frame: pd.DataFrame, table: Table, column: Column, folder: str) -> list[AuditFinding]:
    values = frame[column.name]
    wrong = ~values.str.fullmatch(_pattern(column)) if column.kind != "text" else values.eq("")
    if column.values:
        wrong |= ~values.isin(column.values)
    wrong = wrong & ~values.eq("") if column.blank else wrong
    if column.kind in ("whole", "decimal") and not column.signed:
        wrong |= values.str.startswith("-")
    if column.kind == "date":
        wrong |= values.ne("") & pd.to_datetime(values.where(values.ne("")), errors="coerce", format="%Y-%m-%d").isna()
    if not wrong.any():
        return []
    name = f"{folder}/{table.file}"
    rule = Rule("files", name, f"a cell of {column.name} has the form of the contract", _CONTRACT)
    bad = frame[wrong]
    return [
        rule.finding(key, cell, _words(column)) for key, cell in zip(_names(bad, table), bad[column.name], strict=True)
    ]


def _pattern(column: Column) -> str:
    if column.kind != "decimal":
        return _PATTERN[column.kind]
    return _AS_GIVEN if column.decimals is None else rf"-?\d{{1,15}}\.\d{{{column.decimals}}}"


def _words(column: Column) -> str:
    some = f"one of {', '.join(column.values)}" if column.values else column.kind
    return f"{some}{'' if column.signed else ', not negative' if column.kind in ('whole', 'decimal') else ''}"


def _names(frame: pd.DataFrame, table: Table) -> list[str]:
    return [", ".join(key) for key in frame[list(table.key)].itertuples(index=False, name=None)]


def _keys(frame: pd.DataFrame, table: Table, folder: str) -> list[AuditFinding]:
    keys = typed(frame, table)[list(table.key)]
    name = f"{folder}/{table.file}"
    twice = frame[keys.duplicated()]
    once = Rule("files", name, f"one row per {', '.join(table.key)}", _CONTRACT)
    rows = [once.finding(key, "a second row", "one row") for key in _names(twice, table)]
    if not rows and not keys.sort_values(list(table.key)).index.equals(keys.index):
        rows.append(
            Rule("files", name, f"rows are sorted by {', '.join(table.key)}", _CONTRACT).finding(
                "order", "another", "sorted"
            )
        )
    return rows
