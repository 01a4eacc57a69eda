"""What norms are passed by, worked out again once places are whole."""

import numpy as np

from spreiding.formulation.soft import PREFIX
from spreiding.solve.matrix import Matrix, Vector


def settle_soft(matrix: Matrix, x: Vector) -> Vector:
    """Set what norms are passed by to what the other columns of a point make of it: no more and no less."""
    columns = [j for j, variable in enumerate(matrix.columns) if variable.parent_component().name.startswith(PREFIX)]
    if not columns:
        return x
    settled = x.copy()
    settled[columns] = 0.0
    rows = matrix.A @ settled
    missing = np.maximum(np.maximum(matrix.row_lower - rows, rows - matrix.row_upper), 0.0)
    by_column = matrix.A.tocsc()
    for j in columns:
        part = slice(by_column.indptr[j], by_column.indptr[j + 1])
        needed = missing[by_column.indices[part]] / np.abs(by_column.data[part])
        settled[j] = needed.max(initial=0.0)
        matrix.columns[j].set_value(float(settled[j]), skip_validation=True)
    return settled
