"""Goals in order: what is kept, what is skipped, and what the clock does."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from builders import arrivals, country, site, solve, town
from small_mips import Row, matrix

from spreiding.model_file import Goal, Solver
from spreiding.solve import lexicographic
from spreiding.solve.engine import Answer, Engine, Settings
from spreiding.solve.errors import SolverError
from spreiding.solve.lexicographic import LexicographicResult, solve_in_order
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.outcome import Status, relative_gap

EXACT = Solver(gap=0.0)
NAMES = ("no_place", "shortfall", "cost")


def _quiet(goal: str, event: str) -> None:
    """Tell nobody."""


def _goals(*tolerances: float) -> tuple[Goal, ...]:
    return tuple(Goal(goal=name, tolerance=t) for name, t in zip(NAMES, tolerances, strict=False))


def _trade() -> Matrix:
    """x + y >= 10 in whole numbers: the first goal is x + y, the second x, the third y."""
    return matrix([[1, 1], [1, 0], [0, 1]], [Row({0: 1, 1: 1}, least=10)], [10, 7], [True, True])


def _halves() -> Matrix:
    """As _trade, but x + y >= 10.5: at every goal the relaxation is half a unit under what whole numbers can do."""
    return matrix([[1, 1], [1, 0], [0, 1]], [Row({0: 2, 1: 2}, least=21)], [10, 7], [True, True])


def _bests(result: LexicographicResult) -> list[float]:
    return [step.best for step in result.steps]


def test_the_first_goal_comes_first() -> None:
    # x + y = 10 at least; then x = 3, as y is 7 at most; then y = 7 is all that is left.
    result = solve_in_order(_trade(), _goals(0, 0, 0), EXACT, _quiet)
    assert result.status is Status.OPTIMAL
    assert _bests(result) == pytest.approx([10, 3, 7])
    assert result.x == pytest.approx(np.array([3.0, 7.0]))


def test_a_tolerance_gives_later_goals_room() -> None:
    # The second goal (3) may get 70 % worse: x up to 5.1, in whole numbers 5, so y can be 5.
    result = solve_in_order(_trade(), _goals(0, 0.7, 0), EXACT, _quiet)
    assert _bests(result) == pytest.approx([10, 3, 5])
    # The first may become 12, but the others gain nothing by it.
    assert _bests(solve_in_order(_trade(), _goals(0.2, 0, 0), EXACT, _quiet)) == pytest.approx([10, 3, 7])


def test_a_goal_is_kept_within_its_limit() -> None:
    result = solve_in_order(_trade(), _goals(0, 0.7, 0), EXACT, _quiet)
    assert result.x is not None
    for number, step in enumerate(result.steps):
        assert step.limit is not None
        assert _trade().value(number, result.x) <= step.limit + 1e-6


def test_the_room_without_tolerance_is_a_millionth() -> None:
    # A thousand of the first goal may become 1000.001, no more: so much the second gains.
    trade = matrix([[1, 0], [0, 1]], [Row({0: 1, 1: 1}, least=1500)], [1e4, 500], [False, False])
    result = solve_in_order(trade, _goals(0, 0), EXACT, _quiet)
    assert _bests(result) == pytest.approx([1000, 499.999], abs=1e-6)


@pytest.fixture
def solved(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The goals that HiGHS was asked for."""
    asked: list[int] = []
    real = Engine.minimise

    def counted(engine: Engine, goal: int, *rest: Any, **how: bool) -> Answer:
        asked.append(goal)
        return real(engine, goal, *rest, **how)

    monkeypatch.setattr(Engine, "minimise", counted)
    return asked


def test_a_goal_at_the_least_it_could_be_is_not_solved_again(solved: list[int]) -> None:
    # After the first goal x = 0 and y = 0: the others can't be lower than 0.
    program = matrix([[1, 1], [1, 0], [0, 1]], [], [10, 7], [True, True])
    result = solve_in_order(program, _goals(0, 0, 0), EXACT, _quiet)
    assert solved == [0]
    assert [(step.status, step.best, step.bound, step.gap) for step in result.steps[1:]] == [
        (Status.OPTIMAL, 0, 0, 0)
    ] * 2


def test_a_goal_that_could_be_lower_is_solved(solved: list[int]) -> None:
    result = solve_in_order(_halves(), _goals(0, 0, 0), EXACT, _quiet)
    # With x kept at 4 the bounds of y follow, so the relaxation proves the third.
    assert solved == [0, 1]
    assert _bests(result) == pytest.approx([11, 4, 7])


def test_a_goal_whose_point_the_relaxation_proves_is_not_searched(solved: list[int]) -> None:
    # After the first goal x + y = 10, so x = 3 and then y = 7 in the relaxation as well as in whole numbers.
    result = solve_in_order(_trade(), _goals(0, 0, 0), EXACT, _quiet)
    assert solved == [0]
    assert [step.bound for step in result.steps] == pytest.approx([10, 3, 7], abs=1e-4)


def test_an_offset_counts_in_the_bound(solved: list[int]) -> None:
    program = matrix([[1, 0], [0, -1]], [], [10, 7], [True, True], offsets=[5, 7])
    result = solve_in_order(program, _goals(0, 0), EXACT, _quiet)
    assert _bests(result) == [5, 0]


def test_infeasible_is_an_answer() -> None:
    program = matrix([[1, 1]], [Row({0: 1, 1: 1}, least=18)], [10, 7], [True, True])
    result = solve_in_order(program, _goals(0), EXACT, _quiet)
    assert (result.status, result.x, len(result.steps)) == (Status.INFEASIBLE, None, 1)


