"""What a run says of its goals: the plan's values in reported units, and what the solver proved of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from spreiding.formulation.goal_units import goal_scale, goal_unit
from spreiding.formulation.passed import passed_by
from spreiding.model_file import Goal
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.outcome import Step, relative_gap
from spreiding.solved import Solved

Row = dict[str, Any]
SUM_NOTE = "bound and gap are proved of the weighted sum; no goal has a bound of its own"


@dataclass(frozen=True)
class GoalRecord:
    """The goals of a run; ``weighted_sum`` is ``None`` for goals in order, ``payoff`` where none was asked.

    ``soft_norms``: what each soft norm is passed by.
    """

    goals: tuple[Row, ...]
    weighted_sum: Row | None
    payoff: tuple[Row, ...] | None
    soft_norms: tuple[Row, ...] = ()

    @property
    def values(self) -> dict[str, float]:
        """Value of every goal in the plan, in reported units."""
        return {row["goal"]: row["value"] for row in self.goals}


def goal_record(solved: Solved, payoff: tuple[Row, ...] | None = None) -> GoalRecord:
    """What a solved plan says of its goals."""
    goals = goal_rows(solved)
    return GoalRecord(tuple(goals), sum_row(solved, goals), payoff, tuple(soft_rows(solved)))


def soft_rows(solved: Solved) -> list[Row]:
    """What every soft norm is passed by in the settled plan: places or persons, summed over its rows."""
    softened = solved.case.instance.model.families.softened()
    sums = {family: sum(solved.settled[passed_by(family)].values()) for family in softened}
    return [{"family": family, "weight": softened[family], "passed": float(sums[family])} for family in softened]


def goal_rows(solved: Solved) -> list[Row]:
    """One row per goal: the plan's value, and what its own step reached, proved and allowed, in reported units.

    ``value`` is that of the plan as written; ``best`` that of the goal's own step; ``gap`` the distance of ``best`` to
    ``bound``, ``plan_gap`` that of ``value``. Later goals may have used up to ``limit``; what ``value`` exceeds it by
    comes from rounding places up to whole ones after the last step, and stands in ``rounding``. In a weighted sum no
    goal has a bound: ``weighted`` is ``weight`` times ``value``, and ``sum_row`` has what is proved of all together.
    """
    goals = solved.case.instance.model.goals
    if not _is_weighted(solved):
        return [_ordered_row(step, value) for step, value in zip(solved.steps, solved.values, strict=True)]
    return [
        _weighted_row(goal, number, solved.matrix, solved.points[-1], solved.values[number])
        for number, goal in enumerate(goals)
    ]


def sum_row(solved: Solved, rows: Sequence[Row]) -> Row | None:
    """The weighted sum of the plan, with what is proved of it; ``None`` when goals were minimised in order.

    ``value`` is that of the plan as written, ``best`` that of the solver's point; the difference, from rounding places
    up to whole ones, stands in ``rounding``. Units are those of the weights.
    """
    if not _is_weighted(solved):
        return None
    step, value = solved.steps[0], sum(row["weighted"] for row in rows)
    return {
        "value": value,
        "best": step.best,
        "bound": step.bound,
        "gap": step.gap,
        "plan_gap": None if step.bound is None else relative_gap(value, step.bound),
        "asked_gap": solved.case.instance.model.solver.gap,
        "rounding": max(value - step.best, 0.0),
        "status": step.status.value,
        "seconds": round(step.seconds, 3),
        "note": SUM_NOTE,
    }


def _is_weighted(solved: Solved) -> bool:
    return solved.case.instance.model.goal_method == "weighted"


def _ordered_row(step: Step, value: float) -> Row:
    scale = goal_scale(step.goal)
    return {
        "goal": step.goal,
        "unit": goal_unit(step.goal),
        "value": value * scale,
        "best": step.best * scale,
        "bound": None if step.bound is None else step.bound * scale,
        "gap": step.gap,
        "plan_gap": None if step.bound is None else relative_gap(value, step.bound),
        "limit": None if step.limit is None else step.limit * scale,
        "rounding": 0.0 if step.limit is None else max(value - step.limit, 0.0) * scale,
        "status": step.status.value,
        "seconds": round(step.seconds, 3),
    }


def _weighted_row(goal: Goal, number: int, matrix: Matrix, x: Vector, value: float) -> Row:
    scale = goal_scale(goal.goal)
    return {
        "goal": goal.goal,
        "unit": goal_unit(goal.goal),
        "value": value * scale,
        "best": matrix.value(number, x) * scale,
        "weight": goal.weight,
        "weighted": (goal.weight or 0.0) * value * scale,
        "bound": None,
        "gap": None,
        "plan_gap": None,
    }
