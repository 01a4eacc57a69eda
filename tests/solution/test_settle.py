"""A settled point is held against every row and every bound before anybody sees it."""

import numpy as np
import pyomo.environ as pyo
import pytest

from spreiding.formulation.compile import compile_model
from spreiding.solution.settle import _check
from spreiding.solve.errors import SettleError
from spreiding.solve.matrix import Matrix


def _program() -> Matrix:
    """Two places between 0 and 2, of which 3 in all are asked."""
    m = pyo.ConcreteModel()
    m.places = pyo.Var(["S1", "S2"], bounds=(0, 2))
    m.enough = pyo.Constraint(expr=m.places["S1"] + m.places["S2"] >= 3)
    m.goal = pyo.Objective(expr=m.places["S1"] + m.places["S2"])
    return compile_model(m)


def test_a_point_that_keeps_to_everything_passes() -> None:
    _check(_program(), np.array([2.0, 1.0]))


@pytest.mark.parametrize(
    ("point", "what"),
    [
        ([1.0, 1.0], "row enough is violated by 1"),
        ([1.0, 2.5], "places.S2. is 0.5 outside"),
        ([-3.0, 6.0], "is 4 outside"),
    ],
)
def test_what_breaks_a_row_or_a_bound_is_refused(point: list[float], what: str) -> None:
    with pytest.raises(SettleError, match=what):
        _check(_program(), np.array(point))
