"""Goal ``cost``: what the sites cost over the horizon."""

import pyomo.environ as pyo

from spreiding.formulation.goal_units import MILLION
from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case
from spreiding.prepare.periods import DAYS_PER_PERIOD
from spreiding.prepare.scaling import RESERVE, reserve_cost


def expression(m: pyo.ConcreteModel, case: Case, sets: Sets) -> object:
    r"""Opening new sites, running places while they are open, and organised transport.

    Source: costs per place per day (Uitvoeringsagenda 3.1, S13); amounts are inputs.

    $$\sum_{s, l, t} \mathrm{open}_s \mathrm{start}_{s l t} + 91\, n_{s t}\, d_s\, \mathrm{places}_{s l t}
      + 91\, v \sum_s \mathrm{transported}_s - 91 \sum_{w, s, l, t} (d_s - d_{w s})\, \mathrm{scaled}_{w s l t}
      + 91\, x \sum_{r, t} \mathrm{borrowed}_{r t}$$

    $\mathrm{open}_s$: cost of opening (0 for a site that stands); $d_s$: cost per place per day; $v$: transport per
    place per day; $n_{s t}$: periods the site is open. $d_{w s}$: cost of a place that is scaled down: that of reserve,
    and nothing for a place that is given up or that other home-seekers use (their municipality pays, Uitvoeringsagenda
    5). $x$: cost of a person lent to another region, per day. The solver counts in million EUR, so that its numbers
    stay small.
    """
    sites = case.sites
    opening = sites["opening_cost_eur"].where(~sites["existing"], 0).to_dict()
    per_day = sites["cost_per_place_day_eur"].to_dict()
    transport = case.instance.model.families.reach.transport_cost_per_place_day_eur
    periods = case.choices["open_periods"]
    running = pyo.quicksum(
        DAYS_PER_PERIOD * n * per_day[choice[0]] / MILLION * m.places[choice]
        for choice, n in zip(sets.choices, periods, strict=True)
    )
    starting = pyo.quicksum(opening[choice[0]] / MILLION * m.start[choice] for choice in sets.choices)
    carrying = pyo.quicksum(DAYS_PER_PERIOD * transport / MILLION * m.transported[s] for s in m.transported)
    in_reserve = reserve_cost(sites, case.instance.model.families.stock.reserve_cost_part).to_dict()
    saved = pyo.quicksum(
        DAYS_PER_PERIOD * (per_day[s] - (in_reserve[s] if w == RESERVE else 0.0)) / MILLION * m.scaled[w, s, l, t]
        for w, s, l, t in sets.scaled
    )
    lent = case.instance.model.families.staff.exchange_cost_eur_per_day
    borrowed = m.component("staff_borrowed")
    exchanged = pyo.quicksum(DAYS_PER_PERIOD * lent / MILLION * v for v in borrowed.values()) if borrowed else 0
    return running + starting + carrying + exchanged - saved
