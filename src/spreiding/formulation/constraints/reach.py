"""Family ``reach``: education, care and a station within reach, or transport organised at a cost."""

from collections import defaultdict

import pyomo.environ as pyo

from spreiding.formulation.sets import Choice, Scaled, Sets, group
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


def beyond_limits(case: Case, sets: Sets) -> dict[str, list[tuple[Choice, int]]]:
    """Choices that pass a limit, per site, with the periods the site is then open."""
    beyond: dict[str, list[tuple[Choice, int]]] = defaultdict(list)
    needs = case.choices["needs_transport"]
    for choice, needed, periods in zip(sets.choices, needs, case.choices["open_periods"], strict=True):
        if needed:
            beyond[choice[0]].append((choice, int(periods)))
    return dict(beyond)


def scaled_beyond(beyond: dict[str, list[tuple[Choice, int]]], sets: Sets) -> dict[str, list[Scaled]]:
    """What of the places that need transport can be scaled down, per site: there is nobody to transport then."""
    types = {(s, choice[1]) for s, used in beyond.items() for choice, _ in used}
    return group((key[1], key) for key in sets.scaled if (key[1], key[2]) in types)
