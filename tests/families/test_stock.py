"""Family stock: what stays when the need falls under the stable stock, part of it flexible and part in reserve."""

from typing import Any

import pytest
from builders import arrivals, country, goals, site, solve, town

from spreiding.solve.outcome import Status

TOWN = town("GM0001", 300)
LAW = {"stable_stock_places": 200, "flexible_places": 40, "direct_reserve_places": 30}


def _solve(weekly: float, most: int, **settings: Any) -> Any:
    """Seven a week, for 13 weeks, need 100 places. A place costs EUR 10 a day, EUR 5 in reserve."""
    azc = site("S1", "GM0001", "azc", (50, most), cost_per_place_day_eur=10.0)
    stock = {"enabled": True, "strength": "soft", **settings}
    order = ("no_place", "soft_norms", "cost") if stock["strength"] == "soft" else ("no_place", "cost")
    model = {
        "families": {"stock": stock},
        "goals": goals(*order),
        "inflow": arrivals(weekly, regular=(1.0, 13.0, 0.0)),
    }
    return solve(country([TOWN], [azc], model, law=LAW))


def _day(plan: Any) -> float:
    """EUR a day."""
    return float(plan.goal("cost")) * 1e6 / 91


def test_untouched_the_need_is_above_the_stock() -> None:
    # 210 places are needed: nothing may be flexible or in reserve.
    plan = _solve(14.7, 300)
    assert plan.goal("soft_norms") == pytest.approx(0, abs=1e-6)
    assert _day(plan) == pytest.approx(210 * 10)


def test_binding_the_stock_stays_and_what_was_agreed_is_held() -> None:
    # 200 stand: 40 in other hands, 30 in reserve, and 130 in use though 100 are needed.
    plan = _solve(7, 300)
    assert plan.goal("soft_norms") == pytest.approx(0, abs=1e-6)
    assert _day(plan) == pytest.approx(130 * 10 + 30 * 5)
    assert _day(_solve(7, 300, strength="hard")) == pytest.approx(130 * 10 + 30 * 5)


def test_violated_but_for_the_norm_only_what_is_needed_would_stand() -> None:
    assert _day(_solve(7, 300, enabled=False)) == pytest.approx(100 * 10)


def test_near_the_stock_only_what_is_over_is_held() -> None:
    # 190 are needed: the 10 over are flexible, which is cheapest.
    plan = _solve(13.3, 300)
    assert plan.goal("soft_norms") == pytest.approx(0, abs=1e-6)
    assert _day(plan) == pytest.approx(190 * 10)


def test_soft_what_is_missing_is_counted() -> None:
    # Of 200 places stand 150, and 100 of them are needed: 50 can be held of the 70 that were agreed.
    assert _solve(7, 150).goal("soft_norms") == pytest.approx(50 + 20)
    assert _solve(7, 150, weight=2.0).goal("soft_norms") == pytest.approx(2 * 70)


def test_hard_too_few_places_are_no_plan() -> None:
    assert _solve(7, 150, strength="hard").status == Status.INFEASIBLE
