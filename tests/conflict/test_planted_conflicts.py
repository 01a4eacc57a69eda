"""Planted conflicts: all that was planted is named and nothing else, by amounts that are enough and no more."""

from functools import cache

import pytest
from builders import solve
from conflict.brute_force import arguable, can_be
from conflict.found import Found, found_in, given_way
from conflict.planted import PLANTED, Planted

from spreiding.conflict.ask import compiled, conflict_of_case
from spreiding.conflict.repairs import Way
from spreiding.conflict.rules import UNIT_WEIGHTS, WEIGHTS
from spreiding.solve.outcome import Status

BY_NAME = {planted.name: planted for planted in PLANTED}
all_planted = pytest.mark.parametrize("name", BY_NAME)


@cache
def _found(name: str) -> Found:
    return found_in(BY_NAME[name].case())


def _has_plan(planted: Planted, way: Way, less: float = 0.0) -> bool:
    return solve(planted.case(given_way(planted.wishes, way, less))).status is not Status.INFEASIBLE


@all_planted
def test_what_was_planted_is_named_with_its_amount_and_nothing_else(name: str) -> None:
    ways = {m.term.name: sum(way.amount for way in m.alone or m.here or ()) for m in _found(name).conflict.members}
    assert ways == pytest.approx(BY_NAME[name].members)
    alone = {member.term.name for member in _found(name).conflict.members if member.alone}
    assert alone == set(BY_NAME[name].members) - set(BY_NAME[name].not_alone)


@all_planted
def test_members_can_not_be_together_and_can_without_any_one_of_them(name: str) -> None:
    found = _found(name)
    assert not can_be(found.matrix, found.names, found.case)
    for member in found.names:
        assert can_be(found.matrix, found.names - {member}, found.case), member


@all_planted
def test_who_gives_way_alone_makes_a_plan_possible_and_not_with_less(name: str) -> None:
    found = _found(name)
    everything = arguable(found.matrix, found.case)
    for member in found.conflict.members:
        kept = everything if member.alone else found.names
        amount = sum(way.amount for way in member.alone or member.here or ())
        if member.term.unit == "sites":
            assert can_be(found.matrix, kept - {member.term.name}, found.case)
        else:
            assert can_be(found.matrix, kept, found.case, {member.term.name: amount}), member
            assert not can_be(found.matrix, kept, found.case, {member.term.name: amount - 0.5}), member


@all_planted
def test_a_wish_that_gives_way_in_the_model_file_has_a_plan(name: str) -> None:
    planted = BY_NAME[name]
    for member in _found(name).conflict.members:
        for way in member.alone or ():
            if way.term.rule.standing == "wish":
                assert _has_plan(planted, way)
                assert not _has_plan(planted, way, less=1.0)


@all_planted
def test_every_repair_makes_a_plan_possible_and_the_first_is_the_cheapest(name: str) -> None:
    found = _found(name)
    everything = arguable(found.matrix, found.case)
    repairs = found.conflict.repairs
    assert repairs
    assert [repair.price for repair in repairs] == sorted(repair.price for repair in repairs)
    for repair in repairs:
        dropped = {way.term.name for way in repair.steps if way.term.unit == "sites"}
        wider = {way.term.name: way.amount for way in repair.steps}
        assert can_be(found.matrix, everything - dropped, found.case, wider)
    used = [way.term.name for repair in repairs for way in repair.steps]
    assert len(used) == len(set(used))


@all_planted
def test_the_cheapest_repair_costs_no_more_than_any_member_by_itself(name: str) -> None:
    conflict = _found(name).conflict
    prices = [
        sum(way.amount for way in member.alone) * WEIGHTS[member.term.rule.standing] * UNIT_WEIGHTS[member.term.unit]
        for member in conflict.members
        if member.alone
    ]
    assert conflict.repairs[0].price <= min(prices) + 1e-6


@pytest.mark.parametrize("name", [name for name, planted in BY_NAME.items() if planted.wishes])
def test_without_the_wishes_there_is_a_plan_and_no_conflict(name: str) -> None:
    planted = BY_NAME[name]
    case = planted.case({})
    assert solve(case).status is not Status.INFEASIBLE
    assert conflict_of_case(case, compiled(case)) is None
