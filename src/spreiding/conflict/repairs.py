"""By how much terms must give way: one alone, and all together at the least price."""

from dataclasses import dataclass

from spreiding.conflict.least import Given, Solver
from spreiding.conflict.rules import UNIT_WEIGHTS, WEIGHTS
from spreiding.conflict.vocabulary import Term

# Ways out that have nothing in common are few; more are no help.
MOST_REPAIRS = 3
# What another term costs beside the one that is asked to give way: what it gives is then as good as nothing.
DEAR = 1000.0


@dataclass(frozen=True)
class Way:
    """A term that gives way by ``amount`` of its unit; ``more``: its limit goes up, else down."""

    term: Term
    more: bool
    amount: float


@dataclass(frozen=True)
class Repair:
    """Ways that together make a plan possible; ``price``: their amounts, each times its weight (``rules.py``)."""

    steps: tuple[Way, ...]
    price: float


@dataclass(frozen=True)
class Member:
    """A term of a conflict. ``alone``: how it would have to give way for a plan with all else, if that is enough.

    ``here``: how it would have to give way for the other members to fit; ``None`` where ``alone`` says more, or where
    no time was left for either.
    """

    term: Term
    alone: tuple[Way, ...] | None
    here: tuple[Way, ...] | None


def cheapest(solver: Solver) -> tuple[Repair, ...]:
    """The cheapest way out, then those that use nothing of the ones before; none when there is no way out.

    A repair without steps says that there is a plan as it stands. Raise ``OutOfTimeError``.
    """
    prices = {name: _price(term) for name, term in solver.elastic.terms.items()}
    repairs: list[Repair] = []
    used: set[str] = set()
    while len(repairs) < MOST_REPAIRS:
        given = solver.least(prices, used)
        if given is None:
            break
        repairs.append(Repair(_ways(solver, given), given.value))
        used |= {way.term.name for way in repairs[-1].steps}
        if not repairs[-1].steps:
            break
    return tuple(repairs)


def member_of(solver: Solver, found: tuple[str, ...], name: str) -> Member:
    """A member of a conflict with the amount by which it must give way. Raise ``OutOfTimeError``."""
    terms = solver.elastic.terms
    others = [other for other in terms if other != name]
    dear = solver.least({**dict.fromkeys(others, DEAR), name: 1.0})
    if dear is not None and all(slack.term == name for slack in dear.by):
        return Member(terms[name], _ways(solver, dear), None)
    if not solver.clash(others):
        return Member(terms[name], _alone(solver, name, others), None)
    return Member(terms[name], None, _alone(solver, name, [other for other in found if other != name]))


def _alone(solver: Solver, name: str, kept: list[str]) -> tuple[Way, ...] | None:
    given = solver.least({name: 1.0}, kept)
    return None if given is None else tuple(way for way in _ways(solver, given) if way.term.name == name)


def _price(term: Term) -> float:
    return WEIGHTS[term.rule.standing] * UNIT_WEIGHTS[term.unit]


def _ways(solver: Solver, given: Given) -> tuple[Way, ...]:
    terms = solver.elastic.terms
    return tuple(Way(terms[slack.term], slack.more, amount) for slack, amount in given.by.items())
