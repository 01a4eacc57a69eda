"""Family `special`: htl, ibo and return stand only where they are planned for, and nobody stays in an htl too long."""

from spreiding.audit.case import SPECIAL
from spreiding.audit.evidence import Evidence
from spreiding.audit.finding import AuditFinding, Rule, broken

_ARTICLE = "Uitvoeringsagenda 2.2"


def check(evidence: Evidence) -> list[AuditFinding]:
    """Judge which special types are open, and the stay in an htl that the run planned with."""
    return [*_types(evidence), *_htl_stay(evidence)]


def _types(evidence: Evidence) -> list[AuditFinding]:
    sites, planned = evidence.sites, evidence.case.rules.special_types
    rule = Rule("special", "sites.csv", "special reception is open only of types that are planned for", _ARTICLE)
    wrong = sites["location_type"].isin(set(SPECIAL) - set(planned))
    return broken(rule, sites[["site_id"]], wrong, sites["location_type"], ", ".join(planned) or "no special type")


def _htl_stay(evidence: Evidence) -> list[AuditFinding]:
    special = evidence.case.rules.special
    if special is None or special.htl is None or special.htl.stay_weeks <= special.htl_most_weeks:
        return []
    rule = Rule("special", "run.json", "the mean stay in an htl is within the longest that is allowed", _ARTICLE)
    return [rule.finding("htl", special.htl.stay_weeks, f"at most {special.htl_most_weeks:g} weeks")]
