"""One solve: a row of costs is minimised from the last point, and what comes out is a step with a proved bound."""

from time import monotonic

import numpy as np

from spreiding.solve.engine import Answer, Engine
from spreiding.solve.errors import SolverError
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.outcome import Status, Step, relative_gap

ROOM = 1e-6
# Places are rounded up to whole ones after the last goal (whole places in the solver take the country from one minute
# to more than ten); what that costs must fit in the gap that was asked, so the solver gets a little less.
SOLVER_PART = 0.9
# From this gap on the linear relaxation is solved first: it often proves the last point close enough (cost, 1 %).
WIDE_GAP = 0.005


def minimise_one(
    engine: Engine,
    matrix: Matrix,
    number: int,
    name: str,
    start: Vector | None,
    gap: float,
    left: float | None,
) -> tuple[Step, Vector | None]:
    """Minimise row ``number`` of the costs to ``gap`` (what rounding needs taken off), within ``left`` seconds.

    ``start`` is a point that keeps to everything, and the answer when nothing better is found. What already stands at
    the least it could be is not solved. The step has no ``limit`` yet, and no point means infeasible or out of time.

    Raise ``SolverError`` when HiGHS contradicts itself.
    """
    begin = monotonic()
    asked = SOLVER_PART * gap
    answer = (
        _known(matrix, number, start)
        or _close(engine, matrix, number, start, asked, left)
        or engine.minimise(number, start, asked, left)
    )
    if answer.infeasible and start is not None:
        raise SolverError(f"HiGHS finds no plan for goal {name}, though the one before it is such a plan")
    x = start if answer.x is None else _whole(matrix, answer.x)
    seconds = monotonic() - begin
    if x is None:
        status = Status.INFEASIBLE if answer.infeasible else Status.NO_SOLUTION
        return Step(name, status, float("nan"), None, None, None, seconds), None
    best = matrix.value(number, x)
    bound = max(answer.bound, matrix.floor(number))
    status = Status.OPTIMAL if answer.done else Status.FEASIBLE
    return Step(name, status, best, bound, relative_gap(best, bound), None, seconds), x


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
    relaxed = engine.relaxed(number, seconds) if start is not None and gap >= WIDE_GAP else None
    if start is None or relaxed is None or relative_gap(matrix.value(number, start), relaxed.value) > gap:
        return None
    return Answer(start, relaxed.value, done=True, infeasible=False)


def _whole(matrix: Matrix, x: Vector) -> Vector:
    """Whole numbers exactly whole: HiGHS leaves them within its tolerance of one."""
    return np.where(matrix.integer, np.round(x), x)
