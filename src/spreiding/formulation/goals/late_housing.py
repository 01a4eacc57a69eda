"""Goal ``late_housing``: permit holders who wait longer than the norm."""

import pyomo.environ as pyo

from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case


def expression(m: pyo.ConcreteModel, case: Case, sets: Sets) -> object:
    r"""Persons still in reception more than 14 weeks after coupling, at the end of each period, summed.

    Source: richtlijn veertien weken (Uitvoeringsagenda 2.2.3 and 5, S07).

    $$\sum_{h, t} \mathrm{late}_{h t}$$
    """
    return pyo.quicksum(m.late.values())
