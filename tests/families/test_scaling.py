"""Family scaling: places in direct reserve, flexible, or given up in an emergency site."""

from typing import Any

import pytest
from builders import Row, arrivals, country, goals, site, solve, town

TOWN = town("GM0001", 200)
DAYS = 91
# An azc of 200 places at EUR 10 a day, EUR 5 in reserve; a quarter of it can be flexible.
AZC = site("S1", "GM0001", "azc", (200, 200), cost_per_place_day_eur=10.0)
# So small a stock that the need is never under it.
NO_STOCK = {"stable_stock_places": 1, "flexible_places": 0, "direct_reserve_places": 0}


def _solve(weekly: list[float], sites: list[Row], *order: str, **settings: Any) -> Any:
    """Persons stay 13 weeks: seven a week are 91, who need 100 places; twice as many need 200."""
    stock = {"enabled": True, "strength": "hard", "scale_down": "always", "reserve_cost_part": 0.5}
    model = {
        "families": {"stock": stock, **settings},
        "goals": goals(*order),
        "inflow": arrivals(weekly, regular=(1.0, 13.0, 0.0)),
        "horizon": {"periods": len(weekly)},
    }
    return solve(country([TOWN], sites, model, law=NO_STOCK))


def _cost(weekly: list[float], **differs: Any) -> float:
    """EUR a day, as the least with which nobody is without a place."""
    plan = _solve(weekly, [{**AZC, **differs}], "no_place", "cost")
    assert plan.goal("no_place") == pytest.approx(0, abs=1e-6)
    return float(plan.goal("cost")) * 1e6 / DAYS


def test_untouched_all_places_are_needed() -> None:
    assert _cost([14]) == pytest.approx(200 * 10)


def test_binding_a_quarter_is_flexible_and_the_rest_in_reserve() -> None:
    # Of the 100 places over, 50 cost nothing in other hands and 50 stand ready for EUR 5.
    assert _cost([7]) == pytest.approx(100 * 10 + 50 * 5)


def test_binding_the_sites_own_price_of_reserve() -> None:
    assert _cost([7], reserve_cost_per_place_day_eur=2.0) == pytest.approx(100 * 10 + 50 * 2)


def test_violated_but_for_the_rule_what_is_slow_to_deploy_would_stand_in_reserve() -> None:
    # Fourteen weeks are longer than a quarter.
    assert _cost([7], deployment_weeks=14) == pytest.approx(150 * 10)
    assert _cost([7], deployment_weeks=13) == pytest.approx(100 * 10 + 50 * 5)


def test_violated_but_for_the_rule_places_would_come_back_before_they_can() -> None:
    # All 200 are needed in the second quarter. Recalled within three months, a place may be flexible in the first;
    # within six it may not, and stands in reserve.
    assert _cost([7, 14], recall_months=3) == pytest.approx(100 * 10 + 50 * 5 + 200 * 10)
    assert _cost([7, 14], recall_months=6) == pytest.approx(100 * 10 + 100 * 5 + 200 * 10)


def test_what_is_recalled_in_six_months_comes_back_after_two_quarters() -> None:
    assert _cost([7, 7, 14], recall_months=6) == pytest.approx(2 * (100 * 10 + 50 * 5) + 200 * 10)


EMERGENCY = site("S2", "GM0001", "azc", (100, 100), emergency=True)
OTHER = site("S3", "GM0001", "azc", (100, 100), existing=False, available_from="2025-04-01")
RUN_DOWN = {"existing_sites": {"enabled": True, "strength": "hard", "emergency": "run_down"}}


def test_untouched_an_emergency_site_stays_while_nothing_else_is_open() -> None:
    plan = _solve([7, 7], [EMERGENCY], "no_place", "emergency", **RUN_DOWN)
    assert plan.goal("emergency") == pytest.approx(200)


def test_binding_an_emergency_site_is_run_down_when_durable_places_open() -> None:
    plan = _solve([7, 7], [EMERGENCY, OTHER], "no_place", "emergency", **RUN_DOWN)
    assert (plan.goal("no_place"), plan.goal("emergency")) == pytest.approx((0, 100), abs=1e-6)


def test_violated_but_for_the_rule_emergency_places_would_come_back() -> None:
    # The need doubles in the third quarter: then all of them stay, or those who come have none.
    plan = _solve([7, 7, 14], [EMERGENCY, OTHER], "no_place", "emergency", **RUN_DOWN)
    assert (plan.goal("no_place"), plan.goal("emergency")) == pytest.approx((0, 300), abs=1e-3)
    plan = _solve([7, 7, 14], [EMERGENCY, OTHER], "emergency", "no_place", **RUN_DOWN)
    assert (plan.goal("no_place"), plan.goal("emergency")) == pytest.approx((91, 100), abs=1e-3)


def test_emergency_sites_that_are_kept_keep_their_places() -> None:
    plan = _solve([7, 7], [EMERGENCY, OTHER], "emergency")
    assert plan.goal("emergency") == pytest.approx(200)
