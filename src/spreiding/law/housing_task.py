"""The half-yearly task to house permit holders: ``ceil(vg * i_g / I_NL)``, rounded up (Hw art. 29 lid 1)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

ARTICLE = "Hw art. 29 lid 1"
_LABEL = re.compile(r"^(\d{4})-(I|II)$")


@dataclass(frozen=True, order=True)
class HalfYear:
    """A half-year of the calendar: ``half`` is 1 (January-June) or 2 (July-December)."""

    year: int
    half: int

    @classmethod
    def parse(cls, label: str) -> "HalfYear":
        """Read ``2025-I`` or ``2025-II``; raise ``ValueError`` for anything else."""
        match = _LABEL.match(label)
        if match is None:
            raise ValueError(f"{label!r} is not a half-year: write 2025-I or 2025-II")
        return cls(int(match[1]), len(match[2]))

    @classmethod
    def of(cls, day: date) -> "HalfYear":
        """Give the half-year in which a day falls."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @property
    def label(self) -> str:
        """The half-year as written in the tables, ``2025-I``."""
        return f"{self.year}-{'I' * self.half}"

    @property
    def start(self) -> date:
        """First day."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    def population_date(self, years_before: int = 1) -> date:
        """1 January, so many years before the half-year's (law id ``housing_population_years_before``)."""
        return date(self.year - years_before, 1, 1)

    def next(self) -> "HalfYear":
        """Give the half-year after this one."""
        return HalfYear(self.year, 2) if self.half == 1 else HalfYear(self.year + 1, 1)


def half_years_between(first: date, last: date) -> tuple[HalfYear, ...]:
    """Give every half-year from the one of ``first`` to the one of ``last``, both included."""
    result = []
    current = HalfYear.of(first)
    while current <= HalfYear.of(last):
        result.append(current)
        current = current.next()
    return tuple(result)


def housing_task(persons: int, inhabitants: int, inhabitants_nl: int) -> int:
    """Give one municipality's task in persons: its part of the inhabitants, rounded up."""
    # whole numbers only: a float would round some tasks wrongly
    return -(-persons * inhabitants // inhabitants_nl)


def carried_over(tasks: Sequence[int], backlog: int) -> list[int]:
    """Give what is owed per half-year, in persons: the tasks in order, after a backlog or (negative) a lead.

    A backlog comes on top of the first half-year's task. A lead comes off it, and what the first task does not use up
    comes off the next ones (practice of the supervision; the act says nothing of it).
    """
    carried, owed = backlog, []
    for task in tasks:
        owed.append(max(task + carried, 0))
        carried += task - owed[-1]
    return owed


def housing_tasks(
    population: pd.DataFrame,
    housing_task_national: pd.DataFrame,
    half_years: Iterable[HalfYear],
    years_before: int = 1,
) -> pd.DataFrame:
    """Give the task of every municipality in every half-year, in persons.

    Columns: municipality_code, half_year, population_date, population, population_origin, national_persons,
    national_origin, task_persons. ``population`` and ``housing_task_national`` are the checked input
    tables; a half-year or population date that they don't hold raises ``ValueError``.
    """
    tables = [_tasks_of(population, housing_task_national, half, years_before) for half in half_years]
    if not tables:
        raise ValueError("no half-year asked")
    return pd.concat(tables, ignore_index=True)


def _tasks_of(population: pd.DataFrame, national: pd.DataFrame, half: HalfYear, years_before: int) -> pd.DataFrame:
    day = half.population_date(years_before)
    rows = population[population["reference_date"] == pd.Timestamp(day)].sort_values("municipality_code")
    asked = national[national["half_year"] == half.label]
    if rows.empty or len(asked) != 1:
        raise ValueError(f"half-year {half.label} needs inhabitants of {day} and one national number")
    persons, total = int(asked["persons"].iloc[0]), int(rows["population"].sum())
    return pd.DataFrame(
        {
            "municipality_code": rows["municipality_code"].to_numpy(),
            "half_year": half.label,
            "population_date": pd.Timestamp(day),
            "population": rows["population"].to_numpy(),
            "population_origin": rows["origin"].to_numpy(),
            "national_persons": persons,
            "national_origin": asked["origin"].iloc[0],
            "task_persons": [housing_task(persons, int(i), total) for i in rows["population"]],
        }
    )
