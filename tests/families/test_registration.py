"""Family registration: who can't stay at a registration site stays in an azc near one that is open."""

import pytest
from builders import Row, arrivals, country, goals, site, solve, town

TOWN = [town("GM0001", 100)]
# 14 a week who register for 13 weeks: 182 persons; the tracks after it are left empty by a stay of next to nothing.
INFLOW = arrivals(14, 13.0, regular=(1.0, 1e-9, 0.0))


def _without_place(sites: list[Row], periods: int = 1, **registration: object) -> list[float]:
    model = {
        "inflow": INFLOW,
        "horizon": {"periods": periods},
        "families": {"registration": registration},
        "goals": goals("no_place"),
    }
    plan = solve(country(TOWN, sites, model))
    return [plan.at("unplaced", "registration", t) for t in range(1, periods + 1)]


def _ter_apel(places: int, **differs: object) -> Row:
    return site("R1", "GM0001", "registration", places, **differs)


def _azc(km: float, places: int = 500, name: str = "S1") -> Row:
    return site(name, "GM0001", "azc", places, at=(km, 0.0))


def test_untouched_everyone_fits_at_the_registration_site() -> None:
    assert _without_place([_ter_apel(200)]) == pytest.approx([0])


def test_binding_overflow_goes_to_an_azc_nearby() -> None:
    # The site holds 91 of 182; the other 91 stay 30 km off.
    assert _without_place([_ter_apel(100), _azc(30)]) == pytest.approx([0])


def test_binding_an_azc_far_away_is_no_surroundings() -> None:
    assert _without_place([_ter_apel(100), _azc(90)]) == pytest.approx([91])
    assert _without_place([_ter_apel(100), _azc(90)], max_distance_km=91.0) == pytest.approx([0])
    assert _without_place([_ter_apel(100), _azc(90)], enabled=False) == pytest.approx([0])


def test_only_the_azcs_nearby_hold_overflow_even_in_one_region() -> None:
    # Of two azcs in the region only the one of 50 places (45.5 persons) is near: 91 - 45.5 remain.
    sites = [_ter_apel(100), _azc(30, 50), _azc(90, 500, "S2")]
    assert _without_place(sites) == pytest.approx([45.5])


def test_no_overflow_round_a_site_that_has_closed() -> None:
    # It closes after the first quarter: nobody registers there, and nobody stays around it.
    sites = [_ter_apel(100, closes="2025-04-01"), _azc(30)]
    assert _without_place(sites, periods=2) == pytest.approx([0, 182], abs=1e-4)


def test_no_overflow_round_a_site_that_is_no_registration_site() -> None:
    # R1 could be either, but the azc needs it open for registration: as an azc itself it holds nobody who registers.
    sites = [site("R1", "GM0001", "registration;azc", 100), _azc(30, 50)]
    assert _without_place(sites) == pytest.approx([182 - 91 - 45.5])


def test_a_site_is_not_near_itself() -> None:
    # One site can't be its own overflow azc.
    assert _without_place([site("R1", "GM0001", "registration;azc", 100)]) == pytest.approx([91])


def test_without_the_family_overflow_goes_anywhere_in_the_region() -> None:
    case = country(TOWN, [_ter_apel(100), _azc(30, 50), _azc(90, 500, "S2")], {"inflow": INFLOW})
    assert solve(case, without="registration").goal("no_place") == pytest.approx(0, abs=1e-6)


def test_overflow_is_one_extra_move() -> None:
    # 91 persons who register for 13 weeks: 91 moves in a quarter. The azc is as near to the town as can be.
    model = {"inflow": INFLOW, "goals": goals("no_place", "moves_distance")}
    plan = solve(country(TOWN, [_ter_apel(100), _azc(0)], model))
    assert plan.goal("moves_distance") == pytest.approx(91)


def test_a_province_registers_in_proportion_to_its_registration_places_of_today() -> None:
    # 100 of the 400 registration places are in PV01: a quarter of the 182 persons, 45.5.
    towns = [town("GM0001", 50), town("GM0002", 50, province="PV02", region="VR02")]
    sites = [_ter_apel(100), site("R2", "GM0002", "registration", 300)]
    case = country(towns, sites, {"inflow": INFLOW}, provinces=("PV01",))
    assert case.demand["registration", 1] == pytest.approx(45.5)
