"""Family ``tracks``: everyone in procedure has a place of a fitting type, or is counted as without one."""

from collections import defaultdict

import pyomo.environ as pyo

from spreiding.formulation.sets import Placement, Sets
from spreiding.prepare.case import Case


def add(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    r"""Match tracks to types, within the places that are open at the occupancy norm.

    Norm: accelerated tracks belong in an azc for accelerated procedure, regular in an azc; both may overflow to the
    other, never forbidden, always counted (Uitvoeringsagenda 2.2.1-2.2.3, S02, S04).

    $$\sum_{r, l} \mathrm{persons}_{r l k t} + \mathrm{unplaced}_{k t} = D_{k t} \qquad \forall k, t$$

    $$\sum_k \mathrm{persons}_{r l k t} \le \rho\, \mathrm{open\_places}_{r l t} \qquad \forall r, l, t$$

    $D$: persons who need a place (``prepare/demand.py``); $\rho$: occupancy norm. Persons of a region are spread
    over its sites afterwards in proportion to their room, which keeps each site within its own capacity.
    When the norm is hard $l$ is the track's own type only; when it is off no move is counted. Units: persons.
    """
    of_track: dict[tuple[str, int], list[Placement]] = defaultdict(list)
    in_type: dict[tuple[str, str, int], list[Placement]] = defaultdict(list)
    for placement in sets.placements:
        r, l, k, t = placement
        of_track[k, t].append(placement)
        in_type[r, l, t].append(placement)
    demand = case.demand.to_dict()

    @m.Constraint(list(demand))
    def placed(m: pyo.ConcreteModel, k: str, t: int) -> object:
        return sum(m.persons[p] for p in of_track[k, t]) + m.unplaced[k, t] == demand[k, t]

    @m.Constraint(list(in_type))
    def occupied(m: pyo.ConcreteModel, r: str, l: str, t: int) -> object:
        return sum(m.persons[p] for p in in_type[r, l, t]) <= case.occupancy * m.open_places[r, l, t]
