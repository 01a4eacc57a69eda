"""A Pyomo model compiled once to the matrix that HiGHS reads; nothing after this needs Pyomo."""

from collections.abc import Iterable

import numpy as np
import pyomo.environ as pyo
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler
from scipy.sparse import csc_array

from spreiding.solve.matrix import Column, Matrix

EQUAL, AT_MOST = 0, 1


def compile_model(model: pyo.ConcreteModel) -> Matrix:
    """Compile every active constraint and objective of a linear Pyomo model."""
    form = LinearStandardFormCompiler().write(model, mixed_form=True)
    sense = np.array([row.bound_type for row in form.rows], dtype=int)
    rhs = np.asarray(form.rhs, dtype=float)
    return Matrix(
        A=csc_array(form.A),
        row_lower=np.where(sense == AT_MOST, -np.inf, rhs),
        row_upper=np.where((sense == AT_MOST) | (sense == EQUAL), rhs, np.inf),
        lower=np.array([_bound(v.lb, -np.inf) for v in form.columns]),
        upper=np.array([_bound(v.ub, np.inf) for v in form.columns]),
        integer=np.array([not v.is_continuous() for v in form.columns]),
        costs=np.asarray(csc_array(form.c).todense(), dtype=float),
        offsets=np.asarray(form.c_offset, dtype=float),
        columns=tuple(_column(v) for v in form.columns),
        row_names=tuple(row.constraint.name for row in form.rows),
        others=_others(model, form.columns),
    )


def _column(variable: pyo.Var) -> Column:
    return Column(variable.parent_component().name, variable.index())


def _others(model: pyo.ConcreteModel, columns: Iterable[pyo.Var]) -> dict[Column, float]:
    """Variables without a column; what is neither fixed nor in a row or goal is worth nothing."""
    having = {id(variable) for variable in columns}
    others = (v for v in model.component_data_objects(pyo.Var) if id(v) not in having)
    return {_column(v): float(v.value) if v.fixed else 0.0 for v in others}


def _bound(value: float | None, default: float) -> float:
    return default if value is None else float(value)
