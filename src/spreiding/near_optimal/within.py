"""The plans that stay within the tolerance of every goal of a run, as a matrix."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csc_array, csr_array, vstack

from spreiding.alternative.desk import Desk
from spreiding.alternative.freeze import Frozen, freeze, inside
from spreiding.solve.engine import ROOM
from spreiding.solve.matrix import Matrix, Vector

Columns = Mapping[str, tuple[int, ...]]
_NUMBERS = ("task_regular", "task_amv")


@dataclass(frozen=True)
class Space:
    """``matrix`` has the columns that are decided again, and as its last rows one per goal that keeps it in ``limits``.

    ``values`` and ``limits``: what each goal is in the run and the most it may be, in the solver's units. ``numbers``:
    the columns whose sum is a municipality's number, ``sites``: those whose sum says whether a site is open, and
    ``weights`` the most places of it.
    """

    desk: Desk
    frozen: Frozen
    matrix: Matrix
    values: Vector
    limits: Vector
    numbers: Columns
    sites: Columns
    weights: Mapping[str, float]

    @property
    def no_room(self) -> Vector:
        """Nothing off the limit of any goal."""
        return np.zeros(len(self.limits))

    def lowered(self, matrix: Matrix, by: Vector) -> Matrix:
        """The matrix, or one that has more rows behind its own, with every goal's limit lower by so much."""
        upper, last = matrix.row_upper.copy(), len(self.matrix.row_names)
        upper[last - len(self.limits) : last] -= by
        return replace(matrix, row_upper=upper)

    def counts(self, x: Vector) -> dict[str, int]:
        """Number of every municipality in a point."""
        return {code: round(float(x[list(columns)].sum())) for code, columns in self.numbers.items()}

    def is_open(self, x: Vector) -> dict[str, bool]:
        """Whether each site is open in a point."""
        return {site: bool(x[list(columns)].sum() > 0.5) for site, columns in self.sites.items()}


def space_of(desk: Desk, provinces: tuple[str, ...], tolerance: float) -> Space:
    r"""The plans in which no goal is worse than in the run by more than a part of what is decided again in it.

    $$f_i(x) \le f_i + \delta |f_i - c_i| \quad \forall i$$

    $f_i$: the goal in the run as written; $c_i$: the part of it that is held fixed, nothing where the whole run is
    decided again; $\delta$: ``tolerance``. A goal of which nothing is left, such as 0, may not get worse at all.
    ``provinces``: those that are decided again, the rest keeps its values (``alternative/freeze.py``).
    """
    frozen = freeze(desk.matrix, desk.x, inside(desk.matrix.columns, desk.case, provinces))
    matrix = frozen.matrix
    values = np.array(matrix.values(frozen.start))
    held = matrix.offsets - desk.matrix.offsets
    limits = values + tolerance * np.abs(values - held)
    kept = with_limits(matrix, limits)
    most = desk.case.sites["places_max"].to_dict()
    sites = _groups(kept, ("start",))
    weights = {site: float(most[site]) for site in sites}
    return Space(desk, frozen, kept, values, limits, _groups(kept, _NUMBERS), sites, weights)


def with_limits(matrix: Matrix, limits: Vector) -> Matrix:
    """The matrix with a row per goal more; half of the room that a check leaves is the solver's."""
    count = len(limits)
    upper = limits - matrix.offsets + ROOM / 2 * np.maximum(1.0, np.abs(limits))
    return replace(
        matrix,
        A=csc_array(vstack([csr_array(matrix.A), csr_array(matrix.costs)])),
        row_lower=np.append(matrix.row_lower, np.full(count, -np.inf)),
        row_upper=np.append(matrix.row_upper, upper),
        row_names=(*matrix.row_names, *(f"within[{number}]" for number in range(count))),
    )


def excess(space: Space, values: Vector) -> Vector:
    """By how much goals are above their limits, 0 within a millionth."""
    above = values - space.limits
    return np.where(above > ROOM * np.maximum(1.0, np.abs(space.limits)), above, 0.0)


def _groups(matrix: Matrix, components: tuple[str, ...]) -> Columns:
    """Columns by the first part of their index, in the order of the codes."""
    found: dict[str, list[int]] = defaultdict(list)
    for j, column in enumerate(matrix.columns):
        if column.component in components:
            found[str(column.index[0] if isinstance(column.index, tuple) else column.index)].append(j)
    return {code: tuple(found[code]) for code in sorted(found)}
