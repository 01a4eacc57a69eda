"""Goal ``emergency``: emergency places, which stand only as long as nothing better does."""

import pyomo.environ as pyo

from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case
from spreiding.prepare.scaling import GIVEN_UP


def expression(m: pyo.ConcreteModel, case: Case, sets: Sets) -> object:
    r"""Places in emergency sites, summed over the periods in which they are open and not given up.

    Source: emergency reception and temporary municipal reception are avoided as far as possible, and stand in the
    transition plan until there are durable sites (Uitvoeringsagenda 2.1, 6.1, S22).

    $$\sum_{s \in E, l, t} n_{s t}\, \mathrm{places}_{s l t} - \sum_{s, l, t} \mathrm{scaled}_{given\_up, s l t}$$

    $E$: emergency sites; $n_{s t}$: periods the site is open.
    """
    emergency = case.sites["emergency"].to_dict()
    periods = case.choices["open_periods"]
    used = [(choice, n) for choice, n in zip(sets.choices, periods, strict=True) if emergency[choice[0]]]
    # Without emergency sites the goal is a sum of nothing, which stands at zero.
    given_up = pyo.quicksum(m.scaled[key] for key in sets.scaled if key[0] == GIVEN_UP)
    return pyo.quicksum(n * m.places[choice] for choice, n in used) - given_up
