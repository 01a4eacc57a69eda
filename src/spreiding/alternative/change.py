"""How far a plan lies from its base, as a row of costs: places of numbers and of sites that are other."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from scipy.sparse import block_array, coo_array, csc_array

from spreiding.solve.matrix import Column, Matrix, Vector

CHANGED = "changed"
_NUMBERS = ("task_regular", "task_amv")
Key = tuple[str, str]


def add_change(matrix: Matrix, base: Vector, moved: Mapping[Key, int]) -> tuple[Matrix, Vector]:
    r"""Add a column per number and site that is at least its distance from ``base``, and their sum as a goal.

    $$\mathrm{changed}_i \ge \pm \left(\sum_{j \in i} x_j - b_i\right), \qquad \min \sum_i \mathrm{changed}_i$$

    $i$: a municipality's regular or amv number, or the places of a site, whatever its type and first quarter.
    ``moved``: places by variable and municipality that the base itself moves by, through an exchange. The second value
    is ``base`` with the new columns. Units: places.
    """
    groups = _groups(matrix)
    sums = {key: sum(base[j] for j in columns) for key, columns in groups.items()}
    wanted = {key: sums[key] + moved.get(key, 0) for key in groups}
    rows, upper = _rows(groups, wanted, len(matrix.columns))
    count = len(groups)
    apart = np.array([abs(sums[key] - wanted[key]) for key in groups])
    own = coo_array((-np.ones(2 * count), (np.arange(2 * count), np.repeat(np.arange(count), 2))), (2 * count, count))
    with_columns = block_array([[matrix.A, None], [rows, own]], format="csc")
    costs = np.zeros((len(matrix.costs) + 1, len(matrix.columns) + count))
    costs[:-1, : len(matrix.columns)] = matrix.costs
    costs[-1, len(matrix.columns) :] = 1.0
    larger = replace(
        matrix,
        A=csc_array(with_columns),
        row_lower=np.append(matrix.row_lower, np.full(2 * count, -np.inf)),
        row_upper=np.append(matrix.row_upper, upper),
        lower=np.append(matrix.lower, np.zeros(count)),
        upper=np.append(matrix.upper, np.full(count, np.inf)),
        integer=np.append(matrix.integer, np.zeros(count, dtype=bool)),
        costs=costs,
        offsets=np.append(matrix.offsets, 0.0),
        columns=(*matrix.columns, *(Column(CHANGED, key) for key in groups)),
        row_names=(*matrix.row_names, *(f"{CHANGED}[{name}]" for key in groups for name in (key, key))),
    )
    return larger, np.append(base, apart)


def _groups(matrix: Matrix) -> dict[Key, list[int]]:
    groups: dict[Key, list[int]] = defaultdict(list)
    for j, column in enumerate(matrix.columns):
        if column.component in _NUMBERS:
            groups[column.component, str(column.index)].append(j)
        elif column.component == "places" and isinstance(column.index, tuple):
            groups["places", str(column.index[0])].append(j)
    return dict(groups)


def _rows(groups: Mapping[Key, list[int]], wanted: Mapping[Key, float], width: int) -> tuple[coo_array, Vector]:
    """Two rows per group, above and below."""
    row, column, sign, upper = [], [], [], []
    for i, (key, columns) in enumerate(groups.items()):
        for side, direction in enumerate((1.0, -1.0)):
            row += [2 * i + side] * len(columns)
            column += columns
            sign += [direction] * len(columns)
            upper.append(direction * wanted[key])
    return coo_array((sign, (row, column)), shape=(2 * len(groups), width)), np.array(upper)
