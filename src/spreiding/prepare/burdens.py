"""Three burdens side by side: asylum, people from Ukraine and housing of permit holders (S18)."""

from collections.abc import Mapping

import pandas as pd

from spreiding.law.housing_task import HalfYear, housing_tasks
from spreiding.model_families import Burdens
from spreiding.tables.bundle import Tables


def burdens(
    tables: Tables,
    codes: pd.Index,
    periods: pd.DataFrame,
    years_before: int,
    exchanged: Mapping[tuple[str, str], int],
    weights: Burdens,
) -> pd.DataFrame:
    r"""What a municipality carries beside its asylum places.

    Columns, indexed by ``codes``: ``ukraine_places`` (places; missing where ``ukraine.csv`` has no row: unknown),
    ``housing_task_persons`` (persons: mean task of the half-years that the horizon touches, Hw art. 29, tasks that were
    changed jointly included) and ``other_places``, what these two weigh in places:

    $$\mathrm{other}_g = w_U\, U_g + w_H\, \frac{1}{|H|} \sum_{h \in H} \mathrm{task}_{g h}$$

    $U$: Ukraine places, nothing where unknown; $w$: weights of the model file, in places per place and per person a
    half-year. Source: the yearly plan for all three, and the balance between asylum places, Ukraine places and the mean
    housing task in a region (Uitvoeringsagenda 4.1, 4.2). ``years_before`` and ``exchanged``: as in ``housing_room``.
    """
    halves = [HalfYear.parse(label) for label in periods["half_year"].unique()]
    tasks = housing_tasks(tables.population, tables.housing_task_national, halves, years_before)
    keys = zip(tasks["municipality_code"], tasks["half_year"], strict=True)
    tasks["task_persons"] += [exchanged.get(key, 0) for key in keys]
    housing = tasks.groupby("municipality_code")["task_persons"].mean().loc[codes]
    ukraine = tables.ukraine.set_index("municipality_code")["places"].astype("float64").reindex(codes)
    other = weights.ukraine_weight * ukraine.fillna(0.0) + weights.housing_weight * housing
    return pd.DataFrame({"ukraine_places": ukraine, "housing_task_persons": housing, "other_places": other})
