"""Write the hand-made plan, changed or not, and audit it."""

import tempfile
from pathlib import Path

from audit_builder import make_boundaries, make_plan
from audit_goals import make_goals
from audit_inputs import make_case

from spreiding.audit import AuditCase, AuditFinding, audit_run
from spreiding.write.run import WrittenPlan, write_run

PLAN, CASE, BOUNDARIES = make_plan(), make_case(), make_boundaries()
GOALS = make_goals(PLAN)


def findings(plan: WrittenPlan | None = None, case: AuditCase | None = None) -> tuple[AuditFinding, ...]:
    """Audit a plan as the writer wrote it; the goals reported are those of the unchanged plan."""
    with tempfile.TemporaryDirectory() as folder:
        run = write_run(plan or PLAN, BOUNDARIES, Path(folder) / "run")
        return audit_run(run, case or CASE, GOALS)


def families(plan: WrittenPlan | None = None, case: AuditCase | None = None) -> set[str]:
    """Families of the findings."""
    return {finding.family for finding in findings(plan, case)}


def about(found: tuple[AuditFinding, ...], family: str, rule: str) -> list[AuditFinding]:
    """Findings of a family whose rule contains some words."""
    return [finding for finding in found if finding.family == family and rule in finding.rule]
