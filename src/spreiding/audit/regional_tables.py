"""Family `regional_tables`: the numbers of a region are what its table agreed (S17)."""

import numpy as np
import pandas as pd

from spreiding.audit.evidence import Evidence
from spreiding.audit.finding import AuditFinding, Rule, Value, broken


def check(evidence: Evidence) -> list[AuditFinding]:
    """Add up the numbers of every region with an agreement."""
    if "regional_tables" in evidence.case.rules.soft:
        return []
    sums = _sums(evidence)
    rule = Rule("regional_tables", "tasks.csv", "the numbers add up to what was agreed", "Uitvoeringsagenda 4.2")
    return broken(rule, sums[["region"]], sums["found"] != sums["agreed"], sums["found"], sums["agreed"])


def passed(evidence: Evidence) -> Value:
    """Places above or below what was agreed."""
    sums = _sums(evidence)
    return float(np.abs(sums["found"] - sums["agreed"]).sum()), 0.0


def _sums(evidence: Evidence) -> pd.DataFrame:
    region = evidence.tasks["municipality_code"].map(evidence.towns["region_code"])
    found = evidence.tasks["task_places"].groupby(region).sum()
    agreed = {r: number for r, number in evidence.case.rules.regional_numbers.items() if r in set(region)}
    codes = sorted(agreed)
    return pd.DataFrame(
        {"region": codes, "found": [int(found[r]) for r in codes], "agreed": [agreed[r] for r in codes]}
    )
