"""Family tracks: everyone in procedure has a place of a fitting type, or counts as without one."""

import pytest
from builders import arrivals, country, site, solve, town

TOWN = [town("GM0001", 100)]
# 10 a week, stays of 13 weeks: 65 persons in the Dublin procedure and 65 in the regular one.
HALF = arrivals(10, dublin=(0.5, 13.0, 0.0), regular=(0.5, 13.0, 0.0))


def test_untouched_everyone_is_at_home() -> None:
    sites = [site("S1", "GM0001", "azc", 100), site("S2", "GM0001", "accelerated", 100)]
    plan = solve(country(TOWN, sites, {"inflow": HALF}))
    assert plan.at("persons", "VR01", "accelerated", "dublin", 1) == pytest.approx(65)
    assert plan.at("persons", "VR01", "azc", "regular", 1) == pytest.approx(65)
    assert plan.goal("no_place") == 0
    assert plan.goal("moves_distance") == pytest.approx(0, abs=1e-6)


def test_binding_who_does_not_fit_overflows() -> None:
    # The accelerated site holds 0.91 x 50 = 45.5 of 65; the other 19.5 stay in the azc, at one extra move each.
    sites = [site("S1", "GM0001", "azc", 100), site("S2", "GM0001", "accelerated", 50)]
    plan = solve(country(TOWN, sites, {"inflow": HALF}))
    assert plan.at("persons", "VR01", "azc", "dublin", 1) == pytest.approx(19.5)
    assert plan.goal("moves_distance") == pytest.approx(19.5)
    assert plan.goal("no_place") == 0


def test_binding_the_occupancy_norm() -> None:
    # One azc of 100 places holds 91 of the 130.
    plan = solve(country(TOWN, [site("S1", "GM0001", "azc", 100)], {"inflow": HALF}))
    assert plan.goal("no_place") == pytest.approx(130 - 91)


def test_without_the_family_nobody_has_to_live_anywhere() -> None:
    case = country(TOWN, [], {"inflow": HALF})
    assert solve(case).goal("no_place") == pytest.approx(130)
    assert solve(case, without="tracks").goal("no_place") == 0


@pytest.mark.parametrize(("types", "without"), [("amv", 130.0), ("registration", 130.0), ("accelerated", 39.0)])
def test_a_type_that_does_not_fit_holds_nobody(types: str, without: float) -> None:
    # Minors' and registration sites hold no one in procedure; an accelerated site takes regular overflow too.
    # (There is room for 91 of 130; nobody registers: registration lasts 0 weeks here, or nearly.)
    inflow = {**HALF, "registration_stay_weeks": 1e-9}
    plan = solve(country(TOWN, [site("S1", "GM0001", types, 100)], {"inflow": inflow}))
    assert plan.goal("no_place") == pytest.approx(without, abs=1e-6)


def test_minors_live_in_sites_for_minors_only() -> None:
    # 20 places for minors at 91 % are 18.2 minors; 10 such places hold 9.1 of them, the azc none.
    sites = [site("S1", "GM0001", "azc", 500), site("S2", "GM0001", "amv", 10)]
    plan = solve(country(TOWN, sites, {"need": {"places": 100, "amv": 20}}))
    assert plan.at("unplaced", "amv", 1) == pytest.approx(18.2 - 9.1)


def test_someone_in_procedure_may_live_in_another_region() -> None:
    towns = [town("GM0001", 100), town("GM0002", 1, region="VR02")]
    plan = solve(country(towns, [site("S1", "GM0002", "azc", 200)], {"inflow": HALF}))
    assert plan.goal("no_place") == 0


def test_a_province_plans_for_its_part() -> None:
    # PV01 has 75 of 100 places of the national task: 0.75 x 130 persons.
    towns = [town("GM0001", 75), town("GM0002", 25, province="PV02", region="VR02")]
    plan = solve(country(towns, [], {"inflow": HALF}, provinces=("PV01",)))
    assert plan.goal("no_place") == pytest.approx(0.75 * 130)
