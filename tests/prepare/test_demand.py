"""Persons who need a place: arrivals times stay, per track and period."""

import pytest
from builders import arrivals, country, site, town

from spreiding.prepare.case import Case

TOWNS = [town("GM0001", 75), town("GM0002", 25, province="PV02", region="VR02")]
INFLOW = arrivals(
    [100, 200],
    2.0,
    dublin=(0.2, 26.0, 0.0),
    safe_country=(0.1, 15.0, 0.02),
    low_recognition=(0.1, 40.0, 0.05),
    regular=(0.6, 70.0, 0.75),
)
SITES = [
    site("R1", "GM0001", "registration", 100),
    site("R2", "GM0002", "registration;azc", 300),
    site("R3", "GM0002", "registration", 900, existing=False),
]


def _case(*provinces: str) -> Case:
    model = {"inflow": INFLOW, "horizon": {"periods": 2}, "need": {"places": 100, "amv": 10}}
    return country(TOWNS, SITES, model, provinces=provinces)


def test_the_whole_country() -> None:
    demand = _case().demand
    first = {track: demand[track, 1] for track in ("dublin", "safe_country", "low_recognition", "regular")}
    # 100 a week: 20 x 26 weeks, 10 x 15, 10 x 40, 60 x 70.
    assert first == pytest.approx({"dublin": 520, "safe_country": 150, "low_recognition": 400, "regular": 4200})
    assert demand["regular", 2] == pytest.approx(8400)
    assert (demand["registration", 1], demand["registration", 2]) == pytest.approx((200, 400))
    # 10 places for minors, of which 91 % are taken.
    assert (demand["amv", 1], demand["amv", 2]) == pytest.approx((9.1, 9.1))


def test_permit_holders_are_no_demand() -> None:
    assert set(_case().demand.index.get_level_values("track")) == {
        "registration", "dublin", "safe_country", "low_recognition", "regular", "amv",
    }  # fmt: skip


def test_a_province_takes_its_part_of_the_task() -> None:
    # PV01 has 75 of 100 places; of today's 400 registration places it has 100 (R3 does not stand yet).
    case = _case("PV01")
    assert (case.scale.procedure, case.scale.registration) == pytest.approx((0.75, 0.25))
    assert case.demand["regular", 1] == pytest.approx(3150)
    assert case.demand["registration", 1] == pytest.approx(50)
    assert case.demand["amv", 1] == pytest.approx(0.75 * 9.1)


def test_the_parts_of_all_provinces_are_the_country() -> None:
    whole = _case().demand
    assert (_case("PV01").demand + _case("PV02").demand).to_dict() == pytest.approx(whole.to_dict())


def test_no_registration_site_stands_anywhere() -> None:
    assert country(TOWNS, [], {"inflow": arrivals(100, 2.0)}).demand["registration", 1] == 0


def test_permits_per_person() -> None:
    # Of 70 regular persons 13 leave a quarter, three in four with a permit.
    case = _case()
    assert case.permits["regular", 1] == pytest.approx(0.75 * 13 / 70)
    assert ("dublin", 1) not in case.permits
    assert 4200 * case.permits["regular", 1] == pytest.approx(60 * 13 * 0.75)


def test_weeks_of_an_overflow_placement() -> None:
    stays = _case().stay_weeks
    assert stays == {
        "dublin": 26.0, "safe_country": 15.0, "low_recognition": 40.0, "regular": 70.0, "registration": 2.0,
        "permit_holder": 14.0,
    }  # fmt: skip


def test_the_occupancy_norm_is_a_part() -> None:
    assert _case().occupancy == pytest.approx(0.91)
