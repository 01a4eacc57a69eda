"""What is fixed moves to the bounds; what is asked is a row like any other; the distance to the base is a goal."""

import numpy as np
import pytest
from scipy.sparse import csc_array

from spreiding.alternative.change import add_change
from spreiding.alternative.freeze import freeze, with_wishes
from spreiding.prepare.wishes import WishRow
from spreiding.solve.matrix import Column, Matrix

# Two towns and a site: 3 a + 2 b + p <= 20, a + b = 5; a and b whole; one goal, 2 a + 7.
COLUMNS = (Column("task_regular", "A"), Column("task_regular", "B"), Column("places", ("S", "azc", 1)))


def _matrix() -> Matrix:
    return Matrix(
        A=csc_array(np.array([[3.0, 2.0, 1.0], [1.0, 1.0, 0.0]])),
        row_lower=np.array([-np.inf, 5.0]),
        row_upper=np.array([20.0, 5.0]),
        lower=np.zeros(3),
        upper=np.array([10.0, 10.0, 9.0]),
        integer=np.array([True, True, False]),
        costs=np.array([[2.0, 0.0, 0.0]]),
        offsets=np.array([7.0]),
        columns=COLUMNS,
        row_names=("room", "sum"),
    )


def test_what_is_fixed_is_taken_off_the_rows_and_stays_in_the_goal() -> None:
    # a = 4: of the room 12 is taken, of the sum 4; the goal is 15 whatever the rest does.
    frozen = freeze(_matrix(), np.array([4.0, 1.0, 2.0]), np.array([False, True, True]))
    small = frozen.matrix
    assert small.A.toarray().tolist() == [[2.0, 1.0], [1.0, 0.0]]
    assert (small.row_upper.tolist(), small.row_lower.tolist()) == ([8.0, 1.0], [-np.inf, 1.0])
    assert (small.value(0, frozen.start), small.columns) == (15.0, COLUMNS[1:])
    assert frozen.whole(np.array([0.0, 9.0])).tolist() == [4.0, 0.0, 9.0]


def test_a_row_without_a_free_column_is_gone() -> None:
    frozen = freeze(_matrix(), np.array([4.0, 1.0, 2.0]), np.array([False, False, True]))
    assert frozen.matrix.row_names == ("room",)


@pytest.mark.parametrize(("missed", "upper"), [(5e-4, 20.0005), (0.5, 20.0)])
def test_a_row_gives_way_to_a_hair_that_the_base_misses_it_by_and_to_nothing_more(missed: float, upper: float) -> None:
    # 3 x 4 + 2 x 1 + 6 is 20.
    frozen = freeze(_matrix(), np.array([4.0, 1.0, 6.0 + missed]), np.ones(3, dtype=bool))
    assert frozen.matrix.row_upper[0] == pytest.approx(upper, abs=1e-9)


def test_a_wish_is_a_row() -> None:
    row = WishRow("cap.A.total", (("task_regular", "A"),), None, 3.0, "places")
    asked = with_wishes(_matrix(), (row,))
    assert asked.A.toarray()[-1].tolist() == [1.0, 0.0, 0.0]
    assert (asked.row_lower[-1], asked.row_upper[-1], asked.row_names[-1]) == (-np.inf, 3.0, "wishes[cap.A.total]")


def test_wishes_take_the_place_of_those_before() -> None:
    first = WishRow("cap.A.total", (("task_regular", "A"),), None, 3.0, "places")
    other = WishRow("cap.A.total", (("task_regular", "A"),), None, 4.0, "places")
    asked = with_wishes(with_wishes(_matrix(), (first,)), (other,))
    assert asked.row_names == ("room", "sum", "wishes[cap.A.total]")
    assert asked.row_upper[-1] == 4.0
    assert with_wishes(asked, ()).row_names == ("room", "sum")


def test_the_change_is_the_distance_in_numbers_and_places() -> None:
    base = np.array([4.0, 1.0, 2.0])
    larger, start = add_change(_matrix(), base, {})
    assert (larger.value(1, start), larger.A.shape) == (0.0, (2 + 6, 3 + 3))
    # One from A to B, and a place and a half more: 1 + 1 + 1.5.
    other = np.array([3.0, 2.0, 3.5])
    apart = np.abs(other - base)
    rows = larger.A @ np.append(other, apart)
    assert (rows <= larger.row_upper + 1e-9).all()
    assert larger.value(1, np.append(other, apart)) == 3.5
    assert (larger.A @ np.append(other, apart - 0.1) > larger.row_upper + 1e-9).any()


def test_what_an_exchange_moves_is_no_change() -> None:
    larger, _ = add_change(_matrix(), np.array([4.0, 1.0, 2.0]), {("task_regular", "A"): -1, ("task_regular", "B"): 1})
    exchanged = np.array([3.0, 2.0, 2.0, 0.0, 0.0, 0.0])
    assert (larger.A @ exchanged <= larger.row_upper + 1e-9).all()
