"""From pools to municipalities, after the optimiser: who houses the permit holders that a pool has coupled.

In the order in which room comes free, and in proportion to it: then nobody waits whom another municipality of the pool
has room for (``prepare/pools.py``). Who is late is counted over the couplings of two periods, so a pool may be just
within its room while one of its municipalities is just beyond its own; then ``least_late.py`` shifts some.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from spreiding.formulation.goal_units import weights_of
from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case
from spreiding.solution.least_late import Numbers, least_late
from spreiding.solution.point import Point
from spreiding.solve.one_goal import SOLVER_PART

SMALL = 1e-6


def share_out(point: Point, case: Case, sets: Sets) -> pd.DataFrame:
    """Cumulative couplings per municipality (rows) and period (columns) of a point.

    A pool that has coupled as many as it has spare room for in some period has filled exactly that room. Between two
    periods, and beyond the last, couplings are shared in proportion to the room that comes free; a pool that never has
    any shares by inhabitants.
    """
    pooled = dict(zip(sets.pools, _pooled(point, sets), strict=True))
    codes, weights = case.municipalities.index, case.window.weights
    row = {str(code): number for number, code in enumerate(codes)}
    spare = case.pools.spare.loc[codes].to_numpy(dtype=float)
    inhabitants = case.municipalities["population"].to_numpy(dtype=float)
    shares = np.zeros_like(spare)
    for pool, members in case.pools.members().items():
        own = [row[code] for code in members]
        shares[own] = _one_pool(pooled[pool], spare[own], inhabitants[own], weights)
    return pd.DataFrame(shares, codes, sets.periods)


def regions_with_more_late(point: Point, values: Sequence[float], case: Case, sets: Sets) -> tuple[str, ...]:
    """Regions whose municipalities can't be pooled: however their couplings are shared out, more people are late.

    ``point``: settled; ``values``: what each goal is worth there, in the solver's units. What stays within the part of
    the gap that is kept for rounding is left.
    """
    more = _more_late(point, case, sets)
    if sum(more.values()) <= _allowed(point, values, case):
        return ()
    return tuple(sorted({case.pools.region[pool] for pool, persons in more.items() if persons > SMALL}))


def _allowed(point: Point, values: Sequence[float], case: Case) -> float:
    """Person-quarters late that fit in the kept part of the gap: that of the goal, or of the weighted sum.

    None where the norm is hard.
    """
    model = case.instance.model
    if model.families.housing.hard:
        return SMALL
    goal = next((goal for goal in model.goals if goal.goal == "late_housing"), None)
    if goal is None:
        return float("inf")
    late = sum(point["late"].values())
    gap = model.solver.gap if goal.gap is None else goal.gap
    together = sum(weight * value for weight, value in zip(weights_of(model), values, strict=True))
    worth = late if goal.weight is None else together / goal.weight
    return float((1 - SOLVER_PART) * gap * worth + SMALL * max(1.0, late))


def _more_late(point: Point, case: Case, sets: Sets) -> dict[str, float]:
    """Person-quarters late in the municipalities of a pool beyond what is late in the pool as a whole."""
    late, pools = point["late"], case.pools
    stuck, spare = pools.total(pools.stuck_late), pools.total(pools.spare)
    due = dict(zip(sets.pools, _due(_pooled(point, sets), case.window.weights), strict=True))
    more = dict.fromkeys(sets.pools, 0.0)
    place = {t: number for number, t in enumerate(sets.periods)}
    for h, t in late:
        more[h] += max(late[h, t] - stuck[h, t] - max(due[h][place[t]] - spare[h, t], 0.0), 0.0)
    return more


def _due(so_far: Numbers, weights: tuple[float, ...]) -> Numbers:
    """What is due at the end of each period (columns), of what was coupled so far."""
    coupled = np.diff(so_far, axis=-1, prepend=0.0)
    due = so_far.astype(float)
    for ago, part in enumerate(weights):
        due[..., ago:] -= part * coupled[..., : coupled.shape[-1] - ago]
    return due


def _pooled(point: Point, sets: Sets) -> Numbers:
    """Couplings so far per pool (rows) and period (columns), which never fall."""
    values = [[point["coupled_so_far"][h, t] for t in sets.periods] for h in sets.pools]
    rising = np.maximum.accumulate(np.array(values, dtype=float).reshape(len(sets.pools), len(sets.periods)), axis=1)
    return np.maximum(rising, 0.0)


def _one_pool(coupled: Numbers, spare: Numbers, inhabitants: Numbers, weights: tuple[float, ...]) -> Numbers:
    shares = _in_proportion(coupled, spare, inhabitants)
    late = np.maximum(_due(shares, weights) - spare, 0.0).sum()
    together = np.maximum(_due(coupled, weights) - spare.sum(axis=0), 0.0).sum()
    if late <= together + SMALL * max(1.0, together):
        return shares
    return least_late(shares, spare, weights)


def _in_proportion(coupled: Numbers, spare: Numbers, inhabitants: Numbers) -> Numbers:
    """Walk along the rooms in the order in which they come free, as far as the pool has coupled."""
    beyond = _beyond(spare, inhabitants) * max(float(coupled[-1]), 1.0)
    ends = np.column_stack([np.zeros(len(spare)), spare, spare[:, -1] + beyond])
    together = ends.sum(axis=0)
    return np.array([np.interp(coupled, together, own) for own in ends])


def _beyond(spare: Numbers, inhabitants: Numbers) -> Numbers:
    """Parts of what is coupled beyond all room: as the room last grew, else as there is room, else by inhabitants."""
    grown = spare[:, -1] - spare[:, -2] if spare.shape[1] > 1 else np.zeros(len(spare))
    for weights in (grown, spare[:, -1], inhabitants):
        if weights.sum() > 0:
            return np.asarray(weights / weights.sum(), dtype=float)
    return np.full(len(spare), 1.0 / len(spare))
