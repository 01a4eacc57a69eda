"""From a solver's point to a plan that can be written and still is within the tolerance of every goal.

Places are rounded up after the solve, so a point at the very limit of a goal ends above it. Then the goals that it
passed are held a little lower, with every whole column at its value: numbers and open sites stay, only places move.
"""

from dataclasses import dataclass

import numpy as np

from spreiding.near_optimal.within import Space, excess
from spreiding.solution.point import Point
from spreiding.solution.settle import settle
from spreiding.solve.engine import Engine, Settings
from spreiding.solve.errors import SettleError
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.nearby import whole

# Each time what was passed comes off its limit this many times: rounding may cost as much again.
MORE = 1.5
TRIES = 6


@dataclass(frozen=True)
class NearPlan:
    """A settled plan: the whole run's point, its free columns, and what each goal is worth (in the solver's units)."""

    point: Point
    x: Vector
    values: Vector


def settled(space: Space, x: Vector) -> NearPlan | None:
    """The settled plan of a point in the columns of the space, whether within the tolerance or not.

    ``None``: when rounded, it keeps to the rows no longer.
    """
    desk, inside = space.desk, x[: len(space.matrix.columns)]
    try:
        point = settle(desk.matrix, space.frozen.whole(inside), desk.case, desk.sets)
    except SettleError:
        return None
    vector = point.vector(desk.matrix)
    return NearPlan(point, vector[space.frozen.free], np.array(desk.matrix.values(vector)))


def made_whole(space: Space, matrix: Matrix, x: Vector, settings: Settings) -> tuple[NearPlan | None, Vector]:
    """A plan within the tolerance with the whole columns of ``x``, and what the limits had to be lowered by for it.

    Without such a plan, the second value is what a search with other whole columns must leave for rounding.
    ``matrix``: that of the space, or one that has more columns and rows behind it; ``x`` is a point of it.
    """
    off, fixed = space.no_room, whole(matrix, x)
    for _ in range(TRIES):
        plan = settled(space, fixed)
        if plan is None:
            return None, off
        above = excess(space, plan.values)
        if not above.any():
            return plan, off
        off = off + MORE * above
        found = Engine(space.lowered(matrix, off), settings).near(0, x, matrix.integer, 0.0, None)
        if found is None:
            return None, off
        fixed = whole(matrix, found)
    return None, off
