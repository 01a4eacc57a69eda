"""Pools: municipalities that house the permit holders of their region together.

A permit is coupled in the region where it is granted, and no goal asks by which of its municipalities. So the optimiser
only decides how many are coupled in a pool, and what that leaves waiting follows: whoever is coupled to a municipality
with room leaves, and only what no municipality has room for waits. The couplings are shared out afterwards
(``solution/share_out.py``).
"""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from spreiding.prepare.coupling import CouplingWindow


@dataclass(frozen=True)
class Pools:
    """Municipalities by pool, and what each pool has room for.

    ``of``: pool per municipality_code; ``region``: region_code per pool. The frames have a row per municipality_code
    and a column per period, in persons so far: ``spare`` is the room for couplings besides the stock at the start,
    ``stuck`` what of that stock finds no room by then, ``stuck_late`` what of it is too late as well.
    """

    of: pd.Series
    region: dict[str, str]
    spare: pd.DataFrame
    stuck: pd.DataFrame
    stuck_late: pd.DataFrame

    def total(self, frame: pd.DataFrame) -> dict[tuple[str, int], float]:
        """Sum one of the frames by pool: persons by (pool, period)."""
        sums = frame.groupby(self.of).sum()
        numbers = sums.to_numpy(dtype=float)
        return {
            (str(h), int(t)): float(numbers[i, j]) for i, h in enumerate(sums.index) for j, t in enumerate(sums.columns)
        }

    def members(self) -> dict[str, list[str]]:
        """Municipality codes by pool, in order."""
        return {str(pool): list(codes) for pool, codes in self.of.groupby(self.of).groups.items()}


def make_pools(
    regions: pd.Series,
    at_start: pd.Series,
    room: pd.DataFrame,
    window: CouplingWindow,
    apart: Collection[str] = (),
) -> Pools:
    """Make a pool of every region; each municipality of a region in ``apart`` is a pool of its own.

    ``regions``: region_code per municipality_code; ``at_start``: permit holders who wait at the start; ``room``: how
    many can have left reception, the stock included (``prepare/housing.py``).

    With room :math:`\\hat K`, a stock :math:`w` and the part :math:`\\phi_t` of it that is not yet due, the spare room
    is :math:`\\max(\\hat K - w, 0)`, the stuck stock :math:`\\max(w - \\hat K, 0)`, of which
    :math:`\\max((1 - \\phi_t) w - \\hat K, 0)` is late. Room only grows, so a pool that fills its spare rooms in the
    order in which they come free leaves nobody waiting whom another municipality of the pool has room for.
    """
    of = regions.where(~regions.isin(list(apart)), regions.index.to_series()).rename("pool")
    due = pd.DataFrame({period: (1 - part) * at_start for period, part in window.initial.items()})
    return Pools(
        of=of,
        region=dict(zip(of, regions, strict=True)),
        spare=room.sub(at_start, axis=0).clip(lower=0.0),
        stuck=room.rsub(at_start, axis=0).clip(lower=0.0),
        stuck_late=(due - room).clip(lower=0.0),
    )
