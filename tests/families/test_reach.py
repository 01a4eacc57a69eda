"""Family reach: education, care and a station within the limits, or transport organised at a cost."""

from typing import Any

import pytest
from builders import country, goals, site, solve, town

from spreiding.prepare.case import Case

LIMITS = {"azc": {"education": 60.0, "care": 45.0}}


def _case(minutes: tuple[float, float, float], transport: bool, **reach: Any) -> Case:
    family = {"limits": LIMITS, "transport_cost_per_place_day_eur": 6.0, **reach}
    places = site("S1", "GM0001", "azc", 120, minutes=minutes, transport_possible=transport)
    model = {"families": {"reach": family}, "goals": goals("shortfall", "cost")}
    return country([town("GM0001", 120)], [places], model)


def test_untouched_within_reach() -> None:
    # At the limit is within it; a station has no limit here.
    plan = solve(_case((60.0, 45.0, 500.0), transport=True))
    assert (plan.goal("shortfall"), plan.goal("cost")) == (0, 0)


@pytest.mark.parametrize("minutes", [(60.1, 10.0, 10.0), (10.0, 45.1, 10.0), (90.0, 90.0, 10.0)])
def test_binding_transport_costs_per_place_and_day(minutes: tuple[float, float, float]) -> None:
    # 120 places x 91 days x EUR 6, once, also when two limits are passed.
    plan = solve(_case(minutes, transport=True))
    assert plan.at("transported", "S1") == pytest.approx(120)
    assert plan.goal("cost") == pytest.approx(120 * 91 * 6 / 1e6)


def test_violated_a_site_without_transport_is_unsuitable_and_listed() -> None:
    case = _case((60.1, 10.0, 10.0), transport=False)
    assert case.choices.empty
    assert case.excluded[["site_id", "location_type"]].to_numpy().tolist() == [["S1", "azc"]]
    assert "S10" in case.excluded["reason"].iloc[0]
    assert solve(case).goal("shortfall") == 120


def test_switched_off_distance_is_no_matter() -> None:
    plan = solve(_case((999.0, 999.0, 999.0), transport=False, enabled=False))
    assert (plan.goal("shortfall"), plan.goal("cost")) == (0, 0)


def test_a_limit_is_of_a_type() -> None:
    # The same site may be an accelerated azc, for which no limit is set.
    places = site("S1", "GM0001", "azc;accelerated", 120, minutes=(99.0, 10.0, 10.0))
    model = {"families": {"reach": {"limits": LIMITS}}}
    case = country([town("GM0001", 120)], [places], model)
    assert case.choices["location_type"].to_list() == ["accelerated"]
    assert case.excluded["location_type"].to_list() == ["azc"]


def test_transport_runs_while_the_site_is_open() -> None:
    # From the second of three quarters: 2 x 120 place-quarters.
    places = site(
        "S1", "GM0001", "azc", (120, 120), minutes=(99.0, 10.0, 10.0), transport_possible=True, existing=False,
        available_from="2025-04-01",
    )  # fmt: skip
    family = {"limits": LIMITS, "transport_cost_per_place_day_eur": 6.0}
    model = {"families": {"reach": family}, "goals": goals("shortfall", "cost"), "horizon": {"periods": 3}}
    model["dates"] = {"due": "2025-04-01"}
    plan = solve(country([town("GM0001", 120)], [places], model))
    assert plan.goal("shortfall") == 0
    assert plan.goal("cost") == pytest.approx(2 * 120 * 91 * 6 / 1e6)
