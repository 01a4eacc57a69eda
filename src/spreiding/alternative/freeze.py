"""A province inside its country: everything outside it keeps its value, and only the rest is decided again.

The model stays the national one. What is held fixed moves from the columns to the bounds of the rows, so the rest is as
small as a model of the province alone, and a goal still counts the whole country.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array, csr_array, vstack

from spreiding.prepare.case import Case
from spreiding.prepare.wishes import WishRow
from spreiding.solve.matrix import Column, Matrix, Vector

Mask = npt.NDArray[np.bool_]
# How far a written plan may be outside a row or bound: what ``solution/settle.py`` allows.
ALLOWED = 1e-3
# What only measures what is decided elsewhere: of a region outside it follows a number that is exchanged.
_WISHES = "wishes["
_MEASURES = ("burden_off",)


@dataclass(frozen=True)
class Frozen:
    """``matrix`` of the ``free`` columns of a larger one; ``x``: the larger one's point that they stand in."""

    matrix: Matrix
    free: Mask
    x: Vector

    @property
    def start(self) -> Vector:
        """The free columns as they are now."""
        return self.x[self.free]

    def whole(self, inside: Vector) -> Vector:
        """The larger point with other values of the free columns."""
        x = self.x.copy()
        x[self.free] = inside
        return x


def freeze(matrix: Matrix, x: Vector, free: Mask) -> Frozen:
    """Hold every column that is not free at its value in ``x``, a plan of ``matrix``.

    A plan that was rounded and written may miss a row or bound by a hair (``ALLOWED``): there the row gives way as
    much, so that the plan stays one. What it misses by more, such as a wish, is asked in full.
    """
    fixed = np.where(free, 0.0, x)
    moved = matrix.A @ fixed
    inside = csr_array(matrix.A[:, free])
    kept = np.diff(inside.indptr) > 0
    lower, upper = _reached(matrix.row_lower - moved, matrix.row_upper - moved, inside @ x[free])
    least, most = _reached(matrix.lower[free], matrix.upper[free], x[free])
    smaller = Matrix(
        A=csc_array(inside[kept]),
        row_lower=lower[kept],
        row_upper=upper[kept],
        lower=least,
        upper=most,
        integer=matrix.integer[free],
        costs=matrix.costs[:, free],
        offsets=matrix.offsets + matrix.costs @ fixed,
        columns=tuple(column for column, is_free in zip(matrix.columns, free, strict=True) if is_free),
        row_names=tuple(name for name, is_kept in zip(matrix.row_names, kept, strict=True) if is_kept),
    )
    return Frozen(smaller, free, x)


def _reached(lower: Vector, upper: Vector, at: Vector) -> tuple[Vector, Vector]:
    below, above = lower - at, at - upper
    return (
        np.where((below > 0) & (below <= ALLOWED), at, lower),
        np.where((above > 0) & (above <= ALLOWED), at, upper),
    )


def inside(columns: Collection[Column], case: Case, provinces: Collection[str], also: Collection[str] = ()) -> Mask:
    """Columns that are decided again: those of no place outside the provinces.

    A region that lies partly in a province is inside with all its people, but its sites elsewhere are not. ``also``:
    municipalities outside whose numbers change, by an exchange; their sites stay as they are.
    """
    outside = _places(case) - _places(case, provinces)
    numbers = {code for code in also if code in outside}
    return np.array([_is_free(column, outside, numbers) for column in columns], dtype=bool)


def _is_free(column: Column, outside: set[str], numbers: set[str]) -> bool:
    index = column.index if isinstance(column.index, tuple) else (column.index,)
    if numbers and column.component in _MEASURES:
        return True
    if index[0] in numbers and len(index) == 1:
        return not column.component.startswith("count")
    return not any(part in outside for part in index)


def _places(case: Case, provinces: Collection[str] | None = None) -> set[str]:
    """Codes of provinces, regions, municipalities, sites and cells; of all, or of those in some provinces."""
    towns, sites, cells = case.municipalities, case.sites, case.cells.table
    if provinces is not None:
        towns = towns[towns["province_code"].isin(provinces)]
        sites = sites[sites["province_code"].isin(provinces)]
        cells = cells[cells["region_code"].isin(towns["region_code"])]
    codes = (towns.index, sites.index, towns["region_code"], towns["province_code"], cells["cell"])
    return {str(code) for part in codes for code in part}


def with_wishes(matrix: Matrix, rows: Collection[WishRow]) -> Matrix:
    """The matrix with a row per wish, in place of those it had.

    Raise ``KeyError`` when a wish names a variable that has no column.
    """
    matrix = _without_wishes(matrix)
    if not rows:
        return matrix
    place = {(column.component, column.index): j for j, column in enumerate(matrix.columns)}
    at = [(i, place[term]) for i, row in enumerate(rows) for term in row.terms]
    numbers, columns = zip(*at, strict=True)
    asked = csr_array((np.ones(len(at)), (numbers, columns)), shape=(len(rows), len(matrix.columns)))
    least = [-np.inf if row.least is None else row.least for row in rows]
    most = [np.inf if row.most is None else row.most for row in rows]
    return replace(
        matrix,
        A=csc_array(vstack([matrix.A, asked])),
        row_lower=np.append(matrix.row_lower, least),
        row_upper=np.append(matrix.row_upper, most),
        row_names=(*matrix.row_names, *(f"wishes[{row.name}]" for row in rows)),
    )


def _without_wishes(matrix: Matrix) -> Matrix:
    kept = np.array([not name.startswith(_WISHES) for name in matrix.row_names], dtype=bool)
    if kept.all():
        return matrix
    return replace(
        matrix,
        A=csc_array(csr_array(matrix.A)[kept]),
        row_lower=matrix.row_lower[kept],
        row_upper=matrix.row_upper[kept],
        row_names=tuple(name for name, is_kept in zip(matrix.row_names, kept, strict=True) if is_kept),
    )
