"""The whole model against an oracle that tries everything: every goal, in order, must come to the same value."""

import math

import pytest
from builders import Values, solve
from oracle_search import best_sum, best_values
from random_countries import draw_special, random_country
from rich_countries import draw_long, draw_rich, draw_weighted

from spreiding.formulation.build import build
from spreiding.formulation.compile import compile_model
from spreiding.formulation.goal_units import weights_of
from spreiding.prepare.case import Case
from spreiding.solve.outcome import Status
from spreiding.solve.weighted import solve_weighted

# Three seeds beside, for what HiGHS 1.15.1 does when it is left alone: 1040 hands it a start a hair outside a bound
# (refused), with the start of 1113 it calls 0.6 the least worst deviation where 3/7 is, and in 3072 its own optimum
# lies a hair outside its own tolerance ("Solve error").
ALWAYS = (*range(12), 1040, 1113, 3072)
PROOF = (*range(12, 40), *range(1000, 1200))
SPECIAL, SPECIAL_PROOF = range(100, 108), (*range(108, 120), *range(1200, 1300))
RICH, RICH_PROOF = range(12), (*range(12, 40), *range(2000, 2200))
LONG, LONG_PROOF = range(300, 303), (*range(303, 306), *range(2300, 2350))
WEIGHTED, WEIGHTED_PROOF = range(400, 410), range(2400, 2450)
CLOSE = 1e-5


def _compare(seed: int, case: Case) -> None:
    expected = best_values(case.instance)
    plan = solve(case)
    if expected is None:
        assert plan.status is Status.INFEASIBLE
        return
    assert plan.status is Status.OPTIMAL
    assert [step.goal for step in plan.result.steps] == list(expected)
    wrong = {
        goal: (plan.goal(goal), best)
        for goal, best in expected.items()
        if not math.isclose(plan.goal(goal), best, rel_tol=CLOSE, abs_tol=CLOSE)
    }
    if wrong:
        _only_for_room(seed, case, plan, wrong)


def _only_for_room(seed: int, case: Case, plan: Values, wrong: dict[str, tuple[float, float]]) -> None:
    """Some goals gain a thousandfold from a millionth of room in an earlier one: then how it is used may differ."""
    strict, loose = best_values(case.instance, room=0.0), best_values(case.instance, room=5e-6)
    assert strict is not None
    assert loose is not None
    outside = {
        goal: pair
        for goal, pair in wrong.items()
        if not min(strict[goal], loose[goal]) - CLOSE <= plan.goal(goal) <= max(strict[goal], loose[goal]) + CLOSE
    }
    assert not outside, f"seed {seed}: goal: (model, oracle) {outside}"


def _compare_sum(case: Case) -> None:
    expected, model = best_sum(case.instance), case.instance.model
    found = solve_weighted(compile_model(build(case).model), weights_of(model), model.solver, lambda goal, event: None)
    if math.isinf(expected):
        assert found.status is Status.INFEASIBLE
        return
    assert found.status is Status.OPTIMAL
    assert found.step.best == pytest.approx(expected, rel=CLOSE, abs=CLOSE)


@pytest.mark.parametrize("seed", ALWAYS)
def test_small_country(seed: int) -> None:
    _compare(seed, random_country(seed))


@pytest.mark.parametrize("seed", SPECIAL)
def test_small_country_with_special_reception(seed: int) -> None:
    _compare(seed, draw_special(seed).case())


@pytest.mark.parametrize("seed", RICH)
def test_small_country_with_every_choice(seed: int) -> None:
    _compare(seed, draw_rich(seed).case())


@pytest.mark.parametrize("seed", LONG)
def test_small_country_over_six_quarters(seed: int) -> None:
    _compare(seed, draw_long(seed).case())


@pytest.mark.parametrize("seed", WEIGHTED)
def test_small_country_with_goals_in_one_sum(seed: int) -> None:
    _compare_sum(draw_weighted(seed).case())


@pytest.mark.proof
@pytest.mark.parametrize("seed", PROOF)
def test_many_small_countries(seed: int) -> None:
    _compare(seed, random_country(seed))


@pytest.mark.proof
@pytest.mark.parametrize("seed", SPECIAL_PROOF)
def test_many_small_countries_with_special_reception(seed: int) -> None:
    _compare(seed, draw_special(seed).case())


@pytest.mark.proof
@pytest.mark.parametrize("seed", RICH_PROOF)
def test_many_small_countries_with_every_choice(seed: int) -> None:
    _compare(seed, draw_rich(seed).case())


@pytest.mark.proof
@pytest.mark.parametrize("seed", LONG_PROOF)
def test_many_small_countries_over_six_quarters(seed: int) -> None:
    _compare(seed, draw_long(seed).case())


@pytest.mark.proof
@pytest.mark.parametrize("seed", WEIGHTED_PROOF)
def test_many_small_countries_with_goals_in_one_sum(seed: int) -> None:
    _compare_sum(draw_weighted(seed).case())
