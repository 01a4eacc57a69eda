"""A changed province solved again from its base: goals in order, and then as little change as can be.

No goal is made worse than it is in the base unless a wish forces it, and what is left undecided stays as it was. So a
wish that the base meets changes nothing, and every difference that a table sees follows from what it asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from spreiding.solve.engine import ROOM, Engine, Settings
from spreiding.solve.lexicographic import Report
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.one_goal import minimise_one
from spreiding.solve.outcome import Status, Step, relative_gap

CHANGE = "change"
# The last step only chooses among plans that are as good: a hundredth of it is close enough.
CHANGE_GAP = 0.01


@dataclass(frozen=True)
class Aim:
    """A row of costs to minimise, with what the base reached: ``value``, and the ``bound`` that it was proved under.

    ``gap`` and ``tolerance`` are parts of what the free columns are worth in it.
    """

    name: str
    value: float
    bound: float
    gap: float
    tolerance: float


@dataclass(frozen=True)
class Resolved:
    """How it ended, a step per aim, and the point in the columns of the matrix (``None``: there is none)."""

    status: Status
    steps: tuple[Step, ...]
    x: Vector | None
    change: Step | None = None


def resolve(
    matrix: Matrix,
    aims: Sequence[Aim],
    start: Vector,
    settings: Settings,
    *,
    better: bool,
    seconds: float | None,
    report: Report,
) -> Resolved:
    """Minimise the aims in order from ``start``, then the last row of costs, which is the change.

    ``matrix.costs``: a row per aim, in order, and one more. ``start`` is the base, in which wishes need not hold.
    ``better``: what is asked may make goals better too, so each is minimised. Else one that stands no worse than in
    the base is left, as long as no goal before it became worse: till then the bound of the base holds.

    After a goal came to $f$, later ones keep it within

    $$\\max(f, f^{base}) \\text{ when } f \\ge \\underline{f}^{base}, \\text{ and } f < f^{base} + \\epsilon;
      \\quad f + \\delta |f - c| \\text{ else}$$

    with $c$ the part of the goal that is held fixed: better than the base counts only when it is better than could be
    in the base. Raise ``SolverError`` when HiGHS contradicts itself.
    """
    engine = Engine(matrix, settings)
    x = start if _is_plan(matrix, start) else None
    end = None if seconds is None else monotonic() + seconds
    steps, held = list[Step](), not better
    for number, aim in enumerate(aims):
        report(aim.name, "start")
        step, x = _one(engine, matrix, number, aim, x, held, _left(end))
        steps.append(step)
        held = held and step.limit is not None and step.limit <= aim.value
        report(aim.name, "end")
        if x is None:
            return Resolved(step.status, tuple(steps), None)
    report(CHANGE, "start")
    change, x = minimise_one(engine, matrix, len(aims), CHANGE, x, CHANGE_GAP, _left(end))
    report(CHANGE, "end")
    cut = any(step.status is Status.FEASIBLE for step in (*steps, change))
    return Resolved(Status.FEASIBLE if cut else Status.OPTIMAL, tuple(steps), x, change)


def _one(
    engine: Engine,
    matrix: Matrix,
    number: int,
    aim: Aim,
    start: Vector | None,
    held: bool,
    seconds: float | None,
) -> tuple[Step, Vector | None]:
    room = ROOM * max(1.0, abs(aim.value))
    if held and start is not None and matrix.value(number, start) <= aim.value + room:
        step = Step(aim.name, Status.OPTIMAL, aim.value, aim.bound, relative_gap(aim.value, aim.bound), None, 0.0)
        x: Vector | None = start
    else:
        fixed = float(matrix.offsets[number])
        step, x = minimise_one(engine, matrix, number, aim.name, start, _relative(aim.gap, aim.value, fixed), seconds)
        if x is None:
            return step, None
    limit = _limit(aim, step.best, float(matrix.offsets[number]))
    engine.keep(number, limit + room, seconds)
    return replace(step, limit=limit), x


def _limit(aim: Aim, best: float, fixed: float) -> float:
    as_good = best <= aim.value + ROOM * max(1.0, abs(aim.value))
    if as_good and best >= aim.bound - ROOM * max(1.0, abs(aim.bound)):
        return max(best, aim.value)
    return best + aim.tolerance * abs(best - fixed)


def _relative(gap: float, value: float, fixed: float) -> float:
    """The gap of the whole goal that is ``gap`` of what is not fixed in it; never more than ``gap``."""
    return gap * min(1.0, max(abs(value - fixed), 1.0) / max(abs(value), 1.0))


def _is_plan(matrix: Matrix, x: Vector) -> bool:
    rows = matrix.A @ x
    apart = np.concatenate([matrix.row_lower - rows, rows - matrix.row_upper, matrix.lower - x, x - matrix.upper])
    return bool(apart.max(initial=-np.inf) <= ROOM)


def _left(end: float | None) -> float | None:
    return None if end is None else max(end - monotonic(), 0.0)
