"""Family regional_tables: the numbers of a region add up to what its table agreed."""

import pytest
from builders import Row, country, goals, site, solve, town

from spreiding.solve.outcome import Status

# Two regions of one province: 100 and 60, 40.
TOWNS = [town("GM0001", 100), town("GM0002", 60, region="VR02"), town("GM0003", 40, region="VR02")]
SITES = [site("S1", "GM0001", "azc", 200)]


def _model(numbers: Row, *order: str, **settings: object) -> Row:
    return {"families": {"regional_tables": {"enabled": True, "numbers": numbers, **settings}}, "goals": goals(*order)}


def test_untouched_an_agreement_on_the_share_itself() -> None:
    plan = solve(country(TOWNS, SITES, _model({"VR02": 100}, "unevenness_total")))
    assert plan.goal("unevenness_total") == 0


def test_binding_a_region_takes_over_twenty_places() -> None:
    # 20 more in the one region are 20 fewer in the other, whose places stand: 40 places elsewhere than the share says.
    plan = solve(country(TOWNS, SITES, _model({"VR02": 120}, "unevenness_total")))
    assert plan.goal("unevenness_total") == pytest.approx(40)
    assert plan.at("task_regular", "GM0002") + plan.at("task_regular", "GM0003") == pytest.approx(120)


def test_without_the_family_places_go_where_sites_stand() -> None:
    case = country(TOWNS, SITES, _model({"VR02": 100}, "shortfall"))
    assert solve(case).goal("shortfall") == pytest.approx(100)
    assert solve(case, without="regional_tables").goal("shortfall") == 0


def test_agreements_that_the_provincial_task_can_not_hold_are_infeasible() -> None:
    plan = solve(country(TOWNS, SITES, _model({"VR01": 150, "VR02": 100}, "shortfall")))
    assert plan.status is Status.INFEASIBLE


def test_a_soft_agreement_gives_way_at_its_price() -> None:
    # Every place that moves to the first region has a site; it is also a place less than agreed in the second.
    plan = solve(country(TOWNS, SITES, _model({"VR02": 100}, "shortfall", "soft_norms", strength="soft")))
    assert (plan.goal("shortfall"), plan.goal("soft_norms")) == (0, pytest.approx(100))


def test_an_agreement_of_a_region_outside_the_run_says_nothing() -> None:
    plan = solve(country(TOWNS, SITES, _model({"VR09": 5}, "shortfall")))
    assert plan.goal("shortfall") == 0
