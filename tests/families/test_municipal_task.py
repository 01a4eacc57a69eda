"""Family municipal_task: whole numbers that add up to the task of the province."""

import pytest
from builders import country, goals, site, solve, town

from spreiding.solve.outcome import Status

TWO = [town("GM0001", 120), town("GM0002", 80)]
ONE_SITE = [site("S1", "GM0001", "azc", 250)]


def test_untouched_every_municipality_keeps_its_share() -> None:
    plan = solve(country(TWO, [site("S1", "GM0001", "azc", 250), site("S2", "GM0002", "azc", 250)]))
    assert (plan.at("task_regular", "GM0001"), plan.at("task_regular", "GM0002")) == (120, 80)
    assert plan.goal("unevenness_total") == 0


def test_binding_another_division_adds_up_to_the_same_task() -> None:
    # Only GM0001 has a site, and a shortfall weighs more than evenness: it takes the 80 of GM0002 as well.
    plan = solve(country(TWO, ONE_SITE))
    assert (plan.at("task_regular", "GM0001"), plan.at("task_regular", "GM0002")) == (200, 0)
    assert plan.goal("shortfall") == 0


def test_a_task_can_not_go_to_another_province() -> None:
    # The same, but GM0002 lies elsewhere: its 80 places have no site and stay a shortfall there.
    plan = solve(country([TWO[0], town("GM0002", 80, province="PV02", region="VR02")], ONE_SITE))
    assert (plan.at("task_regular", "GM0001"), plan.at("task_regular", "GM0002")) == (120, 80)
    assert plan.at("shortfall_regular", "GM0002") == 80


def test_without_the_family_a_task_melts_away() -> None:
    assert solve(country(TWO)).goal("shortfall") == 200
    assert solve(country(TWO), without="municipal_task").goal("shortfall") == 0


def test_regular_and_amv_add_up_apart() -> None:
    # 20 of 200 are for minors: 12 and 8. A site for minors alone takes 20 of them, never a regular place.
    plan = solve(country(TWO, [site("S1", "GM0001", "amv", (1, 60))], {"need": {"places": 200, "amv": 20}}))
    assert plan.at("task_amv", "GM0001") == 20
    assert plan.total("task_amv") == 20
    assert plan.total("task_regular") == 180
    assert plan.goal("shortfall") == 180


def test_numbers_are_whole() -> None:
    # 0.55 x 81 = 44.55: a number is 45 at least, so the other takes 155 of 200, not 155.45.
    towns = [town("GM0001", 119), town("GM0002", 81)]
    plan = solve(country(towns, ONE_SITE, {"families": {"municipal_task": {"min_ratio": 0.55}}}))
    assert plan.at("task_regular", "GM0002") == pytest.approx(45, abs=1e-9)
    assert plan.at("task_regular", "GM0001") == pytest.approx(155, abs=1e-9)


@pytest.mark.parametrize(
    ("band", "first"),
    [
        ({"min_ratio": 0.5}, 160),  # GM0002 keeps 40 of its 80
        ({"max_ratio": 1.1}, 132),  # GM0001 takes 1.1 x 120 at most
        ({"min_ratio": 0.9, "max_ratio": 1.5}, 128),  # the floor binds first: 72 stay
    ],
)
def test_a_band_stops_the_shift(band: dict[str, float], first: int) -> None:
    plan = solve(country(TWO, ONE_SITE, {"families": {"municipal_task": band}}))
    assert plan.at("task_regular", "GM0001") == first


def test_a_band_that_no_division_fits_is_infeasible() -> None:
    # At most 0.9 of every share can't add up to all of it.
    plan = solve(
        country(TWO, ONE_SITE, {"families": {"municipal_task": {"max_ratio": 0.9}}, "goals": goals("shortfall")})
    )
    assert plan.status is Status.INFEASIBLE
