"""Goal registration_spread: registration places by province, beside their part of the need."""

import pytest
from builders import Row, arrivals, country, goals, site, solve, town

# Tasks 300 and 100; 91 persons register at a time, for 100 places: 75 and 25.
TOWNS = [town("GM0001", 300), town("GM0002", 100, province="PV02", region="VR02")]
ORDER: Row = {"goals": goals("registration_spread"), "inflow": arrivals(7, 13.0)}


def _off(*sites: Row) -> float:
    # A site that stands today carries the scale of the country; it closes before the horizon ends.
    return solve(country(TOWNS, sites, ORDER)).goal("registration_spread")


def test_untouched_where_the_parts_can_stand() -> None:
    both = [
        site("S1", "GM0001", "registration", (20, 200)),
        site("S2", "GM0002", "registration", (20, 200), existing=False),
    ]
    assert _off(*both) == pytest.approx(0, abs=1e-6)


def test_binding_one_province_has_them_all() -> None:
    # At most 75 are asked of it, so it has 75: what is off are the 25 of the other.
    assert _off(site("S1", "GM0001", "registration", (20, 200))) == pytest.approx(25)


def test_violated_a_large_site_in_the_small_province() -> None:
    # It can't be smaller than 60: 35 too many there, 75 too few in the other.
    assert _off(site("S2", "GM0002", "registration", (60, 200))) == pytest.approx(35 + 75)


def test_none_at_all_is_not_the_most_even() -> None:
    # A new site that may stay closed: then all 100 would be off, with 75 opened 25 are.
    sites = [
        site("S0", "GM0001", "registration", 10, closes="2025-01-02"),
        site("S1", "GM0001", "registration", (20, 200), existing=False),
    ]
    assert _off(*sites) == pytest.approx(25)


def test_the_part_of_a_province_is_of_the_country_whichever_provinces_are_planned() -> None:
    # The second province has no site today, so nobody registers there; its part of the country's 100 stays 25.
    sites = [
        site("S1", "GM0001", "registration", (20, 200)),
        site("S2", "GM0002", "registration", (20, 200), existing=False),
    ]
    alone = solve(country(TOWNS, sites[:1], ORDER, provinces=["PV02"]))
    assert alone.goal("registration_spread") == pytest.approx(25)
    offered = solve(country(TOWNS, sites, ORDER, provinces=["PV02"]))
    assert offered.goal("registration_spread") == pytest.approx(0, abs=1e-6)
