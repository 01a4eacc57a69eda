"""Family `municipal_task`: who is given how many places, and why (Besluit 2.1 and 2.2, Wet 5)."""

import numpy as np
import pandas as pd

from spreiding.audit import rest_task
from spreiding.audit.evidence import Evidence
from spreiding.audit.finding import AuditFinding, Rule, Value, broken, differs, exceeds, unequal

_FAMILY = "municipal_task"
_SHARE = "Besluit art. 2.1 lid 3"
_SAME_TEXT = ("municipality", "province_code", "region_code", "ses_woa_origin")
# Half of the last written decimal.
_WRITTEN = {"weighting_factor": 0.5e-12, "unrounded_places": 0.5e-6}


def check(evidence: Evidence) -> list[AuditFinding]:
    """Recompute shares and judge tasks."""
    missing = _municipalities(evidence)
    known = evidence.tasks[evidence.tasks["municipality_code"].isin(evidence.towns.index)].reset_index(drop=True)
    towns = evidence.towns.loc[known["municipality_code"]].reset_index(drop=True)
    return [
        *missing,
        *_inputs(known, towns),
        *_shares(known, towns),
        *_tasks(known),
        *_exchanged(known, evidence),
        *_band(known, evidence),
        *_provinces(known, towns, evidence),
        *rest_task.check(evidence),
        *_scale(evidence),
    ]


def _rule(rule: str, article: str) -> Rule:
    return Rule(_FAMILY, "tasks.csv", rule, article)


def _municipalities(evidence: Evidence) -> list[AuditFinding]:
    written, wanted = set(evidence.tasks["municipality_code"]), set(evidence.towns.index)
    rule = _rule("exactly the municipalities of the selected provinces have a task", "Wet art. 5 lid 1")
    return [rule.finding(code, "no row", "a row") for code in sorted(wanted - written)] + [
        rule.finding(code, "a row", "no row") for code in sorted(written - wanted)
    ]


def _inputs(tasks: pd.DataFrame, towns: pd.DataFrame) -> list[AuditFinding]:
    key = tasks[["municipality_code"]]
    rows = []
    for name in _SAME_TEXT:
        rows += unequal(_rule(f"{name} is that of the input", _SHARE), key, tasks[name], towns[name])
    for name in ("population", "ses_woa"):
        rows += differs(
            _rule(f"{name} is that of the input", _SHARE), key, tasks[name], towns[name].astype(float), 1e-9
        )
    return rows


def _shares(tasks: pd.DataFrame, towns: pd.DataFrame) -> list[AuditFinding]:
    key = tasks[["municipality_code"]]
    rows = []
    for name, tolerance in _WRITTEN.items():
        close = tolerance + 1e-14
        apart = ~(np.abs(tasks[name] - towns[name]) <= close)
        rows += broken(
            _rule(f"{name} follows from inhabitants and score", _SHARE), key, apart, tasks[name], towns[name]
        )
    for name in ("indicative_places", "indicative_amv"):
        wrong = tasks[name] != towns[name]
        rows += broken(_rule(f"{name} is the share rounded half up", _SHARE), key, wrong, tasks[name], towns[name])
    return rows


def _tasks(tasks: pd.DataFrame) -> list[AuditFinding]:
    key = tasks[["municipality_code"]]
    total = tasks["task_regular"] + tasks["task_amv"]
    deviation = tasks["task_places"] - tasks["indicative_places"]
    return [
        *broken(
            _rule("task_places = task_regular + task_amv", "Besluit art. 2.2 lid 1"),
            key,
            tasks["task_places"] != total,
            tasks["task_places"],
            total,
        ),
        *broken(
            _rule("deviation_places = task_places - indicative_places", "Wet art. 5 lid 2"),
            key,
            tasks["deviation_places"] != deviation,
            tasks["deviation_places"],
            deviation,
        ),
    ]


def _exchanged(tasks: pd.DataFrame, evidence: Evidence) -> list[AuditFinding]:
    """What each municipality takes over and hands over, by the ledger of the model file."""
    ledger = [item for item in evidence.case.exchanges if item.what == "reception"]
    rows = []
    for name, items in (("exchanged_places", ledger), ("exchanged_amv", [item for item in ledger if item.amv])):
        wanted = tasks["municipality_code"].map(
            lambda code, items=items: sum(n.number * ((n.to_code == code) - (n.from_code == code)) for n in items)
        )
        rule = _rule(f"{name} is what the ledger of exchanges comes to", "Uitvoeringsagenda 4.2")
        rows += broken(rule, tasks[["municipality_code"]], tasks[name] != wanted, tasks[name], wanted)
    return rows


def _band(tasks: pd.DataFrame, evidence: Evidence) -> list[AuditFinding]:
    key, task = tasks[["municipality_code"]], tasks["task_places"]
    share = tasks["indicative_places"] + tasks["exchanged_places"]
    rules = evidence.case.rules
    if _FAMILY in rules.soft:
        return []
    least = _rule("task_places reaches the least that the model file allows", "model file, municipal_task.min_ratio")
    rows = broken(least, key, task < rules.band_min * share - 1e-6, task, rules.band_min * share)
    if rules.band_max is not None:
        most = _rule(
            "task_places stays within the most that the model file allows", "model file, municipal_task.max_ratio"
        )
        rows += exceeds(most, key, task, rules.band_max * share, 1e-6)
    return rows


def passed(evidence: Evidence) -> Value:
    """Places by which numbers lie outside the band of the model file."""
    tasks, rules = evidence.tasks, evidence.case.rules
    share = tasks["indicative_places"] + tasks["exchanged_places"]
    under = (rules.band_min * share - tasks["task_places"]).clip(lower=0)
    most = np.inf if rules.band_max is None else rules.band_max * share
    return float((under + (tasks["task_places"] - most).clip(lower=0)).sum()), 0.0


def _provinces(tasks: pd.DataFrame, towns: pd.DataFrame, evidence: Evidence) -> list[AuditFinding]:
    """Sums of the numbers against the tasks; only an exchange with another province moves one."""
    ledger = [item for item in evidence.case.exchanges if item.what == "reception"]
    moved = {
        kind: towns["municipality_code"].map(
            lambda code, amv=amv: sum(
                item.number * ((item.to_code == code) - (item.from_code == code)) for item in ledger if item.amv is amv
            )
        )
        for kind, amv in (("regular", False), ("amv", True))
    }
    columns = {
        "province_code": towns["province_code"],
        "found_regular": tasks["task_regular"],
        "found_amv": tasks["task_amv"],
        "regular": towns["indicative_places"] - towns["indicative_amv"] + moved["regular"],
        "amv": towns["indicative_amv"] + moved["amv"],
    }
    sums = pd.DataFrame(columns).groupby("province_code", as_index=False).sum()
    rows = []
    for part in ("regular", "amv"):
        rule = _rule(f"task_{part} adds up to the provincial task", "Besluit art. 2.1 lid 2; Wet art. 5 lid 1")
        found, wanted = sums[f"found_{part}"], sums[part]
        rows += broken(rule, sums[["province_code"]], found != wanted, found, wanted)
    return rows


def _scale(evidence: Evidence) -> list[AuditFinding]:
    """The part of the demand that the run says to plan for is its part of the provincial tasks."""
    case, country = evidence.case, evidence.whole_country
    part = float(evidence.towns["indicative_places"].sum() / country)
    rule = _rule("the run plans for the selected part of the provincial tasks", "Wet art. 3")
    return [] if abs(part - case.demand_scale) <= 1e-9 else [rule.finding("demand_scale", case.demand_scale, part)]
