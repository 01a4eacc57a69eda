"""Alternatives against every plan there is: within the tolerance, distinct, and as far apart as can be."""

from collections.abc import Sequence

import numpy as np
import pytest
from near_optimal.near_countries import SETTINGS, ByHand, by_hand, quiet, small_space, within

from spreiding.near_optimal import search
from spreiding.near_optimal.distance import distance
from spreiding.near_optimal.ranges import Ranges, possible, searched
from spreiding.near_optimal.search import GAP, Alternative, alternatives
from spreiding.near_optimal.within import Space, excess
from spreiding.solve.matrix import Vector


def found(tolerance: float, number: int) -> tuple[Space, tuple[Alternative, ...], Ranges]:
    space = small_space(tolerance)
    ranges, _ = searched(space, possible(space, SETTINGS, quiet), SETTINGS, quiet)
    return space, *alternatives(space, ranges, number, SETTINGS, quiet)


def nearest(plan: ByHand, others: Sequence[ByHand]) -> int:
    return min(plan.distance(other) for other in others)


@pytest.mark.parametrize("tolerance", [0.5, 0.8, 1.0])
def test_each_plan_is_the_furthest_there_is_from_all_before_it(tolerance: float) -> None:
    space, plans, _ = found(tolerance, 4)
    every, earlier = within(space.limits), [by_hand(space, space.frozen.start)]
    assert len(plans) == 4
    for one in plans:
        told, furthest = by_hand(space, one.plan.x), max(nearest(plan, earlier) for plan in every)
        assert told in every
        assert one.distance == nearest(told, earlier)
        # Within the gap of a search, and of whole places here: the furthest itself.
        assert one.distance >= (1 - GAP) * furthest
        assert one.distance <= furthest <= one.bound + 1e-6
        earlier.append(told)
    assert len(set(earlier)) == 5


def test_goals_of_the_plans_are_those_counted_by_hand() -> None:
    space, plans, _ = found(1.0, 3)
    for one in plans:
        assert one.plan.values == pytest.approx(by_hand(space, one.plan.x).goals)
        assert not excess(space, one.plan.values).any()


def test_without_tolerance_there_is_no_other_plan() -> None:
    # One plan has no shortfall, unevenness 4 and this cost; the brute force agrees.
    space, plans, ranges = found(0.0, 3)
    assert len(within(space.limits)) == 1
    assert plans == ()
    assert all(one.least_possible == one.most_possible == one.base for one in ranges.values())


def test_the_search_ends_when_all_plans_are_found() -> None:
    # Plans that differ in places only are no other plans: what counts are numbers and which sites are open.
    space, plans, _ = found(0.5, 40)
    kinds = {(plan.numbers, tuple(places > 0 for places in plan.places)) for plan in within(space.limits)}
    told = {by_hand(space, x) for x in (space.frozen.start, *(one.plan.x for one in plans))}
    assert {(plan.numbers, tuple(places > 0 for places in plan.places)) for plan in told} == kinds
    assert len(told) == len(plans) + 1 == len(kinds)


def test_the_same_question_has_the_same_answer() -> None:
    one, other = found(0.8, 3), found(0.8, 3)
    for first, second in zip(one[1], other[1], strict=True):
        assert np.array_equal(first.plan.x, second.plan.x)
    assert one[2] == other[2]


def test_a_distance_is_as_counted_by_hand() -> None:
    space, plans, _ = found(1.0, 3)
    points: list[Vector] = [space.frozen.start, *(one.plan.x for one in plans)]
    for one in points:
        for other in points:
            assert distance(space, one, other) == by_hand(space, one).distance(by_hand(space, other))


def test_a_plan_that_can_not_be_made_whole_ends_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def never(space: Space, *others: object) -> tuple[None, Vector]:
        tried.append(1)
        return None, space.no_room

    monkeypatch.setattr(search, "made_whole", never)
    assert found(0.5, 3)[1] == ()
    assert len(tried) == search.TRIES
