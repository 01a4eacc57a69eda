"""The goals on the screen: their values and bounds, and what each costs the others."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from spreiding.solve.outcome import relative_gap
from spreiding.write.payoff_columns import ALL_OTHERS

Rows = Sequence[Mapping[str, Any]]
ADVICE = {
    "optimal": "Every goal was within its gap at its own step.",
    "feasible": "The time limit came first: the gaps say how far the goals may be from the best.",
    "infeasible": (
        "No plan keeps to the model file: make a hard norm soft (strength: soft in families), "
        "or switch it off (enabled: false)."
    ),
    "no_solution": "The time limit came before any plan: give --time-limit more seconds, or take --gap wider.",
}
# What is said of a sum instead.
OF_A_SUM = {
    "optimal": "The weighted sum is within its gap.",
    "feasible": "The time limit came first: the gap says how far the weighted sum may be from the best.",
}
ROUNDED = "Rounding places up to whole ones left the weighted sum further from its bound than the gap that was asked."
LEFT_OUT = {
    "lexicographic": (
        "Each goal is left out in turn and the others are solved again in the same order; negative: better than in the "
        "plan. Goals before it can only get back what it used of their tolerance."
    ),
    "weighted": (
        "Each goal is left out of the sum in turn and the rest is solved again; negative: better than in the plan."
    ),
}
GAP = "gap: of the value to the bound, what later goals used of the tolerance included."
ROUNDED_UP = "*"
WITHOUT_ROUNDING = "without what rounding places up to whole ones adds to the value."
IDEAL = "The least that was found when nothing else is asked."
REMARKS = {
    "not reached": " Blank: not reached within the time limit.",
    "cut off": " *: cut off by the time limit; more time may find less.",
}
# From here on a number is shown in millions: columns of EUR do not fit on a screen otherwise.
MANY, MILLION = 1e7, 1e6
# Part of a sum by which its figures may differ through the computer's own rounding.
NEGLIGIBLE = 1e-9
# Places or persons that no table shows.
UNSEEN = 5e-4


def advice(status: str, weighted_sum: Mapping[str, Any] | None) -> str:
    """What an outcome means, and what to do about it."""
    if weighted_sum is None:
        return ADVICE[status]
    if status == "optimal" and weighted_sum["plan_gap"] > weighted_sum["asked_gap"] + NEGLIGIBLE:
        return ROUNDED
    return OF_A_SUM.get(status, ADVICE[status])


def goal_table(goals: Rows) -> Table:
    """Goals in order, each with its own bound."""
    table = plain_table("Goals, in order", "goal", "value", "bound", "gap", "unit")
    for row in goals:
        table.add_row(row["goal"], shown(row["value"]), shown(row["bound"]), _gap(row), row["unit"])
    rounded = any(_gap(row).endswith(ROUNDED_UP) for row in goals)
    table.caption = f"{GAP} {ROUNDED_UP}: {WITHOUT_ROUNDING}" if rounded else GAP
    return table


def _gap(row: Mapping[str, Any]) -> str:
    if row["plan_gap"] is None:
        return "not solved"
    kept = relative_gap(row["value"] - row["rounding"], row["bound"])
    return _percent(kept) + (ROUNDED_UP if _percent(kept) != _percent(row["plan_gap"]) else "")


def weighted_table(goals: Rows, total: Mapping[str, Any]) -> Table:
    """Goals with their weights, and the sum with the bound that is proved of it."""
    table = plain_table("Goals, weighted", "goal", "value", "weight", "weight x value", "unit")
    for row in goals:
        weight = f"{row['weight']:,.6g}"
        table.add_row(row["goal"], shown(row["value"]), weight, shown(row["weighted"]), row["unit"])
    table.add_section()
    table.add_row("weighted sum", "", "", shown(total["value"]))
    table.add_row("bound of the sum", "", "", shown(total["bound"]))
    table.add_row("gap of the sum", "", "", "-" if total["plan_gap"] is None else _percent(total["plan_gap"]))
    table.caption = "Bound and gap are of the weighted sum: no goal has a bound of its own."
    return table


def soft_line(rows: Rows) -> str:
    """What soft norms are passed by, in one line; empty when none is."""
    passed = [f"{row['family']} by {shown(row['passed'])}" for row in rows if row["passed"] > UNSEEN]
    return f"Soft norms that are passed (places or persons): {', '.join(passed)}.\n" if passed else ""


def payoff_tables(rows: Rows, method: str) -> tuple[Table, ...]:
    """What the goals come to without each of them, where that is more than the gap; and each at its ideal."""
    without = plain_table("Payoff: without a goal", "left out", "goal", "plan", "without", "difference")
    ideal = plain_table("Payoff: a goal alone", "goal", "plan", "ideal value", "difference", "unit")
    for dropped, group in groupby(rows, key=lambda row: str(row["dropped_goal"])):
        if dropped == ALL_OTHERS:
            for row in group:
                ideal.add_row(
                    row["goal"], shown_short(row["plan_value"]), shown_short(row["value"]), _told(row), row["unit"]
                )
        else:
            _without(without, dropped, tuple(group))
    without.caption = LEFT_OUT[method] + _remarks(row for row in rows if row["dropped_goal"] != ALL_OTHERS)
    ideal.caption = IDEAL + _remarks(row for row in rows if row["dropped_goal"] == ALL_OTHERS)
    return tuple(table for table in (without, ideal) if table.row_count)


def _without(table: Table, dropped: str, rows: Rows) -> None:
    """Rows with a difference one by one, the others counted."""
    shown = [row for row in rows if row["difference"] is not None]
    lines = [(row["goal"], shown_short(row["plan_value"]), shown_short(row["value"]), _told(row)) for row in shown]
    rest = Counter(_told(row) for row in rows if row["difference"] is None)
    for told, count in rest.items():
        lines.append((f"{count} {'other' if shown else 'goal'}{'s' if count > 1 else ''}", "", "", told))
    for number, line in enumerate(lines):
        table.add_row(dropped if number == 0 else "", *line)
    table.add_section()


def _told(row: Mapping[str, Any]) -> str:
    """The difference, or why there is none."""
    if row["difference"] is None:
        return "not reached" if row["value"] is None else "within gap"
    number = shown_short(row["difference"])
    signed = number if number.startswith("-") else f"+{number}"
    return f"{signed}*" if row["remark"] == "cut off" else signed


def _remarks(rows: Iterable[Mapping[str, Any]]) -> str:
    found = {row["remark"] for row in rows}
    return "".join(told for remark, told in REMARKS.items() if remark in found)


def plain_table(title: str, *columns: str) -> Table:
    """A table without lines; names and units stand to the left, numbers to the right, and none is cut."""
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 0, 0, 1), pad_edge=False)
    table.caption_justify = "left"
    for name in columns:
        table.add_column(name, justify="left" if name in ("goal", "unit", "left out") else "right", no_wrap=True)
    return table


def _percent(part: float) -> str:
    return f"{100 * part:.3f} %"


def shown_short(value: float | None) -> str:
    """A number that fits in a narrow column: millions where it is very large, blank for none."""
    if value is None:
        return ""
    return f"{value / MILLION:,.1f} M" if abs(value) >= MANY else shown(value)


def shown(value: float | None) -> str:
    """A number with three decimals where it is small, in whole where it is large; a dash for none."""
    if value is None:
        return "-"
    return f"{value:,.3f}" if abs(value) < 100 else f"{value:,.0f}"
