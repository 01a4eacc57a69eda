"""One solve: a row of costs is minimised from the last point, and what comes out is a step with a proved bound."""

from dataclasses import replace
from time import monotonic

import numpy as np

from spreiding.solve.engine import ROOM, Answer, Engine
from spreiding.solve.errors import SolverError
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.nearby import nearby, whole
from spreiding.solve.outcome import Status, Step, relative_gap

# Places are rounded up to whole ones after the last goal (whole places in the solver take the country from one minute
# to more than ten); what that costs must fit in the gap that was asked, so the solver gets a little less.
SOLVER_PART = 0.9


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
    answer = _known(matrix, number, start) or _search(engine, matrix, number, start, asked, left)
    if answer.infeasible and start is not None:
        raise SolverError(f"HiGHS finds no plan for goal {name}, though the one before it is such a plan")
    x = start if answer.x is None else whole(matrix, answer.x)
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


def _search(
    engine: Engine, matrix: Matrix, number: int, start: Vector | None, gap: float, seconds: float | None
) -> Answer:
    """The answer near the start when the relaxation proves it close enough, else that of a search of the whole."""
    if start is None:
        return engine.minimise(number, None, gap, seconds)
    begin = monotonic()
    near = nearby(engine, matrix, number, start, gap, seconds)
    if relative_gap(matrix.value(number, near.x), near.bound) <= gap:
        return Answer(near.x, near.bound, done=True, infeasible=False)
    left = None if seconds is None else max(seconds - (monotonic() - begin), 0.0)
    answer = engine.minimise(number, near.x, gap, left, searched=near.searched)
    # Cut off early, HiGHS may know less than the relaxation does.
    return answer if answer.infeasible else replace(answer, bound=max(answer.bound, near.bound))
