"""Family `transition`: what stands today, and how far the plan moves from it (S22)."""

import math

import pandas as pd

from spreiding.audit.evidence import Evidence
from spreiding.audit.finding import AuditFinding, Rule, Value, broken, exceeds

_ARTICLE = "Uitvoeringsagenda 6.1"


def check(evidence: Evidence) -> list[AuditFinding]:
    """Count today's places from the input and those at the end from ``sites.csv``; then judge a cap that is set."""
    tasks = evidence.tasks
    key = tasks[["municipality_code"]]
    today = _of(tasks, _today(evidence))
    at_the_end = _of(tasks, evidence.sites[evidence.sites["last"].ge(_end(evidence))])
    rows = []
    for name, wanted in (("today_places", today), ("change_places", at_the_end - today)):
        rule = Rule(
            "transition", "tasks.csv", f"{name} follows from the sites that stand today and at the end", _ARTICLE
        )
        rows += broken(rule, key, tasks[name] != wanted, tasks[name], wanted)
    return rows if "transition" in evidence.case.rules.soft else rows + _cap(evidence, today, at_the_end)


def passed(evidence: Evidence) -> Value:
    """Places by which municipalities change more than the cap."""
    tasks = evidence.tasks
    today = _of(tasks, _today(evidence))
    at_the_end = _of(tasks, evidence.sites[evidence.sites["last"].ge(_end(evidence))])
    most, fewest = _limits(evidence, today)
    beyond = (at_the_end - today - most).clip(lower=0) + (fewest - at_the_end).clip(lower=0)
    return float(beyond.sum()), 0.0


def _end(evidence: Evidence) -> int:
    return len(evidence.case.periods) - 1


def _today(evidence: Evidence) -> pd.DataFrame:
    standing = evidence.known[evidence.known["existing"].astype(bool)]
    return standing.assign(places=standing["places_max"])


def _of(tasks: pd.DataFrame, sites: pd.DataFrame) -> pd.Series:
    places = sites.groupby("municipality_code")["places"].sum()
    return tasks["municipality_code"].map(places).fillna(0).astype(int)


def _cap(evidence: Evidence, today: pd.Series, at_the_end: pd.Series) -> list[AuditFinding]:
    """No further up than the cap; no further down either, but for what closes or can't be used anyway."""
    rules, tasks = evidence.case.rules, evidence.tasks
    if rules.max_change_places is None and rules.max_change_ratio is None:
        return []
    most, fewest = _limits(evidence, today)
    key = tasks[["municipality_code"]]
    up = Rule("transition", "tasks.csv", "places at the end lie no further above today's than allowed", _ARTICLE)
    down = Rule("transition", "tasks.csv", "places at the end lie no further below today's than allowed", _ARTICLE)
    return [
        *exceeds(up, key, at_the_end, today + most),
        *broken(down, key, at_the_end < fewest, at_the_end, fewest),
    ]


def _limits(evidence: Evidence, today: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Most change upwards, and fewest places at the end, per row of ``tasks.csv``."""
    rules, standing = evidence.case.rules, _today(evidence)
    most = pd.Series([_most(places, rules.max_change_places, rules.max_change_ratio) for places in today])
    kept = standing["usable"].astype(bool) & standing["last"].ge(_end(evidence))
    return most, today - most.combine(_of(evidence.tasks, standing[~kept]), max)


def _most(today: int, places: int | None, ratio: float | None) -> float:
    by_ratio = math.inf if ratio is None or today == 0 else math.floor(ratio * today + 1e-9)
    return min(math.inf if places is None else places, by_ratio)
