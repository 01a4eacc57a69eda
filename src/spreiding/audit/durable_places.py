"""Family `durable_places`: which places count on the due date (Wet 2 lid 3, Besluit 3.1)."""

import pandas as pd

from spreiding.audit.evidence import Evidence
from spreiding.audit.finding import AuditFinding, Rule, broken

_ORDINARY = ("azc", "accelerated")
# Special places that count for the regular number (Besluit art. 1.1); those for minors have a number of their own.
_SPECIAL = ("registration", "htl", "ibo", "return")


def check(evidence: Evidence) -> list[AuditFinding]:
    """Count the durable places of ``sites.csv`` again and compare ``tasks.csv`` with the count."""
    tasks = evidence.tasks
    counted = count(evidence).reindex(tasks["municipality_code"], fill_value=0).reset_index(drop=True)
    rows = []
    for name in ("durable_regular", "durable_amv", "durable_places"):
        rule = Rule(
            "durable_places",
            "tasks.csv",
            f"{name} counts the durable places that stand in the due period",
            "Wet art. 2 lid 3; Besluit art. 3.1",
        )
        rows += broken(rule, tasks[["municipality_code"]], tasks[name] != counted[name], tasks[name], counted[name])
    return rows


def count(evidence: Evidence) -> pd.DataFrame:
    """Durable places as the law counts them, per municipality (index).

    Columns durable_regular, durable_amv and durable_places.
    """
    case = evidence.case
    due = max(t for t, period in enumerate(case.periods) if period.start <= case.due_date)
    sites = evidence.sites
    # Whether a site is durable comes from the input: the written flag is judged by the family `sites`.
    durable = sites["site_id"].map(evidence.known["durable"]).eq(True)
    stands = sites[durable & sites["first"].between(0, due) & sites["last"].ge(due)]
    ordinary = _places(stands[stands["location_type"].isin(_ORDINARY)])
    special = _places(stands[stands["location_type"].isin(_SPECIAL)])
    minors = _places(stands[stands["location_type"] == "amv"])
    sums = pd.DataFrame({"ordinary": ordinary, "special": special, "minors": minors}).fillna(0).astype(int)
    if case.rules.durable_minimum:
        together = sums["special"] + sums["minors"]
        sums["ordinary"] = sums["ordinary"].where(sums["ordinary"] >= case.law.durable_min_regular, 0)
        sums[["special", "minors"]] = sums[["special", "minors"]].where(together >= case.law.durable_min_special, 0)
    regular = sums["ordinary"] + sums["special"]
    return pd.DataFrame(
        {
            "durable_regular": regular,
            "durable_amv": sums["minors"],
            "durable_places": regular + sums["minors"],
        }
    )


def _places(sites: pd.DataFrame) -> pd.Series:
    return sites.groupby("municipality_code")["places"].sum()