def test_a_solver_that_contradicts_itself_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    # The first goal has a point, so the second can't be infeasible.
    real = Engine.minimise

    def denies(
        engine: Engine, goal: int, start: Vector | None, gap: float, seconds: float | None, **how: bool
    ) -> Answer:
        if goal == 1:
            return Answer(None, float("inf"), done=True, infeasible=True)
        return real(engine, goal, start, gap, seconds, **how)

    monkeypatch.setattr(Engine, "minimise", denies)
    with pytest.raises(SolverError, match="shortfall"):
        solve_in_order(_halves(), _goals(0, 0, 0), EXACT, _quiet)


def test_a_start_a_hair_outside_a_bound_is_a_start() -> None:
    # HiGHS gives points that lie 1e-7 outside a bound, and refuses them when they are handed back.
    answer = Engine(_trade(), Settings(threads=1, seed=0)).minimise(0, np.array([3.0, 7.0 + 2e-7]), 0.0, None)
    assert answer.done
    assert answer.bound == pytest.approx(10)


def _hard() -> Matrix:
    """Twelve sums of forty numbers that must all come out even: nobody solves it in a nanosecond."""
    rng = np.random.default_rng(1)
    body = rng.integers(1, 100, (12, 40))
    rows = [
        Row({**dict(enumerate(line.tolist())), 40 + n: 1.0, 52 + n: -1.0}, least=line.sum() // 2, most=line.sum() // 2)
        for n, line in enumerate(body)
    ]
    even = [0.0] * 40 + [1.0] * 24
    first = [1.0] * 40 + [0.0] * 24
    return matrix([first, even], rows, [1.0] * 40 + [1e4] * 24, [True] * 40 + [False] * 24)


def test_out_of_time_without_a_point_is_no_solution_and_never_optimal() -> None:
    result = solve_in_order(_hard(), _goals(0, 0), Solver(gap=0.0, time_limit=1e-9), _quiet)
    assert (result.status, result.x) == (Status.NO_SOLUTION, None)


def _clock(monkeypatch: pytest.MonkeyPatch, stop: tuple[str, str], now: float) -> Callable[[str, str], None]:
    """A clock that stands at 0 until a goal begins or ends, and at ``now`` from then on."""
    hands = [0.0]
    monkeypatch.setattr(lexicographic, "monotonic", lambda: hands[0])

    def report(goal: str, event: str) -> None:
        if (goal, event) == stop:
            hands[0] = now

    return report


def test_out_of_time_during_a_goal_keeps_the_last_point(monkeypatch: pytest.MonkeyPatch) -> None:
    # The first goal is easy (nothing chosen), the second gets a nanosecond: its start stands, unproved.
    report = _clock(monkeypatch, ("shortfall", "start"), 100.0 - 1e-9)
    result = solve_in_order(_hard(), _goals(0, 0), Solver(gap=0.0, time_limit=100.0), report)
    assert result.status is Status.FEASIBLE
    assert [step.status for step in result.steps] == [Status.OPTIMAL, Status.FEASIBLE]
    last = result.steps[1]
    assert result.x is not None
    assert last.best == pytest.approx(_hard().value(1, result.x))
    assert last.bound is not None
    assert last.gap is not None
    assert last.bound < last.best
    assert last.gap > 0


def test_out_of_time_between_goals_leaves_the_rest_unreached(monkeypatch: pytest.MonkeyPatch) -> None:
    report = _clock(monkeypatch, ("no_place", "end"), 101.0)
    result = solve_in_order(_trade(), _goals(0, 0, 0), Solver(gap=0.0, time_limit=100.0), report)
    assert result.status is Status.FEASIBLE
    assert [step.status for step in result.steps] == [Status.OPTIMAL, Status.NO_SOLUTION, Status.NO_SOLUTION]
    assert [(step.bound, step.gap, step.limit) for step in result.steps[1:]] == [(None, None, None)] * 2
    assert result.x is not None
    assert result.steps[1].best == _trade().value(1, result.x)


def test_every_goal_is_reported_as_it_begins_and_ends() -> None:
    told: list[tuple[str, str]] = []
    solve_in_order(_trade(), _goals(0, 0, 0), EXACT, lambda goal, event: told.append((goal, event)))
    assert told == [(name, event) for name in NAMES for event in ("start", "end")]


def test_the_same_question_gets_the_same_answer() -> None:
    towns = [town("GM0001", 120), town("GM0002", 80), town("GM0003", 130, waiting=30)]
    sites = [site(f"S{n}", f"GM000{1 + n % 3}", "azc;accelerated", 90 + n, existing=False) for n in range(6)]
    model = {"horizon": {"periods": 2}, "inflow": arrivals(14)}
    first, second = (solve(country(towns, sites, model, dwellings=20)) for _ in range(2))
    assert first.result.x is not None
    assert np.array_equal(first.result.x, second.result.x)
    assert [step.best for step in first.result.steps] == [step.best for step in second.result.steps]


@pytest.mark.parametrize(
    ("value", "bound", "gap"), [(0, 0, 0), (10, 9, 0.1), (10, 11, 0), (-10, -11, 0.1), (5, 5, 0), (0, -1, float("inf"))]
)
def test_relative_gap(value: float, bound: float, gap: float) -> None:
    assert relative_gap(value, bound) == pytest.approx(gap)


def test_words_and_exit_codes() -> None:
    assert {status.value: status.exit_code for status in Status} == {
        "optimal": 0, "feasible": 3, "infeasible": 4, "no_solution": 5,
    }  # fmt: skip
