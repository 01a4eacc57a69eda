"""The mathematical model: variables, then each family of constraints, then each goal.

``FAMILIES`` and ``GOALS`` are its table of contents; each entry is a module whose docstring is the manual.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyomo.environ as pyo

from spreiding.formulation.constraints import (
    capacity_band,
    delivery,
    durable_places,
    housing,
    mix,
    municipal_task,
    reach,
    regional_tables,
    registration,
    scaling,
    sites,
    staff,
    stock,
    tracks,
    transition,
    wishes,
)
from spreiding.formulation.goals import (
    burden_balance,
    cost,
    emergency,
    late_housing,
    moves_distance,
    no_place,
    registration_spread,
    shortfall,
    soft_norms,
    special_spread,
    unevenness_total,
    unevenness_worst,
)
from spreiding.formulation.sets import Sets, make_sets
from spreiding.formulation.variables import add_variables
from spreiding.prepare.case import Case

FAMILIES = (
    municipal_task,
    sites,
    scaling,
    stock,
    capacity_band,
    staff,
    regional_tables,
    durable_places,
    delivery,
    tracks,
    registration,
    mix,
    reach,
    housing,
    transition,
    wishes,
)
GOALS = {
    "no_place": no_place,
    "shortfall": shortfall,
    "unevenness_total": unevenness_total,
    "unevenness_worst": unevenness_worst,
    "registration_spread": registration_spread,
    "special_spread": special_spread,
    "emergency": emergency,
    "late_housing": late_housing,
    "soft_norms": soft_norms,
    "burden_balance": burden_balance,
    "moves_distance": moves_distance,
    "cost": cost,
}


@dataclass(frozen=True)
class Formulation:
    """A built model with its index sets; goals are the objectives ``goal_<name>`` in the order of the model file.

    ``made_by``: which family, goal or ``variables`` made a variable or a group of constraints, by its name.
    """

    model: pyo.ConcreteModel
    sets: Sets
    goals: tuple[str, ...]
    made_by: Mapping[str, str] = field(default_factory=dict)


def build(case: Case) -> Formulation:
    """Build the Pyomo model of a prepared case; nothing is solved here."""
    m = pyo.ConcreteModel(name=case.instance.model.name)
    sets = make_sets(case)
    made_by: dict[str, str] = {}
    add_variables(m, case, sets)
    _note(m, "variables", made_by)
    for family in FAMILIES:
        family.add(m, case, sets)
        _note(m, family.__name__.rsplit(".", 1)[-1], made_by)
    names = tuple(goal.goal for goal in case.instance.model.goals)
    for name in names:
        m.add_component(f"goal_{name}", pyo.Objective(expr=GOALS[name].expression(m, case, sets)))
        _note(m, f"goals/{name}", made_by)
    return Formulation(m, sets, names, made_by)


def _note(m: pyo.ConcreteModel, part: str, made_by: dict[str, str]) -> None:
    """Write down that this part made every variable and constraint that nobody has made before."""
    for component in m.component_objects((pyo.Var, pyo.Constraint)):
        made_by.setdefault(component.name, part)
