"""Family `delivery`: what is short of the task on the due date (Wet 7 lid 1)."""

from spreiding.audit.evidence import Evidence
from spreiding.audit.finding import AuditFinding, Rule, broken


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
    return rows
