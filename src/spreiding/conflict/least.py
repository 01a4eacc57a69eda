"""The least by which terms give way: one solve of the elastic copy, with some terms kept and some left free.

Everything is asked in this one form, because it has a plan whatever is asked: whether terms clash is whether the least
they give way by is more than nothing, proved by a bound. That HiGHS finds no plan is never what a verdict rests on.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from spreiding.conflict.elastic import Elastic, Slack, shared
from spreiding.solve.engine import Engine, Settings
from spreiding.solve.matrix import Matrix

# What is missed by less is kept: a thousandth of a place, above the solver's tolerances.
NOTHING = 1e-3
# A verdict needs no best value: a bound over a hundredth of the value proves that it is more than nothing.
ROUGH = 0.99
# The dual values of a proof add up to one.
USED = 1e-7


class OutOfTimeError(Exception):
    """The seconds were up before a solve was done."""


@dataclass(frozen=True)
class Given:
    """What gives way in a solve, by slack, and the weighted sum of it."""

    value: float
    by: Mapping[Slack, float]

    def of(self, term: str) -> float:
        """How much a term gives way, whichever way."""
        return sum(amount for slack, amount in self.by.items() if slack.term == term)


@dataclass(frozen=True)
class Solver:
    """The elastic copy, and until when it may be solved (``None``: as long as it takes)."""

    elastic: Elastic
    settings: Settings
    end: float | None

    def least(self, weights: Mapping[str, float], kept: Collection[str] = (), gap: float = 0.0) -> Given | None:
        """Minimise what terms give way by, each times its weight; a term without one is free, one ``kept`` can't give.

        ``None``: with all that is kept there is no plan. Raise ``OutOfTimeError``.
        """
        answer = Engine(self._asked(weights, kept), self.settings).minimise(0, None, gap, self._left())
        if answer.infeasible:
            return None
        if answer.x is None or not answer.done:
            raise OutOfTimeError
        amounts = answer.x[self.elastic.first :]
        by: dict[Slack, float] = {}
        for slack, amount in zip(self.elastic.slacks, amounts, strict=True):
            if amount > NOTHING:
                by[slack] = by.get(slack, 0.0) + float(amount)
        return Given(sum(weights.get(slack.term, 0.0) * amount for slack, amount in by.items()), by)

    def clash(self, terms: Collection[str], kept: Collection[str] = ()) -> bool:
        """Whether no plan keeps all these terms, whatever becomes of the others."""
        given = self.least(dict.fromkeys(terms, 1.0), kept, ROUGH)
        return given is None or any(slack.term in terms for slack in given.by)

    def proof(self) -> tuple[str, ...]:
        r"""Few terms that clash even where nothing need be whole; none when there are no such.

        $$\min t: \quad \text{what term } k \text{ gives way by} \le t \quad \forall k$$

        The dual values of these rows prove that $t$ can't be nothing (Farkas), and a term whose row has none plays no
        part in it. They are a corner of the polyhedron of all such proofs, whose corners are the least sets that clash.
        Source: Gleeson and Ryan (1990), Identifying minimally infeasible subsystems of inequalities.
        """
        relaxed = Engine(shared(self.elastic), self.settings).relaxed(0, self._left())
        if relaxed is None or relaxed.value <= NOTHING:
            return ()
        names = tuple(self.elastic.terms)
        used = np.abs(relaxed.reduced_costs[-len(names) :]) > USED
        return tuple(name for name, is_used in zip(names, used, strict=True) if is_used)

    def _asked(self, weights: Mapping[str, float], kept: Collection[str]) -> Matrix:
        matrix, first = self.elastic.matrix, self.elastic.first
        costs, upper = matrix.costs.copy(), matrix.upper.copy()
        for number, slack in enumerate(self.elastic.slacks):
            costs[0, first + number] = weights.get(slack.term, 0.0)
            if slack.term in kept:
                upper[first + number] = 0.0
        return replace(matrix, costs=costs, upper=upper)

    def _left(self) -> float | None:
        if self.end is None:
            return None
        left = self.end - monotonic()
        if left <= 0:
            raise OutOfTimeError
        return float(np.maximum(left, NOTHING))
