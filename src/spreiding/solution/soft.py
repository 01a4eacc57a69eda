"""What norms are passed by, worked out again once places are whole."""

import numpy as np

from spreiding.formulation.passed import PREFIX
from spreiding.solution.point import Point
from spreiding.solve.matrix import Matrix


def settle_soft(matrix: Matrix, point: Point) -> Point:
    """Set what norms are passed by to what the other columns of a point make of it: no more and no less."""
    columns = [j for j, column in enumerate(matrix.columns) if column.component.startswith(PREFIX)]
    if not columns:
        return point
    settled = point.vector(matrix)
    settled[columns] = 0.0
    rows = matrix.A @ settled
    missing = np.maximum(np.maximum(matrix.row_lower - rows, rows - matrix.row_upper), 0.0)
    by_column = matrix.A.tocsc()
    passed: dict[str, dict[object, float]] = {}
    for j in columns:
        part = slice(by_column.indptr[j], by_column.indptr[j + 1])
        needed = missing[by_column.indices[part]] / np.abs(by_column.data[part])
        column = matrix.columns[j]
        passed.setdefault(column.component, {})[column.index] = float(needed.max(initial=0.0))
    return point.changed(**passed)
