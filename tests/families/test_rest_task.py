"""The rest of the task divided pro rata: every number follows from the offers, and no goal moves it."""

from builders import Row, country, site, solve, town

TWO = [town("GM0001", 120), town("GM0002", 80)]
# Only GM0001 has a site: with a free hand the goals give it everything.
ONE_SITE = [site("S1", "GM0001", "azc", 250)]


def pro_rata(**offers: int) -> Row:
    return {"rest_task": {"rule": "pro_rata", "offers": {code: {"regular": n} for code, n in offers.items()}}}


def numbers(model: Row) -> tuple[float, float]:
    plan = solve(country(TWO, ONE_SITE, model))
    return plan.at("task_regular", "GM0001"), plan.at("task_regular", "GM0002")


def test_where_everything_is_offered_the_rule_does_not_matter() -> None:
    assert numbers({}) == numbers(pro_rata(GM0001=200)) == (200, 0)


def test_binding_the_numbers_are_those_of_the_rule_whatever_the_goals_prefer() -> None:
    # 40 + 80 offered of 200: GM0002 is at its number, so the 80 that are left are all for GM0001.
    assert numbers(pro_rata(GM0001=40, GM0002=80)) == (120, 80)
    # Nothing offered: everyone is given its own number, and GM0002 has a shortfall of 80.
    assert numbers(pro_rata()) == (120, 80)
    # GM0002 offers 30 above its number; they stand, and GM0001 gets what is left.
    assert numbers(pro_rata(GM0002=110)) == (90, 110)


def test_without_the_rule_the_goals_move_the_numbers() -> None:
    assert solve(country(TWO, ONE_SITE, pro_rata()), without="municipal_task").goal("shortfall") == 0
    assert solve(country(TWO, ONE_SITE, pro_rata())).goal("shortfall") == 80
