"""Family durable_places: 100 regular or 16 special places in a municipality, or nothing counts (Besluit 3.1)."""

import pytest
from builders import Row, arrivals, country, site, solve, town

MINORS = {"need": {"places": 160, "amv": 16}}  # 144 regular and 16 amv in a town with the whole share


def _durable(most: tuple[int, ...], share: int = 120, **families: Row) -> float:
    sites = [site(f"S{n}", "GM0001", "azc", places) for n, places in enumerate(most)]
    return solve(country([town("GM0001", share)], sites, {"families": families})).at("counted_ordinary", "GM0001")


def test_untouched_one_site_of_120() -> None:
    assert _durable((120,)) == 120


def test_the_minimum_is_of_the_municipality_and_not_of_a_site() -> None:
    # Two sites of 60 are 120 durable places in the municipality.
    assert _durable((60, 60)) == 120


@pytest.mark.parametrize(("most", "counted"), [((100,), 100), ((99,), 0), ((50, 49), 0), ((50, 50), 100)])
def test_binding_99_places_are_none(most: tuple[int, ...], counted: int) -> None:
    assert _durable(most) == counted


def test_switched_off_99_places_are_99() -> None:
    assert _durable((99,), durable_places={"enabled": False}) == 99


def test_without_the_family_places_are_made_of_air() -> None:
    case = country([town("GM0001", 120)])
    assert solve(case).goal("shortfall") == 120
    assert solve(case, without="durable_places").goal("shortfall") == 0


def test_accelerated_places_are_ordinary() -> None:
    sites = [site("S1", "GM0001", "azc", 60), site("S2", "GM0001", "accelerated", 60)]
    assert solve(country([town("GM0001", 120)], sites)).at("counted_ordinary", "GM0001") == 120


def test_two_municipalities_do_not_add_up() -> None:
    # 60 places in each of two towns: neither reaches 100.
    sites = [site("S1", "GM0001", "azc", 60), site("S2", "GM0002", "azc", 60)]
    assert solve(country([town("GM0001", 60), town("GM0002", 60)], sites)).goal("shortfall") == 120


@pytest.mark.parametrize(("most", "counted"), [((16,), 16), ((15,), 0), ((10, 6), 16), ((10, 5), 0)])
def test_special_places_count_from_16(most: tuple[int, ...], counted: int) -> None:
    sites = [site(f"S{n}", "GM0001", "amv", places) for n, places in enumerate(most)]
    plan = solve(country([town("GM0001", 160)], sites, MINORS))
    assert plan.at("counted_amv", "GM0001") == counted
    assert plan.at("shortfall_amv", "GM0001") == 16 - counted
    assert plan.at("shortfall_regular", "GM0001") == 144


def test_registration_and_amv_reach_16_together_and_fill_their_own_task() -> None:
    # 8 + 8 special places: 8 of the 16 for minors, and 8 of the 144 regular ones.
    sites = [site("S1", "GM0001", "amv", 8), site("S2", "GM0001", "registration", 8)]
    plan = solve(country([town("GM0001", 160)], sites, MINORS))
    assert (plan.at("counted_amv", "GM0001"), plan.at("counted_special", "GM0001")) == (8, 8)
    assert (plan.at("shortfall_amv", "GM0001"), plan.at("shortfall_regular", "GM0001")) == (8, 136)


def test_ordinary_places_do_not_help_special_ones_over_their_minimum() -> None:
    sites = [site("S1", "GM0001", "amv", 8), site("S2", "GM0001", "azc", 200)]
    plan = solve(country([town("GM0001", 160)], sites, MINORS))
    assert plan.goal("shortfall") == 16


NOT_DURABLE: list[tuple[Row, int]] = [
    ({"closes": "2030-07-01"}, 120),  # five years after the due date, to the day
    ({"closes": "2030-06-30"}, 0),
    ({"emergency": True}, 0),
    ({"existing": False, "available_from": "2025-07-01"}, 120),  # stands on the due date
    ({"existing": False, "available_from": "2025-07-02"}, 0),  # opens a quarter too late
]


@pytest.mark.parametrize(("differs", "counted"), NOT_DURABLE)
def test_durable_is_five_years_from_the_due_date(differs: Row, counted: int) -> None:
    sites = [site("S1", "GM0001", "azc", 120, **differs)]
    model = {"horizon": {"periods": 4}, "dates": {"due": "2025-07-01"}}
    assert solve(country([town("GM0001", 120)], sites, model)).at("counted_ordinary", "GM0001") == counted


def test_a_place_not_counted_can_still_be_lived_in() -> None:
    # 99 places don't count for the task, but 0.91 x 99 persons live there.
    model = {"inflow": arrivals(7, regular=(1.0, 13.0, 0.0))}
    plan = solve(country([town("GM0001", 120)], [site("S1", "GM0001", "azc", 99)], model))
    assert plan.goal("shortfall") == 120
    assert plan.goal("no_place") == pytest.approx(91 - 0.91 * 99)
