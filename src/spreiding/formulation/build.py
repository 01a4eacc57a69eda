"""The mathematical model: variables, then each family of constraints, then each goal.

``FAMILIES`` and ``GOALS`` are its table of contents; each entry is a module whose docstring is the manual.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pyomo.environ as pyo

from spreiding.formulation.constraints import (
    delivery,
    durable_places,
    housing,
    mix,
    municipal_task,
    reach,
    registration,
    sites,
    tracks,
)
from spreiding.formulation.goals import (
    cost,
    emergency,
    late_housing,
    moves_distance,
    no_place,
    registration_spread,
    shortfall,
    special_spread,
    unevenness_total,
    unevenness_worst,
)
from spreiding.formulation.sets import Sets, make_sets
from spreiding.formulation.variables import add_variables
from spreiding.model_file import Goal
from spreiding.prepare.case import Case

FAMILIES = (municipal_task, sites, durable_places, delivery, tracks, registration, mix, reach, housing)
GOALS = {
    "no_place": no_place,
    "shortfall": shortfall,
    "unevenness_total": unevenness_total,
    "unevenness_worst": unevenness_worst,
    "registration_spread": registration_spread,
    "special_spread": special_spread,
    "emergency": emergency,
    "late_housing": late_housing,
    "moves_distance": moves_distance,
    "cost": cost,
}


@dataclass(frozen=True)
class Formulation:
    """A built model with its index sets; goals are the objectives ``goal_<name>`` in the order of the model file."""

    model: pyo.ConcreteModel
    sets: Sets
    goals: tuple[str, ...]


def build(case: Case) -> Formulation:
    """Build the Pyomo model of a prepared case; nothing is solved here."""
    m = pyo.ConcreteModel(name=case.instance.model.name)
    sets = make_sets(case)
    add_variables(m, case, sets)
    for family in FAMILIES:
        family.add(m, case, sets)
    names = tuple(goal.goal for goal in case.instance.model.goals)
    for name in names:
        m.add_component(f"goal_{name}", pyo.Objective(expr=GOALS[name].expression(m, case, sets)))
    return Formulation(m, sets, names)


def goal_unit(name: str) -> str:
    """Unit in which a goal is reported."""
    unit: str = GOALS[name].UNIT
    return unit


def goal_scale(name: str) -> int:
    """Reported units in one unit of the solver: EUR in a million EUR, 1 elsewhere."""
    scale: int = GOALS[name].REPORTED
    return scale


def weighted_value(formulation: Formulation, goals: Sequence[Goal]) -> float:
    """Sum of weight times value (in reported units) over the goals, of the point the Pyomo variables hold."""
    values = (float(pyo.value(formulation.model.component(f"goal_{goal.goal}"))) for goal in goals)
    return sum((goal.weight or 0.0) * goal_scale(goal.goal) * value for goal, value in zip(goals, values, strict=True))
