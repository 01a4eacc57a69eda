"""A Pyomo model compiled once to the matrix that HiGHS reads; goals stay rows of costs that can be exchanged."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyomo.environ as pyo
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler
from scipy.sparse import csc_array

Vector = npt.NDArray[np.float64]
EQUAL, AT_MOST = 0, 1


@dataclass(frozen=True)
class Matrix:
    """``row_lower <= A x <= row_upper``, bounds per column, integrality, one row of costs per goal.

    ``columns`` are the Pyomo variables in column order; a variable that stands in no row or goal has no column.
    """

    A: csc_array
    row_lower: Vector
    row_upper: Vector
    lower: Vector
    upper: Vector
    integer: npt.NDArray[np.bool_]
    costs: Vector
    offsets: Vector
    columns: tuple[pyo.Var, ...]
    row_names: tuple[str, ...]

    def value(self, goal: int, x: Vector) -> float:
        """Value of a goal at a point."""
        return float(self.costs[goal] @ x + self.offsets[goal])

    def floor(self, goal: int) -> float:
        """The least a goal could be by the column bounds alone."""
        cost = self.costs[goal]
        used = cost != 0
        at = np.where(cost > 0, self.lower, self.upper)
        return float(cost[used] @ at[used] + self.offsets[goal])


def compile_model(model: pyo.ConcreteModel) -> Matrix:
    """Compile every active constraint and objective of a linear Pyomo model."""
    form = LinearStandardFormCompiler().write(model, mixed_form=True)
    sense = np.array([row.bound_type for row in form.rows], dtype=int)
    rhs = np.asarray(form.rhs, dtype=float)
    columns = tuple(form.columns)
    return Matrix(
        A=csc_array(form.A),
        row_lower=np.where(sense == AT_MOST, -np.inf, rhs),
        row_upper=np.where((sense == AT_MOST) | (sense == EQUAL), rhs, np.inf),
        lower=np.array([_bound(v.lb, -np.inf) for v in columns]),
        upper=np.array([_bound(v.ub, np.inf) for v in columns]),
        integer=np.array([not v.is_continuous() for v in columns]),
        costs=np.asarray(csc_array(form.c).todense(), dtype=float),
        offsets=np.asarray(form.c_offset, dtype=float),
        columns=columns,
        row_names=tuple(row.constraint.name for row in form.rows),
    )


def _bound(value: float | None, default: float) -> float:
    return default if value is None else float(value)
