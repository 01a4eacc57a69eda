"""Goal no_place: persons without a place, over tracks and quarters."""

import pytest
from builders import arrivals, country, site, solve, town

TOWN = [town("GM0001", 100)]


def test_untouched_nobody_arrives() -> None:
    assert solve(country(TOWN)).goal("no_place") == 0


def test_sums_over_quarters() -> None:
    # 91, 104 and 117 persons and room for 91: 0 + 13 + 26.
    model = {"horizon": {"periods": 3}, "inflow": arrivals([7, 8, 9], regular=(1.0, 13.0, 0.0))}
    plan = solve(country(TOWN, [site("S1", "GM0001", "azc", 100)], model))
    assert plan.goal("no_place") == pytest.approx(39)


def test_sums_over_tracks_and_permit_holders() -> None:
    # No site: 13 a week x 13 weeks in the procedure, 0.91 x 20 minors, 10 permit holders.
    model = {"inflow": arrivals(13), "need": {"places": 100, "amv": 20}}
    plan = solve(country([town("GM0001", 100, waiting=10)], [], model))
    assert plan.goal("no_place") == pytest.approx(169 + 18.2 + 10)


def test_comes_before_what_it_costs() -> None:
    # The dear site opens for one person more, however dear.
    sites = [
        site("S1", "GM0001", "azc", 100, cost_per_place_day_eur=1.0),
        site("S2", "GM0001", "azc", 10, existing=False, opening_cost_eur=10**9, cost_per_place_day_eur=1e4),
    ]
    model = {"inflow": arrivals(92 / 13, regular=(1.0, 13.0, 0.0))}
    plan = solve(country(TOWN, sites, model))
    assert plan.goal("no_place") == pytest.approx(0, abs=1e-6)
    assert plan.at("start", "S2", "azc", 1) == 1
