"""Goal ``registration_spread``: registration places over the country, with regard to the provincial tasks."""

import pyomo.environ as pyo

from spreiding.formulation.places_off import places_off
from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case


def expression(m: pyo.ConcreteModel, case: Case, sets: Sets) -> object:
    r"""Registration places in the last period above or below each province's part of the need for them.

    Source: a registration facility is put into a provincial task only with regard to an even spread over the country,
    taking the size of the provincial tasks into account (Besluit art. 2.2 lid 2).

    $$\sum_p \mathrm{registration\_off}_{l p}, \qquad \mathrm{registration\_off}_{l p} \ge
      \pm \left( \sum_{s \in p} \mathrm{places}_{s l} - N_{l p} \right), \qquad
      N_{l p} = \left\lceil \frac{T_p}{\sum_q T_q} \frac{D_l}{\rho} \right\rceil, \qquad l = registration$$

    $T_p$: provincial task, $q$ over all provinces; $D_l$: persons in registration in the country in the last period;
    $\rho$: occupancy norm. The need is a given number: measured against the places that stand, having none would be the
    most even.
    """
    return places_off(m, case, sets, "registration")
