"""Families `stock` and `capacity_band`: how many places stay, and how many may be in use (S15, S25)."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from spreiding.audit.evidence import Evidence, open_in
from spreiding.audit.finding import ROUNDING, AuditFinding, Numbers, Rule, Value, exceeds
from spreiding.audit.need import falls, places_needed, stock
from spreiding.audit.scaling import down

_STOCK = "Uitvoeringsagenda 3.2"
_BAND = "Uitvoeringsagenda 2.1"


def check(evidence: Evidence) -> list[AuditFinding]:
    """Judge the stock and what is held of it, and the places in use."""
    when = falls(evidence)
    _, flexible, reserve = stock(evidence)
    slack = _slack(evidence, "flexible_places")[when]
    rows = [
        *exceeds(
            Rule("stock", "scaling.csv", "no more of the stock is flexible than was agreed", _STOCK),
            _labels(evidence, when),
            down(evidence, "flexible_places").sum(axis=0)[when],
            np.full(len(when), flexible),
            slack,
        ),
        *exceeds(
            Rule("stock", "scaling.csv", "no more of the stock is in direct reserve than was agreed", _STOCK),
            _labels(evidence, when),
            down(evidence, "reserve_places").sum(axis=0)[when],
            np.full(len(when), reserve),
            slack,
        ),
    ]
    if "stock" not in evidence.case.rules.soft:
        rule = Rule("stock", "sites.csv", "the stable stock stays, and what is over is flexible or in reserve", _STOCK)
        missing, room = _missing(evidence)
        rows += exceeds(rule, _labels(evidence, when), missing, np.zeros(len(when)), room)
    return rows + _band(evidence)


def passed(evidence: Evidence) -> Value:
    """Places missing of the stock, and of what of it must be flexible or in reserve."""
    missing, slack = _missing(evidence)
    return float(missing.sum()), float(slack.sum())


def passed_band(evidence: Evidence) -> Value:
    """Places in use beyond the band."""
    beyond, slack = _beyond(evidence)
    return float(np.maximum(beyond, 0.0).sum()), float(slack.sum())


def _missing(evidence: Evidence) -> tuple[Numbers, Numbers]:
    when = falls(evidence)
    places, flexible, reserve = stock(evidence)
    sites = evidence.sites
    lasting = ~sites["site_id"].map(evidence.known["emergency"]).fillna(sites["emergency"]).astype(bool)
    stands = (open_in(sites, len(evidence.case.periods)) * (sites["places"] * lasting).to_numpy()[:, None]).sum(axis=0)
    held = down(evidence, "flexible_places", "reserve_places").sum(axis=0)
    over = np.minimum(flexible + reserve, places - places_needed(evidence))
    missing = np.maximum(places - stands, 0.0) + np.maximum(over - held, 0.0)
    return missing[when], _slack(evidence, "flexible_places", "reserve_places")[when]


def _band(evidence: Evidence) -> list[AuditFinding]:
    if "capacity_band" in evidence.case.rules.soft:
        return []
    beyond, slack = _beyond(evidence)
    rule = Rule("capacity_band", "sites.csv", "places in use stay within the band around the need", _BAND)
    labels = _labels(evidence, range(len(evidence.case.periods)))
    return exceeds(rule, labels, beyond, np.zeros(len(beyond)), slack)


def _beyond(evidence: Evidence) -> tuple[Numbers, Numbers]:
    band, periods = evidence.case.rules.capacity_band, len(evidence.case.periods)
    if band is None:
        return np.zeros(periods), np.zeros(periods)
    places = evidence.sites["places"].to_numpy()[:, None]
    in_use = (open_in(evidence.sites, periods) * places - down(evidence)).sum(axis=0)
    total, flexible, reserve = stock(evidence)
    stable = total - flexible - reserve if evidence.case.rules.stock else 0.0
    most = np.maximum((1 + band) * places_needed(evidence), stable)
    return np.asarray(in_use - most), _slack(evidence, "reserve_places", "flexible_places", "given_up_places")


def _slack(evidence: Evidence, *columns: str) -> Numbers:
    """What rounding may be worth per period: half a thousandth of a place per site that is open."""
    return np.asarray(len(columns) * ROUNDING * open_in(evidence.sites, len(evidence.case.periods)).sum(axis=0))


def _labels(evidence: Evidence, when: Sequence[int]) -> pd.DataFrame:
    return pd.DataFrame({"period": [evidence.case.periods[t].label for t in when]})
