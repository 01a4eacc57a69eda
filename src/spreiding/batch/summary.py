"""The tables of a batch: one row per scenario, one per scenario and municipality, and quantiles over the draws."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from spreiding.batch.check import Checked
from spreiding.batch.outcome import MUNICIPALITIES, Outcome
from spreiding.batch.quantiles import write_quantiles
from spreiding.batch.scenarios import Scenario
from spreiding.batch.shelf import SCENARIOS, write_whole
from spreiding.formats.formulas import neutralise
from spreiding.write.errors import as_output_error

SUMMARY_CSV, SUMMARY_PARQUET = "summary.csv", "summary.parquet"
# What of the figures is repeated per province in the summary; the rest stands in municipalities.parquet.
PER_PROVINCE = ("task_places", "durable_places", "shortfall_places", "site_places", "late_persons")


def write_summary(out: Path, checked: Checked, outcomes: tuple[Outcome, ...]) -> None:
    """Write every table of the batch, each whole or not at all; raise ``OutputError`` when the disk refuses."""
    frame = summary(checked, outcomes)
    with as_output_error(out):
        write_whole(out / SUMMARY_PARQUET, lambda path: frame.to_parquet(path, index=False))
        texts = frame.apply(lambda column: neutralise(column) if column.dtype == "str" else column)
        write_whole(
            out / SUMMARY_CSV, lambda path: texts.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
        )
        write_whole(out / MUNICIPALITIES, lambda path: _write_municipalities(path, out, checked, outcomes))
        write_quantiles(out, checked)


def summary(checked: Checked, outcomes: tuple[Outcome, ...]) -> pd.DataFrame:
    """One row per scenario, in the order of the batch file; docs/batch.md has the columns.

    Columns of overrides, goals and figures are those that some scenario has; a cell without a value is empty.
    """
    rows = [_row(*pair) for pair in zip(checked.scenarios, outcomes, strict=True)]
    names = dict.fromkeys(name for group in range(4) for row in rows for name in row[group])
    return pd.DataFrame({name: _column([_cell(row, name) for row in rows]) for name in names})


Row = tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]


def _row(scenario: Scenario, outcome: Outcome) -> Row:
    """What is known of a scenario: the question, its overrides, how it ended, and what the plan comes to."""
    question = {
        "scenario": scenario.name,
        "group": scenario.group,
        "kind": scenario.kind,
        "selection": " ".join(scenario.provinces),
        "model": scenario.model or "embedded",
        "data": scenario.data or "embedded",
    }
    end = {
        "outcome": outcome.outcome,
        "reason": outcome.reason,
        "audit_findings": outcome.audit_findings,
        "seconds": outcome.seconds,
        "gap": outcome.gap,
    }
    provincial = {
        f"{code}_{name}": figures[name] for code, figures in outcome.provinces.items() for name in PER_PROVINCE
    }
    goals = {f"goal_{name}": value for name, value in outcome.goals.items()}
    return question, dict(scenario.overrides), end, {**goals, **outcome.figures, **provincial}


def _cell(row: Row, name: str) -> Any:
    return next((part[name] for part in row if name in part), None)


def _column(cells: list[Any]) -> pd.Series:
    """Numbers as numbers, anything else as text; a list or a part of a model as JSON."""
    numbers = [cell for cell in cells if cell is not None]
    if numbers and all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in numbers):
        whole = all(isinstance(cell, int) for cell in numbers)
        return pd.Series(cells, dtype="Int64" if whole else "float64")
    return pd.Series([_text(cell) for cell in cells], dtype="str")


def _text(cell: Any) -> str:
    if cell is None or isinstance(cell, str):
        return cell or ""
    return json.dumps(cell, ensure_ascii=False, default=str)


def _write_municipalities(path: Path, out: Path, checked: Checked, outcomes: Iterable[Outcome]) -> None:
    """Put the municipal rows of all plans in one file, scenario after scenario, so that memory stays small."""
    writer: pq.ParquetWriter | None = None
    try:
        for table in _municipal(out, checked, outcomes):
            writer = writer or pq.ParquetWriter(path, table.schema)
            writer.write_table(table)
    finally:
        if writer is not None:
            writer.close()
    if writer is None:
        pd.DataFrame({"scenario": pd.Series(dtype="str")}).to_parquet(path, index=False)


_AT_ONCE = 500  # scenarios in one group of rows


def _municipal(out: Path, checked: Checked, outcomes: Iterable[Outcome]) -> Iterator[pa.Table]:
    tables: list[pa.Table] = []
    for scenario, outcome in zip(checked.scenarios, outcomes, strict=True):
        if not outcome.has_plan:
            continue
        table = pq.read_table(out / SCENARIOS / scenario.name / MUNICIPALITIES).replace_schema_metadata()
        for place, (name, text) in enumerate({"scenario": scenario.name, "kind": scenario.kind}.items()):
            table = table.add_column(place, name, pa.repeat(pa.scalar(text), len(table)))
        tables.append(table)
        if len(tables) == _AT_ONCE:
            yield pa.concat_tables(tables)
            tables = []
    if tables:
        yield pa.concat_tables(tables)
