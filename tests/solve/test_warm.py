"""Many objectives on one relaxation give what each gives by itself."""

import numpy as np
import pytest
from scipy.sparse import csc_array

from spreiding.solve.engine import Engine, Settings
from spreiding.solve.errors import SolverError
from spreiding.solve.matrix import Column, Matrix
from spreiding.solve.warm import WarmProgram

SETTINGS = Settings(1, 0)


def triangle(most: float = 4.0) -> Matrix:
    """x + y <= 4 and x - y >= -1 over 0 <= x, y <= 3, whole; two rows of costs that are never used."""
    return Matrix(
        A=csc_array(np.array([[1.0, 1.0], [1.0, -1.0]])),
        row_lower=np.array([-np.inf, -1.0]),
        row_upper=np.array([most, np.inf]),
        lower=np.zeros(2),
        upper=np.full(2, 3.0),
        integer=np.ones(2, dtype=bool),
        costs=np.eye(2),
        offsets=np.zeros(2),
        columns=(Column("x"), Column("y")),
        row_names=("sum", "apart"),
    )


def test_each_objective_is_that_of_the_relaxation() -> None:
    program = WarmProgram(triangle(), SETTINGS)
    # y is at most x + 1 and at most 4 - x: at x = 1.5 it is 2.5, which no whole point reaches.
    for columns, sign, least in (([0], -1, -3.0), ([1], -1, -2.5), ([0, 1], -1, -4.0), ([0], 1, 0.0), ([1], -1, -2.5)):
        assert program.least(columns, sign) == pytest.approx(least)


def test_costs_of_the_last_objective_are_forgotten() -> None:
    program = WarmProgram(triangle(), SETTINGS)
    assert program.least([0, 1], -1) == pytest.approx(-4.0)
    assert program.least([0], 1) == pytest.approx(0.0)


def test_without_a_point_there_is_an_error() -> None:
    with pytest.raises(SolverError, match="no optimum"):
        WarmProgram(triangle(-1.0), SETTINGS).least([0], 1)


def test_a_search_stops_at_a_number_of_nodes_and_says_so() -> None:
    # Three knapsacks that a single node does not settle.
    rng = np.random.default_rng(3)
    count = 40
    weights = rng.integers(50, 100, size=(3, count)).astype(float)
    matrix = Matrix(
        A=csc_array(weights),
        row_lower=np.full(3, -np.inf),
        row_upper=weights.sum(axis=1) / 3,
        lower=np.zeros(count),
        upper=np.ones(count),
        integer=np.ones(count, dtype=bool),
        costs=-rng.integers(50, 100, size=(1, count)).astype(float),
        offsets=np.zeros(1),
        columns=tuple(Column("x", j) for j in range(count)),
        row_names=("a", "b", "c"),
    )
    stopped = Engine(matrix, Settings(1, 0, nodes=1)).minimise(0, None, 0.0, None)
    assert not stopped.done
    assert not stopped.infeasible
    assert stopped.x is not None
    assert stopped.bound <= matrix.value(0, stopped.x) + 1e-6
