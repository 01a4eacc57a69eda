"""Goal late_housing: permit holders still in reception more than 14 weeks after coupling."""

import pytest
from builders import arrivals, country, goals, site, solve, town


def test_untouched_nobody_waits() -> None:
    assert solve(country([town("GM0001", 100)])).goal("late_housing") == 0


def test_chooses_the_region_with_dwellings() -> None:
    # 13 persons fit in either azc; only VR02 has dwellings worth the name: that is where they stay.
    towns = [town("GM0001", 1), town("GM0002", 999, region="VR02")]
    sites = [site("S1", "GM0001", "azc", 50), site("S2", "GM0002", "azc", 50)]
    model = {"horizon": {"periods": 3}, "inflow": arrivals(1, regular=(1.0, 13.0, 1.0))}
    plan = solve(country(towns, sites, model, dwellings=1000))
    assert plan.goal("late_housing") == pytest.approx(0, abs=1e-4)
    # GM0001 has 1 dwelling by quarter 2, and 12/13 of the first quarter's permits are then due: 13/12 at most.
    assert plan.at("persons", "VR01", "azc", "regular", 1) <= 13 / 12 + 1e-3


def test_sums_over_municipalities_and_quarters() -> None:
    # 26 and 52 wait, no dwelling: 25/26 of them late in quarter 1, all in quarter 2.
    towns = [town("GM0001", 50, waiting=26), town("GM0002", 50, waiting=52)]
    plan = solve(country(towns, [], {"horizon": {"periods": 2}, "goals": goals("late_housing")}))
    assert plan.goal("late_housing") == pytest.approx(75 + 78)
