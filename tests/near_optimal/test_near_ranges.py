"""Ranges against every plan there is: proved ends are never passed, and what is reached is reached by a plan."""

from dataclasses import replace

import pytest
from near_optimal.near_countries import SETTINGS, SHARE, by_hand, quiet, small_space, within

from spreiding.near_optimal.ranges import Range, possible, reached, searched

TOLERANCES = (0.0, 0.2, 0.5, 0.8, 1.0)


@pytest.mark.parametrize("tolerance", TOLERANCES)
def test_ranges_of_a_tiny_country_are_exact(tolerance: float) -> None:
    space = small_space(tolerance)
    ranges, plans = searched(space, possible(space, SETTINGS, quiet), SETTINGS, quiet)
    every = within(space.limits)
    for i, code in enumerate(SHARE):
        ends = min(plan.numbers[i] for plan in every), max(plan.numbers[i] for plan in every)
        assert (ranges[code].least_reached, ranges[code].most_reached) == ends
        assert (ranges[code].least_possible, ranges[code].most_possible) == ends
        assert ranges[code].is_proved
    assert {by_hand(space, plan.x) for plan in plans} <= set(every)


@pytest.mark.parametrize("tolerance", TOLERANCES)
def test_the_relaxation_holds_every_plan(tolerance: float) -> None:
    space = small_space(tolerance)
    ranges = possible(space, SETTINGS, quiet)
    for plan in within(space.limits):
        for i, code in enumerate(SHARE):
            assert ranges[code].least_possible <= plan.numbers[i] <= ranges[code].most_possible
    # Nothing but the run itself is reached before anything is searched.
    assert all(one.least_reached == one.base == one.most_reached for one in ranges.values())


def test_the_count_is_told() -> None:
    heard: list[tuple[int, int]] = []
    space = small_space(0.5)
    ranges = possible(space, SETTINGS, lambda done, of: heard.append((done, of)))
    searched(space, ranges, SETTINGS, lambda done, of: heard.append((done, of)))
    assert heard == [*((i, 3) for i in range(3)), *((i, 6) for i in range(6))]


def test_a_bound_is_rounded_inwards_to_whole_places_but_never_past_a_plan() -> None:
    one = Range(base=5, least_reached=4, most_reached=6, least_possible=0, most_possible=99)
    assert one.with_bound(1, 2.3).least_possible == 3
    assert one.with_bound(1, 2.0004).least_possible == 2  # the solver's tolerance makes no whole place
    assert one.with_bound(1, 4.7).least_possible == 4  # a plan has 4
    assert one.with_bound(-1, -8.6).most_possible == 8
    assert one.with_bound(-1, -5.2).most_possible == 6
    assert one.with_bound(1, float("-inf")) == one
    # A bound that says less than is known changes nothing.
    assert replace(one, least_possible=3).with_bound(1, 1.0).least_possible == 3


def test_plans_widen_what_is_reached() -> None:
    start = {"GM1": Range(5, 5, 5, 2, 9)}
    assert reached(start, [{"GM1": 3}, {"GM1": 8}])["GM1"] == Range(5, 3, 8, 2, 9)
    assert not start["GM1"].is_proved
    assert reached(start, [{"GM1": 2}, {"GM1": 9}])["GM1"].is_proved
    # A written plan may miss a row by a hair: then the bound gives way to what stands there.
    assert reached(start, [{"GM1": 10}])["GM1"].most_possible == 10
