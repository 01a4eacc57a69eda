"""Family `sites`: what is open is on offer, of one type and a size that its offer allows (S01, S09, S22)."""

import pandas as pd

from spreiding.audit.costs import site_costs
from spreiding.audit.evidence import Evidence
from spreiding.audit.finding import AuditFinding, Rule, Value, broken, differs, exceeds, unequal

_FAMILY = "sites"
_TEXTS = ("name", "municipality_code", "province_code", "region_code", "restriction", "operator", "owner", "origin")
# Half of the last written decimal of each number that is copied from the input.
_NUMBERS = {"opening_cost_eur": 0.0, "cost_per_place_day_eur": 0.005, "lon": 0.5e-6, "lat": 0.5e-6}


def check(evidence: Evidence) -> list[AuditFinding]:
    """Judge the rows of ``sites.csv`` against the offers of the input."""
    written, known = evidence.sites, evidence.known
    inside = written["site_id"].isin(known.index)
    strange = broken(
        _rule("the site is in the input and in a selected province", "input"),
        written[["site_id"]],
        ~inside,
        written["site_id"],
        "a site of the input",
    )
    own = written[inside].reset_index(drop=True)
    offer = known.loc[own["site_id"]].reset_index(drop=True)
    return [
        *strange,
        *_copied(own, offer),
        *_type(own, offer),
        *_size(own, offer),
        *_opening(own, offer, evidence),
        *_flags(own, offer),
        *_kept(evidence),
        *_costs(evidence),
    ]


def _rule(rule: str, article: str) -> Rule:
    return Rule(_FAMILY, "sites.csv", rule, article)


def _copied(own: pd.DataFrame, offer: pd.DataFrame) -> list[AuditFinding]:
    key = own[["site_id"]]
    rows = []
    for name in _TEXTS:
        rows += unequal(_rule(f"{name} is that of the input", "input"), key, own[name], offer[name])
    for name, tolerance in _NUMBERS.items():
        rows += differs(_rule(f"{name} is that of the input", "input"), key, own[name], offer[name], tolerance + 1e-9)
    closes = offer["closes"].dt.strftime("%Y-%m-%d").astype(object).where(offer["closes"].notna(), "")
    return rows + unequal(_rule("closes is that of the input", "input"), key, own["closes"], closes)


def _type(own: pd.DataFrame, offer: pd.DataFrame) -> list[AuditFinding]:
    pairs = zip(own["location_type"], offer["location_types"], strict=True)
    wrong = [kind not in types.split(";") for kind, types in pairs]
    restricted = broken(
        _rule("an offer restricted to a target group is set aside", "Uitvoeringsagenda 1.3"),
        own[["site_id"]],
        offer["set_aside"],
        offer["restriction"],
        "no restriction",
    )
    return restricted + broken(
        _rule("the type is one that the site can have", "Uitvoeringsagenda 2.2"),
        own[["site_id"]],
        wrong,
        own["location_type"],
        offer["location_types"],
    )


def _size(own: pd.DataFrame, offer: pd.DataFrame) -> list[AuditFinding]:
    key = own[["site_id"]]
    least = _rule("places reach the least that the site can have", "input, places_min")
    return [
        *broken(least, key, own["places"] < offer["places_min"], own["places"], offer["places_min"]),
        *exceeds(_rule("places stay within the site", "input, places_max"), key, own["places"], offer["places_max"]),
    ]


def _opening(own: pd.DataFrame, offer: pd.DataFrame, evidence: Evidence) -> list[AuditFinding]:
    key = own[["site_id"]]
    periods = evidence.case.periods
    starts = {period.label: period.start.isoformat() for period in periods}
    begins = (
        own["opens_period"].map(starts).astype(object).where(own["opens_period"].isin(starts), "a period of the run")
    )
    first, existing = own["first"], offer["existing"].astype(bool)
    earliest = pd.to_datetime(offer["earliest"]).dt.strftime("%Y-%m-%d")
    # An existing site stands at the start of the horizon or not at all.
    early = (first < offer["first"]) | (existing & first.ne(0))
    late = first > offer["last"]
    return [
        *unequal(_rule("opens is the first day of opens_period", "Wet art. 7 lid 1"), key, own["opens"], begins),
        *broken(
            _rule(
                "the site opens when it can (availability, lead time, or standing already)",
                "Wet art. 7 lid 1",
            ),
            key,
            early & first.ge(0),
            own["opens"],
            earliest,
        ),
        *broken(
            _rule("the site is open for a whole period before it closes", "input, closes"),
            key,
            late,
            own["opens"],
            own["closes"],
        ),
    ]


def _flags(own: pd.DataFrame, offer: pd.DataFrame) -> list[AuditFinding]:
    key = own[["site_id"]]
    durable = _rule("durable means available for the durable term and no emergency site", "Wet art. 2 lid 3")
    return [
        *unequal(durable, key, own["durable"], offer["durable"].astype(bool)),
        *unequal(
            _rule("emergency is that of the input", "input"),
            key,
            own["emergency"],
            offer["emergency"].astype(bool),
        ),
    ]


def _costs(evidence: Evidence) -> list[AuditFinding]:
    rule = _rule("cost_eur is opening, running and transport while the site is open", "Uitvoeringsagenda 3.1")
    sites = evidence.sites
    return differs(rule, sites[["site_id"]], sites["cost_eur"], site_costs(evidence), 0.005 + 1e-6)


def _kept(evidence: Evidence) -> list[AuditFinding]:
    rules = evidence.case.rules
    if not rules.keep_existing or "existing_sites" in rules.soft:
        return []
    rule = _rule("a site that stands already stays open until it closes", "model file, existing_sites")
    return [rule.finding(str(site), "no row", "a row") for site in _given_up(evidence)["site_id"]]


def _given_up(evidence: Evidence) -> pd.DataFrame:
    known = evidence.known
    kept = known[known["existing"].astype(bool) & known["usable"]]
    return kept[~kept["site_id"].isin(evidence.sites["site_id"])]


def passed(evidence: Evidence) -> Value:
    """Most places of the sites that stand already and have no row."""
    return float(_given_up(evidence)["places_max"].sum()), 0.0
