"""The linear relaxation of one matrix for many objectives, each from where the last one ended."""

from collections.abc import Sequence

import highspy
import numpy as np

from spreiding.solve.engine import MOST_INFEASIBLE, Settings, checked, lp_of
from spreiding.solve.errors import SolverError
from spreiding.solve.matrix import Matrix
from spreiding.solve.stoppable import run_stoppable


class WarmProgram:
    """HiGHS with the matrix as a linear program; only the costs of a few columns change between solves."""

    def __init__(self, matrix: Matrix, settings: Settings) -> None:
        """Load the matrix once."""
        self._highs, self._used = highspy.Highs(), np.array([], dtype=np.int32)
        highspy.Highs.resetGlobalScheduler(True)
        for name, value in (("output_flag", False), ("threads", settings.threads), ("random_seed", settings.seed)):
            checked(self._highs.setOptionValue(name, value), f"option {name}")
        lp = lp_of(matrix)
        lp.integrality_ = []
        checked(self._highs.passModel(lp), "passModel")

    def least(self, columns: Sequence[int], sign: float) -> float:
        """The least of ``sign`` times the sum of some columns: no plan has less.

        Raise ``SolverError`` when HiGHS has no optimum that can be trusted: the matrix must hold a plan.
        """
        self._aim(columns, sign)
        checked(run_stoppable(self._highs), "run")
        if not self._trusted():
            # From scratch once more: a warm start may have carried an error along.
            checked(self._highs.clearSolver(), "clearSolver")
            checked(run_stoppable(self._highs), "run")
        if not self._trusted():
            status = self._highs.modelStatusToString(self._highs.getModelStatus())
            raise SolverError(f"HiGHS finds no optimum of a relaxation that holds a plan: {status}")
        return float(self._highs.getInfo().objective_function_value)

    def _aim(self, columns: Sequence[int], sign: float) -> None:
        changed = np.union1d(self._used, np.array(columns, dtype=np.int32)).astype(np.int32)
        costs = np.where(np.isin(changed, columns), sign, 0.0)
        checked(self._highs.changeColsCost(len(changed), changed, costs), "changeColsCost")
        self._used = np.array(columns, dtype=np.int32)

    def _trusted(self) -> bool:
        info = self._highs.getInfo()
        apart = max(info.max_primal_infeasibility, info.max_dual_infeasibility)
        return self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal and apart <= MOST_INFEASIBLE
