"""Family `delivery`: what is short of the task on the due date (Wet 7 lid 1)."""

import pandas as pd

from spreiding.audit.evidence import Evidence
from spreiding.audit.finding import ROUNDING, AuditFinding, Rule, broken, differs


def check(evidence: Evidence) -> list[AuditFinding]:
    """Recompute the shortfalls from tasks and durable places of the same row."""
    tasks = evidence.tasks
    key = tasks[["municipality_code"]]
    regular = (tasks["task_regular"] - tasks["durable_regular"]).clip(lower=0)
    minors = (tasks["task_amv"] - tasks["durable_amv"]).clip(lower=0)
    wanted = {"shortfall_regular": regular, "shortfall_amv": minors, "shortfall_places": regular + minors}
    rows = []
    for name, value in wanted.items():
        rule = Rule("delivery", "tasks.csv", f"{name} is what durable places leave of the task", "Wet art. 7 lid 1")
        rows += broken(rule, key, tasks[name] != value, tasks[name], value)
    hard = Rule("delivery", "tasks.csv", "a number has its places by the due date", "Wet art. 7 lid 1; model file")
    missing = (regular + minors).gt(0) & (evidence.case.rules.delivery == "hard")
    return [*rows, *broken(hard, key, missing, tasks["shortfall_places"], "0"), *_bonus(evidence)]


def _bonus(evidence: Evidence) -> list[AuditFinding]:
    """Divide what each province has above the threshold over the municipalities that did their task, one by one."""
    tasks, parts = evidence.tasks, []
    for _, own in tasks.groupby("province_code"):
        above = own["durable_places"].sum() - evidence.case.law.bonus_threshold * own["task_places"].sum()
        done = own[own["durable_places"].ge(own["task_places"]) & own["durable_places"].gt(0)]
        parts.append(max(above, 0.0) * done["durable_places"] / max(done["durable_places"].sum(), 1))
    wanted = pd.concat(parts).reindex(tasks.index, fill_value=0.0)
    rule = Rule("delivery", "tasks.csv", "bonus_places divides what the province has above 75 %", "Wet art. 9 lid 3")
    return differs(rule, tasks[["municipality_code"]], tasks["bonus_places"], wanted, ROUNDING + 1e-9)
