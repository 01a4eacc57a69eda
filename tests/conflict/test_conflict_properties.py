"""Wishes by chance on a small country: a conflict is found where there is no plan, and none of it is too much."""

from typing import Any

import pytest
from builders import Row, country, goals, site, solve, town
from conflict.brute_force import arguable, can_be
from conflict.found import found_in
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from spreiding.conflict.ask import compiled, conflict_of_case
from spreiding.prepare.case import Case
from spreiding.solve.outcome import Status

CODES = ("GM0001", "GM0002", "GM0003")
TOWNS = [town("GM0001", 60), town("GM0002", 40), town("GM0003", 50, region="VR02")]
SITES = [
    site("S1", "GM0001", "azc", (20, 90)),
    site("S2", "GM0002", "azc;amv", (10, 60), existing=False),
    site("S3", "GM0003", "amv", (10, 40), existing=False),
]
LAW = {"durable_min_regular": 30, "durable_min_special": 12}
AS_DRAWN = (Phase.explicit, Phase.generate)
few = settings(max_examples=8, deadline=None, derandomize=True, phases=AS_DRAWN)
many = settings(max_examples=150, deadline=None, derandomize=True, phases=AS_DRAWN)

places = st.integers(0, 120)
kinds = st.dictionaries(st.sampled_from(["total", "regular", "amv"]), places, min_size=1, max_size=2)
numbers = st.dictionaries(st.sampled_from(CODES), kinds, max_size=3)
forced = st.sampled_from([[], ["S1"], [{"site": "S2", "places": 55}], [{"site": "S2", "places": 75, "type": "azc"}]])
excluded = st.sampled_from([[], ["S3"]])
together = st.lists(
    st.builds(
        lambda members, places: {"name": "t", "municipalities": sorted(members), "places": places},
        st.sets(st.sampled_from(CODES), min_size=1, max_size=2),
        places,
    ),
    max_size=1,
)
wishes = st.fixed_dictionaries(
    {"pin": numbers, "cap": numbers, "floor": numbers, "force": forced, "exclude": excluded, "together": together}
)
strength = st.sampled_from(["hard", "soft"])
norms = st.fixed_dictionaries(
    {
        "delivery": st.fixed_dictionaries({"strength": strength}),
        "municipal_task": st.sampled_from([{}, {"min_ratio": 0.5, "max_ratio": 1.5}]),
        "transition": st.sampled_from([{}, {"enabled": True, "max_change_places": 45}]),
    }
)


def _case(asked: Row, families: dict[str, Any]) -> Case:
    model = {"wishes": asked, "families": families, "goals": goals("cost"), "need": {"places": 150, "amv": 20}}
    return country(TOWNS, SITES, model, law=LAW)


def _check(asked: Row, families: dict[str, Any]) -> None:
    """A conflict is found exactly where there is no plan, nothing of it can be left out, and repairs repair."""
    case = _case(asked, families)
    if solve(case).status is not Status.INFEASIBLE:
        assert conflict_of_case(case, compiled(case)) is None
        return
    found = found_in(case)
    assert found.conflict.done
    assert not can_be(found.matrix, found.names, case)
    assert all(can_be(found.matrix, found.names - {name}, case) for name in found.names)
    everything = arguable(found.matrix, case)
    for repair in found.conflict.repairs:
        sites = {way.term.name for way in repair.steps if way.term.unit == "sites"}
        wider = {way.term.name: way.amount for way in repair.steps}
        assert can_be(found.matrix, everything - sites, case, wider)


@few
@given(asked=wishes, families=norms)
def test_a_conflict_is_found_exactly_where_there_is_no_plan(asked: Row, families: dict[str, Any]) -> None:
    _check(asked, families)


@pytest.mark.proof
@many
@given(asked=wishes, families=norms)
def test_a_conflict_is_found_exactly_where_there_is_no_plan_in_many_countries(
    asked: Row, families: dict[str, Any]
) -> None:
    _check(asked, families)
