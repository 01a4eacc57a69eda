"""One plan after the other, each as far as can be from all earlier ones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from spreiding.near_optimal.distance import distance, with_distance
from spreiding.near_optimal.ranges import Ranges, Told, reached
from spreiding.near_optimal.whole import NearPlan, made_whole
from spreiding.near_optimal.within import Space
from spreiding.solve.engine import Engine, Settings
from spreiding.solve.matrix import Vector

# Plans nearly as far away serve as well; the bound that is reported says how far they may be from the furthest.
GAP = 0.1
NODES = 5
# Searches for one plan: each leaves what the last one lacked for rounding.
TRIES = 3
# Less than a place is no other plan.
LEAST = 0.5


@dataclass(frozen=True)
class Alternative:
    """A plan within the tolerance: its ``distance`` to the nearest earlier one, and the most that it could be."""

    plan: NearPlan
    distance: float
    bound: float


def alternatives(
    space: Space, ranges: Ranges, number: int, settings: Settings, told: Told
) -> tuple[tuple[Alternative, ...], Ranges]:
    """Up to ``number`` plans after the run's own, and the ranges with their numbers.

    Fewer when there is no other plan, or none is found that is still within the tolerance when rounded.
    """
    found: list[Alternative] = []
    for done in range(number):
        told(done, number)
        earlier = [space.frozen.start, *(one.plan.x for one in found)]
        one = furthest(space, earlier, ranges, settings)
        if one is None:
            break
        found.append(one)
        ranges = reached(ranges, [space.counts(one.plan.x)])
    return tuple(found), ranges


def furthest(space: Space, earlier: Sequence[Vector], ranges: Ranges, settings: Settings) -> Alternative | None:
    """The plan that is furthest from the nearest earlier one, as far as the search came."""
    matrix, off, bound = with_distance(space, earlier, ranges), space.no_room, np.inf
    for _ in range(TRIES):
        answer = Engine(space.lowered(matrix, off), replace(settings, nodes=NODES)).minimise(0, None, GAP, None)
        # With lower limits there are fewer plans: the bound that holds for all is that of the first search.
        bound = min(bound, -answer.bound) if not off.any() else bound
        if answer.x is None:
            return None
        plan, more = made_whole(space, matrix, answer.x, settings)
        if plan is not None:
            away = min(distance(space, plan.x, other) for other in earlier)
            return Alternative(plan, away, max(bound, away)) if away > LEAST else None
        off = np.maximum(off, more)
    return None
