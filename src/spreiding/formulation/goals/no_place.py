"""Goal ``no_place``: persons without a place."""

import pyomo.environ as pyo

from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case


def expression(m: pyo.ConcreteModel, case: Case, sets: Sets) -> object:
    r"""Persons for whom no place is open, summed over tracks and periods.

    Source: capacity is stable and flexible enough to move with the need (Uitvoeringsagenda 2.1, S25).

    $$\sum_{k, t} \mathrm{unplaced}_{k t} + \sum_{r, t} \mathrm{unplaced\_permit}_{r t}$$
    """
    return pyo.quicksum(m.unplaced.values()) + pyo.quicksum(m.unplaced_permit.values())
