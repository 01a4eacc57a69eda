"""Goal ``unevenness_worst``: the municipality whose number lies furthest from its share."""

import pyomo.environ as pyo

from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case


def expression(m: pyo.ConcreteModel, case: Case, sets: Sets) -> object:
    r"""Largest deviation of a number from its indicative share, as a part of that share.

    Source: the most even distribution possible over the territory (Wet art. 5 lid 2).

    $$\max_g |\mathrm{task}_g - A_g| / \max(A_g, 1)$$

    $A$: the indicative share with what the ledger of exchanges adds or takes.
    """
    share = case.municipalities["agreed_places"].to_dict()

    @m.Constraint(sets.municipalities)
    def worst_above(m: pyo.ConcreteModel, g: str) -> object:
        return m.task_regular[g] + m.task_amv[g] - max(share[g], 1) * m.worst_deviation <= share[g]

    @m.Constraint(sets.municipalities)
    def worst_below(m: pyo.ConcreteModel, g: str) -> object:
        return m.task_regular[g] + m.task_amv[g] + max(share[g], 1) * m.worst_deviation >= share[g]

    return 1 * m.worst_deviation
