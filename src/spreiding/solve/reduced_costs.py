"""Tighter bounds of whole columns from the reduced costs of a goal that is kept under a limit."""

from dataclasses import dataclass

import numpy as np

from spreiding.solve.matrix import Vector

# Beside the solver's own tolerances; a bound that is left too wide costs time, one too tight would cost plans.
SAFE = 1e-5
_SMALL = 1e-9


@dataclass(frozen=True)
class Relaxation:
    """An optimum of the linear relaxation of a goal: its value, the point, and the reduced cost of every column."""

    value: float
    x: Vector
    reduced_costs: Vector


def tighten(
    relaxed: Relaxation,
    limit: float,
    lower: Vector,
    upper: Vector,
    integer: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
) -> tuple[Vector, Vector]:
    r"""Bounds of the whole columns that every plan with the goal at or under ``limit`` keeps to.

    With $z$ the relaxation's value and $d_j$ the reduced cost of a column at its lower bound $l_j$, any plan has a
    value of at least $z + d_j (x_j - l_j)$, so that

    $$x_j \le l_j + \lfloor (f - z) / d_j \rfloor$$

    where $f$ is the limit; likewise at the upper bound. Source: Nemhauser and Wolsey (1988), Integer and Combinatorial
    Optimization, reduced-cost fixing.
    """
    room = max(limit - relaxed.value, 0.0) + SAFE * max(1.0, abs(limit))
    costs = relaxed.reduced_costs
    low = integer & (costs > _SMALL) & (relaxed.x <= lower + SAFE)
    high = integer & (costs < -_SMALL) & (relaxed.x >= upper - SAFE)
    most, least = upper.copy(), lower.copy()
    most[low] = np.minimum(upper[low], lower[low] + np.floor(room / costs[low] + SAFE))
    least[high] = np.maximum(lower[high], upper[high] - np.floor(room / -costs[high] + SAFE))
    return least, most
