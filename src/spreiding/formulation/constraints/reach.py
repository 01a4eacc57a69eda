"""Family ``reach``: education, care and a station within reach, or transport organised at a cost."""

import pyomo.environ as pyo

from spreiding.formulation.choices import beyond_limits, scaled_beyond
from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case


def add(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    r"""Count the places for which transport must be organised.

    Norm: where education and care can't be reached by public transport, transport is organised, or the site is
    unsuitable (Uitvoeringsagenda 1.3, S10). Types of a site that pass a limit and can't have transport are left out
    before the model is built; when the norm is hard, all that pass a limit.

    $$\mathrm{transported}_s = \sum_{(l, t) \in B(s)} n_{s t}\, \mathrm{places}_{s l t}
      - \sum_{w, l \in B(s), t} \mathrm{scaled}_{w s l t} \qquad \forall s : B(s) \ne \emptyset$$

    $B(s)$: types and opening periods at which a limit is passed; $n_{s t}$: periods the site is then open.
    Units: place-quarters.
    """
    beyond = beyond_limits(case, sets)
    down = scaled_beyond(beyond, sets)
    m.transported = pyo.Var(list(beyond), domain=pyo.NonNegativeReals, doc="places with transport [place-quarters]")

    @m.Constraint(list(beyond))
    def transport_organised(m: pyo.ConcreteModel, s: str) -> object:
        unused = sum(m.scaled[key] for key in down.get(s, []))
        return m.transported[s] == sum(periods * m.places[choice] for choice, periods in beyond[s]) - unused
