"""Family `durable_places`: which places count on the due date (Wet 2 lid 3, Besluit 3.1)."""

import pandas as pd

from spreiding.audit.evidence import Evidence
from spreiding.audit.finding import AuditFinding, Rule, broken

_ORDINARY = ("azc", "accelerated")


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
    registration = _places(stands[stands["location_type"] == "registration"])
    minors = _places(stands[stands["location_type"] == "amv"])
    sums = pd.DataFrame({"ordinary": ordinary, "registration": registration, "minors": minors}).fillna(0).astype(int)
    if case.rules.durable_minimum:
        special = sums["registration"] + sums["minors"]
        sums["ordinary"] = sums["ordinary"].where(sums["ordinary"] >= case.law.durable_min_regular, 0)
        sums[["registration", "minors"]] = sums[["registration", "minors"]].where(
            special >= case.law.durable_min_special, 0
        )
    regular = sums["ordinary"] + sums["registration"]
    return pd.DataFrame(
        {
            "durable_regular": regular,
            "durable_amv": sums["minors"],
            "durable_places": regular + sums["minors"],
        }
    )


def _places(sites: pd.DataFrame) -> pd.Series:
    return sites.groupby("municipality_code")["places"].sum()
