"""Small problems in the shape of the model: numbers that add up to a task, sites behind them, goals in order.

Columns per municipality: task (whole), above, below, short, counted, counts (0/1); one for the worst deviation; per
site open (0/1) and places. Every answer is counted out: each division of the task with each choice of sites.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from small_mips import INF, Row, matrix

from spreiding.solve.matrix import Matrix

Whole = npt.NDArray[np.int64]
GOALS = ("shortfall", "unevenness_total", "unevenness_worst", "cost")
PER_TOWN = ("task", "above", "below", "short", "counted", "counts")


@dataclass(frozen=True)
class Tasks:
    """``share`` per municipality; per site its municipality, least and most places, and costs.

    Places count in a municipality from ``minimum`` on; at most ``budget`` sites open, and not both of a ``pair``.
    """

    share: Whole
    town: Whole
    least: Whole
    most: Whole
    opening: Whole
    running: Whole
    minimum: int
    budget: int
    pair: tuple[int, int]

    def program(self) -> Matrix:
        """The problem as rows, one goal per row of costs."""
        g, s = len(self.share), len(self.town)
        at = {(name, n): place * g + n for place, name in enumerate(PER_TOWN) for n in range(g)}
        worst = len(PER_TOWN) * g
        is_open, places = (lambda n: worst + 1 + n), (lambda n: worst + 1 + s + n)
        total = int(self.share.sum())
        rows = [Row({at["task", n]: 1.0 for n in range(g)}, total, total)]
        for n in range(g):
            share, own = float(self.share[n]), np.flatnonzero(self.town == n)
            rows.append(Row({at["task", n]: 1.0, at["above", n]: -1.0, at["below", n]: 1.0}, share, share))
            rows.append(Row({at["task", n]: 1.0, worst: -max(share, 1.0)}, most=share))
            rows.append(Row({at["task", n]: 1.0, worst: max(share, 1.0)}, least=share))
            rows.append(Row({at["task", n]: 1.0, at["short", n]: -1.0, at["counted", n]: -1.0}, most=0.0))
            rows.append(Row({at["counted", n]: 1.0, **{places(int(i)): -1.0 for i in own}}, most=0.0))
            rows.append(Row({at["counted", n]: 1.0, at["counts", n]: -float(self.minimum)}, least=0.0))
            rows.append(Row({at["counted", n]: 1.0, at["counts", n]: -float(self.most[own].sum())}, most=0.0))
        for i in range(s):
            rows.append(Row({places(i): 1.0, is_open(i): -float(self.most[i])}, most=0.0))
            rows.append(Row({places(i): 1.0, is_open(i): -float(self.least[i])}, least=0.0))
        rows.append(Row({is_open(i): 1.0 for i in range(s)}, most=float(self.budget)))
        rows.append(Row({is_open(i): 1.0 for i in self.pair}, most=1.0))
        costs = np.zeros((len(GOALS), worst + 1 + 2 * s))
        costs[0, [at["short", n] for n in range(g)]] = 1.0
        costs[1, [at[name, n] for name in ("above", "below") for n in range(g)]] = 1.0
        costs[2, worst] = 1.0
        costs[3, worst + 1 :] = np.concatenate([self.opening, self.running])
        upper = [float(total)] * g + [INF] * (4 * g) + [1.0] * g + [INF] + [1.0] * s + [*self.most.astype(float)]
        whole = [True] * g + [False] * (4 * g) + [True] * g + [False] + [True] * s + [False] * s
        return matrix(costs, rows, upper, whole)

    def best(self) -> list[float]:
        """The goals in order over every choice and division."""
        found = np.array([values for opened in self._choices() for values in self._values(opened)])
        order: list[float] = []
        for goal in range(len(GOALS)):
            order.append(float(found[:, goal].min()))
            found = found[found[:, goal] <= order[-1] + 1e-9]
        return order

    def _choices(self) -> Iterator[Whole]:
        for corner in product((0, 1), repeat=len(self.town)):
            opened = np.array(corner)
            if opened.sum() <= self.budget and opened[list(self.pair)].sum() <= 1:
                yield opened

    def _values(self, opened: Whole) -> Iterator[tuple[float, ...]]:
        """Goals of each division with these sites: counted are as many places as stand, or none under the minimum."""
        stand = np.bincount(self.town, self.most * opened, len(self.share))
        most = np.where(stand >= self.minimum, stand, 0)
        for task in _divisions(int(self.share.sum()), len(self.share)):
            numbers = np.array(task)
            used = np.minimum(numbers, most)
            off = np.abs(numbers - self.share)
            yield (
                float((numbers - used).sum()),
                float(off.sum()),
                float((off / np.maximum(self.share, 1)).max()),
                sum(self._cost(n, opened, used[n]) for n in range(len(numbers))),
            )

    def _cost(self, town: int, opened: Whole, used: float) -> float:
        """Least cost of what is open in a municipality, when so many places are used: from the cheapest site on."""
        own = np.flatnonzero((self.town == town) & (opened == 1))
        places = self.least[own].astype(float)
        missing = max(used, self.minimum if used > 0 else 0) - places.sum()
        for n in np.argsort(self.running[own], kind="stable"):
            extra = min(max(missing, 0.0), float(self.most[own[n]]) - places[n])
            places[n] += extra
            missing -= extra
        return float(self.opening[own].sum() + self.running[own] @ places)


def draw_tasks(rng: np.random.Generator) -> Tasks:
    """Two or three municipalities that share at most twelve places, two to five sites."""
    g, s = int(rng.integers(2, 4)), int(rng.integers(2, 6))
    least = rng.integers(1, 5, s)
    return Tasks(
        share=rng.integers(0, 5, g),
        town=rng.integers(0, g, s),
        least=least,
        most=least + rng.integers(0, 6, s),
        opening=rng.integers(0, 6, s),
        running=rng.integers(0, 4, s),
        minimum=int(rng.integers(1, 8)),
        budget=int(rng.integers(1, s + 1)),
        pair=(int(rng.integers(0, s - 1)), s - 1),
    )


def _divisions(total: int, parts: int) -> list[tuple[int, ...]]:
    if parts == 1:
        return [(total,)]
    return [(first, *rest) for first in range(total + 1) for rest in _divisions(total - first, parts - 1)]
