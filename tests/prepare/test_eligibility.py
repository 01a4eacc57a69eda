"""Which site may be used as which type, and the reason why another may not."""

from typing import Any

import pytest
from builders import Row, country, site, town

from spreiding.prepare.case import Case

LIMITS = {"azc": {"education": 60.0, "station": 45.0}, "amv": {"care": 30.0}}


def _case(sites: list[Row], **families: Any) -> Case:
    return country([town("GM0001", 100)], sites, {"families": families})


def _pairs(case: Case) -> list[tuple[str, str, bool]]:
    return list(case.choices[["site_id", "location_type", "needs_transport"]].itertuples(index=False, name=None))


def test_every_offered_type_is_a_pair() -> None:
    case = _case([site("S2", "GM0001", "azc", 50), site("S1", "GM0001", "registration;azc", 50)])
    assert _pairs(case) == [("S1", "azc", False), ("S1", "registration", False), ("S2", "azc", False)]
    assert case.excluded.empty


def test_a_restricted_offer_is_set_aside_with_its_text() -> None:
    sites = [
        site("S1", "GM0001", "azc;accelerated", 50, restriction="alleen gezinnen"),
        site("S2", "GM0001", "azc", 50),
    ]
    case = _case(sites)
    assert _pairs(case) == [("S2", "azc", False)]
    assert case.excluded["location_type"].to_list() == ["accelerated", "azc"]
    assert case.excluded["reason"].to_list() == ["offered with a target-group restriction (S09): alleen gezinnen"] * 2


def test_or_counted_as_unrestricted() -> None:
    sites = [site("S1", "GM0001", "azc", 50, restriction="alleen gezinnen")]
    case = _case(sites, restrictions={"policy": "count_unrestricted"})
    assert _pairs(case) == [("S1", "azc", False)]
    assert case.excluded.empty


@pytest.mark.parametrize(
    ("types", "minutes", "beyond"),
    [
        ("azc", (60.0, 999.0, 45.0), False),  # at both limits; care has none
        ("azc", (60.1, 0.0, 0.0), True),
        ("azc", (0.0, 0.0, 45.1), True),
        ("accelerated", (999.0, 999.0, 999.0), False),  # no limits at all
        ("amv", (999.0, 30.0, 999.0), False),
        ("amv", (0.0, 30.1, 0.0), True),
    ],
)
def test_reach(types: str, minutes: tuple[float, float, float], beyond: bool) -> None:
    family = {"limits": LIMITS}
    able = _case([site("S1", "GM0001", types, 50, minutes=minutes, transport_possible=True)], reach=family)
    assert _pairs(able) == [("S1", types, beyond)]
    unable = _case([site("S1", "GM0001", types, 50, minutes=minutes)], reach=family)
    assert _pairs(unable) == ([] if beyond else [("S1", types, False)])
    assert len(unable.excluded) == beyond


def test_reach_switched_off() -> None:
    sites = [site("S1", "GM0001", "azc", 50, minutes=(999.0, 999.0, 999.0))]
    assert _pairs(_case(sites, reach={"limits": LIMITS, "enabled": False})) == [("S1", "azc", False)]


def test_one_reason_per_pair_and_the_restriction_first() -> None:
    sites = [site("S1", "GM0001", "azc", 50, restriction="gezinnen", minutes=(999.0, 0.0, 0.0), closes="2025-01-02")]
    excluded = _case(sites, reach={"limits": LIMITS}).excluded
    assert len(excluded) == 1
    assert "S09" in excluded["reason"].iloc[0]


def test_a_site_outside_the_selection_is_not_there() -> None:
    towns = [town("GM0001", 100), town("GM0002", 100, province="PV02", region="VR02")]
    sites = [site("S1", "GM0001", "azc", 50), site("S2", "GM0002", "azc", 50)]
    case = country(towns, sites, provinces=("PV02",))
    assert case.sites.index.to_list() == ["S2"]
    assert case.municipalities.index.to_list() == ["GM0002"]
    assert case.excluded.empty
