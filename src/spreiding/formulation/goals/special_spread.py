"""Goal ``special_spread``: special reception over the country, with regard to the provincial tasks."""

import pyomo.environ as pyo

from spreiding.formulation.places_off import places_off
from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case


def expression(m: pyo.ConcreteModel, case: Case, sets: Sets) -> object:
    r"""Places of htl, ibo and return in the last period above or below each province's part of the need for them.

    Source: the aim is to spread special reception over the country (Uitvoeringsagenda 2.2, S08).

    $$\sum_{l, p} \mathrm{special\_off}_{l p}, \qquad \mathrm{special\_off}_{l p} \ge
      \pm \left( \sum_{s \in p} \mathrm{places}_{s l} - N_{l p} \right), \qquad
      N_{l p} = \left\lceil \frac{T_p}{\sum_q T_q} \frac{D_l}{\rho} \right\rceil
      \qquad \forall l \in \{htl, ibo, return\}, p$$

    $T_p$: provincial task, $q$ over all provinces; $D_l$: persons who need a place of the type in the country in the
    last period; $\rho$: occupancy norm.
    Minors are not here: the law gives each municipality its number of them. Types that the model file does not plan
    for are left out; without any the goal is a sum of nothing, which stands at zero.
    """
    return places_off(m, case, sets, "special")
