"""A model of which HiGHS 1.15.1 says, with its presolve, that it has no point, though it has.

What is left of a plan for Drenthe, with rows and columns taken out as long as that stayed so: a site that stands must
be one of three types. Others met the like (ERGO-Code/HiGHS, issue 3090: binaries that dominate each other).
"""

from pathlib import Path

import highspy
import numpy as np
import pytest
from scipy.sparse import csc_array
from small_mips import Row, matrix

from spreiding.solve.engine import Engine, Settings
from spreiding.solve.matrix import Column, Matrix

MODEL = Path(__file__).parent / "infeasible_by_presolve.mps"


def _read() -> highspy.Highs:
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    assert highs.readModel(str(MODEL)) == highspy.HighsStatus.kOk
    return highs


def _program() -> Matrix:
    """The model as the engine takes it; its only goal is the number of the second type, which may be none."""
    lp = _read().getLp()
    body = lp.a_matrix_
    integer = np.array([kind == highspy.HighsVarType.kInteger for kind in lp.integrality_])
    goal = np.zeros(lp.num_col_)
    goal[np.flatnonzero(integer)[2]] = 1.0
    return Matrix(
        A=csc_array((body.value_, body.index_, body.start_), shape=(lp.num_row_, lp.num_col_)),
        row_lower=np.array(lp.row_lower_),
        row_upper=np.array(lp.row_upper_),
        lower=np.array(lp.col_lower_),
        upper=np.array(lp.col_upper_),
        integer=integer,
        costs=goal[None, :],
        offsets=np.zeros(1),
        columns=tuple(Column("x", number) for number in range(lp.num_col_)),
        row_names=tuple(f"row{number}" for number in range(lp.num_row_)),
    )


def _holds(program: Matrix, x: np.ndarray) -> bool:
    rows = program.A @ x
    inside = (rows >= program.row_lower - 1e-6) & (rows <= program.row_upper + 1e-6)
    bounds = (x >= program.lower - 1e-6) & (x <= program.upper + 1e-6)
    return bool(inside.all() and bounds.all() and np.abs(x - np.round(x))[program.integer].max() < 1e-6)


def test_with_its_presolve_highs_finds_no_point() -> None:
    # When a later version finds one, the second look in the engine is still no harm, and this test can go.
    highs = _read()
    highs.run()
    assert highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible


def test_the_engine_looks_again_and_finds_one() -> None:
    program = _program()
    answer = Engine(program, Settings(1, 0)).minimise(0, None, 0.0, None)
    assert answer.x is not None
    assert not answer.infeasible
    assert _holds(program, answer.x)
    assert program.value(0, answer.x) == pytest.approx(0)


def test_after_a_second_look_presolve_is_on_again() -> None:
    engine = Engine(_program(), Settings(1, 0))
    engine.minimise(0, None, 0.0, None)
    assert engine._highs.getOptionValue("presolve")[1] == "choose"


def test_what_has_no_point_is_still_said_to_have_none() -> None:
    program = matrix([[1.0, 1.0]], [Row({0: 1.0, 1: 1.0}, least=3.0)], [1.0, 1.0], [True, True])
    answer = Engine(program, Settings(1, 0)).minimise(0, None, 0.0, None)
    assert answer.infeasible
