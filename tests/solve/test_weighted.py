"""Goals added up: what weights do, what is proved, and that the units of the weights change nothing."""

from dataclasses import replace
from math import frexp

import numpy as np
import pytest
from builders import Row as Tree
from builders import arrivals, country, goals, site, town
from small_mips import Row, corners, holds, matrix

from spreiding.goal_record import goal_record
from spreiding.model_file import Solver
from spreiding.result import Watch
from spreiding.solution.share_out import regions_with_more_late
from spreiding.solve.engine import Answer, Engine
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.outcome import Status
from spreiding.solve.weighted import add_sum, solve_weighted
from spreiding.solve_case import Solved, solve_case

EXACT = Solver(gap=0.0)
TOWN = [town("GM0001", 100)]
# 91 persons need the 100 places of a site that costs EUR 2 million to open.
NEW_SITE = [site("S1", "GM0001", "azc", 100, existing=False, opening_cost_eur=2_000_000)]


def _quiet(goal: str, event: str) -> None:
    """Tell nobody."""


def _trade() -> Matrix:
    """x + y >= 10 in whole numbers, x at most 10 and y at most 7: the goals are x and y."""
    return matrix([[1, 0], [0, 1]], [Row({0: 1, 1: 1}, least=10)], [10, 7], [True, True])


def weighted(solver: Tree | None = None, **weights: float) -> Solved:
    """A plan for one new site with these goals weighted."""
    asked = [{**row, "weight": weights[row["goal"]]} for row in goals(*weights)]
    inflow = arrivals(7, regular=(1.0, 13.0, 0.0))
    model = {"goal_method": "weighted", "goals": asked, "inflow": inflow, "solver": solver or {}}
    return solve_case(country(TOWN, NEW_SITE, model), Watch())


@pytest.mark.parametrize(("weights", "point", "total"), [((1, 2), [10, 0], 10), ((2, 1), [3, 7], 13)])
def test_the_dearer_goal_is_spared(weights: tuple[float, float], point: list[float], total: float) -> None:
    result = solve_weighted(_trade(), weights, EXACT, _quiet)
    assert result.status is Status.OPTIMAL
    assert result.x == pytest.approx(np.array(point))
    assert (result.step.best, result.step.bound, result.step.gap) == pytest.approx((total, total, 0))


def test_a_heavy_weight_is_an_order() -> None:
    # x first and then y, as in a lexicographic solve: x = 3, y = 7.
    result = solve_weighted(_trade(), (1e6, 1), EXACT, _quiet)
    assert result.x == pytest.approx(np.array([3.0, 7.0]))


@pytest.mark.parametrize("unit", [1e-6, 1e6])
def test_the_unit_of_the_weights_changes_nothing(unit: float) -> None:
    result = solve_weighted(_trade(), (2 * unit, unit), EXACT, _quiet)
    assert result.x is not None
    assert np.array_equal(result.x, np.array([3.0, 7.0]))
    assert result.step.best == pytest.approx(13 * unit)
    assert result.step.bound == pytest.approx(13 * unit)


def test_the_sum_is_one_more_row_times_a_power_of_two() -> None:
    summed, factor = add_sum(replace(_trade(), offsets=np.array([1.0, 5.0])), (3e5, 7e5))
    assert frexp(factor)[0] == 0.5
    assert np.array_equal(summed.costs[:2], _trade().costs)
    assert np.array_equal(summed.costs[2] / factor, np.array([3e5, 7e5]))
    assert summed.offsets[2] / factor == 3e5 + 35e5
    assert 0.5 < abs(summed.costs[2]).min() <= 1 <= abs(summed.costs[2]).max() < 2


def test_a_sum_of_nothing_is_a_sum() -> None:
    result = solve_weighted(replace(_trade(), costs=np.zeros((2, 2))), (1, 1), EXACT, _quiet)
    assert (result.status, result.step.best) == (Status.OPTIMAL, 0)


