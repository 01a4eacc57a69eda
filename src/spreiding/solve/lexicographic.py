"""Goals one after the other: each is minimised while the earlier ones keep what they reached (Isermann, 1982)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from time import monotonic

from spreiding.model_file import Goal, Solver
from spreiding.solve.engine import ROOM, Engine, Settings
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.one_goal import minimise_one
from spreiding.solve.outcome import Status, Step

Report = Callable[[str, str], None]


@dataclass(frozen=True)
class LexicographicResult:
    """The last point found (in column order), how it ended, what each goal came to and the point it left."""

    status: Status
    x: Vector | None
    steps: tuple[Step, ...]
    points: tuple[Vector, ...] = ()


def solve_in_order(matrix: Matrix, goals: tuple[Goal, ...], solver: Solver, report: Report) -> LexicographicResult:
    r"""Minimise the goals in order; ``matrix.costs`` has one row per goal, in the same order.

    Each step falls back on the point of the last. After it the goal may get worse by its tolerance at most. A goal that
    already stands at the least it could be is not solved again. ``report(goal, event)`` is told what happens.
    With goals $f_1, \dots, f_n$ over the plans $X$ and tolerances $\delta_i$,

    $$f_j^* = \min \{ f_j(x) : x \in X,\ f_i(x) \le f_i^* + \delta_i |f_i^*| \ \forall i < j \}, \quad j = 1, \dots, n$$

    To a limit the solver's own tolerance is added (``ROOM``, a millionth of the value), and of the gap that is asked a
    part is left for rounding places up (``SOLVER_PART``).

    Source: Isermann (1982), Linear lexicographic optimization. Raise ``SolverError`` when HiGHS contradicts itself.
    """
    engine = Engine(matrix, Settings(solver.threads, solver.seed))
    return solve_further(engine, matrix, enumerate(goals), None, solver, report)


def solve_further(
    engine: Engine,
    matrix: Matrix,
    goals: Iterable[tuple[int, Goal]],
    x: Vector | None,
    solver: Solver,
    report: Report,
) -> LexicographicResult:
    """Minimise goals, each with its row of costs, in order from a point; what the engine keeps stays kept."""
    begin, steps, points, stopped = monotonic(), list[Step](), list[Vector](), False
    for number, goal in goals:
        report(goal.goal, "start")
        left = None if solver.time_limit is None else solver.time_limit - (monotonic() - begin)
        if stopped or (left is not None and left <= 0):
            stopped = True
            steps.append(_not_reached(matrix, number, goal, x))
        else:
            step, x = _one_goal(engine, matrix, number, goal, x, solver.gap, left)
            steps.append(step)
            if x is None:
                return LexicographicResult(step.status, None, tuple(steps))
            points.append(x)
            stopped = step.status is Status.FEASIBLE
        report(goal.goal, "end")
    status = Status.FEASIBLE if stopped else Status.OPTIMAL
    return LexicographicResult(status if x is not None else Status.NO_SOLUTION, x, tuple(steps), tuple(points))


def _one_goal(
    engine: Engine,
    matrix: Matrix,
    number: int,
    goal: Goal,
    start: Vector | None,
    gap: float,
    left: float | None,
) -> tuple[Step, Vector | None]:
    """Minimise a goal, and let the engine keep what it reached, within its tolerance."""
    asked = gap if goal.gap is None else goal.gap
    step, x = minimise_one(engine, matrix, number, goal.goal, start, asked, left)
    if x is None:
        return step, None
    limit = step.best + (goal.tolerance or 0.0) * abs(step.best) + ROOM * max(1.0, abs(step.best))
    engine.keep(number, limit, None if left is None else max(left - step.seconds, 0.0))
    return replace(step, limit=limit), x


def _not_reached(matrix: Matrix, number: int, goal: Goal, x: Vector | None) -> Step:
    value = float("nan") if x is None else matrix.value(number, x)
    return Step(goal.goal, Status.NO_SOLUTION, value, None, None, None, 0.0)
