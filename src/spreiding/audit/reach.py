"""Family `reach`: education, care and a station within reach, or transport organised (S10)."""

import numpy as np

from spreiding.audit.evidence import Evidence
from spreiding.audit.finding import AuditFinding, Rule, broken, differs, unequal
from spreiding.audit.offers import FACILITIES

_ARTICLE = "Uitvoeringsagenda 1.3"


def check(evidence: Evidence) -> list[AuditFinding]:
    """Compare travel times with the input and judge them by the limits of the site's written type."""
    own = evidence.sites[evidence.sites["site_id"].isin(evidence.known.index)].reset_index(drop=True)
    offer = evidence.known.loc[own["site_id"]].reset_index(drop=True)
    key = own[["site_id"]]
    rows = []
    for name in (f"minutes_{facility}" for facility in FACILITIES):
        rule = Rule("reach", "sites.csv", f"{name} is that of the table of travel times", _ARTICLE)
        rows += differs(rule, key, own[name], offer[name], 0.05 + 1e-9)
    origin = Rule("reach", "sites.csv", "minutes_origin is that of the table of travel times", _ARTICLE)
    rows += unequal(origin, key, own["minutes_origin"], offer["minutes_origin"])
    far = np.zeros(len(own), dtype=bool)
    for kind in own["location_type"].unique():
        far |= (own["location_type"].eq(kind) & offer[f"far_{kind}"].astype(bool)).to_numpy()
    organised = Rule(
        "reach", "sites.csv", "transport is organised exactly where a travel time passes its limit", _ARTICLE
    )
    stuck = Rule("reach", "sites.csv", "a site out of reach is open only where transport can be organised", _ARTICLE)
    rows += broken(organised, key, own["transport_organised"].to_numpy() != far, own["transport_organised"], list(far))
    transport = offer["transport_possible"].to_numpy(bool) & (evidence.case.rules.reach != "hard")
    impossible = far & ~transport
    return rows + broken(stuck, key, impossible, own["location_type"], "another type, or closed")
