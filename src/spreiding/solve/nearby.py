"""Before a search: what the linear relaxation proves, and how good a plan near the last one is."""

from dataclasses import dataclass
from time import monotonic

import numpy as np

from spreiding.solve.engine import Engine, Mask
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.outcome import relative_gap
from spreiding.solve.reduced_costs import Relaxation

# From this gap on a neighbourhood is searched. Closer by, the search of the whole model is as quick.
FAR = 0.05
# Up to so many whole columns branching is cheaper than HiGHS' own searches for smaller models inside the model
# (docs/performance.md): provinces have 100 to 550, the country has 3,900.
FEW = 1000
# A whole column at which two points are this close has the same value in both.
_SAME = 1e-6


@dataclass(frozen=True)
class Nearby:
    """A plan that keeps to everything, a bound that no plan is under, and whether to search around it no more."""

    x: Vector
    bound: float
    searched: bool


def nearby(engine: Engine, matrix: Matrix, goal: int, start: Vector, gap: float, seconds: float | None) -> Nearby:
    """Give the best of ``start`` and plans near it, and the bound of the linear relaxation, within ``seconds``.

    First every whole column keeps its value, which is a linear program. When that is still far from the bound, only
    the whole columns keep it that have the same value in the relaxation: the neighbourhood of Danna, Rothberg and Le
    Pape (2005), Exploring relaxation induced neighborhoods to improve MIP solutions. Neither proves anything: the bound
    is the relaxation's.
    """
    end = None if seconds is None else monotonic() + seconds
    relaxed = engine.relaxed(goal, seconds)
    if relaxed is None or not matrix.integer.any():
        return Nearby(start, -np.inf if relaxed is None else relaxed.value, searched=False)
    x, searched = start, int(matrix.integer.sum()) <= FEW
    for reach, kept in ((gap, matrix.integer), (max(gap, FAR), _agreed(matrix, relaxed, start))):
        if relative_gap(matrix.value(goal, x), relaxed.value) > reach:
            found = engine.near(goal, start, kept, gap, None if end is None else max(end - monotonic(), 0.0))
            x = x if found is None else min(x, whole(matrix, found), key=lambda point: matrix.value(goal, point))
            searched = searched or reach >= FAR
    return Nearby(x, relaxed.value, searched)


def whole(matrix: Matrix, x: Vector) -> Vector:
    """Whole numbers exactly whole: HiGHS leaves them within its tolerance of one."""
    return np.where(matrix.integer, np.round(x), x)


def _agreed(matrix: Matrix, relaxed: Relaxation, x: Vector) -> Mask:
    """The whole columns at which the relaxation has the value of a plan."""
    return np.asarray(matrix.integer & (np.abs(relaxed.x - np.round(x)) < _SAME))
