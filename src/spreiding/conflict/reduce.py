"""From all terms to a few that clash and of which none can be left out.

First the terms of a proof that holds without whole numbers (``Solver.proof``); where there is none, an elastic filter:
whatever gives way is kept from then on, until what is kept clashes. Then a deletion filter: a term without which the
others still clash goes. Source: Chinneck and Dravnieks (1991); Chinneck (2008).
"""

from collections.abc import Collection

from spreiding.conflict.least import Solver
from spreiding.conflict.rules import Standing

# What goes first when either of two would do: a clash is best told in what a planner asked himself.
_FIRST_OUT: tuple[Standing, ...] = ("site", "law", "planner", "wish")


def clashing(solver: Solver) -> tuple[str, ...]:
    """Terms that clash together, not yet the fewest; none when nothing that can be argued with clashes.

    Raise ``OutOfTimeError``.
    """
    proof = solver.proof()
    if proof and solver.clash(proof):
        return proof
    return _filtered(solver, tuple(solver.elastic.terms))


def _filtered(solver: Solver, terms: tuple[str, ...]) -> tuple[str, ...]:
    found: tuple[str, ...] = ()
    while True:
        others = [term for term in terms if term not in found]
        given = solver.least(dict.fromkeys(others, 1.0), found, gap=0.5)
        if given is None:
            return found
        new = tuple(dict.fromkeys(slack.term for slack in given.by if slack.term in others))
        if not new:
            return ()
        found = (*found, *new)
        if solver.clash(found):
            return found


def irreducible(solver: Solver, found: Collection[str]) -> tuple[str, ...]:
    """Of terms that clash, those that still do and none of which can be left out. Raise ``OutOfTimeError``."""
    terms = solver.elastic.terms
    order = sorted(found, key=lambda term: _FIRST_OUT.index(terms[term].rule.standing))
    kept = list(order)
    for term in order:
        fewer = [name for name in kept if name != term]
        if solver.clash(fewer):
            kept = fewer
    return tuple(name for name in terms if name in kept)
