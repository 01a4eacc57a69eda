"""How many persons need special reception: shares, stays and refusals by hand, even and after a change of inflow."""

from math import exp

import pytest
from builders import Row, arrivals, country, site, town

from spreiding.prepare.case import Case

TOWNS = [town("GM0001", 75), town("GM0002", 25, province="PV02", region="VR02")]
# 60 regular a week for 70 weeks, a quarter refused; 10 low recognition a week for 40 weeks, 95 % refused.
INFLOW = arrivals(
    100, 2.0, dublin=(0.3, 26.0, 0.0), low_recognition=(0.1, 40.0, 0.05), regular=(0.6, 70.0, 0.75)
)  # fmt: skip
HTL: Row = {"share": 0.05, "stay_weeks": 7, "origin": "assumption"}
IBO: Row = {"share": 0.1, "stay_weeks": 14, "origin": "assumption"}
AFTER: Row = {
    "tracks": ["low_recognition", "regular"],
    "return_share": 0.2,
    "return_stay_weeks": 26,
    "origin": "assumption",
}
ALL: Row = {"enabled": True, "htl": HTL, "ibo": IBO, "after_rejection": AFTER}


def _case(special: Row, inflow: Row = INFLOW, provinces: tuple[str, ...] = (), periods: int = 1) -> Case:
    model = {"inflow": inflow, "families": {"special": special}, "horizon": {"periods": periods}}
    return country(TOWNS, [site("S1", "GM0001", "azc", 100)], model, provinces=provinces)


def test_shares_and_stays_by_hand() -> None:
    demand = _case(ALL).demand
    # 60 a week: one in twenty for 7 weeks, one in ten for 14.
    assert demand["htl", 1] == pytest.approx(3 * 7)
    assert demand["ibo", 1] == pytest.approx(6 * 14)
    # Refused a week: 9.5 and 15. Four weeks of them, and a fifth for half a year.
    assert demand["rejected", 1] == pytest.approx(24.5 * 4)
    assert demand["return", 1] == pytest.approx(24.5 * 0.2 * 26)


def test_nobody_is_counted_twice() -> None:
    demand = _case(ALL).demand
    assert demand["regular", 1] + demand["htl", 1] + demand["ibo", 1] == pytest.approx(60 * 70)
    assert demand["low_recognition", 1] == pytest.approx(10 * 40)


def test_no_permit_gets_lost() -> None:
    plain, special = _case({}), _case(ALL)
    granted = [case.permits["regular", 1] * case.demand["regular", 1] for case in (plain, special)]
    assert granted == pytest.approx([60 * 13 * 0.75] * 2)
    assert ("htl", 1) not in special.permits


def test_a_province_takes_its_part_of_the_task() -> None:
    assert _case(ALL, provinces=("PV01",)).demand["return", 1] == pytest.approx(0.75 * 24.5 * 0.2 * 26)


def test_switched_off_nothing_is_left_of_it() -> None:
    plain, off = _case({}), _case({**ALL, "enabled": False})
    assert off.demand.to_dict() == plain.demand.to_dict()
    assert (off.permits, off.stay_weeks) == (plain.permits, plain.stay_weeks)
    assert "rejected" not in plain.stay_weeks


def test_each_part_can_be_left_out() -> None:
    groups = set(_case({"enabled": True, "htl": HTL}).demand.index.get_level_values("track"))
    assert "htl" in groups
    assert groups.isdisjoint({"ibo", "rejected", "return"})


def test_an_overflow_of_a_rejected_person_lasts_as_long_as_they_may_stay() -> None:
    assert _case(ALL).stay_weeks["rejected"] == 4


def test_a_steady_inflow_gives_the_same_followed_or_not() -> None:
    followed = _case(ALL, {**INFLOW, "stay_model": "cohorts"}, periods=4).demand
    even = _case(ALL, periods=4).demand
    assert followed.to_dict() == pytest.approx(even.to_dict())


def test_return_follows_refusals_as_slowly_as_people_stay() -> None:
    # Nobody came until the horizon and decisions are bound to 20 a week, a quarter of them refused: from the first
    # quarter on 1 a week comes to return, for an exponential stay of 26 weeks. At 13 weeks 26 (1 - e^-0.5) are there,
    # and on average over the quarter 26 (1 - 2 (1 - e^-0.5)).
    track = {"track": "regular", "share": 1.0, "stay_weeks": 1.0, "recognition": 0.75, "decisions_per_week": 20.0}
    others = [
        {"track": name, "share": 0.0, "stay_weeks": 13.0, "recognition": 0.0, "origin": "assumption"}
        for name in ("dublin", "safe_country", "low_recognition")
    ]
    inflow: Row = {
        "weekly_arrivals": 1000.0,
        "weekly_arrivals_before": 0.0,
        "registration_stay_weeks": 1.0,
        "stay_model": "cohorts",
        "origin": "assumption",
        "tracks": [{**track, "origin": "assumption"}, *others],
    }
    demand = _case({"enabled": True, "after_rejection": AFTER}, inflow).demand
    assert demand["rejected", 1] == pytest.approx(20 * 0.25 * 4)
    assert demand["return", 1] == pytest.approx(26 * (1 - 2 * (1 - exp(-0.5))))
