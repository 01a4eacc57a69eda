"""The goals of a run that look at numbers alone, counted again for any numbers: those of the run, or others."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from spreiding.law.rest_task import KINDS

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Standing:
    """What the goals about numbers look at, one value per municipality of the run.

    ``agreed`` and ``durable`` by kind; ``other``: burdens beside the number, in places; ``region``: 0-based number of
    its region; ``people``: inhabitants.
    """

    agreed: dict[str, Numbers]
    durable: dict[str, Numbers]
    other: Numbers
    region: npt.NDArray[np.intp]
    people: Numbers


Tasks = dict[str, Numbers]


def _shortfall(tasks: Tasks, at: Standing) -> float:
    return float(sum(np.maximum(tasks[kind] - at.durable[kind], 0).sum() for kind in KINDS))


def _unevenness_total(tasks: Tasks, at: Standing) -> float:
    return float(sum(np.abs(tasks[kind] - at.agreed[kind]).sum() for kind in KINDS))


def _unevenness_worst(tasks: Tasks, at: Standing) -> float:
    task, agreed = (sum(by[kind] for kind in KINDS) for by in (tasks, at.agreed))
    return float((np.abs(task - agreed) / np.maximum(agreed, 1)).max())


def _burden_balance(tasks: Tasks, at: Standing) -> float:
    burden = at.other + sum(tasks[kind] for kind in KINDS)
    here = np.bincount(at.region, burden)
    part = np.bincount(at.region, at.people) / at.people.sum() * burden.sum()
    return float(np.abs(here - part).sum())


# The goals that look at numbers; soft_norms may too, and the others look at sites, persons and housing only.
OF_NUMBERS: dict[str, Callable[[Tasks, Standing], float]] = {
    "shortfall": _shortfall,
    "unevenness_total": _unevenness_total,
    "unevenness_worst": _unevenness_worst,
    "burden_balance": _burden_balance,
}
UNITS = {"shortfall": 0, "unevenness_total": 0, "unevenness_worst": 3, "burden_balance": 3}
# Of these, the goals that look at totals: how a number is split into regular and amv makes no difference to them.
OF_TOTALS = ("unevenness_worst", "burden_balance")


def with_agreed(tasks: pd.DataFrame) -> pd.DataFrame:
    """``tasks.csv`` by code, with ``agreed_regular``, ``agreed_amv``, ``agreed_places``: shares with exchanges."""
    rows = tasks.set_index("municipality_code")
    minors = rows["indicative_amv"] + rows["exchanged_amv"]
    together = rows["indicative_places"] + rows["exchanged_places"]
    return rows.assign(agreed_regular=together - minors, agreed_amv=minors, agreed_places=together)


def standing_of(tasks: pd.DataFrame) -> Standing:
    """What the goals look at, from the rows of ``with_agreed``; empty burdens beside the number count 0."""
    return Standing(
        {kind: tasks[f"agreed_{kind}"].to_numpy(float) for kind in KINDS},
        {kind: tasks[f"durable_{kind}"].to_numpy(float) for kind in KINDS},
        (tasks["burden_places"] - tasks["task_places"]).fillna(0.0).to_numpy(float),
        pd.factorize(tasks["region_code"])[0],
        tasks["population"].to_numpy(float),
    )
