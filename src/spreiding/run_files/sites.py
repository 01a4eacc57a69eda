"""Sites of a run in its quarters, and the durable places that stand on the due date."""

import pandas as pd

from spreiding.run_files.record import RunRecord

# Types of sites whose places count together towards a minimum (Besluit art. 3.1; art. 1.1 for what is special).
GROUPS = {"ordinary": ("azc", "accelerated"), "special": ("registration", "htl", "ibo", "return", "amv")}


def in_time(sites: pd.DataFrame, record: RunRecord) -> pd.DataFrame:
    """Rows of ``sites.csv`` with ``first``, ``last`` and ``due``: periods (0-based) open, and of the due date.

    ``last`` is that of the last period in which the site is open from its first day to its last.
    """
    place = {period.label: t for t, period in enumerate(record.periods)}
    closes = [
        sum(str(period.end) <= day for period in record.periods) if day else len(record.periods)
        for day in sites["closes"]
    ]
    return sites.assign(
        first=[place[label] for label in sites["opens_period"]],
        last=[last - 1 for last in closes],
        due=place[record.due_period],
    )


def durable_on_due(sites: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``in_time`` with durable places that stand in the due period, whether they count or not."""
    there = sites["durable"] & (sites["first"] <= sites["due"]) & (sites["due"] <= sites["last"])
    rows: pd.DataFrame = sites[there]
    return rows
