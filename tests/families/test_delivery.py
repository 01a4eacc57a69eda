"""Family delivery: what has no site stands as a shortfall."""

from builders import country, site, solve, town


def test_untouched_every_number_has_its_places() -> None:
    plan = solve(country([town("GM0001", 120)], [site("S1", "GM0001", "azc", 120)]))
    assert plan.goal("shortfall") == 0


def test_binding_the_number_stands_and_what_is_missing_is_named() -> None:
    # 150 asked, 120 there: the number stays 150 and 30 of it has no site.
    plan = solve(country([town("GM0001", 150)], [site("S1", "GM0001", "azc", 120)]))
    assert plan.at("task_regular", "GM0001") == 150
    assert plan.at("shortfall_regular", "GM0001") == 30


def test_a_country_without_sites_is_a_shortfall_and_no_error() -> None:
    plan = solve(country([town("GM0001", 150)], model={"need": {"places": 150, "amv": 15}}))
    assert plan.at("shortfall_regular", "GM0001") == 135
    assert plan.at("shortfall_amv", "GM0001") == 15


def test_amv_places_do_not_fill_a_regular_number() -> None:
    sites = [site("S1", "GM0001", "amv", 200)]
    plan = solve(country([town("GM0001", 150)], sites, {"need": {"places": 150, "amv": 15}}))
    assert plan.at("shortfall_regular", "GM0001") == 135
    assert plan.at("shortfall_amv", "GM0001") == 0


def test_without_the_family_nothing_is_missing() -> None:
    case = country([town("GM0001", 150)], [site("S1", "GM0001", "azc", 120)])
    assert solve(case, without="delivery").goal("shortfall") == 0