def test_no_point_has_a_smaller_sum() -> None:
    rng = np.random.default_rng(3)
    points = corners(8)
    for _ in range(20):
        rows = [Row(dict(enumerate(rng.integers(-5, 9, 8).tolist())), least=4.0) for _ in range(3)]
        program = matrix(rng.integers(0, 9, (3, 8)).tolist(), rows, [1.0] * 8, [True] * 8)
        weights = tuple(rng.uniform(0.01, 100, 3).tolist())
        result = solve_weighted(program, weights, EXACT, _quiet)
        sums = (points @ program.costs.T @ np.array(weights))[holds(program, points)]
        if result.x is None:
            assert (result.status, sums.size) == (Status.INFEASIBLE, 0)
        else:
            assert result.step.best == pytest.approx(sums.min())
            assert result.step.bound == pytest.approx(sums.min())


def test_a_part_of_the_gap_is_kept_for_rounding(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []
    real = Engine.minimise

    def heard(
        engine: Engine, goal: int, start: Vector | None, gap: float, seconds: float | None, **how: bool
    ) -> Answer:
        asked.append(gap)
        return real(engine, goal, start, gap, seconds, **how)

    monkeypatch.setattr(Engine, "minimise", heard)
    solve_weighted(_trade(), (1, 1), Solver(gap=0.01), _quiet)
    assert asked == [pytest.approx(0.009)]


def test_infeasible_is_an_answer() -> None:
    program = matrix([[1, 1]], [Row({0: 1, 1: 1}, least=18)], [10, 7], [True, True])
    assert solve_weighted(program, (1,), EXACT, _quiet).status is Status.INFEASIBLE


@pytest.mark.parametrize(("worth", "placed"), [(21_900, 0), (22_100, 91)])
def test_weights_count_per_reported_unit(worth: float, placed: float) -> None:
    # EUR 2 million over 91 person-quarters is EUR 21,978 each: below that the site stays shut.
    plan = weighted(no_place=worth, cost=1)
    assert plan.values == pytest.approx((91 - placed, 2.0 if placed else 0.0), abs=1e-6)
    total = min(91 * worth, 2_000_000)
    record = goal_record(plan)
    assert record.values == pytest.approx({"no_place": 91 - placed, "cost": 2_000_000 if placed else 0}, abs=1e-6)
    assert record.weighted_sum is not None
    assert [record.weighted_sum[name] for name in ("value", "best", "bound")] == pytest.approx([total] * 3)
    assert sum(row["weighted"] for row in record.goals) == record.weighted_sum["value"]


def test_no_goal_of_a_sum_has_a_bound_of_its_own() -> None:
    record = goal_record(weighted(no_place=1, shortfall=1, cost=1))
    assert [(row["bound"], row["gap"], row["plan_gap"]) for row in record.goals] == [(None, None, None)] * 3
    assert record.weighted_sum is not None
    assert "no goal has a bound of its own" in record.weighted_sum["note"]


def test_the_same_question_gets_the_same_answer_to_the_last_digit() -> None:
    first, second = (weighted(no_place=22_100, unevenness_total=0.3, moves_distance=7, cost=1) for _ in range(2))
    assert np.array_equal(first.points[-1], second.points[-1])
    assert first.values == second.values
    assert goal_record(first).goals == goal_record(second).goals


def test_late_within_the_kept_part_of_the_sum_is_not_solved_again(monkeypatch: pytest.MonkeyPatch) -> None:
    # A tenth of a gap of 1 % of a sum of EUR 2 million is worth two person-quarters at a weight of 1,000, no more.
    plan = weighted({"gap": 0.01}, no_place=1e5, late_housing=1000, cost=1)
    for late, regions in ((1.99, ()), (2.02, ("VR01",))):
        monkeypatch.setattr("spreiding.solution.share_out._more_late", lambda *_, late=late: {"VR01": late})
        assert regions_with_more_late(plan.settled, plan.values, plan.case, plan.sets) == regions
