"""The pinned HiGHS against counting out, with presolve on and off and with one thread and two.

Whole numbers that add up to a task, places that count from a minimum on, sites with a fewest and a most, and goals in
order, each kept at its limit while the next is minimised: the shapes of this model, and in ``make proof`` thousands.
"""

from itertools import product

import numpy as np
import pytest
from small_mips import holds
from small_tasks import GOALS, Tasks, draw_tasks

from spreiding.solve.engine import Engine, Settings

PRESOLVE, THREADS = ("choose", "off"), (1, 2)
WAYS = tuple(product(PRESOLVE, THREADS))
ROOM = 1e-6
FEW, PER_BATCH, BATCHES = 200, 250, range(1, 17)


def _in_order(case: Tasks, presolve: str, threads: int) -> list[float]:
    """The goals as HiGHS finds them, each with the earlier ones kept at their limit."""
    program = case.program()
    engine, found = Engine(program, Settings(threads=threads, seed=0)), []
    engine._option("presolve", presolve)
    for goal in range(len(GOALS)):
        answer = engine.minimise(goal, None, gap=0.0, seconds=None)
        assert answer.done
        assert answer.x is not None
        assert holds(program, answer.x[None, :])[0]
        value = program.value(goal, answer.x)
        # What HiGHS proves may not lie above what it found.
        assert answer.bound <= value + 1e-5
        engine.keep(goal, value + ROOM * max(1.0, abs(value)))
        found.append(value)
    return found


def _check(seed: int, number: int, ways: tuple[tuple[str, int], ...]) -> None:
    case = draw_tasks(np.random.default_rng([seed, number]))
    expected = case.best()
    for presolve, threads in ways:
        found = _in_order(case, presolve, threads)
        assert found == pytest.approx(expected, abs=1e-4), (
            f"seed {seed}, {number}: presolve {presolve}, {threads} threads"
        )


@pytest.mark.parametrize("way", range(len(WAYS)))
def test_a_few_in_every_way(way: int) -> None:
    for number in range(way, FEW, len(WAYS)):
        _check(0, number, (WAYS[way],))


@pytest.mark.proof
@pytest.mark.parametrize("seed", BATCHES)
def test_thousands_in_all_ways(seed: int) -> None:
    for number in range(PER_BATCH):
        _check(seed, number, WAYS)
