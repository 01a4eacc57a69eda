"""Persons within the whole places: a solver's tolerance on a closed site must not become a person without a bed."""

from collections import defaultdict

import pyomo.environ as pyo

from spreiding.formulation.constraints.registration import opened_choices
from spreiding.formulation.sets import Choice, Sets
from spreiding.prepare.case import Case


def fit_persons(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    """Bring persons down to the room of the rounded places; who no longer fits counts as without a place.

    Corrections are of the size of the solver's tolerance, thousandths of a person.
    """
    _overflow(m, case, sets)
    held: dict[tuple[str, str, int], float] = defaultdict(float)
    for r, l, k, t in sets.placements:
        held[r, l, t] += _value(m.persons[r, l, k, t])
    parts = {index: _part(case.occupancy * m.open_places[index].value, persons) for index, persons in held.items()}
    region = case.cells.table.set_index("cell")["region_code"].to_dict()
    for variable, c, t in _into_cells(m, sets):
        variable.set_value(variable.value * parts.get((region[c], "azc", t), 1.0))
    placed: dict[tuple[str, int], float] = defaultdict(float)
    for r, l, k, t in sets.placements:
        fitted = _value(m.persons[r, l, k, t]) * parts[r, l, t]
        m.persons[r, l, k, t].set_value(fitted)
        placed[k, t] += fitted
    demand = case.demand.to_dict()
    for k, t in m.unplaced:
        m.unplaced[k, t].set_value(max(demand[k, t] - placed[k, t], 0.0))
    _coupled(m, case, sets)


def _overflow(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    if not case.instance.model.families.registration.enabled:
        return
    opened = opened_choices(case, sets)
    into_cell: dict[tuple[str, int], float] = defaultdict(float)
    for i, c, t in sets.arcs:
        is_open = any(m.start[choice].value for choice in opened.get((i, t), []))
        m.overflow[i, c, t].set_value(_value(m.overflow[i, c, t]) if is_open else 0.0)
    region = case.cells.table.set_index("cell")["region_code"].to_dict()
    into_region: dict[tuple[str, int], float] = defaultdict(float)
    _far_is_near(m, sets, opened)
    for c, t in sets.far_cells:
        m.far_overflow[c, t].set_value(_value(m.far_overflow[c, t]))
        into_cell[c, t] += m.far_overflow[c, t].value
    for i, c, t in sets.arcs:
        into_cell[c, t] += m.overflow[i, c, t].value
    for variable, c, t in _into_cells(m, sets):
        variable.set_value(variable.value * _part(case.occupancy * m.near_places[c, t].value, into_cell[c, t]))
        into_region[region[c], t] += variable.value
    for (r, t), persons in into_region.items():
        m.persons[r, "azc", "registration", t].set_value(persons)


def _far_is_near(m: pyo.ConcreteModel, sets: Sets, opened: dict[tuple[str, int], list[Choice]]) -> None:
    """Who is counted as far from a registration site while one is open near by is not far."""
    near = {(c, t): i for i, c, t in sets.arcs if any(m.start[choice].value for choice in opened.get((i, t), []))}
    for c, t in sets.far_cells:
        if (c, t) in near:
            arc = (near[c, t], c, t)
            m.overflow[arc].set_value(m.overflow[arc].value + _value(m.far_overflow[c, t]))
            m.far_overflow[c, t].set_value(0.0)


def _into_cells(m: pyo.ConcreteModel, sets: Sets) -> list[tuple[pyo.Var, str, int]]:
    """All variables of persons who register in a cell, with the cell and the period."""
    near = [(m.overflow[arc], arc[1], arc[2]) for arc in sets.arcs]
    return near + [(m.far_overflow[c, t], c, t) for c, t in sets.far_cells]


def _coupled(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    """What is coupled in a region and not granted at its sites was granted to people without a place."""
    granted: dict[tuple[str, int], float] = defaultdict(float)
    for r, l, k, t in sets.placements:
        granted[r, t] += case.permits.get((k, t), 0.0) * m.persons[r, l, k, t].value
    for r in sets.regions:
        for t in sets.periods:
            coupled = sum(pyo.value(m.coupled[h, t]) for h in sets.pools_in[r])
            m.coupled_unplaced[r, t].set_value(max(coupled - granted[r, t], 0.0))


def _part(room: float, persons: float) -> float:
    return min(1.0, room / persons) if persons > 0 else 1.0


def _value(variable: pyo.Var) -> float:
    return max(variable.value or 0.0, 0.0)
