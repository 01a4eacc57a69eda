"""The half-yearly housing task: rounded up, in whole numbers, on the right inhabitants (Hw art. 29 lid 1)."""

from datetime import date
from fractions import Fraction
from math import ceil

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreiding.law.housing_task import HalfYear, carried_over, half_years_between, housing_task, housing_tasks


@pytest.mark.parametrize(
    ("persons", "inhabitants", "country", "task"),
    [
        (100, 10, 100, 10),  # exactly 10: nothing to round up
        (101, 10, 100, 11),  # 10.1
        (0, 10, 100, 0),
        (1, 1, 18_000_000, 1),  # the smallest part of a person is a person
        (13000, 18_000_000, 18_000_000, 13000),
    ],
)
def test_rounds_up(persons: int, inhabitants: int, country: int, task: int) -> None:
    assert housing_task(persons, inhabitants, country) == task


@given(st.integers(0, 100_000), st.integers(1, 10**6), st.integers(1, 2 * 10**7))
def test_is_the_exact_ceiling(persons: int, inhabitants: int, country: int) -> None:
    assert housing_task(persons, inhabitants, country) == ceil(Fraction(persons * inhabitants, country))


@given(st.integers(0, 100_000), st.lists(st.integers(1, 10**6), min_size=1, max_size=20))
def test_the_sum_covers_the_need_with_less_than_one_extra_each(persons: int, towns: list[int]) -> None:
    total = sum(housing_task(persons, town, sum(towns)) for town in towns)
    assert persons <= total < persons + len(towns)


def test_half_years() -> None:
    half = HalfYear.parse("2025-II")
    assert (half.year, half.half, half.label, half.start) == (2025, 2, "2025-II", date(2025, 7, 1))
    assert half.population_date() == date(2024, 1, 1)
    assert half.next() == HalfYear.parse("2026-I")
    assert HalfYear.of(date(2025, 6, 30)).label == "2025-I"


@pytest.mark.parametrize("label", ["2025-III", "2025-1", "2025", "25-I", " 2025-I", ""])
def test_other_texts_are_no_half_years(label: str) -> None:
    with pytest.raises(ValueError, match="write 2025-I"):
        HalfYear.parse(label)


def test_half_years_between_takes_both_ends() -> None:
    found = half_years_between(date(2025, 1, 1), date(2026, 12, 31))
    assert [half.label for half in found] == ["2025-I", "2025-II", "2026-I", "2026-II"]
    assert half_years_between(date(2025, 7, 1), date(2025, 6, 30)) == ()


def tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two municipalities that change size between two years, and two half-years."""
    population = pd.DataFrame(
        {
            "municipality_code": ["GM0002", "GM0001"] * 2,
            "reference_date": pd.to_datetime(["2024-01-01"] * 2 + ["2025-01-01"] * 2),
            "population": [300, 100, 100, 300],
            "origin": "official",
        }
    )
    national = pd.DataFrame(
        {"half_year": ["2025-II", "2026-I"], "persons": [10, 20], "origin": ["reported", "assumption"]}
    )
    return population, national


def test_frame_uses_inhabitants_of_the_year_before() -> None:
    tasks = housing_tasks(*tables(), [HalfYear(2025, 2), HalfYear(2026, 1)])
    assert tasks["municipality_code"].tolist() == ["GM0001", "GM0002"] * 2
    # 2025-II: 10 * 100/400 = 2.5 -> 3 and 7.5 -> 8; 2026-I: 20 * 300/400 = 15 and 5
    assert tasks["task_persons"].tolist() == [3, 8, 15, 5]
    assert tasks["national_origin"].tolist() == ["reported"] * 2 + ["assumption"] * 2


def test_a_half_year_without_figures_is_an_error() -> None:
    for half in (HalfYear(2026, 2), HalfYear(2025, 1)):
        with pytest.raises(ValueError, match=half.label):
            housing_tasks(*tables(), [half])
    with pytest.raises(ValueError, match="no half-year"):
        housing_tasks(*tables(), [])


@pytest.mark.parametrize(
    ("backlog", "owed"),
    [
        (0, [10, 8, 12]),
        (7, [17, 8, 12]),  # who is behind has the backlog on top of the first task
        (-4, [6, 8, 12]),  # who is ahead has less to do in the first half-year
        (-10, [0, 8, 12]),
        (-15, [0, 3, 12]),  # 10 of the lead are used up by the first task, 5 by the second
        (-18, [0, 0, 12]),
        (-40, [0, 0, 0]),  # ten persons are housed in advance beyond the horizon
    ],
)
def test_a_backlog_comes_first_and_a_lead_is_used_up(backlog: int, owed: list[int]) -> None:
    assert carried_over([10, 8, 12], backlog) == owed


@given(st.lists(st.integers(0, 500), max_size=6), st.integers(-2000, 2000))
def test_nothing_of_a_backlog_or_lead_is_lost(tasks: list[int], backlog: int) -> None:
    owed = carried_over(tasks, backlog)
    assert min(owed, default=0) >= 0
    for n in range(1, len(tasks) + 1):
        # So far exactly the tasks and the backlog are owed, or nothing while the lead lasts.
        assert sum(owed[:n]) == max(sum(tasks[:n]) + backlog, 0)


def test_zeeland_was_73_ahead_in_2023_i() -> None:
    # Reported: gross 469 persons, a lead of 73, net 396.
    assert carried_over([469], -73) == [396]
