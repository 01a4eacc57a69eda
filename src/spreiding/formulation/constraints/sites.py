"""Family ``sites``: one type per open site, places between its minimum and maximum while it is open."""

import pyomo.environ as pyo

from spreiding.formulation.choices import near_choices, scaled_in_cell, scaled_in_region, standing_choices
from spreiding.formulation.sets import Sets
from spreiding.formulation.soft import allowance
from spreiding.prepare.case import Case


def add(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    r"""Each site opens at most once, as one type, with one number of places until it closes.

    Norm: three site types, each open site has exactly one (Uitvoeringsagenda 2.2, S01); plans per site with type,
    places and speed of deployment (3.1, S13). A site that stands today stays
    open while the norm ``existing_sites`` is on; soft, giving it up counts with its most places.

    $$\sum_{l, t} \mathrm{start}_{s l t} \le 1 \;(= 1 \text{ for existing sites}) \qquad \forall s$$

    $$n^{min}_s\, \mathrm{start}_{s l t} \le \mathrm{places}_{s l t} \le n^{max}_s\, \mathrm{start}_{s l t}
      \qquad \forall s, l, t$$

    $$\mathrm{open\_places}_{r l t} = \sum_{s \in r} \left( \sum_{\tau \le t \le e_s} \mathrm{places}_{s l \tau}
      - \sum_w \mathrm{scaled}_{w s l t} \right) \qquad \forall r, l, t$$

    with $e_s$ the last period of the site; the same for the azcs of a cell (``near_places``). Units: places.
    The sums are written out and not chained from period to period: HiGHS spends minutes separating path cuts on such
    chains.
    """
    least, most = case.sites["places_min"].to_dict(), case.sites["places_max"].to_dict()
    existing = case.sites["existing"].to_dict()
    keep = case.instance.model.families.existing_sites

    @m.Constraint(list(sets.choices_of_site))
    def one_type(m: pyo.ConcreteModel, s: str) -> object:
        chosen = sum(m.start[choice] for choice in sets.choices_of_site[s])
        return chosen == 1 if keep.hard and existing[s] else chosen <= 1

    @m.Constraint(sets.choices)
    def places_most(m: pyo.ConcreteModel, s: str, l: str, t: int) -> object:
        return m.places[s, l, t] <= most[s] * m.start[s, l, t]

    @m.Constraint(sets.choices)
    def places_least(m: pyo.ConcreteModel, s: str, l: str, t: int) -> object:
        return m.places[s, l, t] >= least[s] * m.start[s, l, t]

    if keep.soft:
        standing = [s for s in sets.choices_of_site if existing[s]]
        given_up = allowance(m, "existing_sites", keep, standing, "places")

        @m.Constraint(standing)
        def kept_open(m: pyo.ConcreteModel, s: str) -> object:
            return most[s] * sum(m.start[choice] for choice in sets.choices_of_site[s]) + given_up(s) >= most[s]

    _open_places(m, case, sets)


def _open_places(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    standing = standing_choices(case, sets)
    near = near_choices(case, standing)
    scaled, scaled_near = scaled_in_region(case, sets), scaled_in_cell(case, sets)

    @m.Constraint(sets.places_in)
    def open_places_sum(m: pyo.ConcreteModel, r: str, l: str, t: int) -> object:
        down = sum(m.scaled[key] for key in scaled.get((r, l, t), []))
        return m.open_places[r, l, t] == sum(m.places[choice] for choice in standing.get((r, l, t), [])) - down

    @m.Constraint(sets.near_places)
    def near_places_sum(m: pyo.ConcreteModel, c: str, t: int) -> object:
        down = sum(m.scaled[key] for key in scaled_near.get((c, t), []))
        return m.near_places[c, t] == sum(m.places[choice] for choice in near.get((c, t), [])) - down
