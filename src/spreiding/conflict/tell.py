"""A conflict as lines for a screen, and as values for a file."""

from collections.abc import Iterable
from itertools import groupby
from math import ceil
from typing import Any

from spreiding.conflict.find import Conflict
from spreiding.conflict.repairs import Member, Repair, Way

# More of one kind fill a screen and say no more.
MOST_OF_A_KIND = 5
# Less than this part of a unit is the solver's, not the norm's.
_HAIR = 1e-3


def conflict_lines(conflict: Conflict) -> tuple[str, ...]:
    """Tell a conflict in sentences, each with its article: what clashes, by how much, and the ways out."""
    if not conflict.members:
        told = "What clashes was not found in time." if not conflict.done else "No wish or norm explains why."
        return (told, *_repair_lines(conflict.repairs))
    head = "This can't be all at once:" if conflict.done else "Not all of this can be (not brought down to the least):"
    return (head, *_member_lines(conflict.members), *_repair_lines(conflict.repairs))


def conflict_json(conflict: Conflict) -> dict[str, Any]:
    """The same as plain values; amounts are in the unit beside them, up at ``more`` and down without it."""
    return {
        "irreducible": conflict.done,
        "members": [_member_values(member) for member in conflict.members],
        "repairs": [
            {"price": repair.price, "steps": [_way_values(way) for way in repair.steps]} for repair in conflict.repairs
        ],
    }


def told_way(way: Way) -> str:
    """One term giving way, such as ``lower the pin of Zwolle (GM0193) by 38 places``."""
    if way.term.unit == "sites":
        return f"give up {way.term.label}"
    number = _number(way)
    unit = way.term.unit if number != "1" else way.term.unit.removesuffix("s")
    return f"{'raise' if way.more else 'lower'} {way.term.label} by {number} {unit}"


def _member_lines(members: Iterable[Member]) -> Iterable[str]:
    """A line each; of one kind, such as the caps of all municipalities, the first few and then only what they are."""
    for _, same in groupby(members, _kind):
        of_kind = list(same)
        shown = of_kind if len(of_kind) <= MOST_OF_A_KIND + 1 else of_kind[:MOST_OF_A_KIND]
        yield from (f"  - {_member(member)}" for member in shown)
        rest = [member.term.label for member in of_kind[len(shown) :]]
        if rest:
            yield f"  - And {len(rest)} more like it: {', '.join(rest)}."


def _kind(member: Member) -> str:
    """What members have alike: the row's component, and of a wish also what is wished."""
    component, _, index = member.term.name.partition("[")
    return component + index.partition(".")[0] if member.term.rule.standing == "wish" else component


def _member(member: Member) -> str:
    term = member.term
    source = "; ".join(part for part in (term.where, term.setting) if part and term.rule.standing != "wish")
    says = term.says[0].upper() + term.says[1:] + (f" ({source})" if source else "")
    if member.alone:
        return f"{says}. Enough by itself: {_joined(member.alone)}."
    if member.here:
        return f"{says}. Not enough by itself; for what stands here: {_joined(member.here)}."
    return f"{says}."


def _repair_lines(repairs: Iterable[Repair]) -> Iterable[str]:
    heads = ("The cheapest way out: ", "Or: ")
    for number, repair in enumerate(repairs):
        if repair.steps:
            yield f"{heads[min(number, 1)]}{_joined(repair.steps)}."


def _joined(ways: Iterable[Way]) -> str:
    told = [told_way(way) for way in ways]
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def _number(way: Way) -> str:
    if way.term.unit == "places" or way.term.rule.standing == "wish":
        return f"{ceil(way.amount - _HAIR):,}"
    return f"{ceil(10 * (way.amount - _HAIR)) / 10:,.1f}".removesuffix(".0")


def _member_values(member: Member) -> dict[str, Any]:
    term = member.term
    return {
        "name": term.name,
        "kind": "wish" if term.rule.standing == "wish" else "norm",
        "standing": term.rule.standing,
        "family": term.rule.family,
        "says": term.says,
        "source": term.where,
        "setting": term.setting,
        "norms": list(term.rule.norms),
        "alone": None if member.alone is None else [_way_values(way) for way in member.alone],
        "here": None if member.here is None else [_way_values(way) for way in member.here],
    }


def _way_values(way: Way) -> dict[str, Any]:
    return {
        "name": way.term.name,
        "label": way.term.label,
        "more": way.more,
        "amount": round(way.amount, 3),
        "unit": way.term.unit,
        "told": told_way(way),
    }
