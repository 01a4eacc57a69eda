"""Family `registration`: everyone begins at a registration site, or at an azc near one (S03)."""

import numpy as np
import pandas as pd

from spreiding.audit.evidence import Evidence, open_in
from spreiding.audit.finding import ROUNDING, AuditFinding, Rule, Value, broken
from spreiding.audit.geography import apart, grid

_ARTICLE = "Uitvoeringsagenda 2.2.1"
_KEY = ["site_id", "track", "period"]
# One metre, for the projection.
_METRE = 0.001


def check(evidence: Evidence) -> list[AuditFinding]:
    """Judge where people who register stay."""
    placed = evidence.placements[evidence.placements["track"] == "registration"]
    types = Rule(
        "registration",
        "placements.csv",
        "registration takes place at registration sites or in overflow at an azc",
        _ARTICLE,
    )
    wrong = ~placed["location_type"].isin(["registration", "azc"])
    rows = broken(types, placed[_KEY], wrong, placed["location_type"], "registration or azc")
    return [*rows, *_near(evidence), *_scale(evidence)]


def _scale(evidence: Evidence) -> list[AuditFinding]:
    """The part of the arrivals that the run says to register is its part of today's registration places."""
    case = evidence.case
    today = case.sites[case.sites["existing"] & case.sites["location_types"].str.contains("registration")]
    province = case.municipalities.set_index("municipality_code")["province_code"]
    own = today["municipality_code"].map(province).isin(case.selection)
    total = float(today["places_max"].sum())
    part = float(today.loc[own, "places_max"].sum()) / total if total else 0.0
    rule = Rule("registration", "run.json", "the run plans for the selected part of registration", _ARTICLE)
    if abs(part - case.registration_scale) <= 1e-9:
        return []
    return [rule.finding("registration_scale", case.registration_scale, part)]


def _near(evidence: Evidence) -> list[AuditFinding]:
    limit = evidence.case.rules.overflow_max_km
    if limit is None or "registration" in evidence.case.rules.soft:
        return []
    away, far = _far(evidence, limit)
    rule = Rule("registration", "placements.csv", "overflow stays near a registration site that is open", _ARTICLE)
    return broken(rule, away[_KEY], far, away["site_id"], f"an open registration site within {limit:g} km")


def passed(evidence: Evidence) -> Value:
    """Persons who register in an azc without an open registration site near it, per period."""
    away, far = _far(evidence, evidence.case.rules.overflow_max_km or 0.0)
    return float(away.loc[far, "persons"].sum()), ROUNDING * len(away)


def _far(evidence: Evidence, limit: float) -> "tuple[pd.DataFrame, np.ndarray[tuple[int], np.dtype[np.bool_]]]":
    """Registration in azcs, and whether no registration site that is open then is near."""
    placed, known = evidence.placements, evidence.known
    away = placed[
        (placed["track"] == "registration") & placed["location_type"].eq("azc") & placed["site_id"].isin(known.index)
    ]
    if away.empty:
        return away, np.zeros(0, dtype=bool)
    written = evidence.sites
    gates = written[(written["location_type"] == "registration") & written["site_id"].isin(known.index)]
    refuges = away["site_id"].unique()
    close = apart(grid(known.loc[refuges]), grid(known.loc[gates["site_id"]])) <= limit + _METRE
    served = (close.astype(int) @ open_in(gates, len(evidence.case.periods)).astype(int)) > 0
    row = {site: i for i, site in enumerate(refuges)}
    near = [t >= 0 and served[row[site], t] for site, t in zip(away["site_id"], away["t"], strict=True)]
    return away, ~np.array(near, dtype=bool)
