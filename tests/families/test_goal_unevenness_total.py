"""Goal unevenness_total: places that lie elsewhere than the shares say, regular and amv apart."""

from builders import country, goals, site, solve, town

TOWNS = [town("GM0001", 120), town("GM0002", 80)]


def test_untouched_the_shares_themselves() -> None:
    assert solve(country(TOWNS, model={"goals": goals("unevenness_total")})).goal("unevenness_total") == 0


def test_counts_what_one_gains_and_the_other_loses() -> None:
    # 30 places move because GM0001 can hold 150 and GM0002 (50 places, under the minimum) nothing: as GM0002 has
    # no counting place at all, everything that fits moves: 30.
    sites = [site("S1", "GM0001", "azc", 150), site("S2", "GM0002", "azc", 50)]
    plan = solve(country(TOWNS, sites))
    assert plan.goal("shortfall") == 50
    assert plan.goal("unevenness_total") == 30 + 30


def test_regular_and_amv_do_not_cancel() -> None:
    # 20 amv: 12 and 8. Only GM0001 has amv places and only GM0002 regular ones: 8 amv move one way and 108 regular
    # places the other, although both totals change less.
    sites = [site("S1", "GM0001", "amv", 20), site("S2", "GM0002", "azc", 300)]
    plan = solve(country(TOWNS, sites, {"need": {"places": 200, "amv": 20}}))
    assert plan.goal("shortfall") == 0
    assert plan.goal("unevenness_total") == 2 * 8 + 2 * 108
