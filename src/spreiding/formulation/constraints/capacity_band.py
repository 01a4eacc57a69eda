"""Family ``capacity_band``: places in use move with the need, within a band."""

import pyomo.environ as pyo

from spreiding.formulation.sets import Sets
from spreiding.formulation.soft import allowance, whole_places
from spreiding.prepare.case import Case


def add(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    r"""Hold no more places in use than the need and a band above it.

    Norm: capacity is stable and flexible enough to move with the need within acceptable bands (Uitvoeringsagenda 2.1,
    S25). That it is no less than the need is the goal ``no_place``.

    $$\sum_{r, l} \mathrm{open\_places}_{r l t} \le \max\left((1 + \beta) N_t,\ V - F - R\right) + e_t
      \qquad \forall t$$

    $\beta$: band of the model file; $N_t$: places needed (``prepare/scaling.py``); $V - F - R$: what is in use of the
    stable stock at the least (0 when family ``stock`` is off); $e$: ``passed_capacity_band``, 0 unless the norm is
    soft. Places are whole when the norm is hard, so that rounding them up can't pass it. Units: places.
    """
    family = case.instance.model.families.capacity_band
    # Without a site that can open there is nothing to hold, and no row of it.
    if not family.enabled or not sets.places_in:
        return
    beyond = allowance(m, "capacity_band", family, sets.periods, "places")
    norm = case.scaling.norm
    stable = norm.places - norm.flexible - norm.reserve if case.instance.model.families.stock.enabled else 0.0
    if family.hard:
        whole_places(m, sets.choices)

    @m.Constraint(sets.periods)
    def capacity_most(m: pyo.ConcreteModel, t: int) -> object:
        in_use = sum(m.open_places[key] for key in sets.places_in if key[2] == t)
        return in_use - beyond(t) <= max((1 + family.band) * float(case.scaling.need[t]), stable)
