"""The least and the most that a municipality could be given within the tolerance: proved, and reached by a plan.

The linear relaxation proves that no plan goes beyond; a plan that was found shows that it is reached. Where both agree
the range is exact.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from spreiding.near_optimal.whole import NearPlan, made_whole
from spreiding.near_optimal.within import Space
from spreiding.solve.engine import Engine, Settings
from spreiding.solve.warm import WarmProgram

Told = Callable[[int, int], None]
# A number is whole: a bound this close above one is that one (the solver's tolerances).
SLACK = 1e-3
# Nodes of one search for an end: most ends are found or proved at the root.
NODES = 1


@dataclass(frozen=True)
class Range:
    """Places: what the run gives, the ends that plans reached, and those beyond which no plan goes."""

    base: int
    least_reached: int
    most_reached: int
    least_possible: int
    most_possible: int

    def with_number(self, number: int) -> "Range":
        """The range after a plan with this number; a written plan may miss a row by a hair, so bounds give way."""
        least, most = min(self.least_reached, number), max(self.most_reached, number)
        return Range(self.base, least, most, min(self.least_possible, least), max(self.most_possible, most))

    def with_bound(self, sign: int, bound: float) -> "Range":
        """The range when ``sign`` times the number is proved to be at least ``bound``."""
        if not math.isfinite(bound):
            return self
        end = math.ceil(bound - SLACK)
        if sign > 0:
            return replace(self, least_possible=min(max(self.least_possible, end), self.least_reached))
        return replace(self, most_possible=max(min(self.most_possible, -end), self.most_reached))

    @property
    def is_proved(self) -> bool:
        """Whether both ends are reached by a plan and passed by none."""
        return self.least_reached == self.least_possible and self.most_reached == self.most_possible


Ranges = dict[str, Range]


def possible(space: Space, settings: Settings, told: Told) -> Ranges:
    """The ends of the linear relaxation: no plan within the tolerance goes beyond them."""
    program, start = WarmProgram(space.matrix, settings), space.counts(space.frozen.start)
    ranges = {}
    for done, (code, columns) in enumerate(space.numbers.items()):
        told(done, len(space.numbers))
        base, far = start[code], np.iinfo(np.int32).max
        ranges[code] = Range(base, base, base, -far, far)
        for sign in (1, -1):
            ranges[code] = ranges[code].with_bound(sign, program.least(columns, sign))
    return ranges


def reached(ranges: Ranges, counts: Iterable[dict[str, int]]) -> Ranges:
    """The ranges after plans with these numbers."""
    for numbers in counts:
        ranges = {code: one.with_number(numbers[code]) for code, one in ranges.items()}
    return ranges


def searched(space: Space, ranges: Ranges, settings: Settings, told: Told) -> tuple[Ranges, list[NearPlan]]:
    """The ranges after a search for every end that is not reached, and the plans that were found.

    The searches stop at a number of nodes, not at a time: the same on every machine.
    """
    ends = [(code, sign) for code in ranges for sign in (1, -1)]
    costs = np.zeros((len(ends), len(space.matrix.columns)))
    for row, (code, sign) in enumerate(ends):
        costs[row, list(space.numbers[code])] = sign
    matrix = replace(space.matrix, costs=costs, offsets=np.zeros(len(ends)))
    engine, plans = Engine(matrix, replace(settings, nodes=NODES)), list[NearPlan]()
    for row, (code, sign) in enumerate(ends):
        told(row, len(ends))
        if _is_reached(ranges[code], sign):
            continue
        points = (space.frozen.start, *(plan.x for plan in plans))
        start = min(points, key=lambda x, row=row: matrix.value(row, x))  # type: ignore[misc]  # a lambda with a default
        answer = engine.minimise(row, start, 0.0, None)
        ranges = {**ranges, code: ranges[code].with_bound(sign, answer.bound)}
        plan = None if answer.x is None or answer.x is start else made_whole(space, matrix, answer.x, settings)[0]
        if plan is not None:
            plans.append(plan)
            ranges = reached(ranges, [space.counts(plan.x)])
    return ranges, plans


def _is_reached(one: Range, sign: int) -> bool:
    return one.least_reached == one.least_possible if sign > 0 else one.most_reached == one.most_possible
