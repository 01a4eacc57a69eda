"""Which site may be used as which type, and why another may not (S01, S08, S09, S10)."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from spreiding.model_families import Families
from spreiding.model_special import SPECIAL_TYPES

TAKEN_OUT = "taken out by a wish (wishes.exclude)"
FACILITIES = ("education", "care", "station")


@dataclass(frozen=True)
class Eligibility:
    """``pairs``: site_id, location_type, needs_transport. ``excluded``: site_id, location_type, reason."""

    pairs: pd.DataFrame
    excluded: pd.DataFrame


def eligibility(sites: pd.DataFrame, families: Families, taken_out: Collection[str] = ()) -> Eligibility:
    """Pair sites with the types they may have; ``taken_out``: sites that a wish excludes.

    ``sites`` carries minutes_education, minutes_care and minutes_station. A pair whose minutes pass a limit of its
    type needs organised transport; where that can't be had, or the norm ``reach`` is hard, the pair is excluded
    ("otherwise unsuitable", S10).
    """
    pairs = _offered(sites)
    reasons = _not_planned(pairs, families)
    reasons[pairs["site_id"].isin(taken_out)] = TAKEN_OUT
    if families.restrictions.policy == "set_aside":
        restricted = pairs["restriction"].ne("") & reasons.eq("")
        reasons[restricted] = "offered with a target-group restriction (S09): " + pairs["restriction"]
    pairs["needs_transport"] = _beyond_limits(pairs, families) if families.reach.enabled else False
    too_far = pairs["needs_transport"] & reasons.eq("")
    no_way = too_far & ~pairs["transport_possible"]
    reasons[no_way] = "out of reach of education, care or a station, and transport can't be organised (S10)"
    if families.reach.hard:
        reasons[too_far & ~no_way] = "out of reach of education, care or a station, and the norm is hard (S10)"
    kept = reasons.eq("")
    columns = ["site_id", "location_type"]
    excluded = pairs.loc[~kept, columns].assign(reason=reasons[~kept])
    return Eligibility(pairs.loc[kept, [*columns, "needs_transport"]].reset_index(drop=True), excluded)


def _offered(sites: pd.DataFrame) -> pd.DataFrame:
    offered = sites.assign(location_type=sites["location_types"].str.split(";")).explode("location_type")
    return offered.sort_values(["site_id", "location_type"], ignore_index=True)


def _not_planned(pairs: pd.DataFrame, families: Families) -> pd.Series:
    """Reason for the types of special reception that the model file does not plan for, blank for all others."""
    unplanned = set(SPECIAL_TYPES) - set(families.special.location_types)
    reasons = pd.Series("", index=pairs.index)
    reasons[pairs["location_type"].isin(unplanned)] = "special reception that the model file does not plan for (S08)"
    return reasons


def _beyond_limits(pairs: pd.DataFrame, families: Families) -> pd.Series:
    beyond = pd.Series(False, index=pairs.index)
    for location_type, limits in families.reach.limits.items():
        for facility, minutes in limits.items():
            beyond |= pairs["location_type"].eq(location_type) & pairs[f"minutes_{facility}"].gt(minutes)
    return beyond
