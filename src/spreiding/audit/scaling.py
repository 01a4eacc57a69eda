"""Family `scaling`: what is in reserve, flexible or given up is what a site may scale down (S13, S14, S22)."""

import numpy as np
import pandas as pd

from spreiding.audit.evidence import WEEKS, Evidence, open_in
from spreiding.audit.finding import ROUNDING, AuditFinding, Numbers, Rule, broken, differs, exceeds, unequal
from spreiding.audit.need import down_periods

WAYS = ("reserve_places", "flexible_places", "given_up_places")
_AGENDA = "Uitvoeringsagenda 3.1 and 3.2"
_KEY = ["site_id", "period"]
_SITE = ("municipality_code", "province_code", "region_code", "location_type", "places")
_SHORT_RECALL = 3


def check(evidence: Evidence) -> list[AuditFinding]:
    """Judge the rows of ``scaling.csv``, and how they follow each other in time."""
    rows = evidence.scaling
    known = rows["site_id"].isin(evidence.sites["site_id"]) & rows["site_id"].isin(evidence.known.index)
    strange = broken(_rule("places stand at sites of sites.csv"), rows[_KEY], ~known, rows["site_id"], "an open site")
    own = rows[known].reset_index(drop=True)
    return [*strange, *_copied(own, evidence), *_sums(own), *_allowed(own, evidence), *_in_time(evidence)]


def _rule(rule: str, article: str = _AGENDA) -> Rule:
    return Rule("scaling", "scaling.csv", rule, article)


def _copied(own: pd.DataFrame, evidence: Evidence) -> list[AuditFinding]:
    at = evidence.sites.set_index("site_id").loc[own["site_id"]].reset_index(drop=True)
    rows = []
    for name in _SITE:
        rows += unequal(_rule(f"{name} is that of the site in sites.csv"), own[_KEY], own[name], at[name])
    closed = ~((at["first"] >= 0) & (at["first"] <= own["t"]) & (own["t"] <= at["last"]))
    return rows + broken(_rule("the site is open in the period"), own[_KEY], closed, own["period"], "a period in which")


def _sums(own: pd.DataFrame) -> list[AuditFinding]:
    down = own[list(WAYS)].sum(axis=1)
    return [
        *broken(_rule("a row has places that are scaled down"), own[_KEY], down <= 0, down, "more than 0"),
        *exceeds(_rule("no more is scaled down than stands"), own[_KEY], down, own["places"], 3 * ROUNDING),
        *differs(
            _rule("places_in_use are the places that are not scaled down"),
            own[_KEY],
            own["places_in_use"],
            own["places"] - down,
            1e-6,
        ),
    ]


def _allowed(own: pd.DataFrame, evidence: Evidence) -> list[AuditFinding]:
    rules, offer = evidence.case.rules, evidence.known.loc[own["site_id"]].reset_index(drop=True)
    emergency, stands = offer["emergency"].astype(bool), offer["existing"].astype(bool)
    azc = ~emergency & own["location_type"].isin(["azc", "accelerated"]) & own["t"].isin(down_periods(evidence))
    soon = azc & (offer["deployment_weeks"].astype(float) <= WEEKS)
    part = offer["flexible_part"].astype(float).where(azc, 0.0) * own["places"]
    run_down = emergency & stands & own["t"].gt(0) & rules.emergency_run_down
    return [
        *broken(
            _rule("reserve stands in azcs that are deployed within a quarter, while the need allows it"),
            own[_KEY],
            own["reserve_places"].gt(0) & ~soon,
            own["reserve_places"],
            "0",
        ),
        *exceeds(
            _rule("flexible places stay within the part that the site's offer allows, while the need allows it"),
            own[_KEY],
            own["flexible_places"],
            part,
            ROUNDING,
        ),
        *broken(
            _rule("only an emergency site that stands is run down, after the first quarter", "Uitvoeringsagenda 6.1"),
            own[_KEY],
            own["given_up_places"].gt(0) & ~run_down,
            own["given_up_places"],
            "0",
        ),
    ]


def _in_time(evidence: Evidence) -> list[AuditFinding]:
    given_up, flexible = down(evidence, "given_up_places"), down(evidence, "flexible_places")
    opened = open_in(evidence.sites, len(evidence.case.periods))
    both = opened[:, 1:] & opened[:, :-1]
    slow = evidence.sites["site_id"].map(evidence.known["recall_months"]).fillna(_SHORT_RECALL).gt(_SHORT_RECALL)
    before = np.hstack([np.zeros((len(flexible), 1)), flexible[:, :-2]]) if flexible.shape[1] > 1 else flexible[:, :0]
    least = (flexible[:, :-1] - before) * (both & slow.to_numpy()[:, None])
    labels = [period.label for period in evidence.case.periods[1:]]
    key = pd.DataFrame([(site, label) for site in evidence.sites["site_id"] for label in labels], columns=_KEY)
    return [
        *exceeds(
            _rule("what is given up does not come back", "Uitvoeringsagenda 6.1"),
            key,
            (given_up[:, :-1] * both).ravel(),
            given_up[:, 1:].ravel(),
            2 * ROUNDING,
        ),
        *exceeds(
            _rule("what is flexible stays so until it can be recalled", "Uitvoeringsagenda 3.2"),
            key,
            least.ravel(),
            flexible[:, 1:].ravel(),
            3 * ROUNDING,
        ),
    ]


def down(evidence: Evidence, *columns: str) -> Numbers:
    """Places scaled down (``columns``, all of them by default) per written site (row) and period (column)."""
    rows = evidence.scaling[evidence.scaling["t"] >= 0]
    sums = rows.assign(down=rows[list(columns or WAYS)].sum(axis=1)).pivot_table(
        index="site_id", columns="t", values="down", aggfunc="sum", fill_value=0.0
    )
    wide = sums.reindex(index=evidence.sites["site_id"], columns=range(len(evidence.case.periods)), fill_value=0.0)
    return np.asarray(wide.fillna(0.0), dtype=float)
