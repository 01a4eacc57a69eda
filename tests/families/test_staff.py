"""Family staff: places in use need staff, which a region can take on and borrow only so fast."""

from typing import Any

import pytest
from builders import Row, arrivals, country, goals, site, solve, town

TOWNS = [town("GM0001", 100), town("GM0002", 100, region="VR02", at=(5.0, 0.0))]
# 14 a week for 13 weeks: 182 persons, who need 200 places.
REGULAR = arrivals(14, regular=(1.0, 13.0, 0.0))
# 100 places stand, with 20 of staff; from the second quarter on 100 more can open.
STANDING = site("S1", "GM0001", "azc", (100, 100))
NEW = site("S2", "GM0001", "azc", (1, 100), existing=False, available_from="2025-04-01")
ELSEWHERE = site("S3", "GM0002", "azc", (100, 100))


def _model(*order: str, **settings: Any) -> Row:
    quiet = {"enabled": True, "strength": "hard", "per_100_places": {"azc": 20}, "growth": 0.0, "new_staff": 0.0}
    return {
        "families": {"staff": {**quiet, "lent_part": 0.0, **settings}},
        "goals": goals(*order),
        "inflow": REGULAR,
        "horizon": {"periods": 2},
    }


def _without_place(sites: list[Row], **settings: Any) -> float:
    return solve(country(TOWNS[:1], sites, _model("no_place", **settings))).goal("no_place")


def test_untouched_staff_enough() -> None:
    # In the second quarter everyone has a place: 20 more of staff are taken on at once.
    assert _without_place([STANDING, NEW], new_staff=20.0) == pytest.approx(91)


def test_binding_a_region_that_can_not_grow_stays_as_it_is() -> None:
    # 91 without a place in both quarters.
    assert _without_place([STANDING, NEW]) == pytest.approx(182)


def test_binding_growth_is_a_part_of_what_is_there() -> None:
    # 20 of staff become 24.2 in two quarters at a tenth each, for 121 places, and 28.8 at a fifth, for 144: 23 places
    # of difference, for 0.91 persons each.
    more = _without_place([STANDING, NEW], growth=0.1) - _without_place([STANDING, NEW], growth=0.2)
    assert more == pytest.approx(0.91 * 23)


def test_without_the_family_places_open_as_they_like() -> None:
    case = country(TOWNS[:1], [STANDING, NEW], _model("no_place"))
    assert solve(case, without="staff").goal("no_place") == pytest.approx(91)


def test_a_soft_norm_counts_who_is_taken_on_beyond_it() -> None:
    # 20 more for the 100 places of the second quarter, of which none may be taken on.
    plan = solve(country(TOWNS[:1], [STANDING, NEW], _model("no_place", "soft_norms", strength="soft")))
    assert plan.goal("no_place") == pytest.approx(91)
    assert plan.goal("soft_norms") == pytest.approx(20)


def test_staff_is_borrowed_from_a_region_that_needs_less_and_costs_by_the_day() -> None:
    # Only the first region can open the 100 places of the second quarter; the second has no use for its own 20 and
    # lends all of them for a quarter: 20 x 91 days x EUR 100.
    settings = {"strength": "soft", "lent_part": 1.0, "exchange_cost_eur_per_day": 100.0}
    model = _model("no_place", "soft_norms", "cost", **settings)
    families = {**model["families"], "existing_sites": {"enabled": False}, "tracks": {"strength": "hard"}}
    idle = {**ELSEWHERE, "location_types": "accelerated", "places_min": 1}
    staff = {**families["staff"], "per_100_places": {"azc": 20, "accelerated": 20}}
    families = {**families, "staff": staff, "mix": {"enabled": False}}
    plan = solve(country(TOWNS, [STANDING, NEW, idle], {**model, "families": families}))
    assert plan.goal("soft_norms") == pytest.approx(0, abs=1e-6)
    assert plan.total("staff_borrowed") == pytest.approx(20)
    assert plan.goal("cost") == pytest.approx(20 * 91 * 100 / 1e6)


def test_a_type_that_is_left_out_needs_no_staff() -> None:
    assert _without_place([STANDING, NEW], per_100_places={"amv": 80}) == pytest.approx(91)
