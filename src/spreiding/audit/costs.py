"""What the written sites cost, and how long they are open."""

import numpy as np
import pandas as pd

from spreiding.audit.evidence import DAYS, Evidence, open_in


def site_costs(evidence: Evidence) -> pd.Series:
    """EUR per written site: opening when it is new, and its places and transport while it is open."""
    sites, known = evidence.sites, evidence.known
    new = ~sites["site_id"].map(known["existing"]).eq(True)
    opening = sites["opening_cost_eur"].where(new, 0)
    daily = sites["site_id"].map(known["cost_per_place_day_eur"]).astype(float).fillna(sites["cost_per_place_day_eur"])
    daily = daily + evidence.case.rules.transport_cost_per_place_day_eur * sites["transport_organised"]
    return opening + DAYS * daily * sites["places"] * open_periods(evidence)


def open_periods(evidence: Evidence) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """In how many periods each written site is open."""
    return np.asarray(open_in(evidence.sites, len(evidence.case.periods)).sum(axis=1))
