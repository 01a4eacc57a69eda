"""Goal burden_balance: asylum, Ukraine and housing together, by inhabitants, over the regions."""

import pytest
from builders import Row, country, goals, solve, town

from spreiding.prepare.case import Case


def _case(*, ukraine: int | None = None, dwellings: int = 0, **burdens: float) -> Case:
    """Two towns of 100 in two regions; one of them may have places for people from Ukraine."""
    towns = [town("GM0001", 100, ukraine=ukraine), town("GM0002", 100, region="VR02")]
    model: Row = {"goals": goals("burden_balance"), "families": {"burdens": burdens}}
    return country(towns, [], model, dwellings=dwellings)


def _balance(case: Case) -> tuple[float, float]:
    plan = solve(case)
    return plan.goal("burden_balance"), plan.at("task_regular", "GM0001")


def test_untouched_asylum_alone_is_even_by_inhabitants() -> None:
    assert _balance(_case()) == pytest.approx((0, 100))


def test_ukraine_places_are_made_up_for_by_asylum_places() -> None:
    # 40 more in the first region: 240 together, 120 each.
    assert _balance(_case(ukraine=40)) == pytest.approx((0, 80))


def test_weights_say_what_a_ukraine_place_counts() -> None:
    assert _balance(_case(ukraine=40, ukraine_weight=0.5)) == pytest.approx((0, 90))
    assert _balance(_case(ukraine=40, ukraine_weight=0.0)) == pytest.approx((0, 100))


def test_binding_more_than_asylum_places_can_make_up_for() -> None:
    # 300 beside 200 to divide: 250 each would be even, the first has 300 without any. 50 too many, 50 too few.
    assert _balance(_case(ukraine=300)) == pytest.approx((100, 0))


def test_unknown_counts_as_nothing_and_is_not_zero() -> None:
    unknown, none = _case(), _case(ukraine=0)
    assert unknown.burdens["ukraine_places"].isna().all()
    assert none.burdens["ukraine_places"].isna().to_list() == [False, True]
    assert _balance(unknown) == _balance(none)


def test_the_housing_task_is_the_mean_of_the_half_years() -> None:
    # By inhabitants it is even itself; 30 a half-year and 50 in the next are 15 and 25 each, 20 on average.
    towns = [town("GM0001", 100), town("GM0002", 100, region="VR02")]
    model: Row = {"horizon": {"periods": 4}, "goals": goals("burden_balance")}
    case = country(towns, [], model, dwellings={"2025-I": 30, "2025-II": 50})
    assert case.burdens["housing_task_persons"].to_list() == [20, 20]
    assert case.burdens["other_places"].to_list() == [20, 20]
    assert _balance(case) == pytest.approx((0, 100))


def test_a_task_changed_jointly_is_a_burden_that_moved() -> None:
    # 20 of the 40 persons of one half-year go from the second to the first town: 60 against 20.
    towns = [town("GM0001", 100), town("GM0002", 100, region="VR02")]
    ledger = [{"what": "housing", "from": "GM0002", "to": "GM0001", "half_year": "2025-I", "persons": 20}]
    model: Row = {"goals": goals("burden_balance"), "exchanges": ledger}
    case = country(towns, [], model, dwellings=80)
    assert case.burdens["housing_task_persons"].to_list() == [60, 20]
    assert _balance(case) == pytest.approx((0, 80))


def test_regions_of_one_province_are_balanced_within_its_task() -> None:
    # Each province keeps its own task: what is uneven between the two stays.
    towns = [town("GM0001", 100, ukraine=40), town("GM0002", 100, region="VR02", province="PV02")]
    plan = solve(country(towns, [], {"goals": goals("burden_balance")}))
    assert plan.goal("burden_balance") == pytest.approx(40)
