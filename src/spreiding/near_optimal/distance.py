"""How far a plan lies from plans that are there already, as columns and rows that a search can maximise."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.sparse import block_array, coo_array, csc_array, csr_array, vstack

from spreiding.near_optimal.ranges import Ranges
from spreiding.near_optimal.within import Space
from spreiding.solve.matrix import Column, Matrix, Vector


def distance(space: Space, one: Vector, other: Vector) -> float:
    """Places that land elsewhere: of numbers, and the most places of every site that only one of the plans opens."""
    numbers, others = space.counts(one), space.counts(other)
    opened, others_open = space.is_open(one), space.is_open(other)
    sites = sum(space.weights[site] for site in opened if opened[site] != others_open[site])
    return float(sum(abs(numbers[code] - others[code]) for code in numbers) + sites)


@dataclass
class _Parts:
    """Columns and rows as they are added behind those of a matrix; every row is at most its ``upper``."""

    width: int
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    names: list[Column] = field(default_factory=list)
    cells: list[tuple[int, int, float]] = field(default_factory=list)
    most: list[float] = field(default_factory=list)

    def column(self, name: Column, upper: float) -> int:
        self.names.append(name)
        self.lower.append(0.0)
        self.upper.append(upper)
        return self.width + len(self.names) - 1

    def row(self, terms: Sequence[tuple[int, float]], most: float) -> None:
        self.cells += [(len(self.most), column, value) for column, value in terms]
        self.most.append(most)


def with_distance(space: Space, earlier: Sequence[Vector], ranges: Ranges) -> Matrix:
    r"""The matrix with a column ``apart`` that is at most the distance to each earlier plan; its only costs are -apart.

    $$\max z, \qquad z \le \sum_g |n_g - a_{gk}| + \sum_s w_s |o_s - o_{sk}| \quad \forall k$$

    $n$: numbers, $o$: whether a site is open, $w$: its most places; $k$: an earlier plan with numbers $a$. A site is
    open or not, so its part is linear. A number that can lie on both sides of an earlier one needs a binary
    $b_{gk}$, with the ends $l_g, u_g$ of its range as the tightest big-M there is:

    $$|n - a| = 2 p - (n - a), \qquad 0 \le p \le (u - a) b, \qquad p \le n - l - (a - l) b$$

    Source: maximally different alternatives (Brill, Chang and Hopkins, 1982, Modeling to generate alternatives;
    DeCarolis, 2011, Using modeling to generate alternatives to expand our thinking on energy futures).
    """
    parts = _Parts(len(space.matrix.columns))
    apart = parts.column(Column("apart"), np.inf)
    for k, x in enumerate(earlier):
        numbers, opened = space.counts(x), space.is_open(x)
        terms, most = [(apart, 1.0)], 0.0
        for code, columns in space.numbers.items():
            extra, constant = _number(parts, columns, numbers[code], ranges, code, k)
            terms, most = terms + extra, most + constant
        for site, columns in space.sites.items():
            weight = -space.weights[site] if opened[site] else space.weights[site]
            terms += [(j, -weight) for j in columns]
            most += space.weights[site] if opened[site] else 0.0
        parts.row(terms, most)
    return _joined(space.matrix, parts, apart)


def _number(
    parts: _Parts, columns: Sequence[int], at: int, ranges: Ranges, code: str, k: int
) -> tuple[list[tuple[int, float]], float]:
    """Terms of a number's distance as they stand left of the row, and what stands right of it."""
    least, most = ranges[code].least_possible, ranges[code].most_possible
    if least == most:
        return [], 0.0
    if at in (least, most):
        sign = 1.0 if at == least else -1.0
        return [(j, -sign) for j in columns], -sign * at
    above = parts.column(Column("above", (code, k)), float(most - at))
    beyond = parts.column(Column("beyond", (code, k)), 1.0)
    parts.row([(above, 1.0), (beyond, -float(most - at))], 0.0)
    parts.row([(above, 1.0), (beyond, float(at - least)), *((j, -1.0) for j in columns)], -float(least))
    return [(above, -2.0), *((j, 1.0) for j in columns)], float(at)


def _joined(matrix: Matrix, parts: _Parts, apart: int) -> Matrix:
    width, count = parts.width + len(parts.names), len(parts.most)
    rows, columns, values = zip(*parts.cells, strict=True)
    more = csr_array(coo_array((values, (rows, columns)), shape=(count, width)))
    wider = block_array([[csr_array(matrix.A), csr_array((matrix.A.shape[0], len(parts.names)))]], format="csr")
    costs = np.zeros((1, width))
    costs[0, apart] = -1.0
    whole = np.array([name.component == "beyond" for name in parts.names])
    return replace(
        matrix,
        A=csc_array(vstack([wider, more])),
        row_lower=np.append(matrix.row_lower, np.full(count, -np.inf)),
        row_upper=np.append(matrix.row_upper, parts.most),
        lower=np.append(matrix.lower, parts.lower),
        upper=np.append(matrix.upper, parts.upper),
        integer=np.append(matrix.integer, whole),
        costs=costs,
        offsets=np.zeros(1),
        columns=(*matrix.columns, *parts.names),
        row_names=(*matrix.row_names, *(f"apart[{number}]" for number in range(count))),
    )
