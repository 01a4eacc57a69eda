"""Persons within the whole places: a solver's tolerance on a closed site must not become a person without a bed."""

from collections import defaultdict
from collections.abc import Mapping

from spreiding.formulation.choices import opened_choices
from spreiding.formulation.sets import Arc, Sets
from spreiding.prepare.case import Case
from spreiding.solution.point import Point

# Cell and period, or region and period.
At = tuple[str, int]


def fit_persons(point: Point, case: Case, sets: Sets) -> Point:
    """Bring persons down to the room of the rounded places; who no longer fits counts as without a place.

    Corrections are of the size of the solver's tolerance, thousandths of a person.
    """
    point = _overflow(point, case, sets)
    held: dict[tuple[str, str, int], float] = defaultdict(float)
    for r, l, k, t in sets.placements:
        held[r, l, t] += _some(point["persons"][r, l, k, t])
    parts = {index: _part(case.occupancy * point["open_places"][index], persons) for index, persons in held.items()}
    region = _region_of(case)
    point = _in_cells(point, {(c, t): parts.get((region[c], "azc", t), 1.0) for c, t in sets.near_places})
    persons, placed = dict[object, float](), defaultdict[At, float](float)
    for r, l, k, t in sets.placements:
        persons[r, l, k, t] = _some(point["persons"][r, l, k, t]) * parts[r, l, t]
        placed[k, t] += persons[r, l, k, t]
    demand = case.demand.to_dict()
    unplaced = {at: max(float(demand[at]) - placed[at], 0.0) for at in point["unplaced"]}
    return _coupled(point.changed(persons=persons, unplaced=unplaced), case, sets)


def _overflow(point: Point, case: Case, sets: Sets) -> Point:
    """Overflow from sites that are open, within the places near them, and the persons of their regions with it."""
    if not case.instance.model.families.registration.enabled:
        return point
    point = _from_open_sites(point, case, sets)
    into_cell: dict[At, float] = defaultdict(float)
    for at in sets.far_cells:
        into_cell[at] += point["far_overflow"][at]
    for i, c, t in sets.arcs:
        into_cell[c, t] += point["overflow"][i, c, t]
    near = point["near_places"]
    point = _in_cells(point, {at: _part(case.occupancy * near[at], into_cell[at]) for at in sets.near_places})
    region, into_region = _region_of(case), defaultdict[At, float](float)
    for i, c, t in sets.arcs:
        into_region[region[c], t] += point["overflow"][i, c, t]
    for c, t in sets.far_cells:
        into_region[region[c], t] += point["far_overflow"][c, t]
    return point.changed(persons={(r, "azc", "registration", t): n for (r, t), n in into_region.items()})


def _from_open_sites(point: Point, case: Case, sets: Sets) -> Point:
    """Who is counted as far from a registration site while one is open near by is not far."""
    opened = opened_choices(case, sets)
    is_open = {(i, t): any(point["start"][choice] for choice in choices) for (i, t), choices in opened.items()}
    overflow: dict[Arc, float] = {}
    near: dict[At, Arc] = {}
    for i, c, t in sets.arcs:
        overflow[i, c, t] = _some(point["overflow"][i, c, t]) if is_open.get((i, t), False) else 0.0
        if is_open.get((i, t), False):
            near[c, t] = (i, c, t)
    far = {at: _some(point["far_overflow"][at]) for at in sets.far_cells}
    for at in sets.far_cells:
        if at in near:
            overflow[near[at]] += far[at]
            far[at] = 0.0
    return point.changed(overflow=overflow, far_overflow=far)


def _in_cells(point: Point, parts: Mapping[At, float]) -> Point:
    """A part of all who register in a cell."""
    overflow = {(i, c, t): persons * parts[c, t] for (i, c, t), persons in point["overflow"].items()}
    far = {at: persons * parts[at] for at, persons in point["far_overflow"].items()}
    return point.changed(overflow=overflow, far_overflow=far)


def _coupled(point: Point, case: Case, sets: Sets) -> Point:
    """What is coupled in a region and not granted at its sites was granted to people without a place."""
    granted: dict[At, float] = defaultdict(float)
    for r, l, k, t in sets.placements:
        granted[r, t] += case.permits.get((k, t), 0.0) * point["persons"][r, l, k, t]
    so_far = point["coupled_so_far"]
    unplaced = {}
    for r in sets.regions:
        for t in sets.periods:
            coupled = sum(so_far[h, t] - (so_far[h, t - 1] if t > 1 else 0.0) for h in sets.pools_in[r])
            unplaced[r, t] = max(coupled - granted[r, t], 0.0)
    return point.changed(coupled_unplaced=unplaced)


def _region_of(case: Case) -> dict[str, str]:
    return {str(c): str(r) for c, r in case.cells.table.set_index("cell")["region_code"].items()}


def _part(room: float, persons: float) -> float:
    return min(1.0, room / persons) if persons > 0 else 1.0


def _some(persons: float) -> float:
    """No fewer than nobody: a solver may leave a hair less."""
    return max(persons, 0.0)
