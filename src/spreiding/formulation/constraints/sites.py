"""Family ``sites``: one type per open site, places between its minimum and maximum while it is open."""

from collections import defaultdict

import pyomo.environ as pyo

from spreiding.formulation.sets import Choice, Scaled, Sets, group
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


def standing_choices(case: Case, sets: Sets) -> dict[tuple[str, str, int], list[Choice]]:
    """Choices by which a site is open, per region, type and period."""
    region = case.sites["region_code"].to_dict()
    found: dict[tuple[str, str, int], list[Choice]] = defaultdict(list)
    for choice, last in zip(sets.choices, case.choices["last_period"], strict=True):
        s, l, opens = choice
        for t in range(opens, int(last) + 1):
            found[region[s], l, t].append(choice)
    return dict(found)


def standing_at(sets: Sets, case: Case) -> dict[tuple[str, str, int], list[Choice]]:
    """Choices by which a site is open, per site, type and period."""
    found: dict[tuple[str, str, int], list[Choice]] = defaultdict(list)
    for choice, last in zip(sets.choices, case.choices["last_period"], strict=True):
        for t in range(choice[2], int(last) + 1):
            found[choice[0], choice[1], t].append(choice)
    return dict(found)


def near_choices(case: Case, standing: dict[tuple[str, str, int], list[Choice]]) -> dict[tuple[str, int], list[Choice]]:
    """Choices by which an azc near a registration site is open, per cell and period."""
    cell = case.cells.sites.to_dict()
    found: dict[tuple[str, int], list[Choice]] = defaultdict(list)
    for (_, l, t), choices in standing.items():
        for choice in choices:
            if l == "azc" and choice[0] in cell:
                found[cell[choice[0]], t].append(choice)
    return dict(found)


def scaled_in_region(case: Case, sets: Sets) -> dict[tuple[str, str, int], list[Scaled]]:
    """What can be scaled down, per region, type and period."""
    region = case.sites["region_code"].to_dict()
    return group(((region[key[1]], key[2], key[3]), key) for key in sets.scaled)


def scaled_in_cell(case: Case, sets: Sets) -> dict[tuple[str, int], list[Scaled]]:
    """What can be scaled down in azcs near registration sites, per cell and period."""
    cell = case.cells.sites.to_dict()
    return group(((cell[s], t), (w, s, l, t)) for w, s, l, t in sets.scaled if l == "azc" and s in cell)
