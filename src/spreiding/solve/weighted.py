"""Goals added up, each times its weight, and minimised in one solve (Zadeh, 1963)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from spreiding.model_file import Solver
from spreiding.solve.engine import Engine, Settings
from spreiding.solve.lexicographic import Report
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.one_goal import minimise_one
from spreiding.solve.outcome import Status, Step

WEIGHTED_SUM = "weighted_sum"


@dataclass(frozen=True)
class WeightedResult:
    """The point found, how it ended, and what the sum came to; a bound of the sum is none of a goal by itself."""

    status: Status
    x: Vector | None
    step: Step


def solve_weighted(matrix: Matrix, weights: Sequence[float], solver: Solver, report: Report) -> WeightedResult:
    r"""Minimise the weighted sum of the goals; ``weights`` are per unit of the rows of ``matrix.costs``.

    With goals $f_1, \dots, f_n$ over the plans $X$ and weights $w_i > 0$ per reported unit,

    $$\min \{ \sum_i w_i f_i(x) : x \in X \}$$

    Within the gap no plan is better in one goal and as good in the rest. The reverse does not hold: with whole numbers
    some such plans are the best for no weights at all (Ehrgott, 2005, Multicriteria optimization).

    Source: Zadeh (1963), Optimality and non-scalar-valued performance criteria. Raise ``SolverError`` when HiGHS
    contradicts itself.
    """
    summed, factor = add_sum(matrix, weights)
    engine = Engine(summed, Settings(solver.threads, solver.seed))
    report(WEIGHTED_SUM, "start")
    step, x = minimise_one(engine, summed, len(weights), WEIGHTED_SUM, None, solver.gap, solver.time_limit)
    report(WEIGHTED_SUM, "end")
    return WeightedResult(step.status, x, in_weighted_units(step, factor))


def add_sum(matrix: Matrix, weights: Sequence[float]) -> tuple[Matrix, float]:
    """The matrix with the weighted sum times a factor as one more row of costs, and that factor.

    The factor centres the sum's numbers on 1, whatever unit the weights count in, because the solver's tolerances are
    absolute. It is a power of two, so that no digit is lost on the way back.
    """
    costs, offset = np.zeros(matrix.costs.shape[1]), 0.0
    for goal, weight in enumerate(weights):
        costs += weight * matrix.costs[goal]
        offset += weight * float(matrix.offsets[goal])
    factor = _centring(costs)
    rows = np.vstack([matrix.costs, factor * costs])
    return replace(matrix, costs=rows, offsets=np.append(matrix.offsets, factor * offset)), factor


def in_weighted_units(step: Step, factor: float) -> Step:
    """A step of the sum as the weights count it, without the factor of ``add_sum``."""
    return replace(step, best=step.best / factor, bound=None if step.bound is None else step.bound / factor)


def _centring(costs: Vector) -> float:
    used = np.abs(costs[costs != 0])
    if not used.size:
        return 1.0
    return float(2.0 ** -round((np.log2(used.min()) + np.log2(used.max())) / 2))
