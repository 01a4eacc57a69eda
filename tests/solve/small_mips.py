"""Small integer programs as matrices, and all their points counted out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array

from spreiding.solve.matrix import Column, Matrix

Vector = npt.NDArray[np.float64]
INF = float("inf")


@dataclass(frozen=True)
class Row:
    """``least <= sum(weight * x[column]) <= most``."""

    weights: dict[int, float]
    least: float = -INF
    most: float = INF


def matrix(
    costs: Sequence[Sequence[float]],
    rows: Sequence[Row],
    upper: Sequence[float],
    integer: Sequence[bool],
    offsets: Sequence[float] | None = None,
) -> Matrix:
    """A program with columns from 0 to ``upper`` and one row of costs per goal."""
    body = np.zeros((len(rows), len(upper)))
    for number, row in enumerate(rows):
        for column, weight in row.weights.items():
            body[number, column] = weight
    return Matrix(
        A=csc_array(body),
        row_lower=np.array([row.least for row in rows]),
        row_upper=np.array([row.most for row in rows]),
        lower=np.zeros(len(upper)),
        upper=np.array(upper, dtype=float),
        integer=np.array(integer),
        costs=np.array(costs, dtype=float),
        offsets=np.zeros(len(costs)) if offsets is None else np.array(offsets, dtype=float),
        columns=tuple(Column("x", number) for number in range(len(upper))),
        row_names=tuple(f"row{number}" for number in range(len(rows))),
    )


def corners(count: int) -> Vector:
    """Every vector of so many zeros and ones, one a row."""
    return ((np.arange(2**count)[:, None] >> np.arange(count)) & 1).astype(float)


def holds(problem: Matrix, points: Vector) -> npt.NDArray[np.bool_]:
    """Which points (one a row) satisfy every row of a program."""
    values = (problem.A @ points.T).T
    inside = (values >= problem.row_lower - 1e-6) & (values <= problem.row_upper + 1e-6)
    bounds = (points >= problem.lower - 1e-6) & (points <= problem.upper + 1e-6)
    return np.all(inside, axis=1) & np.all(bounds, axis=1)
