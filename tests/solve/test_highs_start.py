"""A start with which HiGHS 1.15.1, left alone, says "Optimal" too soon.

Found by the oracle in two of four thousand steps. The first column can only be 0 and the others of the first six rows
have one value each, up to rounding: as the mix of a site has with a band of 0. With a start, HiGHS then finds the rest
of the tree empty without solving anything, and calls the start the best.
"""

import numpy as np
import pytest
from small_mips import Row, holds, matrix

from spreiding.solve.engine import Engine, Settings
from spreiding.solve.matrix import Matrix

PART, REST = 0.799227799227799, 0.0888030888030888
INF = float("inf")
PINNED = [2.220446049250313e-16, 0.4550084901158202, 0.3608688025056501, 0.29899150988417983, 0.23713119749434952]


def _program() -> Matrix:
    """Least w (column 1) with 8 w >= 7: by hand, 7/8. Column 6 is a whole number that stands in no row."""
    rows = [
        Row({2: 1.0, 4: 1.0}, least=0.754, most=0.754),
        Row({0: 1.0, 3: 1.0, 5: 1.0}, least=0.598, most=0.598),
        Row({2: -PART, 3: -PART}, most=-0.6520718130217938),
        Row({2: -REST, 3: 1.0 - REST}, most=0.28841637883656235),
        Row({4: -PART, 5: -PART}, most=-0.42848417153419194),
        Row({4: -REST, 5: 1.0 - REST}, most=0.1895218451016616),
        Row({1: 8.0}, least=7.0),
    ]
    return matrix([[0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]], rows, [0.598, *([INF] * 5), 17.0], [False] * 6 + [True])


@pytest.mark.parametrize("w", [None, 2.0, 1.2, 1.0, 0.9])
def test_the_least_does_not_depend_on_the_start(w: float | None) -> None:
    start = None if w is None else np.array([PINNED[0], w, *PINNED[1:], 7.0])
    assert start is None or holds(_program(), start[None, :])[0]
    answer = Engine(_program(), Settings(threads=1, seed=0)).minimise(0, start, gap=0.0, seconds=None)
    assert answer.x is not None
    assert _program().value(0, answer.x) == pytest.approx(7 / 8)
    assert answer.bound == pytest.approx(7 / 8)
