"""Goal ``unevenness_total``: places that lie elsewhere than the indicative share says."""

import pyomo.environ as pyo

from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case


def expression(m: pyo.ConcreteModel, case: Case, sets: Sets) -> object:
    r"""Sum over municipalities of what a number lies above or below its indicative share, regular and amv apart.

    Source: the most even distribution possible over the territory (Wet art. 5 lid 2).

    $$\sum_g |\mathrm{task\_regular}_g - A^{regular}_g| + |\mathrm{task\_amv}_g - A^{amv}_g|$$

    $A$: the indicative share with what the ledger of exchanges adds or takes.
    """
    parts = (m.regular_above, m.regular_below, m.amv_above, m.amv_below)
    return pyo.quicksum(variable for part in parts for variable in part.values())
