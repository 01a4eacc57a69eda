"""Family ``transition``: what stands in a municipality moves from today's by no more than a planner allows."""

import math

import pyomo.environ as pyo

from spreiding.formulation.choices import standing_at_the_end
from spreiding.formulation.sets import Sets
from spreiding.formulation.soft import allowance, whole_places
from spreiding.prepare.case import Case


def add(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    r"""Cap the change between what stands today and what is open at the end of the horizon, per municipality.

    Source: a transition plan leads step by step from today's capacity to the capacity that is planned
    (Uitvoeringsagenda 6.1, S22). The cap is the planner's: the law has none. Off by default.

    $$-\max(\Delta_g, \mathrm{leaving}_g) - e_g \le \sum_{s \in g,\ l,\ \tau \le T \le e_s}
      \mathrm{places}_{s l \tau} - \mathrm{today}_g \le \Delta_g + e_g \qquad \forall g$$

    $$\Delta_g = \lfloor \min(\delta, \rho\, \mathrm{today}_g) \rfloor$$

    $\delta$: ``max_change_places``; $\rho$: ``max_change_ratio``, a part of what stands today, which says nothing where
    nothing stands; either may be left out. $\mathrm{today}$ and $\mathrm{leaving}$: ``prepare/today.py``; what closes
    anyway is no choice of a plan, so the cap never forbids it, and by itself never makes a plan infeasible: to keep all
    that stays, at its most places, and open nothing is allowed. $T$: last period. Where the cap can be reached from
    below, places are whole numbers, so that rounding them up afterwards can't pass it. $e$: ``passed_transition``, 0
    unless the norm is soft. What of an emergency site is run down does not count as change. Units: places.
    """
    family = case.instance.model.families.transition
    if not family.enabled:
        return
    today, leaving = (case.today[name].to_dict() for name in ("today_places", "leaving_places"))
    cap = {g: most_change(today[g], family.max_change_places, family.max_change_ratio) for g in today}
    at_the_end = standing_at_the_end(case, sets)
    most = case.sites["places_max"].to_dict()
    could_grow = [
        g for g, choices in at_the_end.items() if today[g] + cap[g] < sum({s: most[s] for s, _, _ in choices}.values())
    ]
    could_shrink = [g for g in at_the_end if max(cap[g], leaving[g]) < today[g]]
    beyond = allowance(m, "transition", family, sorted({*could_grow, *could_shrink}), "places")
    if family.hard:
        whole_places(m, [choice for g in could_grow for choice in at_the_end[g]])

    @m.Constraint(could_grow)
    def transition_most(m: pyo.ConcreteModel, g: str) -> object:
        return sum(m.places[choice] for choice in at_the_end[g]) - beyond(g) <= today[g] + cap[g]

    @m.Constraint(could_shrink)
    def transition_least(m: pyo.ConcreteModel, g: str) -> object:
        least = today[g] - max(cap[g], leaving[g])
        return sum(m.places[choice] for choice in at_the_end[g]) + beyond(g) >= least


def most_change(today: int, places: int | None, ratio: float | None) -> float:
    """Most places by which a municipality may change; infinite where neither limit says anything."""
    caps = [] if places is None else [float(places)]
    if ratio is not None and today > 0:
        # A part of a whole number such as 0.29 x 100 must not lose a place to the computer's own rounding.
        caps.append(math.floor(ratio * today + 1e-9))
    return min(caps, default=math.inf)
