"""Which places can be scaled down, in which way and when (S13, S14, S15, S22, S25).

A place is in direct reserve (kept empty, ready at once), flexible (other home-seekers live in it, and it comes back
within three or six months) or given up (an emergency site that is run down before it closes). All three are averages
over a quarter, so they need not be whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from spreiding.model_families import Families
from spreiding.prepare.periods import WEEKS_PER_PERIOD
from spreiding.prepare.pools import Pools

RESERVE, FLEXIBLE, GIVEN_UP = "reserve", "flexible", "given_up"
WAYS = (RESERVE, FLEXIBLE, GIVEN_UP)
SCALABLE_TYPES = ("azc", "accelerated")
MONTHS_PER_PERIOD = 3


@dataclass(frozen=True)
class StockNorm:
    """Places of the stable stock, and of it flexible and in direct reserve, for the part of the country in the run."""

    places: float
    flexible: float
    reserve: float


@dataclass(frozen=True)
class Scaling:
    """``ways``: way, site_id, location_type, period, part (of the site's places that may be scaled down that way).

    ``need``: places needed per period (``places_needed``); ``falls``: periods in which that is under the stable stock;
    ``norm``: the stock itself.
    """

    ways: pd.DataFrame
    need: pd.Series
    falls: list[int]
    norm: StockNorm


def scaling(
    sites: pd.DataFrame, choices: pd.DataFrame, need: pd.Series, norm: StockNorm, families: Families
) -> Scaling:
    """Work out what can be scaled down.

    ``sites`` is indexed by site_id; ``choices`` as in ``Case``; ``need``: places by period. An emergency site that
    stands is run down from the second period on; azcs of either kind go into reserve or become flexible in the
    periods in which the need falls under the stock, or in all of them when the model file says so.
    """
    falls = need.index[need < norm.places].to_list() if families.stock.enabled else []
    down = need.index.to_list() if families.stock.enabled and families.stock.scale_down == "always" else falls
    open_in = _open_periods(choices).join(
        sites[["existing", "emergency", "deployment_weeks", "flexible_part"]], on="site_id"
    )
    run_down = open_in[open_in["emergency"] & open_in["existing"] & open_in["period"].gt(1)].assign(part=1.0)
    azcs = open_in[~open_in["emergency"] & open_in["location_type"].isin(SCALABLE_TYPES) & open_in["period"].isin(down)]
    flexible = azcs[azcs["flexible_part"] > 0]
    by_way = {
        RESERVE: azcs[azcs["deployment_weeks"] <= WEEKS_PER_PERIOD].assign(part=1.0),
        # Not azcs["flexible_part"]: where no azc is left, pandas would make rows for the parts that it is given.
        FLEXIBLE: flexible.assign(part=flexible["flexible_part"]),
        GIVEN_UP: run_down if families.existing_sites.emergency == "run_down" else run_down.iloc[:0],
    }
    columns = ["way", "site_id", "location_type", "period", "part"]
    ways = pd.concat([frame.assign(way=way)[columns] for way, frame in by_way.items()], ignore_index=True)
    return Scaling(ways.sort_values(columns[:4], ignore_index=True), need, falls, norm)


def places_needed(
    demand: pd.Series, permits: Mapping[tuple[str, int], float], pools: Pools, occupancy: float
) -> pd.Series:
    r"""Places needed per period, as far as the plan has no say in it.

    All who are in registration or in procedure, minors, and of the permit holders those for whom no municipality has
    room however they are coupled: :math:`(\sum_k D_{kt} + \max(C_t - spare_t, 0) + stuck_t) / \rho`, with :math:`C_t`
    all permits granted so far and the rooms as in ``prepare/pools.py``.
    """
    rates = pd.Series(permits, dtype=float).reindex(demand.index, fill_value=0.0)
    granted = (rates * demand).groupby("period").sum().cumsum()
    waiting = (granted - pools.spare.sum()).clip(lower=0.0) + pools.stuck.sum()
    return (demand.groupby("period").sum() + waiting) / occupancy


def recall_periods(months: int) -> int:
    """Periods that a place stays flexible at least: 1 for three months, 2 for six."""
    return -(-months // MONTHS_PER_PERIOD)


def reserve_cost(sites: pd.DataFrame, part: float) -> pd.Series:
    """EUR per place per day in reserve: the site's own, else ``part`` of its running cost."""
    return sites["reserve_cost_per_place_day_eur"].fillna(part * sites["cost_per_place_day_eur"])


def _open_periods(choices: pd.DataFrame) -> pd.DataFrame:
    """Every period in which a site can be open as a type: site_id, location_type, period."""
    first = choices.groupby(["site_id", "location_type"], as_index=False).agg(
        a=("period", "min"), b=("last_period", "max")
    )
    first["period"] = [range(a, b + 1) for a, b in zip(first["a"], first["b"], strict=True)]
    return first.explode("period", ignore_index=True).astype({"period": int})[["site_id", "location_type", "period"]]
