"""Bounds that follow from a goal that is kept: never tighter than a plan that keeps it allows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_mips import Row, corners, holds, matrix

from spreiding.solve.engine import Engine, Settings
from spreiding.solve.matrix import Matrix
from spreiding.solve.reduced_costs import Relaxation, tighten

ONE_THREAD = Settings(threads=1, seed=0)
WHOLE = np.array([True, True, True])


def test_by_hand_what_would_pass_the_limit_is_fixed() -> None:
    # Ten places are cheapest from the first site, at 1; the second costs 2 more a place and the third 5 more. With 4
    # to spare the second gives two places at most and the third none.
    relaxed = Relaxation(10.0, np.array([10.0, 0.0, 0.0]), np.array([0.0, 2.0, 5.0]))
    least, most = tighten(relaxed, 14.0, np.zeros(3), np.full(3, 20.0), WHOLE)
    assert (least.tolist(), most.tolist()) == ([0, 0, 0], [20, 2, 0])


def test_by_hand_a_column_at_its_most_stays_near_it() -> None:
    relaxed = Relaxation(10.0, np.array([10.0, 3.0, 0.0]), np.array([-3.0, -1.0, 0.0]))
    least, most = tighten(relaxed, 14.0, np.zeros(3), np.array([10.0, 8.0, 5.0]), WHOLE)
    # 3 a place off its most leaves one place of room; the second is not at its most, so nothing follows.
    assert (least.tolist(), most.tolist()) == ([9, 0, 0], [10, 8, 5])


def test_columns_in_parts_and_a_limit_below_the_relaxation() -> None:
    relaxed = Relaxation(10.0, np.zeros(3), np.full(3, 2.0))
    _, most = tighten(relaxed, 9.0, np.zeros(3), np.full(3, 5.0), np.array([True, False, True]))
    assert most.tolist() == [0, 5, 0]


@st.composite
def programs(draw: st.DrawFn) -> Matrix:
    """A need to cover and a budget, in zeros and ones, with two goals."""
    n = draw(st.integers(3, 9))
    numbers = st.integers(-4, 9)
    vector = st.lists(numbers, min_size=n, max_size=n)
    sizes, weights = draw(vector), draw(vector)
    rows = [
        Row(dict(enumerate(map(float, sizes))), least=float(draw(st.integers(-5, 15)))),
        Row(dict(enumerate(map(float, weights))), most=float(draw(st.integers(0, 25)))),
    ]
    return matrix([draw(vector), draw(vector)], rows, [1.0] * n, [True] * n, offsets=[draw(numbers), 0.0])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(programs(), st.integers(0, 6))
def test_no_point_that_keeps_the_goal_is_cut_off(program: Matrix, more: int) -> None:
    points = corners(len(program.upper))
    points = points[holds(program, points)]
    engine = Engine(program, ONE_THREAD)
    relaxed = engine.relaxed(0, None)
    if not len(points):
        return
    assert relaxed is not None
    values = points @ program.costs[0] + program.offsets[0]
    limit = float(values.min()) + more
    least, most = tighten(relaxed, limit, program.lower, program.upper, program.integer)
    kept = points[values <= limit]
    assert ((kept >= least) & (kept <= most)).all()
    engine.keep(0, limit)
    best = (kept @ program.costs[1]).min()
    answer = engine.minimise(1, None, 0.0, None)
    assert answer.x is not None
    assert program.value(1, answer.x) == pytest.approx(best, abs=1e-6)
    # Without the limit the bounds are gone too.
    engine.release()
    answer = engine.minimise(1, None, 0.0, None)
    assert answer.x is not None
    assert program.value(1, answer.x) == pytest.approx((points @ program.costs[1]).min(), abs=1e-6)
