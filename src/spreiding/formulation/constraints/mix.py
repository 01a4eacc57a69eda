"""Family ``mix``: no site is for one target group only."""

import pyomo.environ as pyo

from spreiding.formulation.sets import Sets
from spreiding.formulation.soft import allowance
from spreiding.prepare.case import Case
from spreiding.prepare.demand import ACCELERATED_TRACKS


def add(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    r"""Keep each accelerated track's part of the accelerated group at a site within a band of its national part.

    Norm: municipalities can't put target-group restrictions in their agreements (Uitvoeringsagenda 1.3, 2.1, S09).
    Offers that have one are set aside or counted as unrestricted before the model is built.

    $$(m_{k t} - \beta)\, A_{r l t} - e_{r l k t} \le \mathrm{persons}_{r l k t}
      \le (m_{k t} + \beta)\, A_{r l t} + e_{r l k t}, \qquad
      A_{r l t} = \sum_{k' \in acc} \mathrm{persons}_{r l k' t} \qquad \forall r, l \in \{acc, azc\}, k \in acc, t$$

    $m$: the track's part of the national demand of the accelerated tracks; $\beta$: the band. Persons are spread over
    the sites of a region in one proportion, so what holds for the region holds for each site. $e$:
    ``passed_mix``, 0 unless the norm is soft. Units: persons.
    """
    family = case.instance.model.families.mix
    if not family.enabled:
        return
    demand = case.demand.to_dict()
    total = {t: sum(demand[k, t] for k in ACCELERATED_TRACKS) for t in sets.periods}
    part = {(k, t): demand[k, t] / total[t] if total[t] else 0.0 for k in ACCELERATED_TRACKS for t in sets.periods}
    index = [(r, l, k, t) for r, l, k, t in sets.placements if k in ACCELERATED_TRACKS]

    group = {(r, l, t): sum(m.persons[r, l, k, t] for k in ACCELERATED_TRACKS) for r, l, _, t in index}
    upper = [(r, l, k, t) for r, l, k, t in index if part[k, t] + family.band < 1]
    lower = [(r, l, k, t) for r, l, k, t in index if part[k, t] - family.band > 0]

    beyond = allowance(m, "mix", family, sorted({*upper, *lower}), "persons")

    @m.Constraint(upper)
    def mix_most(m: pyo.ConcreteModel, r: str, l: str, k: str, t: int) -> object:
        return m.persons[r, l, k, t] - beyond(r, l, k, t) <= (part[k, t] + family.band) * group[r, l, t]

    @m.Constraint(lower)
    def mix_least(m: pyo.ConcreteModel, r: str, l: str, k: str, t: int) -> object:
        return m.persons[r, l, k, t] + beyond(r, l, k, t) >= (part[k, t] - family.band) * group[r, l, t]
