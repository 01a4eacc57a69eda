"""Calendar quarters, and the one in which the due date falls."""

from datetime import date

import pandas as pd
import pytest

from spreiding.model_file import Horizon
from spreiding.prepare.periods import DAYS_PER_PERIOD, due_period, planning_periods


def test_periods_are_calendar_quarters() -> None:
    periods = planning_periods(Horizon(start=date(2025, 7, 1), periods=3))
    assert periods["period"].to_list() == [1, 2, 3]
    assert periods["label"].to_list() == ["2025-Q3", "2025-Q4", "2026-Q1"]
    assert periods["half_year"].to_list() == ["2025-II", "2025-II", "2026-I"]
    assert periods["start"].iloc[2] == periods["end"].iloc[1] == pd.Timestamp(2026, 1, 1)
    assert periods["end"].iloc[2] == pd.Timestamp(2026, 4, 1)


def test_a_period_counts_as_thirteen_weeks_of_seven_days() -> None:
    assert DAYS_PER_PERIOD == 91


@pytest.mark.parametrize(
    ("due", "period"),
    [
        (date(2025, 1, 1), 1),
        (date(2025, 6, 30), 2),  # the third quarter has not begun
        (date(2025, 7, 1), 3),
        (date(2025, 9, 30), 3),
        (date(2031, 1, 1), 4),  # after the horizon: its last quarter
    ],
)
def test_the_due_period_is_the_last_that_has_begun(due: date, period: int) -> None:
    assert due_period(planning_periods(Horizon(start=date(2025, 1, 1), periods=4)), due) == period
