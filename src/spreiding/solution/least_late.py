"""Couplings of one pool shared out so that the fewest people are late, as near as can be to the proportional shares."""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import block_array, csr_array, kron

from spreiding.solve.errors import SettleError

Numbers = npt.NDArray[np.float64]
# A person who changes municipality for a quarter weighs this much beside one who is late for a quarter.
MOVED = 1e-3


def least_late(shares: Numbers, spare: Numbers, weights: tuple[float, ...]) -> Numbers:
    """Cumulative couplings per municipality (rows) and period (columns), with the totals of ``shares``.

    ``spare``: room of the same shape. ``weights``: part of a coupling of n periods ago that is not yet due
    (``prepare/coupling.py``). As few wait as with ``shares``: a municipality keeps to its room while the pool does, and
    fills it when the pool is full. A small linear program:

    $$\\min \\sum late + \\epsilon \\sum |C - shares|, \\quad late \\ge due(C) - spare, \\quad C_t \\ge C_{t-1}$$

    Raise ``SettleError`` when it can't be solved; ``shares`` itself is such a sharing.
    """
    from scipy.optimize import linprog  # late: slow to import, and few pools need it

    towns, periods = shares.shape
    cells = towns * periods
    rows: Any = _rows(towns, periods, weights)  # sparse rows and arrays of bounds: linprog's types know neither
    totals: Any = csr_array(np.hstack([np.tile(np.eye(periods), towns), np.zeros((periods, 2 * cells))]))
    bounds: Any = _bounds(shares, spare)
    answer = linprog(
        np.concatenate([np.zeros(cells), np.ones(cells), np.full(cells, MOVED)]),
        A_ub=rows,
        b_ub=np.concatenate([spare.ravel(), shares.ravel(), -shares.ravel(), np.zeros(cells)]),
        A_eq=totals,
        b_eq=shares.sum(axis=0),
        bounds=bounds,
        method="highs",
    )
    if answer.status != 0 or answer.x is None:
        raise SettleError(f"the couplings of a region can't be shared out: {answer.message}")
    return np.asarray(answer.x[:cells].reshape(shares.shape), dtype=float)


def _rows(towns: int, periods: int, weights: tuple[float, ...]) -> csr_array:
    """Rows of at most, for: late, moved up, moved down, never fewer; columns: couplings, late, moved."""
    one = csr_array(np.eye(towns * periods))
    each = csr_array(np.eye(towns))
    due, grows = (csr_array(kron(each, csr_array(part))) for part in (_due(periods, weights), -_flow(periods)))
    return csr_array(block_array([[due, -one, None], [one, None, -one], [-one, None, -one], [grows, None, None]]))


def _bounds(shares: Numbers, spare: Numbers) -> Numbers:
    full = shares.sum(axis=0) > spare.sum(axis=0)
    least = np.where(full, np.minimum(spare, shares), 0.0).ravel()
    most = np.where(full, np.inf, np.maximum(spare, shares)).ravel()
    others = np.zeros(2 * least.size)
    return np.column_stack([np.concatenate([least, others]), np.concatenate([most, others + np.inf])])


def _due(periods: int, weights: tuple[float, ...]) -> Numbers:
    """What is due at the end of each period, as a matrix on cumulative couplings."""
    recent = [part * np.eye(periods, k=-ago) for ago, part in enumerate(weights)]
    return np.eye(periods) - np.sum(recent, axis=0) @ _flow(periods) if recent else np.eye(periods)


def _flow(periods: int) -> Numbers:
    return np.eye(periods) - np.eye(periods, k=-1)
