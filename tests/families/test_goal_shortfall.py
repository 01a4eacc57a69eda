"""Goal shortfall: places of the numbers that have no site on the due date."""

from builders import country, goals, site, solve, town


def test_untouched_enough_places() -> None:
    assert solve(country([town("GM0001", 100)], [site("S1", "GM0001", "azc", 100)])).goal("shortfall") == 0


def test_counts_regular_and_amv() -> None:
    # 10 amv places are missing (10 < 16 don't count) and 190 - 150 regular ones.
    sites = [site("S1", "GM0001", "azc", 150), site("S2", "GM0001", "amv", 9)]
    plan = solve(country([town("GM0001", 200)], sites, {"need": {"places": 200, "amv": 10}}))
    assert plan.goal("shortfall") == 10 + 40


def test_places_that_are_over_do_not_make_up_for_others() -> None:
    # Two provinces: 300 places in one don't fill the 100 of the other.
    towns = [town("GM0001", 100), town("GM0002", 100, province="PV02", region="VR02")]
    assert solve(country(towns, [site("S1", "GM0001", "azc", 300)])).goal("shortfall") == 100


def test_the_order_of_goals_decides() -> None:
    # With evenness first the number stays where no site is.
    towns, sites = [town("GM0001", 120), town("GM0002", 80)], [site("S1", "GM0001", "azc", 250)]
    first = solve(country(towns, sites, {"goals": goals("shortfall", "unevenness_total")}))
    last = solve(country(towns, sites, {"goals": goals("unevenness_total", "shortfall")}))
    assert (first.goal("shortfall"), first.goal("unevenness_total")) == (0, 160)
    assert (last.goal("shortfall"), last.goal("unevenness_total")) == (80, 0)
