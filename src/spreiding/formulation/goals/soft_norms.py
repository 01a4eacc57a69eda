"""Goal ``soft_norms``: what norms are passed by that a planner has made soft."""

import pyomo.environ as pyo

from spreiding.formulation.passed import passed_by
from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case


def expression(m: pyo.ConcreteModel, case: Case, sets: Sets) -> object:
    r"""Places or persons by which soft norms are passed, each family with its weight.

    Source: a choice of the planner, norm by norm (``families`` in the model file); a hard norm is never passed.

    $$\sum_f w_f \sum_i e^f_i$$

    $e^f$: the variables ``passed_<family>``, and for registration ``far_overflow``; $w_f$: ``weight`` of the family.
    """
    return pyo.quicksum(
        weight * variable
        for family, weight in case.instance.model.families.softened().items()
        for variable in _passed(m, family).values()
    )


def _passed(m: pyo.ConcreteModel, family: str) -> pyo.Var:
    """What a soft family is passed by; empty where none of its rows exists."""
    variables = m.component(passed_by(family))
    return {} if variables is None else variables
