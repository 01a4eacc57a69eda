"""Family `mix`: at every site the accelerated tracks keep about the mix of the country (S09)."""

import numpy as np

from spreiding.audit.evidence import FAST, Evidence
from spreiding.audit.finding import RELATIVE, ROUNDING, AuditFinding, Rule, broken


def check(evidence: Evidence) -> list[AuditFinding]:
    """Compare each track's part of a site's accelerated persons with its part of their demand."""
    band = evidence.case.rules.mix_band
    placed = evidence.placements
    ours = placed[placed["track"].isin(FAST) & placed["location_type"].isin(["accelerated", "azc"]) & placed["t"].ge(0)]
    if band is None or ours.empty:
        return []
    table = ours.pivot_table(
        index=["site_id", "period", "t"], columns="track", values="persons", aggfunc="sum", fill_value=0.0
    )
    table = table.reindex(columns=list(FAST), fill_value=0.0).reset_index()
    total = table[list(FAST)].sum(axis=1).to_numpy()
    need = evidence.demand.loc[list(FAST)]
    all_of_them = need.sum(axis=0)
    parts = (need / all_of_them.where(all_of_them > 0, np.nan)).fillna(0.0)
    rows = []
    for track in FAST:
        part = parts.loc[track].to_numpy()[table["t"]]
        # The persons themselves, and three of them in the total that the part and the band multiply.
        tolerance = ROUNDING * (1 + 3 * (part + band)) + RELATIVE * total
        persons = table[track].to_numpy()
        wrong = np.abs(persons - part * total) > band * total + tolerance
        rule = Rule(
            "mix",
            "placements.csv",
            f"the part of {track} lies within the band around its part of the demand",
            "Uitvoeringsagenda 1.3 and 2.1",
        )
        limits = [f"{max(0, p - band) * n:.3f} to {(p + band) * n:.3f}" for p, n in zip(part, total, strict=True)]
        rows += broken(rule, table[["site_id", "period"]], wrong, persons, limits)
    return rows
