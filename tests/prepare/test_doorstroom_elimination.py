"""Housing folded into data gives what an explicit program with doorstroom in and out would give."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from builders import country, town
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from spreiding.model_file import Horizon
from spreiding.prepare.coupling import coupling_window
from spreiding.prepare.housing import housing_room
from spreiding.prepare.periods import planning_periods
from spreiding.tables.bundle import Tables

Vector = npt.NDArray[np.float64]
YEAR = 4  # quarters


@dataclass(frozen=True)
class Town:
    """Persons: waiting at the start, coupled per quarter, dwellings per quarter; doorstroom places."""

    waiting: float
    coupled: tuple[float, ...]
    dwellings: tuple[float, ...]
    doorstroom: float

    @property
    def periods(self) -> int:
        return len(self.coupled)


def _due(place: Town) -> Vector:
    """Coupled more than 14 weeks before the end of each quarter; the stock evenly over 26 weeks before the start."""
    ends = 13.0 * np.arange(1, place.periods + 1) - 14
    begins = 13.0 * np.arange(place.periods)
    flows = np.clip((ends[:, None] - begins[None, :]) / 13, 0, 1) @ np.array(place.coupled)
    return place.waiting * np.clip((26 + ends) / 26, 0, 1) + flows


def _explicit(place: Town, of_waiting: float, of_late: float) -> float:
    """Least weighted waiting and late: per quarter housed, into and out of doorstroom, waiting, late."""
    periods = place.periods
    so_far, nothing = np.tril(np.ones((periods, periods))), np.zeros((periods, periods))
    one = np.eye(periods)
    known = place.waiting + np.cumsum(place.coupled)
    a_year_ago = np.eye(periods, k=-YEAR) @ so_far
    at_most = [
        ([-so_far, -so_far, nothing, -one, nothing], -known),  # waiting >= known - left
        ([so_far, so_far, nothing, nothing, nothing], known),  # nobody leaves who is not coupled
        ([-so_far, -so_far, nothing, nothing, -one], -_due(place)),  # late >= due - left
        ([so_far, nothing, so_far, nothing, nothing], np.cumsum(place.dwellings)),
        ([nothing, so_far, -so_far, nothing, nothing], np.full(periods, place.doorstroom)),
        ([nothing, -so_far, so_far, nothing, nothing], np.zeros(periods)),  # out only after in
        ([nothing, a_year_ago, -so_far, nothing, nothing], np.zeros(periods)),  # out within a year
    ]
    cost = np.concatenate([np.zeros(3 * periods), np.full(periods, of_waiting), np.full(periods, of_late)])
    rows, limits = np.vstack([np.hstack(row) for row, _ in at_most]), np.concatenate([end for _, end in at_most])
    answer = linprog(cost, A_ub=rows, b_ub=limits, method="highs")
    assert answer.status == 0
    return float(answer.fun)


def _folded(place: Town, of_waiting: float, of_late: float) -> float:
    """The same from ``housing_room`` and ``coupling_window``: nothing is decided."""
    room = _room(place)
    known = place.waiting + np.cumsum(place.coupled)
    window = coupling_window(14, 26, place.periods)
    coupled = np.array(place.coupled)
    recent = sum(
        part * np.concatenate([np.zeros(ago), coupled])[: place.periods] for ago, part in enumerate(window.weights)
    )
    not_due = np.array([window.initial[t] for t in range(1, place.periods + 1)]) * place.waiting
    waiting = np.maximum(known - room, 0)
    late = np.maximum(known - not_due - recent - room, 0)
    return float(of_waiting * waiting.sum() + of_late * late.sum())


@cache
def _tables() -> Tables:
    return country([town("GM0001", 100)]).instance.tables


def _room(place: Town) -> Vector:
    """Of a country with these dwellings: the task of a half-year is twice a quarter's, so quarters come in pairs."""
    periods = planning_periods(Horizon(start=date(2025, 1, 1), periods=place.periods))
    halves = periods["half_year"].unique()
    tasks = [round(2 * place.dwellings[2 * n]) for n in range(len(halves))]
    tables = replace(
        _tables(),
        housing=_tables().housing.assign(doorstroom_places=round(place.doorstroom)),
        housing_task_national=pd.DataFrame({"half_year": halves, "persons": tasks, "origin": "assumption"}),
    )
    room = housing_room(tables, pd.Index(["GM0001"]), periods, 1.0, YEAR, 1)
    return np.asarray(room.leaving.loc["GM0001"], dtype=float)


@st.composite
def towns(draw: st.DrawFn) -> Town:
    periods = draw(st.integers(1, 10))
    pairs = draw(st.lists(st.integers(0, 30), min_size=5, max_size=5))
    dwellings = tuple(pairs[t // 2] / 2 for t in range(periods))
    coupled = tuple(draw(st.lists(st.integers(0, 30), min_size=periods, max_size=periods)))
    return Town(draw(st.integers(0, 60)), tuple(map(float, coupled)), dwellings, draw(st.integers(0, 60)))


@settings(max_examples=60, deadline=None)
@given(towns(), st.sampled_from([(1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 50.0)]))
def test_housing_early_is_never_worse_and_needs_no_decision(place: Town, weights: tuple[float, float]) -> None:
    assert _folded(place, *weights) == pytest.approx(_explicit(place, *weights), abs=1e-5)


def test_by_hand() -> None:
    # 26 wait, 20 doorstroom places, 2 dwellings in quarter 5 only: in quarter 1 only 2 may enter, for a dwelling
    # follows for no more. Waiting: 24, then 6 6 6 (20 places), then 26 - 20 - 2 = 4.
    place = Town(26, (0.0,) * 5, (0.0, 0.0, 0.0, 0.0, 2.0), 20)
    assert _explicit(place, 1.0, 0.0) == pytest.approx(24 + 6 + 6 + 6 + 4)
    assert _folded(place, 1.0, 0.0) == pytest.approx(24 + 6 + 6 + 6 + 4)


def test_rows_are_municipalities_apart() -> None:
    frame = country([town("GM0001", 50, doorstroom=3), town("GM0002", 50)], [], dwellings=8).room.leaving
    expected = pd.DataFrame({1: [5.0, 2.0]}, index=["GM0001", "GM0002"])
    assert frame.to_numpy().tolist() == expected.to_numpy().tolist()
