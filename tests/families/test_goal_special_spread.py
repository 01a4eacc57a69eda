"""Goal special_spread: places of each special type by province, beside their part of the need."""

from typing import Any

import pytest
from builders import Row, arrivals, country, goals, site, solve, town

# Tasks 300 and 100. 10 a week come for 91 weeks; one in ten is in an htl for 9.1 weeks: 9.1 persons, 10 places: 8 and 3
# (7.5 and 2.5, rounded up). Half of them all in an ibo for 18.2 weeks: 91 persons, 100 places: 75 and 25.
TOWNS = [town("GM0001", 300), town("GM0002", 100, province="PV02", region="VR02")]
SPECIAL: Row = {
    "enabled": True,
    "htl": {"share": 0.1, "stay_weeks": 9.1, "origin": "assumption"},
    "ibo": {"share": 0.5, "stay_weeks": 18.2, "origin": "assumption"},
}
ORDER: Row = {
    "goals": goals("special_spread"),
    "inflow": arrivals(10, regular=(1.0, 91.0, 0.0)),
    "families": {"special": SPECIAL},
}


def _site(name: str, code: str, kind: str, least: int, **differs: Any) -> Row:
    return site(name, code, kind, (least, 200), existing=False, **differs)


def _off(*sites: Row, model: Row = ORDER) -> float:
    return solve(country(TOWNS, sites, model)).goal("special_spread")


HTL = (_site("S1", "GM0001", "htl", 5), _site("S2", "GM0002", "htl", 3))
IBO = (_site("S3", "GM0001", "ibo", 20), _site("S4", "GM0002", "ibo", 20))


def test_untouched_where_the_parts_can_stand() -> None:
    assert _off(*HTL, *IBO) == pytest.approx(0, abs=1e-6)


def test_binding_one_province_has_one_type_only() -> None:
    # No htl in the second province: its 3 are off; the ibo stands as it should.
    assert _off(HTL[0], *IBO) == pytest.approx(3)


def test_violated_a_large_site_in_the_small_province() -> None:
    # An ibo that stands and can't be smaller than 60: 35 too many there, 75 too few in the first, and no htl: 8 and 3.
    assert _off(site("S5", "GM0002", "ibo", (60, 200))) == pytest.approx(35 + 75 + 8 + 3)


def test_one_type_does_not_make_up_for_another() -> None:
    assert _off(*HTL) == pytest.approx(75 + 25)


def test_only_the_last_period_counts() -> None:
    closing = site("S1", "GM0001", "htl", (50, 60), closes="2025-04-01")
    two = {**ORDER, "horizon": {"periods": 2}}
    assert _off(closing, HTL[1], *IBO, model=two) == pytest.approx(8)


def test_a_sum_of_nothing_where_special_reception_is_off() -> None:
    off = {**ORDER, "families": {"special": {**SPECIAL, "enabled": False}}}
    assert _off(*HTL, *IBO, model=off) == 0
