"""Family `mix`: at every site the accelerated tracks keep about the mix of the country (S09)."""

import numpy as np
import pandas as pd

from spreiding.audit.evidence import FAST, Evidence
from spreiding.audit.finding import RELATIVE, ROUNDING, AuditFinding, Numbers, Rule, Value, broken


def check(evidence: Evidence) -> list[AuditFinding]:
    """Compare each track's part of a site's accelerated persons with its part of their demand."""
    band = evidence.case.rules.mix_band
    if band is None or "mix" in evidence.case.rules.soft:
        return []
    rows, table = [], _accelerated(evidence)
    total = table[list(FAST)].sum(axis=1).to_numpy()
    for track in FAST:
        part, persons = _parts(evidence, track, table), table[track].to_numpy()
        wrong = _beyond(persons, part, total, band) > _tolerance(part, band) + RELATIVE * total
        rule = Rule(
            "mix",
            "placements.csv",
            f"the part of {track} lies within the band around its part of the demand",
            "Uitvoeringsagenda 1.3 and 2.1",
        )
        limits = [f"{max(0, p - band) * n:.3f} to {(p + band) * n:.3f}" for p, n in zip(part, total, strict=True)]
        rows += broken(rule, table[["site_id", "period"]], wrong, persons, limits)
    return rows


def passed(evidence: Evidence) -> Value:
    """Persons beyond the band, over all sites, periods and tracks."""
    band, table = evidence.case.rules.mix_band or 0.0, _accelerated(evidence)
    total, value, slack = table[list(FAST)].sum(axis=1).to_numpy(), 0.0, 0.0
    for track in FAST:
        part = _parts(evidence, track, table)
        value += float(np.maximum(_beyond(table[track].to_numpy(), part, total, band), 0.0).sum())
        slack += float(_tolerance(part, band).sum())
    return value, slack


def _beyond(persons: Numbers, part: Numbers, total: Numbers, band: float) -> Numbers:
    return np.asarray(np.abs(persons - part * total) - band * total)


def _tolerance(part: Numbers, band: float) -> Numbers:
    """The persons themselves, and three of them in the total that the part and the band multiply."""
    return np.asarray(ROUNDING * (1 + 3 * (part + band)))


def _accelerated(evidence: Evidence) -> pd.DataFrame:
    """Persons of the accelerated tracks: a row per site and period, a column per track."""
    placed = evidence.placements
    ours = placed[placed["track"].isin(FAST) & placed["location_type"].isin(["accelerated", "azc"]) & placed["t"].ge(0)]
    if ours.empty:
        return pd.DataFrame(columns=["site_id", "period", "t", *FAST]).astype(dict.fromkeys(FAST, float))
    table = ours.pivot_table(
        index=["site_id", "period", "t"], columns="track", values="persons", aggfunc="sum", fill_value=0.0
    )
    return table.reindex(columns=list(FAST), fill_value=0.0).reset_index()


def _parts(evidence: Evidence, track: str, table: pd.DataFrame) -> Numbers:
    """The track's part of the demand of the accelerated tracks, in the period of each row."""
    need = evidence.demand.loc[list(FAST)]
    all_of_them = need.sum(axis=0)
    parts = (need.loc[track] / all_of_them.where(all_of_them > 0, np.nan)).fillna(0.0)
    return np.asarray(parts.to_numpy()[table["t"].astype(int)], dtype=float)
