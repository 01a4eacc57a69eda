"""Goal unevenness_worst: the municipality whose number lies furthest from its share, as a part of it."""

import pytest
from builders import country, goals, site, solve, town

ORDER = {"goals": goals("shortfall", "unevenness_total", "unevenness_worst")}


def test_untouched_the_shares_themselves() -> None:
    assert solve(country([town("GM0001", 120), town("GM0002", 80)], model=ORDER)).goal("unevenness_worst") == 0


def test_is_relative_to_the_share() -> None:
    # 80 places move: 80/120 above one share, 80/80 below the other.
    plan = solve(country([town("GM0001", 120), town("GM0002", 80)], [site("S1", "GM0001", "azc", 250)], ORDER))
    assert plan.goal("unevenness_worst") == 1


def test_spreads_what_must_move() -> None:
    # GM0003 has no site; its 60 go to two towns of 100 and 200 with room enough. Any division is as even in total
    # (120); the worst of them is GM0003 itself (60/60), so without it counting the other two are free.
    towns = [town("GM0001", 100), town("GM0002", 200), town("GM0003", 60)]
    sites = [site("S1", "GM0001", "azc", 500), site("S2", "GM0002", "azc", 500)]
    assert solve(country(towns, sites, ORDER)).goal("unevenness_worst") == 1


def test_divides_a_gain_in_proportion() -> None:
    # GM0003 (share 400) has places for 340: 60 move to towns of 100 and 200, best as 20 and 40: a fifth each,
    # while GM0003 is 60/400 under.
    towns = [town("GM0001", 100), town("GM0002", 200), town("GM0003", 400)]
    sites = [
        site("S1", "GM0001", "azc", 500),
        site("S2", "GM0002", "azc", 500),
        site("S3", "GM0003", "azc", 340),
    ]
    plan = solve(country(towns, sites, ORDER))
    assert plan.goal("unevenness_total") == 120
    assert plan.goal("unevenness_worst") == pytest.approx(0.2)
    assert (plan.at("task_regular", "GM0001"), plan.at("task_regular", "GM0002")) == (120, 240)


def test_is_of_the_total_number() -> None:
    # Amv and regular move opposite ways, 10 each: every total stays, and so does the worst deviation.
    towns = [town("GM0001", 120), town("GM0002", 120)]
    sites = [
        site("S1", "GM0001", "amv", 20),
        site("S2", "GM0001", "azc", 100),
        site("S3", "GM0002", "azc", 120),
    ]
    plan = solve(country(towns, sites, {**ORDER, "need": {"places": 240, "amv": 20}}))
    assert plan.goal("shortfall") == 0
    assert plan.goal("unevenness_total") == 40
    assert plan.goal("unevenness_worst") == 0


def test_a_share_of_nothing_divides_by_one() -> None:
    # 3 places land in a town whose share rounds to 0: a deviation of 3, not an error.
    towns = [town("GM0001", 3), town("GM0002", 0)]
    plan = solve(country(towns, [site("S1", "GM0002", "azc", 200)], ORDER))
    assert plan.goal("unevenness_worst") == 3
