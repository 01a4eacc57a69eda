"""Planning periods: calendar quarters, each counted as 13 weeks of flow."""

from datetime import date

import pandas as pd

from spreiding.law.housing_task import HalfYear
from spreiding.model_file import Horizon

WEEKS_PER_PERIOD = 13
DAYS_PER_PERIOD = 7 * WEEKS_PER_PERIOD


def planning_periods(horizon: Horizon) -> pd.DataFrame:
    """List the periods of a horizon.

    Columns: ``period`` (1..T), ``label`` (``2025-Q1``), ``start``, ``end`` (start of the next period) and
    ``half_year`` (``2025-I``), the unit of the housing task (Hw art. 29).
    """
    starts = pd.date_range(horizon.start, periods=horizon.periods + 1, freq="QS")
    begins, ends = starts[:-1], starts[1:]
    return pd.DataFrame(
        {
            "period": range(1, horizon.periods + 1),
            "label": [f"{day.year}-Q{day.quarter}" for day in begins],
            "start": begins,
            "end": ends,
            "half_year": [HalfYear.of(day.date()).label for day in begins],
        }
    )


def due_period(periods: pd.DataFrame, due: date) -> int:
    """Return the last period that has begun on the due date: what stands then is delivered in time."""
    begun = periods.loc[periods["start"] <= pd.Timestamp(due), "period"]
    return int(begun.max())
