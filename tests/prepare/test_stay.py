"""Persons in reception and decisions, followed from arrivals; the auditor counts the same in another way."""

from dataclasses import replace

import numpy as np
import pytest
from builders import arrivals, country, goals, site, solve, town
from hypothesis import given, settings
from hypothesis import strategies as st

from spreiding.audit.stay import stays as counted_again
from spreiding.audit_input import audit_case
from spreiding.prepare.stay import stays

FIVE = np.array([10.0, 20.0, 20.0, 5.0, 5.0])


def test_even_arrivals_are_littles_law() -> None:
    # 10 a week who stay 70 weeks: 700, and every quarter 130 decisions, whatever the shape of the stay.
    for shape in (1, 3):
        stay = stays(np.full(6, 10.0), 10.0, 70.0, shape, None, 13.0)
        assert stay.persons == pytest.approx(np.full(6, 700.0))
        assert stay.decisions == pytest.approx(np.full(6, 130.0))


def test_an_exponential_stay_by_hand() -> None:
    # Nobody before, 10 a week, mean stay 13 weeks: 130 (1 - e^-1) at the end of the first quarter, and on average
    # 130 (1 - (1 - e^-1)) = 130 e^-1; who came and is not there any more was decided.
    stay = stays(np.array([10.0]), 0.0, 13.0, 1, None, 13.0)
    assert stay.persons == pytest.approx([130 * np.exp(-1)])
    assert stay.decisions == pytest.approx([130 - 130 * (1 - np.exp(-1))])


def test_a_steadier_stay_answers_later() -> None:
    # Twice the arrivals from the first quarter on: with many stages few of them are decided within half the mean stay.
    exponential, steady = (stays(np.full(2, 20.0), 10.0, 52.0, shape, None, 13.0) for shape in (1, 40))
    assert steady.decisions == pytest.approx([130, 130], abs=1.0)
    assert exponential.decisions[1] > 170
    assert steady.persons[1] > exponential.persons[1]


def test_fewer_decisions_than_stays_that_end_make_a_queue() -> None:
    # 130 stays end a quarter and 8 x 13 = 104 are decided: the queue grows by 26, on average 13 and 39 of it.
    stay = stays(np.full(2, 10.0), 10.0, 70.0, 2, np.array([8.0, 8.0]), 13.0)
    assert stay.decisions == pytest.approx([104, 104])
    assert stay.persons == pytest.approx([713, 739])
    # Enough decisions the quarter after work the queue off.
    later = stays(np.full(3, 10.0), 10.0, 70.0, 2, np.array([8.0, 100.0, 100.0]), 13.0)
    assert later.decisions == pytest.approx([104, 156, 130])
    assert later.persons == pytest.approx([713, 713, 700])


def test_more_decisions_than_that_change_nothing() -> None:
    free, wide = (stays(FIVE, 10.0, 20.0, 3, most, 13.0) for most in (None, np.full(5, 99.0)))
    assert wide.persons == pytest.approx(free.persons)


@settings(max_examples=60, deadline=None)
@given(
    weekly=st.lists(st.floats(0, 2000), min_size=1, max_size=8),
    before=st.floats(0, 2000),
    weeks=st.floats(2, 150),
    shape=st.integers(1, 6),
    most=st.none() | st.lists(st.floats(0, 1500), min_size=8, max_size=8),
)
def test_the_auditor_counts_the_same(
    weekly: list[float], before: float, weeks: float, shape: int, most: list[float] | None
) -> None:
    model = {
        "inflow": arrivals(weekly, regular=(1.0, weeks, 0.5)) | {"stay_model": "cohorts"},
        "horizon": {"periods": len(weekly)},
    }
    case = audit_case(country([town("GM0001", 100)], [], model))
    track = replace(
        next(track for track in case.tracks if track.track == "regular"),
        stay_shape=shape,
        decisions_per_week=None if most is None else tuple(most),
    )
    persons, decisions = counted_again(replace(case, weekly_arrivals_before=before), track)
    capacity = None if most is None else np.array(most[: len(weekly)])
    stay = stays(np.array(weekly), before, weeks, shape, capacity, 13.0)
    assert stay.persons == pytest.approx(persons, rel=1e-6, abs=1e-4)
    assert stay.decisions == pytest.approx(decisions, rel=1e-6, abs=1e-4)


def test_slower_decisions_move_places_permits_and_housing_together() -> None:
    # 13 a quarter are due for a decision and all get a permit; when nobody is decided, nobody is coupled and the 13
    # stay: 13 + 6.5 on average in the first quarter, 13 + 19.5 in the second.
    def plan(decisions: float | None) -> tuple[float, float]:
        inflow = arrivals(1, regular=(1.0, 13.0, 1.0)) | {"stay_model": "cohorts"}
        inflow["tracks"] = [
            row | ({"decisions_per_week": decisions} if row["track"] == "regular" else {}) for row in inflow["tracks"]
        ]
        model = {"horizon": {"periods": 2}, "inflow": inflow, "goals": goals("no_place", "late_housing")}
        solved = solve(country([town("GM0001", 100)], [site("S1", "GM0001", "azc", 500)], model))
        return solved.total("persons"), solved.at("coupled_so_far", "VR01", 2)

    assert plan(None)[1] == pytest.approx(26)
    assert plan(0.0) == pytest.approx((13 + 6.5 + 13 + 19.5, 0.0))
