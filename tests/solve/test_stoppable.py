"""HiGHS in a thread: the same answer, and Ctrl-C is heard."""

import signal
import threading
import time

import highspy
import numpy as np
import pytest
from scipy.sparse import csc_array

from spreiding.solve import stoppable
from spreiding.solve.stoppable import run_stoppable


def knapsacks(columns: int, rows: int) -> highspy.Highs:
    """Choose among things under several weights at once: with many things HiGHS is busy for minutes."""
    numbers = np.random.default_rng(0)
    weights = csc_array(numbers.integers(1, 60, (rows, columns)).astype(float))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, rows
    lp.col_cost_ = -numbers.integers(10, 100, columns).astype(float)
    lp.col_lower_, lp.col_upper_ = np.zeros(columns), np.ones(columns)
    lp.row_lower_, lp.row_upper_ = np.full(rows, -highspy.kHighsInf), np.asarray(weights.sum(axis=1)).ravel() / 3
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = weights.indptr, weights.indices
    lp.a_matrix_.value_ = weights.data
    lp.integrality_ = [highspy.HighsVarType.kInteger] * columns
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("time_limit", 60.0)
    highs.passModel(lp)
    return highs


def test_the_answer_is_that_of_a_plain_run() -> None:
    plain, threaded = knapsacks(20, 3), knapsacks(20, 3)
    assert run_stoppable(threaded) == plain.run()
    assert threaded.getModelStatus() == plain.getModelStatus() == highspy.HighsModelStatus.kOptimal
    assert list(threaded.getSolution().col_value) == list(plain.getSolution().col_value)


def test_ctrl_c_stops_highs_and_reaches_the_caller() -> None:
    highs = knapsacks(300, 40)
    threading.Timer(1.0, signal.raise_signal, [signal.SIGINT]).start()
    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run_stoppable(highs)
    assert time.monotonic() - begin < 5.0


def test_what_goes_wrong_inside_reaches_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def run(self) -> None:
            raise MemoryError

    with pytest.raises(MemoryError):
        stoppable.run_stoppable(Broken())
