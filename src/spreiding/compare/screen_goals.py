"""Goals of compared runs on the screen."""

import math

import pandas as pd
from rich.table import Table

from spreiding.compare.compare import Against, Comparison
from spreiding.compare.goals import UNSEEN
from spreiding.compare.words import amount, signed
from spreiding.screen_goals import plain_table

_WITHIN = "*"


def goals_of_two(against: Against) -> Table:
    """Value of each goal in both plans, the difference and which plan is better."""
    letter = against.pair.letter
    table = plain_table("Goals: less is better", "goal", "A", letter, "+/-", "%", "better", "unit")
    table.columns[-1].no_wrap, table.show_edge = False, False
    frame = against.goals
    for _, row in frame.iterrows():
        better = {"base": "A", "run": letter, "equal": "="}.get(str(row["better"]), "-")
        blank = pd.isna(row["difference_percent"]) or row["better"] == "equal"
        percent = "" if blank else f"{row['difference_percent']:+,.1f}"
        mark = _WITHIN if row["within_gap"] else ""
        values = [amount(row[name]) for name in ("value_base", "value")]
        table.add_row(row["goal"], *values, signed(row["difference"]), percent, better + mark, row["unit"])
    if frame["within_gap"].any():
        table.caption = f"{_WITHIN} no more than a plan's distance to its bound: the models may not differ in it."
    return table


def goals_of_all(comparison: Comparison) -> Table:
    """Value of each goal in every plan, and which plans have the least."""
    letters = [named.letter for named in comparison.runs]
    table = plain_table("Goals of all runs: less is better", "goal", *letters, "least", "unit")
    table.columns[-2].justify = "left"
    table.columns[-1].no_wrap, table.show_edge = False, False
    records = {named.letter: {goal.goal: goal for goal in named.run.record.goals} for named in comparison.runs}
    alike = len({named.run.record.selection for named in comparison.runs}) == 1
    for goal in dict.fromkeys(name for goals in records.values() for name in goals):
        values = {letter: goals[goal].value for letter, goals in records.items() if goal in goals}
        least = [letter for letter, value in values.items() if value <= min(values.values()) + UNSEEN]
        told = ", ".join(least) if alike and len(values) == len(letters) else "-"
        unit = next(goals[goal].unit for goals in records.values() if goal in goals)
        table.add_row(goal, *(amount(values.get(letter, math.nan)) for letter in letters), told, unit)
    return table
