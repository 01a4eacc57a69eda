"""Goals one after the other: each is minimised while the earlier ones keep what they reached (Isermann, 1982)."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import numpy as np

from spreiding.model_file import Goal, Solver
from spreiding.solve.engine import Answer, Engine, Settings
from spreiding.solve.errors import SolverError
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.outcome import Status, Step, relative_gap

ROOM = 1e-6
# Places are rounded up to whole ones after the last goal (whole places in the solver take the country from one minute
# to more than ten); what that costs must fit in the gap that was asked, so the solver gets a little less.
SOLVER_PART = 0.9
# From this gap on the linear relaxation is solved first: it often proves the last point close enough (cost, 1 %).
WIDE_GAP = 0.005
Report = Callable[[str, str], None]


@dataclass(frozen=True)
class LexicographicResult:
    """The last point found (in column order), how it ended and what each goal came to."""

    status: Status
    x: Vector | None
    steps: tuple[Step, ...]


def solve_in_order(matrix: Matrix, goals: tuple[Goal, ...], solver: Solver, report: Report) -> LexicographicResult:
    """Minimise the goals in order; ``matrix.costs`` has one row per goal, in the same order.

    Each step falls back on the point of the last. After it the goal may get worse by its tolerance at most. A goal that
    already stands at the least it could be is not solved again. ``report(goal, event)`` is told what happens.

    Raise ``SolverError`` when HiGHS contradicts itself.
    """
    engine = Engine(matrix, Settings(solver.threads, solver.seed))
    begin, x, steps, stopped = monotonic(), None, list[Step](), False
    for number, goal in enumerate(goals):
        report(goal.goal, "start")
        left = None if solver.time_limit is None else solver.time_limit - (monotonic() - begin)
        if stopped or (left is not None and left <= 0):
            stopped = True
            step = _not_reached(matrix, number, goal, x)
        else:
            step, x = _one_goal(engine, matrix, number, goal, x, solver.gap, left)
            if x is None:
                return LexicographicResult(step.status, None, (*steps, step))
            stopped = step.status is Status.FEASIBLE
        steps.append(step)
        report(goal.goal, "end")
    status = Status.FEASIBLE if stopped else Status.OPTIMAL
    return LexicographicResult(status if x is not None else Status.NO_SOLUTION, x, tuple(steps))


def _one_goal(
    engine: Engine,
    matrix: Matrix,
    number: int,
    goal: Goal,
    start: Vector | None,
    gap: float,
    left: float | None,
) -> tuple[Step, Vector | None]:
    begin = monotonic()
    asked = SOLVER_PART * (gap if goal.gap is None else goal.gap)
    answer = (
        _known(matrix, number, start)
        or _close(engine, matrix, number, start, asked, left)
        or engine.minimise(number, start, asked, left)
    )
    if answer.infeasible and start is not None:
        raise SolverError(f"HiGHS finds no plan for goal {goal.goal}, though the one before it is such a plan")
    x = start if answer.x is None else _whole(matrix, answer.x)
    seconds = monotonic() - begin
    if x is None:
        status = Status.INFEASIBLE if answer.infeasible else Status.NO_SOLUTION
        return Step(goal.goal, status, float("nan"), None, None, None, seconds), None
    best = matrix.value(number, x)
    bound = max(answer.bound, matrix.floor(number))
    limit = best + goal.tolerance * abs(best) + ROOM * max(1.0, abs(best))
    engine.keep(number, limit)
    status = Status.OPTIMAL if answer.done else Status.FEASIBLE
    return Step(goal.goal, status, best, bound, relative_gap(best, bound), limit, seconds), x


def _known(matrix: Matrix, number: int, start: Vector | None) -> Answer | None:
    """The answer without a solve, when the start already stands at the least the goal could be."""
    if start is None:
        return None
    floor = matrix.floor(number)
    if not np.isfinite(floor) or matrix.value(number, start) > floor + ROOM * max(1.0, abs(floor)):
        return None
    return Answer(start, floor, done=True, infeasible=False)


def _close(
    engine: Engine, matrix: Matrix, number: int, start: Vector | None, gap: float, seconds: float | None
) -> Answer | None:
    """The answer without a search, when the start is within a wide gap of what the linear relaxation proves."""
    bound = engine.relaxed(number, seconds) if start is not None and gap >= WIDE_GAP else None
    if start is None or bound is None or relative_gap(matrix.value(number, start), bound) > gap:
        return None
    return Answer(start, bound, done=True, infeasible=False)


def _whole(matrix: Matrix, x: Vector) -> Vector:
    """Whole numbers exactly whole: HiGHS leaves them within its tolerance of one."""
    return np.where(matrix.integer, np.round(x), x)


def _not_reached(matrix: Matrix, number: int, goal: Goal, x: Vector | None) -> Step:
    value = float("nan") if x is None else matrix.value(number, x)
    return Step(goal.goal, Status.NO_SOLUTION, value, None, None, None, 0.0)
