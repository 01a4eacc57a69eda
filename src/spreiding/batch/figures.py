"""The figures that are kept of every plan, per municipality and summed per province."""

import pandas as pd

from spreiding.prepare.case import Case
from spreiding.solution.plan_tables import Plan

KEYS = ["municipality_code", "municipality", "province_code"]
# Columns of tasks.csv that are places or persons and add up.
_OF_TASKS = [
    "indicative_places",
    "task_places",
    "task_amv",
    "durable_places",
    "shortfall_places",
    "deviation_places",
    "change_places",
]
FIGURES = (*_OF_TASKS, "open_sites", "site_places", "emergency_places", "late_persons")
MEANING = {
    "indicative_places": "indicative share, places",
    "task_places": "number given, places",
    "task_amv": "of which for unaccompanied minors",
    "durable_places": "places that count as durable on the due date",
    "shortfall_places": "number given less durable places",
    "deviation_places": "number given less indicative share",
    "change_places": "places at the end less those that stand today",
    "open_sites": "sites that the plan opens or keeps",
    "site_places": "places of those sites",
    "emergency_places": "of which at emergency sites",
    "late_persons": "permit holders who wait over the norm at the end of the horizon",
    "moved_places": "places elsewhere than the indicative share says: half of all deviations",
}


def municipal_figures(plan: Plan, case: Case) -> pd.DataFrame:
    """One row per municipality: ``KEYS`` and ``FIGURES``, sorted by code."""
    tasks = plan.tasks[[*KEYS, *_OF_TASKS]].sort_values("municipality_code", ignore_index=True)
    codes = tasks["municipality_code"]
    sites = plan.sites.groupby("municipality_code")["places"].agg(["size", "sum"])
    emergency = plan.sites[plan.sites["emergency"]].groupby("municipality_code")["places"].sum()
    end = plan.housing[plan.housing["period"] == case.periods["label"].iloc[-1]]
    late = end.groupby("to_municipality_code")["late_persons"].sum()
    return tasks.assign(
        open_sites=codes.map(sites["size"]).fillna(0).astype("int64"),
        site_places=codes.map(sites["sum"]).fillna(0).astype("int64"),
        emergency_places=codes.map(emergency).fillna(0).astype("int64"),
        late_persons=codes.map(late).fillna(0.0).round(3).astype("float64"),
    )


def sums(municipal: pd.DataFrame) -> dict[str, float]:
    """Add the figures up, and ``moved_places`` beside them."""
    added = municipal[list(FIGURES)].sum()
    moved = float(municipal["deviation_places"].abs().sum()) / 2
    return {**{name: round(float(added[name]), 3) for name in FIGURES}, "moved_places": moved}


def provincial_sums(municipal: pd.DataFrame) -> dict[str, dict[str, float]]:
    """The same per province code."""
    return {str(code): sums(rows) for code, rows in municipal.groupby("province_code", sort=True)}
