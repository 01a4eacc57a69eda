"""Goal cost, in million EUR: opening, running and transport."""

import pytest
from builders import Row, arrivals, country, goals, site, solve, town

ORDER: Row = {"goals": goals("no_place", "cost"), "inflow": arrivals(7, regular=(1.0, 13.0, 0.0))}
TOWN = [town("GM0001", 100)]


def _cost(*sites: Row, periods: int = 1) -> float:
    return solve(country(TOWN, sites, {**ORDER, "horizon": {"periods": periods}})).goal("cost")


def test_untouched_what_costs_nothing() -> None:
    assert _cost(site("S1", "GM0001", "azc", 100)) == 0


def test_places_cost_per_day_while_open() -> None:
    # 100 places x 91 days x EUR 50 x 2 quarters.
    cost = _cost(site("S1", "GM0001", "azc", 300, cost_per_place_day_eur=50.0), periods=2)
    assert cost == pytest.approx(0.91, rel=1e-5)


def test_opening_costs_once_and_only_for_a_new_site() -> None:
    new = site("S1", "GM0001", "azc", 100, existing=False, opening_cost_eur=2_000_000)
    assert _cost(new, periods=2) == pytest.approx(2.0, rel=1e-5)
    assert _cost({**new, "existing": True}, periods=2) == 0


def test_opens_where_it_is_cheapest_together() -> None:
    # EUR 10 a day and EUR 100,000 to open, or EUR 22 a day and nothing: 100 places x 91 days x EUR 12 = EUR 109,200
    # dearer over one quarter, so opening pays; at EUR 20 a day (EUR 91,000) it does not.
    opens = site("S1", "GM0001", "azc", 100, existing=False, opening_cost_eur=100_000, cost_per_place_day_eur=10.0)
    other = site("S2", "GM0001", "azc", 100, existing=False, cost_per_place_day_eur=22.0)
    assert _cost(opens, other) == pytest.approx(0.1 + 0.091, rel=1e-5)
    assert _cost(opens, {**other, "cost_per_place_day_eur": 20.0}) == pytest.approx(0.182, rel=1e-5)


def test_counts_no_days_before_opening() -> None:
    # Nobody comes in the first quarter: the site opens in the second.
    model = {**ORDER, "horizon": {"periods": 2}, "inflow": arrivals([0, 7], regular=(1.0, 13.0, 0.0))}
    places = site("S1", "GM0001", "azc", 100, existing=False, cost_per_place_day_eur=50.0)
    assert solve(country(TOWN, [places], model)).goal("cost") == pytest.approx(0.455, rel=1e-5)
