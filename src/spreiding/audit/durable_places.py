"""Family `durable_places`: which places count on the due date (Wet 2 lid 3, Besluit 3.1)."""

from collections.abc import Hashable
from itertools import product
from typing import Any

import pandas as pd

from spreiding.audit.evidence import Evidence
from spreiding.audit.finding import AuditFinding, Rule, Value, broken

_ORDINARY = ("azc", "accelerated")
Stands = dict[Hashable, Any]
_COLUMNS = ("durable_regular", "durable_amv", "durable_places")
# Special places that count for the regular number (Besluit art. 1.1); those for minors have a number of their own.
_SPECIAL = ("registration", "htl", "ibo", "return")


def check(evidence: Evidence) -> list[AuditFinding]:
    """Count the durable places of ``sites.csv`` again and compare ``tasks.csv`` with the count."""
    tasks = evidence.tasks
    counted = count(evidence).reindex(tasks["municipality_code"], fill_value=0).reset_index(drop=True)
    rows = []
    for name in _COLUMNS:
        rule = Rule(
            "durable_places",
            "tasks.csv",
            f"{name} counts the durable places that stand in the due period",
            "Wet art. 2 lid 3; Besluit art. 3.1",
        )
        rows += broken(rule, tasks[["municipality_code"]], tasks[name] != counted[name], tasks[name], counted[name])
    return rows


def count(evidence: Evidence) -> pd.DataFrame:
    """Durable places as they count, per municipality (index): durable_regular, durable_amv and durable_places.

    Under a minimum nothing counts; where that norm is soft, the written number says whether the plan counted it.
    """
    return _counting(evidence)[list(_COLUMNS)]


def passed(evidence: Evidence) -> Value:
    """Places that municipalities whose places count stay under the minima."""
    return float(_counting(evidence)["under"].sum()), 0.0


def _counting(evidence: Evidence) -> pd.DataFrame:
    """Durable places that count, and by how many places that passes the minima (``under``)."""
    stands, rules = standing(evidence), evidence.case.rules
    written = evidence.tasks.set_index("municipality_code").reindex(stands.index)
    soft = "durable_places" in rules.soft
    rows = []
    for code, own in zip(stands.index, stands.to_dict("records"), strict=True):
        options = [_option(evidence, own, ordinary, special) for ordinary, special in _ways(evidence, own, soft)]
        as_written = tuple(written.loc[code, list(_COLUMNS[:2])])
        fitting = [option for option in options if (option["durable_regular"], option["durable_amv"]) == as_written]
        rows.append(min(fitting or options[:1], key=lambda option: option["under"]))
    return pd.DataFrame(rows, index=stands.index, columns=[*_COLUMNS, "under"])


def _ways(evidence: Evidence, own: Stands, soft: bool) -> list[tuple[bool, bool]]:
    """Whether ordinary and special places count: as the minima say, and when they are soft in any other way."""
    law, on = evidence.case.law, evidence.case.rules.durable_minimum
    ordinary = not on or bool(own["ordinary"] >= law.durable_min_regular)
    special = not on or bool(own["special"] + own["minors"] >= law.durable_min_special)
    others = [(one, two) for one, two in product((True, False), repeat=2) if one >= ordinary and two >= special]
    return [(ordinary, special), *(others if soft else [])]


def _option(evidence: Evidence, own: Stands, ordinary: bool, special: bool) -> dict[str, int]:
    law = evidence.case.law
    regular = int(own["ordinary"]) * ordinary + int(own["special"]) * special
    minors = int(own["minors"]) * special
    together = int(own["special"] + own["minors"])
    under = max(law.durable_min_regular - int(own["ordinary"]), 0) if ordinary and own["ordinary"] else 0
    under += max(law.durable_min_special - together, 0) if special and together else 0
    return {
        "durable_regular": regular,
        "durable_amv": minors,
        "durable_places": regular + minors,
        "under": under if evidence.case.rules.durable_minimum else 0,
    }


def standing(evidence: Evidence) -> pd.DataFrame:
    """Durable places that stand in the due period per municipality: ordinary, special and minors."""
    due = max(t for t, period in enumerate(evidence.case.periods) if period.start <= evidence.case.due_date)
    sites = evidence.sites
    # Whether a site is durable comes from the input: the written flag is judged by the family `sites`.
    durable = sites["site_id"].map(evidence.known["durable"]).eq(True)
    stands = sites[durable & sites["first"].between(0, due) & sites["last"].ge(due)]
    ordinary = _places(stands[stands["location_type"].isin(_ORDINARY)])
    special = _places(stands[stands["location_type"].isin(_SPECIAL)])
    minors = _places(stands[stands["location_type"] == "amv"])
    return pd.DataFrame({"ordinary": ordinary, "special": special, "minors": minors}).fillna(0).astype(int)


def _places(sites: pd.DataFrame) -> pd.Series:
    return sites.groupby("municipality_code")["places"].sum()
