"""Plans near the last one: with its whole columns, or with those it shares with the relaxation."""

from itertools import product
from time import monotonic

import numpy as np
import pytest
from small_mips import Row, matrix

from spreiding.solve.engine import Answer, Engine, Settings
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.nearby import nearby
from spreiding.solve.one_goal import minimise_one
from spreiding.solve.outcome import Status

SETTINGS = Settings(threads=1, seed=0)


def _sites(costs: list[float]) -> Matrix:
    """Persons over sites of ten places: opened (whole columns first), then persons; the first goal is the cost."""
    count = len(costs)
    persons = range(count, 2 * count)
    rows = [Row({site: 10.0, count + site: -1.0}, least=0.0) for site in range(count)]
    rows.append(Row(dict.fromkeys(persons, 1.0), least=25.0))
    cost = [*costs, *([0.1] * count)]
    return matrix([cost], rows, [1.0] * count + [10.0] * count, [True] * count + [False] * count)


def _point(opened: list[int], persons: list[float]) -> Vector:
    return np.array([*opened, *persons], dtype=float)


def test_a_plan_with_the_same_sites_is_found_without_a_search() -> None:
    # Three sites are open and hold 30 persons where 25 will do: the same sites, five persons fewer, 0.5 less.
    program = _sites([1.0, 1.0, 1.0])
    near = nearby(Engine(program, SETTINGS), program, 0, _point([1, 1, 1], [10, 10, 10]), 0.1, None)
    assert program.value(0, near.x) == pytest.approx(3 + 2.5)
    assert near.x[:3] == pytest.approx([1, 1, 1])
    # The relaxation opens two and a half sites.
    assert near.bound == pytest.approx(2.5 + 2.5)


def test_far_from_the_bound_the_sites_change_on_which_plan_and_relaxation_differ() -> None:
    # The plan has three dear sites; the relaxation takes the cheap ones. No whole column is the same, so all are free.
    program = _sites([9.0, 9.0, 9.0, 1.0, 1.0, 1.0])
    start = _point([1, 1, 1, 0, 0, 0], [10, 10, 5, 0, 0, 0])
    near = nearby(Engine(program, SETTINGS), program, 0, start, 0.0, None)
    assert program.value(0, near.x) == pytest.approx(3 + 2.5)


def test_nothing_near_is_worse_than_the_start_or_under_the_bound() -> None:
    program = _sites([3.0, 1.0, 2.0, 4.0])
    for opened in product((0, 1), repeat=4):
        if sum(opened) < 3:
            continue
        start = _point(list(opened), [25 / sum(opened) * each for each in opened])
        near = nearby(Engine(program, SETTINGS), program, 0, start, 0.0, None)
        assert near.bound <= program.value(0, near.x) <= program.value(0, start) + 1e-9


def test_bounds_are_as_before_afterwards() -> None:
    program = _sites([9.0, 9.0, 9.0, 1.0, 1.0, 1.0])
    engine = Engine(program, SETTINGS)
    nearby(engine, program, 0, _point([1, 1, 1, 0, 0, 0], [10, 10, 5, 0, 0, 0]), 0.0, None)
    assert engine.minimise(0, None, 0.0, None).bound == pytest.approx(3 + 2.5)


def test_a_start_that_is_the_best_there_is_stands_under_its_own_ceiling() -> None:
    program = _sites([1.0, 1.0, 1.0])
    start = _point([1, 1, 1], [10, 10, 5])
    engine = Engine(program, SETTINGS)
    for _ in range(2):  # the ceiling of the first is gone in the second
        answer = engine.minimise(0, start, 0.0, None)
        assert (answer.done, answer.infeasible) == (True, False)
        assert answer.bound == pytest.approx(5.5)


def test_a_start_that_breaks_a_row_is_no_reason_to_call_the_model_infeasible() -> None:
    # Nobody has a place in it, so its value is under what is possible: the ceiling leaves nothing, and is taken away.
    program = _sites([1.0, 1.0, 1.0])
    answer = Engine(program, SETTINGS).minimise(0, _point([0, 0, 0], [0, 0, 0]), 0.0, None)
    assert not answer.infeasible
    assert answer.bound == pytest.approx(5.5)


def test_out_of_time_the_start_is_what_is_near() -> None:
    program = _sites([1.0, 1.0, 1.0])
    start = _point([1, 1, 1], [10, 10, 10])
    near = nearby(Engine(program, SETTINGS), program, 0, start, 0.0, 0.0)
    assert program.value(0, near.x) <= program.value(0, start)


def test_a_relaxation_has_its_own_time_however_long_searches_took_before() -> None:
    # Of linear programs HiGHS counts the time since the object was made: 0.2 s are long gone after these searches.
    rng = np.random.default_rng(3)
    rows = [Row(dict(enumerate(line.tolist())), least=float(line.sum() / 3)) for line in rng.integers(1, 100, (20, 40))]
    program = matrix([rng.integers(40, 60, 40).tolist()], rows, [1.0] * 40, [True] * 40)
    engine = Engine(program, SETTINGS)
    begin = monotonic()
    while monotonic() - begin < 0.4:
        engine.minimise(0, None, 0.0, 0.2)
    assert engine.relaxed(0, 0.2) is not None


def test_a_search_that_is_cut_off_knows_what_the_relaxation_proved() -> None:
    # Two and a half sites' worth of places at the least: the sites at 1 and 2, and half of the one at 3.
    program = _sites([3.0, 1.0, 2.0, 4.0])
    step, _ = minimise_one(_Cut(program, SETTINGS), program, 0, "cost", _point([1, 1, 1, 1], [10, 5, 5, 5]), 0.0, None)
    assert step.status is Status.FEASIBLE
    assert step.bound == pytest.approx(1 + 2 + 0.5 * 3 + 2.5)


class _Cut(Engine):
    """An engine whose searches end before they know anything."""

    def minimise(self, goal: int, start: Vector | None, *rest: object, **how: object) -> Answer:
        return Answer(start, float("-inf"), done=False, infeasible=False)
