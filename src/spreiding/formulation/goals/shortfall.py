"""Goal ``shortfall``: places of the numbers that have no site on the due date."""

import pyomo.environ as pyo

from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case


def expression(m: pyo.ConcreteModel, case: Case, sets: Sets) -> object:
    r"""Places without a site, regular and amv, summed over municipalities.

    Source: the municipality hands a location in time (Wet art. 7 lid 1a).

    $$\sum_g \mathrm{shortfall\_regular}_g + \mathrm{shortfall\_amv}_g$$
    """
    return pyo.quicksum(m.shortfall_regular.values()) + pyo.quicksum(m.shortfall_amv.values())
