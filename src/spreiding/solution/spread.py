"""From regions to sites, after the optimiser: in proportion to room.

So every site keeps its capacity and its mix.
"""

import pandas as pd

from spreiding.formulation.sets import HOME
from spreiding.prepare.case import Case

SMALL = 5e-4
SITE = ["site_id", "municipality_code", "province_code", "region_code", "location_type"]
WHERE = ["region_code", "location_type", "period"]


def spread_persons(
    persons: pd.Series, overflow: pd.Series, sites: pd.DataFrame, scaled: pd.DataFrame, case: Case
) -> pd.DataFrame:
    """Spread a region's persons over its open sites.

    ``persons``: indexed (region_code, location_type, track, period). ``overflow``: persons from registration sites,
    indexed (cell, period). ``sites``: the open sites with first_period, last_period and places; ``scaled``:
    places_in_use by site_id and period, where that is less. Overflow goes to the azcs of its cell in proportion to
    places, the others to the sites of the region in proportion to the room left.

    Columns: site_id, municipality_code, province_code, region_code, location_type, track, period, persons.
    """
    standing = _in_use(standing_sites(sites, case), scaled)
    near = _nobody() if overflow.empty else _near_registration(overflow, standing)
    held = near.groupby(["site_id", "period"])["persons"].sum().rename("held")
    standing = standing.join(held, on=["site_id", "period"])
    standing["room"] = case.occupancy * standing["places"] - standing["held"].fillna(0.0)
    standing["part"] = standing["room"] / standing.groupby(WHERE)["room"].transform("sum")
    others = persons[persons > SMALL].rename("together").reset_index()
    if not near.empty:
        others = others[(others["track"] != "registration") | (others["location_type"] == HOME["registration"])]
    spread = others.merge(standing, on=WHERE)
    spread["persons"] = spread["together"] * spread["part"]
    columns = [*SITE, "track", "period", "persons"]
    together = pd.concat([spread[columns], near[columns]], ignore_index=True)
    return together[together["persons"] > SMALL].sort_values(["site_id", "period", "track"], ignore_index=True)


def standing_sites(sites: pd.DataFrame, case: Case) -> pd.DataFrame:
    """One row per open site and period in which it is open: the keys of ``SITE``, places, period, cell."""
    spans = [range(a, b + 1) for a, b in zip(sites["first_period"], sites["last_period"], strict=True)]
    period = pd.Series(spans, index=sites.index, dtype=object)
    standing = sites[[*SITE, "places"]].assign(period=period).explode("period", ignore_index=True)
    return standing.astype({"period": int}).assign(cell=lambda frame: frame["site_id"].map(case.cells.sites))


def _in_use(standing: pd.DataFrame, scaled: pd.DataFrame) -> pd.DataFrame:
    """Places of each standing site and period that are not scaled down."""
    fewer = scaled.set_index(["site_id", "period"])["places_in_use"].rename("in_use")
    standing = standing.join(fewer, on=["site_id", "period"])
    return standing.assign(places=standing["in_use"].fillna(standing["places"])).drop(columns="in_use")


def _near_registration(overflow: pd.Series, standing: pd.DataFrame) -> pd.DataFrame:
    azcs = standing[(standing["location_type"] == "azc") & standing["cell"].notna()]
    part = azcs["places"] / azcs.groupby(["cell", "period"])["places"].transform("sum")
    spread = azcs.assign(part=part, track="registration").merge(
        overflow.rename("together").reset_index(), on=["cell", "period"]
    )
    return spread.assign(persons=spread["together"] * spread["part"])


def _nobody() -> pd.DataFrame:
    names = {column: pd.Series(dtype=object) for column in [*SITE, "track", "period"]}
    # Numbers, so that a part of no room at all, where every place is scaled down, is no number and not an error.
    return pd.DataFrame({**names, "persons": pd.Series(dtype=float)})
