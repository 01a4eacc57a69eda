"""Family ``wishes``: the numbers and sites that a table asked for are in the plan (Wet art. 4)."""

from collections.abc import Callable

from spreiding.audit.evidence import Evidence
from spreiding.audit.finding import AuditFinding, Rule

_ARTICLE = "model file, wishes; Wet art. 4"
_HOLDS: dict[str, tuple[str, Callable[[int, int], bool]]] = {
    "pin": ("the number is the one that was pinned", lambda found, asked: found == asked),
    "cap": ("the number is at most the cap", lambda found, asked: found <= asked),
    "floor": ("the number is at least the floor", lambda found, asked: found >= asked),
}


def check(evidence: Evidence) -> list[AuditFinding]:
    """Hold every wish against ``tasks.csv`` and ``sites.csv``."""
    return [*_numbers(evidence), *_together(evidence), *_forced(evidence), *_excluded(evidence)]


def _numbers(evidence: Evidence) -> list[AuditFinding]:
    columns = {"total": "task_places", "regular": "task_regular", "amv": "task_amv"}
    tasks = evidence.tasks.set_index("municipality_code")
    written = {kind: tasks[column].to_dict() for kind, column in columns.items()}
    rows = []
    for bound, code, kind, asked in evidence.case.rules.wishes.numbers:
        found = int(written[kind].get(code, 0))
        rule, holds = _HOLDS[bound]
        if not holds(found, asked):
            rows.append(Rule("wishes", "tasks.csv", rule, _ARTICLE).finding(code, found, asked))
    return rows


def _together(evidence: Evidence) -> list[AuditFinding]:
    rule = Rule("wishes", "tasks.csv", "the numbers of the table add up to its sum", _ARTICLE)
    tasks = evidence.tasks
    sums = [
        (name, int(tasks.loc[tasks["municipality_code"].isin(codes), "task_places"].sum()), asked)
        for name, codes, asked in evidence.case.rules.wishes.together
    ]
    return [rule.finding(name, found, asked) for name, found, asked in sums if found != asked]


def _forced(evidence: Evidence) -> list[AuditFinding]:
    sites = evidence.sites.set_index("site_id")
    last, until = len(evidence.case.periods) - 1, evidence.known["last"].to_dict()
    rows = []
    for site, kind, places, opens in evidence.case.rules.wishes.forced:
        rule = Rule("wishes", "sites.csv", "the site stands at the end as it was asked for", _ARTICLE)
        wanted = {"location_type": kind, "places": places, "opens_period": opens}
        if site not in sites.index:
            rows.append(rule.finding(site, "no row", "a row"))
            continue
        own = sites.loc[site]
        rows += [
            rule.finding(f"{site}, {name}", own[name], value)
            for name, value in wanted.items()
            if value is not None and own[name] != value
        ]
        if until[site] < last:
            rows.append(rule.finding(site, own["closes"], "open at the end"))
    return rows


def _excluded(evidence: Evidence) -> list[AuditFinding]:
    rule = Rule("wishes", "sites.csv", "a site that was taken out has no places", _ARTICLE)
    there = sorted(set(evidence.sites["site_id"]) & set(evidence.case.rules.wishes.excluded))
    return [rule.finding(site, "a row", "no row") for site in there]
