"""A point is the numbers of a vector by name, out of a matrix and back."""

import pickle
from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csc_array

from spreiding.solution.point import Point
from spreiding.solve.matrix import Column, Matrix

COLUMNS = (
    Column("places", ("S1", "azc", 1)),
    Column("worst"),
    Column("places", ("S2", "azc", 1)),
    Column("task", "GM1"),
)
OTHERS = {Column("places", ("S3", "azc", 1)): 0.0, Column("fixed", "GM1"): 7.0}
X = np.array([10.0, 0.25, 20.0, 30.0])


def _matrix(columns: tuple[Column, ...] = COLUMNS) -> Matrix:
    size = len(columns)
    return Matrix(
        A=csc_array((0, size)),
        row_lower=np.zeros(0),
        row_upper=np.zeros(0),
        lower=np.zeros(size),
        upper=np.full(size, np.inf),
        integer=np.zeros(size, dtype=bool),
        costs=np.array([np.arange(size), np.ones(size)], dtype=float),
        offsets=np.array([0.0, 5.0]),
        columns=columns,
        row_names=(),
        others=OTHERS,
    )


def test_every_variable_has_its_value_by_name_and_index() -> None:
    point = Point.of(_matrix(), X)
    assert point["places"] == {("S1", "azc", 1): 10.0, ("S2", "azc", 1): 20.0, ("S3", "azc", 1): 0.0}
    assert point["worst"][None] == 0.25
    assert point["task"]["GM1"] == 30.0
    assert point["fixed"]["GM1"] == 7.0


def test_a_component_that_the_model_has_not_is_empty_and_an_unknown_index_is_an_error() -> None:
    point = Point.of(_matrix(), X)
    assert dict(point["counts_ordinary"]) == {}
    with pytest.raises(KeyError):
        point["places"]["S9", "azc", 1]


def test_the_vector_comes_back_in_the_order_of_any_matrix_of_the_model() -> None:
    point = Point.of(_matrix(), X)
    assert point.vector(_matrix()).tolist() == X.tolist()
    assert point.vector(replace(_matrix(), columns=COLUMNS[::-1])).tolist() == X[::-1].tolist()


def test_other_values_make_another_point() -> None:
    point = Point.of(_matrix(), X)
    other = point.changed(places={("S1", "azc", 1): 11.0}, task={"GM1": 31.0})
    assert other.vector(_matrix()).tolist() == [11.0, 0.25, 20.0, 31.0]
    assert point.vector(_matrix()).tolist() == X.tolist()


def test_a_vector_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        Point.of(_matrix(), X[:-1])


def test_goals_are_worth_what_their_costs_say() -> None:
    assert _matrix().values(X) == pytest.approx((0.25 + 2 * 20.0 + 3 * 30.0, 60.25 + 5.0))


def test_a_point_can_be_kept_in_a_file() -> None:
    point = Point.of(_matrix(), X)
    assert pickle.loads(pickle.dumps(point)) == point


@pytest.mark.parametrize(
    ("column", "name"),
    [
        (Column("worst_deviation"), "worst_deviation"),
        (Column("task_regular", "GM0363"), "task_regular[GM0363]"),
        (Column("capacity", 3), "capacity[3]"),
        (Column("places", ("S 1", "azc", 1)), "places[S 1,azc,1]"),
        (Column("near_places", ("VR01.1", 1)), "near_places['VR01.1',1]"),
        (Column("places", ("17", "azc", 1)), "places['17',azc,1]"),
    ],
)
def test_a_column_is_named_as_pyomo_names_it(column: Column, name: str) -> None:
    assert column.name == name
