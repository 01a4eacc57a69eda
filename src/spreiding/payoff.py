"""The payoff table: what each goal keeps the others from, and the least that each could be alone."""

from functools import partial
from typing import Any

from spreiding.formulation.goal_units import goal_scale, goal_unit, weights_of
from spreiding.replan import Desk, Replanned, alone, open_desk, without
from spreiding.solve.engine import ROOM
from spreiding.solve.lexicographic import Report
from spreiding.solve.outcome import Status, Step
from spreiding.solve.weighted import WEIGHTED_SUM
from spreiding.solved import Solved
from spreiding.write.payoff_columns import ALL_OTHERS

Row = dict[str, Any]


def payoff_table(solved: Solved, report: Report) -> tuple[Row, ...]:
    r"""Leave each goal out in turn, solve the others again as before, and set what they come to against the plan.

    With tolerances $\delta_k$, and goal $j$ left out of the order:

    $$f_i^{(j)} = \min \{ f_i(x) : x \in X,\ f_k(x) \le f_k^{(j)} + \delta_k |f_k^{(j)}| \ \forall k < i,\ k \ne j \}$$

    Goals before $j$ are solved before it either way, so they can only get back what $j$ used of their tolerance. What
    $j$ costs stands with the goals after it; one of these that gets worse makes way for another that is set free. Of a
    weighted sum the term of $j$ is left out, and every goal may move. With all others left out a goal stands at its
    ideal value, the diagonal of the payoff table of Isermann and Steuer (1988), Computational experience concerning
    payoff tables and minimum criterion values over the efficient set.

    Every value is that of a whole plan, rounded like the plan itself. A difference within the gap that was asked (or
    proved, where time ran out) is none. Returns the rows of ``payoff.csv``, in reported units; ``report(row, event)``
    is told ``"start"``, the goals that are worked at, and ``"end"``. Raise ``SolverError`` when HiGHS contradicts
    itself, ``SettleError`` when a point can't be rounded.
    """
    desk, rows = open_desk(solved), list[Row]()
    numbers = range(len(desk.goals))
    for j in numbers if len(numbers) > 1 else ():
        name = desk.goals[j].goal
        report(name, "start")
        replanned = without(desk, j, partial(report, name))
        rows += [_row(desk, name, i, replanned) for i in numbers]
        report(name, "end")
    report(ALL_OTHERS, "start")
    rows += [_row(desk, ALL_OTHERS, i, alone(desk, i, partial(report, ALL_OTHERS))) for i in numbers]
    report(ALL_OTHERS, "end")
    return tuple(rows)


def _row(desk: Desk, dropped: str, i: int, replanned: Replanned) -> Row:
    """One cell of the table: goal ``i`` without ``dropped``."""
    name, value = desk.goals[i].goal, replanned.values[i]
    scale, plan = goal_scale(name), desk.solved.values[i]
    if value is not None and dropped == ALL_OTHERS:
        # The plan is a plan for this goal too, and rounding may have left it the better one.
        value = min(value, plan)
    difference = None if value is None else value - plan
    if difference is not None and abs(difference) <= _noise(desk, i, replanned, max(abs(plan), abs(difference + plan))):
        difference = None
    return {
        "dropped_goal": dropped,
        "goal": name,
        "unit": goal_unit(name),
        "plan_value": plan * scale,
        "value": None if value is None else value * scale,
        "difference": None if difference is None else difference * scale,
        "remark": _remark(dropped == name, value, difference, _step(replanned, name)),
    }


def _remark(itself: bool, value: float | None, difference: float | None, step: Step | None) -> str:
    if value is None:
        return "not reached"
    if itself:
        return "left out"
    if difference is None:
        return "within gap"
    if step is not None and step.status is Status.FEASIBLE:
        return "cut off"
    return "better" if difference < 0 else "worse"


def _noise(desk: Desk, i: int, replanned: Replanned, size: float) -> float:
    """How far two values of a goal may differ by the gaps alone; the gap of a sum may fall on any of its goals."""
    goal, model, solved = desk.goals[i], desk.solved.case.instance.model, desk.solved
    planned = solved.steps[0 if desk.weighted else i]
    asked = model.solver.gap if goal.gap is None else goal.gap
    then = _step(replanned, goal.goal)
    gap = max(asked, planned.gap or 0.0, 0.0 if then is None else then.gap or 0.0)
    if WEIGHTED_SUM in replanned.steps:
        weights = weights_of(model)
        size = sum(weight * value for weight, value in zip(weights, solved.values, strict=True)) / weights[i]
    return gap * size + ROOM * max(1.0, size)


def _step(replanned: Replanned, name: str) -> Step | None:
    return replanned.steps.get(name, replanned.steps.get(WEIGHTED_SUM))
