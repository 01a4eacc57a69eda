"""Family wishes: what a table asks for is in the plan."""

import pytest
from builders import Row, country, goals, site, solve, town

from spreiding.errors import InputError
from spreiding.prepare.case import Case
from spreiding.solve.outcome import Status

# One province, two towns with an equal share of 100; places stand in the first alone, and can be made in the second.
TOWNS = [town("GM0001", 100), town("GM0002", 100)]
NEW = {"existing": False, "opening_cost_eur": 1_000_000}
SITES = [site("S1", "GM0001", "azc", (100, 200)), site("S2", "GM0002", "azc;accelerated", (100, 200), **NEW)]


def _case(wishes: Row, *order: str, sites: list[Row] = SITES) -> Case:
    return country(TOWNS, sites, {"wishes": wishes, "goals": goals(*order)})


def _tasks(case: Case) -> tuple[float, float]:
    plan = solve(case)
    assert plan.status is Status.OPTIMAL
    return plan.at("task_regular", "GM0001"), plan.at("task_regular", "GM0002")


def test_untouched_a_number_pinned_at_its_share() -> None:
    assert _tasks(_case({"pin": {"GM0001": 100}}, "unevenness_total")) == (100, 100)


@pytest.mark.parametrize(
    ("wishes", "numbers"),
    [
        ({"pin": {"GM0001": 130}}, (130, 70)),
        ({"pin": {"GM0002": {"regular": 45, "amv": 0}}}, (155, 45)),
        ({"cap": {"GM0001": 80}}, (80, 120)),
        ({"floor": {"GM0002": {"regular": 110}}}, (90, 110)),
        # The sum of both is the provincial task whatever the wish; of one of them it is a pin.
        ({"together": [{"name": "north", "municipalities": ["GM0002"], "places": 60}]}, (140, 60)),
    ],
)
def test_binding_the_other_town_takes_what_is_left(wishes: Row, numbers: tuple[int, int]) -> None:
    assert _tasks(_case(wishes, "unevenness_total")) == numbers


def test_without_the_family_the_share_stays() -> None:
    plan = solve(_case({"pin": {"GM0001": 130}}, "unevenness_total"), without="wishes")
    assert plan.at("task_regular", "GM0001") == pytest.approx(100)


def test_a_forced_site_opens_though_it_costs() -> None:
    # Cost alone would open nothing new.
    quiet, forced = (solve(_case(wishes, "cost")) for wishes in ({}, {"force": ["S2"]}))
    assert (quiet.total("start"), forced.total("start")) == (1, 2)
    assert forced.goal("cost") == pytest.approx(quiet.goal("cost") + 1)


def test_a_forced_site_has_the_type_and_places_that_are_asked_for() -> None:
    plan = solve(_case({"force": [{"site": "S2", "type": "accelerated", "places": 150}]}, "cost"))
    assert plan.at("places", "S2", "accelerated", 1) == pytest.approx(150)


def test_a_site_that_stands_closes_when_it_is_taken_out() -> None:
    # Its hundred places are the only ones that counted: the whole task of the first town is short then.
    kept, out = (solve(_case(wishes, "shortfall", "cost")) for wishes in ({}, {"exclude": ["S1"]}))
    assert (kept.goal("shortfall"), out.goal("shortfall")) == (0, 0)
    assert (out.at("task_regular", "GM0001"), out.at("task_regular", "GM0002")) == (0, 200)


def test_violated_more_than_the_province_has_can_not_be() -> None:
    wishes = {"pin": {"GM0001": 150}, "floor": {"GM0002": 60}}
    assert solve(_case(wishes, "unevenness_total")).status is Status.INFEASIBLE


@pytest.mark.parametrize(
    ("wishes", "told"),
    [
        ({"pin": {"GM9999": 5}}, "is not a municipality of the tables"),
        ({"exclude": ["S11"]}, "Did you mean S1?"),
        ({"force": [{"site": "S2", "type": "amv"}]}, "It can open as accelerated, azc, from 2025-Q1 to 2025-Q1"),
        ({"force": [{"site": "S2", "opens": "2031-Q1"}]}, "can't stand as it is asked for"),
    ],
)
def test_a_wish_that_can_not_be_is_told(wishes: Row, told: str) -> None:
    with pytest.raises(InputError) as caught:
        _case(wishes, "cost")
    assert told in "\n".join(str(finding) for finding in caught.value.findings)


def test_a_site_that_is_set_aside_says_why_it_can_not_be_forced() -> None:
    sites = [SITES[0], site("S2", "GM0002", "azc", 100, restriction="families", **NEW)]
    with pytest.raises(InputError) as caught:
        _case({"force": ["S2"]}, "cost", sites=sites)
    assert "can't open: offered with a target-group restriction (S09)" in str(caught.value.findings[0])
