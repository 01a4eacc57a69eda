"""Family ``registration``: everyone starts at a registration azc; overflow stays near one."""

from collections import defaultdict

import pyomo.environ as pyo

from spreiding.formulation.choices import opened_choices
from spreiding.formulation.sets import Arc, Sets
from spreiding.prepare.case import Case


def add(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    r"""Place who can't stay at a registration site in azcs near one that is open.

    Norm: every asylum seeker starts at an azc with registration; when it is full, they are placed as much as possible
    in azcs in its surroundings (Uitvoeringsagenda 2.2.1, S03).

    $$\mathrm{persons}_{r, azc, registration, t} = \sum_{i,\, c \in r \cap N(i)} \mathrm{overflow}_{i c t}
      + \sum_{c \in r} e_{c t} \qquad \forall r, t$$

    $$\sum_i \mathrm{overflow}_{i c t} + e_{c t} \le \rho\, \mathrm{near\_places}_{c t} \qquad \forall c, t$$

    $$\mathrm{overflow}_{i c t} \le D_{registration, t} \sum_{\tau \le t} \mathrm{start}_{i, registration, \tau}
      \qquad \forall i, c, t$$

    $N(i)$: cells of azcs within the model file's distance of registration site $i$; $\rho$: occupancy norm. What a cell
    holds besides finds room in the whole region, so no row is needed for it.
    $e$: ``far_overflow``, who stays in a cell without an open registration site near it; there is none unless the norm
    is soft. Units: persons.
    """
    norm = case.instance.model.families.registration
    if not norm.enabled:
        return
    region = case.cells.table.set_index("cell")["region_code"].to_dict()
    into_cell: dict[tuple[str, int], list[Arc]] = defaultdict(list)
    into_region: dict[tuple[str, int], list[Arc]] = defaultdict(list)
    for arc in sets.arcs:
        into_cell[arc[1], arc[2]].append(arc)
        into_region[region[arc[1]], arc[2]].append(arc)
    cells: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for c, t in sets.far_cells:
        cells[region[c], t].append((c, t))
    demand, opened = case.demand.to_dict(), opened_choices(case, sets)

    @m.Constraint(sorted({*into_region, *cells}))
    def overflow_placed(m: pyo.ConcreteModel, r: str, t: int) -> object:
        near = sum(m.overflow[arc] for arc in into_region.get((r, t), []))
        far = sum(m.far_overflow[cell] for cell in cells.get((r, t), []))
        return m.persons[r, "azc", "registration", t] == near + far

    @m.Constraint(sorted({*into_cell, *sets.far_cells}))
    def overflow_room(m: pyo.ConcreteModel, c: str, t: int) -> object:
        near = sum(m.overflow[arc] for arc in into_cell.get((c, t), []))
        far = m.far_overflow[c, t] if norm.soft else 0
        return near + far <= case.occupancy * m.near_places[c, t]

    @m.Constraint(sets.arcs)
    def overflow_near_open_site(m: pyo.ConcreteModel, i: str, c: str, t: int) -> object:
        is_open = sum(m.start[choice] for choice in opened[i, t])
        return m.overflow[i, c, t] <= demand["registration", t] * is_open
