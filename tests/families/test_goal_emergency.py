"""Goal emergency: place-quarters in emergency sites."""

import pytest
from builders import Row, arrivals, country, goals, site, solve, town

ORDER: Row = {"goals": goals("no_place", "emergency"), "inflow": arrivals(7, regular=(1.0, 13.0, 0.0))}
TOWN = [town("GM0001", 100)]
SHIP = site("S1", "GM0001", "azc", (20, 300), emergency=True)


def test_untouched_without_emergency_sites() -> None:
    assert solve(country(TOWN, [site("S2", "GM0001", "azc", 300)], ORDER)).goal("emergency") == 0


def test_binding_a_site_that_stands_keeps_its_fewest_places() -> None:
    # 91 persons need 100 places; the other site has room for all, so the emergency site stays at its least of 20.
    plan = solve(country(TOWN, [SHIP, site("S2", "GM0001", "azc", 300)], {**ORDER, "horizon": {"periods": 2}}))
    assert plan.goal("emergency") == pytest.approx(2 * 20)


def test_a_new_emergency_site_stays_closed_when_there_is_room() -> None:
    new = {**SHIP, "existing": False}
    assert solve(country(TOWN, [new, site("S2", "GM0001", "azc", 300)], ORDER)).goal("emergency") == 0


def test_nobody_is_without_a_place_to_avoid_it() -> None:
    # 60 places elsewhere: 40 more are needed.
    plan = solve(country(TOWN, [SHIP, site("S2", "GM0001", "azc", 60)], ORDER))
    assert plan.goal("no_place") == pytest.approx(0, abs=1e-6)
    assert plan.goal("emergency") == pytest.approx(40, rel=1e-4)
