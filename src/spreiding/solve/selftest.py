"""Is the HiGHS on this machine the one we trust? A problem with a known answer, solved before anything else.

Releases on either side of the pinned one gave wrong optima in a brute-force comparison, in the shapes this model uses:
one type per site, places between a minimum and a maximum, with and without a start.
"""

import highspy
import numpy as np
from scipy.sparse import csc_array

from spreiding.solve.engine import Engine, Settings
from spreiding.solve.errors import SolverError
from spreiding.solve.matrix import Column, Matrix

TRUSTED_HIGHS = "1.15.1"
NEED = 70
SITES = ((20, 40, 5.0), (30, 60, 6.0), (50, 90, 9.0))
RUNNING = 0.1
OPTIMUM = 12.0


def installed_highs() -> str:
    """Version of the installed HiGHS."""
    return str(highspy.Highs().version())


def check_solver(settings: Settings) -> None:
    """Raise ``SolverError`` when HiGHS is another version than the trusted one or gets a known answer wrong."""
    found = installed_highs()
    if found != TRUSTED_HIGHS:
        raise SolverError(
            f"HiGHS {found} is installed; only {TRUSTED_HIGHS} gave right answers in our tests. "
            f"Install it with: pip install highspy=={TRUSTED_HIGHS}"
        )
    matrix = _three_sites()
    for start in (None, np.array([1.0, 0.0, 1.0, 20.0, 0.0, 50.0])):
        answer = Engine(matrix, settings).minimise(0, start, gap=0.0, seconds=None)
        if answer.x is None or abs(matrix.value(0, answer.x) - OPTIMUM) > 1e-6:
            raise SolverError("HiGHS gets a problem with a known answer wrong; reinstall highspy")


def _three_sites() -> Matrix:
    """Open at most two of three sites, the last two never together, for 70 places at the least cost.

    By hand: sites 1 and 2 cost 5 + 6 and 0.1 a place, 18 in all; 1 and 3 cost 5 + 9 and at least 5. Site 2 alone
    holds 60 only. Site 3 costs 9 and 3/70 a place, so alone 9 + 3 = 12.
    """
    least, most, fixed = (np.array(column, dtype=float) for column in zip(*SITES, strict=True))
    rows = np.zeros((9, 6))
    for site in range(3):
        rows[site, [site, 3 + site]] = -most[site], 1.0
        rows[3 + site, [site, 3 + site]] = least[site], -1.0
    rows[6, 3:] = -1.0
    rows[7, :3] = 1.0
    rows[8, 1:3] = 1.0
    running = np.array([RUNNING, RUNNING, 3 / NEED])
    return Matrix(
        A=csc_array(rows),
        row_lower=np.full(9, -np.inf),
        row_upper=np.array([0.0] * 6 + [-NEED, 2.0, 1.0]),
        lower=np.zeros(6),
        upper=np.concatenate([np.ones(3), most]),
        integer=np.array([True] * 3 + [False] * 3),
        costs=np.concatenate([fixed, running])[None, :],
        offsets=np.zeros(1),
        columns=tuple(Column(name, site) for name in ("open", "places") for site in range(3)),
        row_names=tuple(f"row {number}" for number in range(9)),
    )
