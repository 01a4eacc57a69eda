"""The province as a table sees it: municipalities, sites, goals; in the base, or in an answer beside it."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from rich.table import Table

from spreiding.alternative.alternative import Answer
from spreiding.alternative.screen import SAME, goal_table
from spreiding.at_table.open import AtTable
from spreiding.compare.words import amount, signed
from spreiding.formulation.goal_units import goal_unit
from spreiding.run_files.read import WrittenRun
from spreiding.screen_goals import plain_table


def of_base(table: AtTable, what: str) -> Table:
    """``towns``, ``sites`` or ``goals`` of the base."""
    if what == "towns":
        return _towns(table, table.base.tasks)
    if what == "sites":
        return _sites(table, table.base.sites)
    goals = plain_table("Goals of the whole run", "goal", "base", "unit")
    for goal in table.base.record.goals:
        goals.add_row(goal.goal, amount(goal.value), goal.unit)
    return goals


def of_answer(table: AtTable, answer: Answer, what: str) -> Table:
    """The same of an answer that has a plan, beside the base."""
    assert answer.tasks is not None and answer.sites is not None
    if what == "towns":
        return _towns(table, answer.tasks)
    return _sites(table, answer.sites) if what == "sites" else goal_table(table.base, answer)


def goal_lines(base: WrittenRun, answer: Answer) -> list[str]:
    """Goals that are other than in the base, a line each; all goals are better when lower."""
    assert answer.goals is not None
    was, told = {goal.goal: goal.value for goal in base.record.goals}, []
    for row in answer.goals.goals:
        before, now = was.get(row["goal"]), float(row["value"])
        if before is None or abs(now - before) <= SAME * max(1.0, abs(before)):
            continue
        word = "worse" if now > before else "better"
        apart = f"{amount(before)} -> {amount(now)} {goal_unit(row['goal'])} ({signed(round(now - before, 1))})"
        told.append(f"  {row['goal']}: {word}, {apart}")
    return told or ["  Every goal is as in the base."]


def _towns(table: AtTable, tasks: pd.DataFrame) -> Table:
    shown = plain_table(
        f"Numbers in {table.where}", "municipality", "share", "base", "now", "+/-", "amv", "durable", "short"
    )
    shown.columns[0].justify, shown.columns[0].no_wrap = "left", False
    was = table.base.tasks.set_index("municipality_code")["task_places"]
    rows = tasks[tasks["municipality_code"].isin(list(table.towns))]
    for row in rows.sort_values("municipality", kind="stable").to_dict("records"):
        had, now = int(was[row["municipality_code"]]), int(row["task_places"])
        rest = [int(row[name]) for name in ("task_amv", "durable_places", "shortfall_places")]
        numbers = [f"{int(row['indicative_places']):,}", f"{had:,}", f"{now:,}", signed(now - had)]
        shown.add_row(f"{row['municipality']} ({row['municipality_code']})", *numbers, *(f"{one:,}" for one in rest))
    return shown


def _sites(table: AtTable, sites: pd.DataFrame) -> Table:
    shown = plain_table(f"Sites that open in {table.where}", "site", "municipality", "type", "places", "from", "base")
    for number in (0, 1, 2, 4, 5):
        shown.columns[number].justify = "left"
    before = {row["site_id"]: _stands(row) for row in table.base.sites.to_dict("records")}
    for row in sites[sites["municipality_code"].isin(list(table.towns))].to_dict("records"):
        had = before.get(row["site_id"], "closed")
        cells = (table.names[row["municipality_code"]], row["location_type"], f"{row['places']:,}", row["opens_period"])
        shown.add_row(row["site_id"], *cells, "=" if had == _stands(row) else had)
    return shown


def _stands(row: Mapping[Hashable, Any]) -> str:
    return f"{row['location_type']}, {row['places']} from {row['opens_period']}"
