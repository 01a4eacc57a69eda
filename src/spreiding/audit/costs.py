"""What the written sites cost, and how long they are open."""

import numpy as np
import pandas as pd

from spreiding.audit.evidence import DAYS, Evidence, open_in
from spreiding.audit.finding import ROUNDING
from spreiding.audit.scaling import down


def site_costs(evidence: Evidence) -> pd.Series:
    """EUR per written site: opening when it is new, and its places and transport while it is open."""
    sites, known = evidence.sites, evidence.known
    new = ~sites["site_id"].map(known["existing"]).eq(True)
    opening = sites["opening_cost_eur"].where(new, 0)
    daily, kept = _per_day(evidence)
    used = sites["places"] * open_periods(evidence) - down(evidence).sum(axis=1)
    in_reserve = down(evidence, "reserve_places").sum(axis=1)
    return pd.Series(opening + DAYS * (daily * used + kept * in_reserve))


def open_periods(evidence: Evidence) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """In how many periods each written site is open."""
    return np.asarray(open_in(evidence.sites, len(evidence.case.periods)).sum(axis=1))


def rounding(evidence: Evidence) -> pd.Series:
    """What rounding in ``scaling.csv`` may be worth in the cost of each site, in EUR."""
    daily, kept = _per_day(evidence)
    return 3 * ROUNDING * DAYS * (daily + kept) * open_periods(evidence)


def _per_day(evidence: Evidence) -> tuple[pd.Series, pd.Series]:
    """EUR per place and day per written site: in use, with organised transport, and in reserve."""
    sites, known, rules = evidence.sites, evidence.known, evidence.case.rules
    daily = sites["site_id"].map(known["cost_per_place_day_eur"]).astype(float).fillna(sites["cost_per_place_day_eur"])
    kept = sites["site_id"].map(known["reserve_cost_per_place_day_eur"]).astype(float)
    kept = kept.fillna(rules.reserve_cost_part * daily)
    return daily + rules.transport_cost_per_place_day_eur * sites["transport_organised"], kept
