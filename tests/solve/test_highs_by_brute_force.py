"""The pinned HiGHS against counting out every case, in the shapes that other releases got wrong.

One type per site, conflicts between sites, at most so many sites, places between a fewest and a most: with and without
a start. A release that is wrong in one of a hundred of these must not pass.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest
from small_mips import Row, Vector, corners, holds, matrix

from spreiding.model_file import Goal, Solver
from spreiding.solve.engine import Engine, Settings
from spreiding.solve.lexicographic import solve_in_order
from spreiding.solve.matrix import Matrix
from spreiding.solve.outcome import Status

ONE_THREAD = Settings(threads=1, seed=0)
BATCHES = range(15)
PER_BATCH = 10


@dataclass(frozen=True)
class Places:
    """Choices with a type each: 0 places, or ``least`` to ``most``; a need per type, a penalty per place short."""

    kind: npt.NDArray[np.int64]
    least: Vector
    most: Vector
    need: Vector
    fixed: Vector
    running: Vector
    penalty: Vector
    rows: tuple[Row, ...]

    def program(self) -> Matrix:
        """Columns: open (0/1) and places per choice, short per type; one goal per row of prices."""
        n, kinds = len(self.least), len(self.need)
        rows = list(self.rows)
        for j in range(n):
            rows.append(Row({n + j: 1.0, j: -self.most[j]}, most=0.0))
            rows.append(Row({n + j: 1.0, j: -self.least[j]}, least=0.0))
        for k in range(kinds):
            having = {n + j: 1.0 for j in range(n) if self.kind[j] == k}
            rows.append(Row({**having, 2 * n + k: 1.0}, least=self.need[k]))
        return matrix(
            np.hstack([self.fixed, self.running, self.penalty]),
            rows,
            [*([1.0] * n), *self.most, *self.need],
            [True] * n + [False] * (n + kinds),
        )

    def best(self, goal: int, opened: Vector) -> float:
        """The least of a goal over all openings: each type fills its need from the cheapest open choice on."""
        total = opened @ self.fixed[goal]
        for k in range(len(self.need)):
            own = [j for j in np.argsort(self.running[goal], kind="stable") if self.kind[j] == k]
            stands = opened[:, own] @ self.least[own]
            total = total + opened[:, own] @ (self.least * self.running[goal])[own]
            missing = np.maximum(self.need[k] - stands, 0)
            for j in own:
                if self.running[goal, j] < self.penalty[goal, k]:
                    more = np.minimum(missing, opened[:, j] * (self.most[j] - self.least[j]))
                    total, missing = total + more * self.running[goal, j], missing - more
            total = total + missing * self.penalty[goal, k]
        return float(total.min())


def _restrictions(rng: np.random.Generator, n: int) -> tuple[Row, ...]:
    """One type per site, pairs that exclude each other, and a number of sites at most."""
    site = np.sort(rng.integers(0, max(2, n // 2), n))
    rows = [Row({int(j): 1.0 for j in np.flatnonzero(site == s)}, most=1.0) for s in np.unique(site)]
    for _ in range(rng.integers(0, n)):
        i, j = rng.choice(n, 2, replace=False)
        rows.append(Row({int(i): 1.0, int(j): 1.0}, most=1.0))
    rows.append(Row(dict.fromkeys(range(n), 1.0), most=float(rng.integers(1, n))))
    return tuple(rows)


def _places(rng: np.random.Generator) -> Places:
    n, kinds = int(rng.integers(3, 10)), int(rng.integers(1, 4))
    least = rng.integers(1, 40, n).astype(float)
    return Places(
        kind=rng.integers(0, kinds, n),
        least=least,
        most=least + rng.integers(0, 60, n),
        need=rng.integers(10, 150, kinds).astype(float),
        fixed=rng.integers(0, 50, (3, n)).astype(float),
        running=rng.integers(0, 6, (3, n)).astype(float),
        penalty=rng.integers(0, 8, (3, kinds)).astype(float),
        rows=_restrictions(rng, n),
    )


@pytest.mark.parametrize("batch", BATCHES)
def test_places_with_and_without_a_start(batch: int) -> None:
    rng = np.random.default_rng(batch)
    for _ in range(PER_BATCH):
        case = _places(rng)
        program, n = case.program(), len(case.least)
        opened = corners(n)
        choices = matrix(np.zeros((1, n)), case.rows, [1.0] * n, [True] * n)
        opened = opened[holds(choices, opened)]
        nothing = np.concatenate([np.zeros(2 * n), case.need])
        engine, start = Engine(program, ONE_THREAD), None
        for goal in range(3):  # the first without a start, the others from the last point or from nothing
            answer = engine.minimise(goal, nothing if goal == 2 else start, gap=0.0, seconds=None)
            assert answer.done
            assert answer.x is not None
            assert holds(program, answer.x[None, :])[0]
            assert program.value(goal, answer.x) == pytest.approx(case.best(goal, opened), abs=1e-5)
            assert answer.bound == pytest.approx(case.best(goal, opened), abs=1e-4)
            start = answer.x


def _switches(rng: np.random.Generator) -> Matrix:
    """Choices of fixed size: a need to cover, a budget, and three goals with many ties."""
    n = int(rng.integers(3, 11))
    size = rng.integers(1, 20, n).astype(float)
    rows = [*_restrictions(rng, n), Row(dict(enumerate(size)), least=float(rng.integers(0, 40)))]
    rows.append(Row(dict(enumerate(rng.integers(-5, 10, n).astype(float))), most=float(rng.integers(0, 30))))
    return matrix(rng.integers(-3, 4, (3, n)), rows, [1.0] * n, [True] * n, offsets=rng.integers(-5, 6, 3))


def _in_order(program: Matrix) -> list[float] | None:
    """The goals in order over every point; ``None`` without one."""
    points = corners(len(program.upper))
    points = points[holds(program, points)]
    if not len(points):
        return None
    found = []
    for cost, offset in zip(program.costs, program.offsets, strict=True):
        values = points @ cost + offset
        found.append(float(values.min()))
        points = points[values < values.min() + 0.5]
    return found


@pytest.mark.parametrize("batch", BATCHES)
def test_goals_in_order(batch: int) -> None:
    rng = np.random.default_rng(1000 + batch)
    goals = tuple(Goal(goal=name) for name in ("no_place", "shortfall", "cost"))
    for _ in range(PER_BATCH):
        program = _switches(rng)
        expected = _in_order(program)
        result = solve_in_order(program, goals, Solver(gap=0.0), lambda goal, event: None)
        if expected is None:
            assert result.status is Status.INFEASIBLE
            assert result.x is None
        else:
            assert result.status is Status.OPTIMAL
            assert [step.best for step in result.steps] == pytest.approx(expected, abs=1e-6)
            assert result.x is not None
            assert holds(program, result.x[None, :])[0]
