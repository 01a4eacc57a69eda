"""Why it can't be done, and what it would take. Read this first.

elastic = make_elastic(matrix, vocabulary)      every wish and norm may be missed, at a price (elastic.py, rules.py)
found = clashing(solver)                        terms that clash (reduce.py)
members = irreducible(solver, found)            and none of which can be left out
amounts, repairs                                how much each must give way, and the cheapest ways out (repairs.py)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from spreiding.conflict.elastic import make_elastic
from spreiding.conflict.least import OutOfTimeError, Solver
from spreiding.conflict.reduce import clashing, irreducible
from spreiding.conflict.repairs import Member, Repair, cheapest, member_of
from spreiding.conflict.vocabulary import Vocabulary
from spreiding.solve.engine import Settings
from spreiding.solve.matrix import Matrix


@dataclass(frozen=True)
class Conflict:
    """``members`` clash: no plan keeps them all, and any plan would do that leaves out one (of what they ask).

    ``repairs``: ways out for the whole plan, the cheapest first; none of them uses what an earlier one does. Without
    members nothing that can be argued with was found to clash. ``done``: whether all this was worked out; else the
    seconds were up, and members may be too many and without amounts.
    """

    members: tuple[Member, ...]
    repairs: tuple[Repair, ...]
    done: bool


def find_conflict(
    matrix: Matrix, vocabulary: Vocabulary, settings: Settings, seconds: float | None = None
) -> Conflict | None:
    """Find what clashes in a matrix without a plan; ``None`` when it has one.

    ``vocabulary``: what its rows are called, of the case it was made from. Raise ``SolverError`` when HiGHS fails.
    """
    end = None if seconds is None else monotonic() + seconds
    solver = Solver(make_elastic(matrix, vocabulary), settings, end)
    repairs: tuple[Repair, ...] = ()
    found: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    try:
        repairs = cheapest(solver)
        if repairs and not repairs[0].steps:
            return None
        found = clashing(solver)
        found = irreducible(solver, found)
        members = tuple(member_of(solver, found, name) for name in found)
    except OutOfTimeError:
        return Conflict(_without_amounts(solver, found), repairs, done=False)
    return Conflict(members, repairs, done=True)


def _without_amounts(solver: Solver, found: Sequence[str]) -> tuple[Member, ...]:
    return tuple(Member(solver.elastic.terms[name], None, None) for name in found)
