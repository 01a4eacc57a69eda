"""Family ``housing``: permit holders are coupled to municipalities of the region and housed within 14 weeks."""

from collections import defaultdict

import pyomo.environ as pyo

from spreiding.formulation.sets import Placement, Sets
from spreiding.prepare.case import Case


def add(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    r"""Couple permits in the region where they are granted, and count who waits, and who waits too long.

    Norm: each azc is tied to several municipalities in its region (Uitvoeringsagenda 2.2.3, S06); at most 14 weeks
    from coupling to housing or to a doorstroomlocatie, which is at most one year (2.2.3 and 5, S07); capacity from the
    half-yearly task (Huisvestingswet 2014 art. 29 lid 1), of which what is not used carries over.

    $$\sum_{h \in r} \mathrm{coupled}_{h t} = \sum_{l, k} \gamma_{k t} \mathrm{persons}_{r l k t}
      + \mathrm{coupled\_unplaced}_{r t} \qquad \forall r, t$$

    $$\sum_r \mathrm{coupled\_unplaced}_{r t} = \sum_k \gamma_{k t} \mathrm{unplaced}_{k t} \qquad \forall t$$

    (who has no place gets a permit all the same, and is coupled to any region: leaving people without a place must
    not make permits disappear)

    $$\mathrm{waiting}_{h t} \ge \mathrm{stuck}_{h t} + \max(C_{h t} - \mathrm{spare}_{h t}, 0), \qquad
      \mathrm{late}_{h t} \ge \mathrm{stuck\_late}_{h t} + \max(\mathrm{due}_{h t} - \mathrm{spare}_{h t}, 0)
      \qquad \forall h, t$$

    $$C_{h t} = \sum_{\tau \le t} \mathrm{coupled}_{h \tau} \ge C_{h, t-1}, \qquad
      \mathrm{due}_{h t} = C_{h t} - \sum_n \omega_n \mathrm{coupled}_{h, t-n}$$

    $$\sum_{h \in r} \mathrm{waiting}_{h t} = \sum_l \mathrm{persons}_{r l, permit\_holder, t}
      + \mathrm{unplaced\_permit}_{r t} \qquad \forall r, t$$

    $$\mathrm{spare}_{h t} = \sum_{g \in h} \max(\hat K_{g t} - w_g, 0), \qquad
      \mathrm{stuck}_{h t} = \sum_{g \in h} \max(w_g - \hat K_{g t}, 0), \qquad
      \mathrm{stuck\_late}_{h t} = \sum_{g \in h} \max((1 - \phi_t) w_g - \hat K_{g t}, 0)$$

    $h$: pool, the municipalities of a region together (``prepare/pools.py``; where their couplings can't be shared out
    without more late, each on its own: ``solve_case.py``); $w_g$: waiting at the start;
    $\gamma_{k t}$: permits per person in a quarter (``prepare/demand.py``); $\hat K$: how many can have left reception
    (``prepare/housing.py``, doorstroom included: housing as early as there is room is never worse);
    $\omega_n$ and $\phi_t$: part of a coupling of $n$ periods ago, and of the stock at the start, that is at most
    14 weeks old at the end of the period (``prepare/coupling.py``: $\omega_0 = 1$, $\omega_1 = 1/13$).
    When the norm is hard, $\mathrm{late}_{h t} = \mathrm{stuck\_late}_{h t}$; when it is off, there is room for
    everyone. Units: persons.
    """
    _regions(m, case, sets)
    pools = case.pools
    spare, stuck, stuck_late = (pools.total(frame) for frame in (pools.spare, pools.stuck, pools.stuck_late))

    if case.instance.model.families.housing.hard:
        for index, variable in m.late.items():
            variable.setub(stuck_late[index])

    @m.Constraint(sets.pools, sets.periods)
    def waiting_stock(m: pyo.ConcreteModel, h: str, t: int) -> object:
        return m.waiting[h, t] - m.coupled_so_far[h, t] >= stuck[h, t] - spare[h, t]

    @m.Constraint(sets.pools, sets.periods)
    def late_housing(m: pyo.ConcreteModel, h: str, t: int) -> object:
        recent = sum(part * m.coupled[h, t - n] for n, part in enumerate(case.window.weights) if t - n >= 1)
        due = m.coupled_so_far[h, t] - recent
        return m.late[h, t] - due >= stuck_late[h, t] - spare[h, t]

    @m.Constraint([(h, t) for h in sets.pools for t in sets.periods if t > 1])
    def coupled_grows(m: pyo.ConcreteModel, h: str, t: int) -> object:
        return m.coupled_so_far[h, t] >= m.coupled_so_far[h, t - 1]


def _regions(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    in_procedure: dict[tuple[str, int], list[Placement]] = defaultdict(list)
    with_permit: dict[tuple[str, int], list[Placement]] = defaultdict(list)
    for placement in sets.placements:
        r, _, k, t = placement
        if case.permits.get((k, t), 0.0) > 0:
            in_procedure[r, t].append(placement)
        if k == "permit_holder":
            with_permit[r, t].append(placement)

    @m.Constraint(sets.regions, sets.periods)
    def coupled_in_region(m: pyo.ConcreteModel, r: str, t: int) -> object:
        granted = sum(case.permits[p[2], t] * m.persons[p] for p in in_procedure[r, t])
        return sum(m.coupled[h, t] for h in sets.pools_in[r]) - granted - m.coupled_unplaced[r, t] == 0

    @m.Constraint(sets.periods)
    def coupled_without_place(m: pyo.ConcreteModel, t: int) -> object:
        granted = sum(rate * m.unplaced[k, t] for (k, when), rate in case.permits.items() if when == t)
        return sum(m.coupled_unplaced[r, t] for r in sets.regions) == granted

    @m.Constraint(sets.regions, sets.periods)
    def waiting_in_region(m: pyo.ConcreteModel, r: str, t: int) -> object:
        at_sites = sum(m.persons[p] for p in with_permit[r, t]) + m.unplaced_permit[r, t]
        return sum(m.waiting[h, t] for h in sets.pools_in[r]) == at_sites
