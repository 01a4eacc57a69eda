"""Family ``durable_places``: durable places count from 100 regular or 16 special per municipality."""

from dataclasses import dataclass

import pyomo.environ as pyo

from spreiding.formulation.choices import durable_choices
from spreiding.formulation.sets import Choice, Sets
from spreiding.formulation.soft import Allowance, allowance
from spreiding.prepare.case import Case

Key = tuple[str, str]


@dataclass(frozen=True)
class Minimum:
    """Places from which on some kinds of places in a municipality count together."""

    name: str
    kinds: tuple[str, ...]
    places: int


def add(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    r"""Count a municipality's durable places on the due date only from the statutory minimum on.

    Norm: at least 100 regular places, 16 special ones (amv, registration, htl, ibo, return), which may be spread over
    several facilities within the municipality (Besluit art. 3.1; art. 1.1 for "special"); available for five years or
    more (Wet art. 2 lid 3). All special places but those for minors count for the regular number.

    $$\mathrm{counted}_{g} \le \sum_{s \in g,\ \text{durable, open at } t^*} \mathrm{places}_{s l \tau}
      \qquad \forall g, \text{kind}$$

    $$100\, b_g - e_g \le \mathrm{counted\_ordinary}_g \le M_g b_g, \qquad
      16\, b'_g - e'_g \le \mathrm{counted\_special}_g + \mathrm{counted\_amv}_g \le M'_g b'_g$$

    A pair of rows with $b_g$ stands only where a municipality could have fewer places than the minimum: where the
    smallest site alone reaches it, the rows would say nothing. $e$: ``passed_durable_places``, 0 unless the norm is
    soft. Units: places.
    """
    choices = durable_choices(case, sets)
    for kind in ("ordinary", "special", "amv"):
        _count(m, kind, choices, sets)
    norm, law = case.instance.model.families.durable_places, case.instance.law
    if norm.enabled:
        minima = [
            Minimum("ordinary", ("ordinary",), law.whole("durable_min_regular")),
            Minimum("special", ("special", "amv"), law.whole("durable_min_special")),
        ]
        small = {minimum.name: _small(minimum, choices, case, sets) for minimum in minima}
        under = allowance(m, "durable_places", norm, [(name, g) for name, own in small.items() for g in own], "places")
        for minimum in minima:
            _minimum(m, minimum, small[minimum.name], under)


def _count(m: pyo.ConcreteModel, kind: str, choices: dict[Key, list[Choice]], sets: Sets) -> None:
    counted = m.component(f"counted_{kind}")
    having = [g for g in sets.municipalities if (g, kind) in choices]
    for g in sorted(set(sets.municipalities) - set(having)):
        counted[g].fix(0)

    def limit(m: pyo.ConcreteModel, g: str) -> object:
        return counted[g] <= sum(m.places[choice] for choice in choices[g, kind])

    m.add_component(f"counted_{kind}_limit", pyo.Constraint(having, rule=limit))


def _small(minimum: Minimum, choices: dict[Key, list[Choice]], case: Case, sets: Sets) -> dict[str, int]:
    """Most places per municipality that could have fewer than the minimum."""
    least, most = case.sites["places_min"].to_dict(), case.sites["places_max"].to_dict()
    sites = {g: {c[0] for kind in minimum.kinds for c in choices.get((g, kind), [])} for g in sets.municipalities}
    few = [g for g, own in sites.items() if any(least[s] < minimum.places for s in own)]
    return {g: sum(most[s] for s in sites[g]) for g in few}


def _minimum(m: pyo.ConcreteModel, minimum: Minimum, small: dict[str, int], under: Allowance) -> None:
    name = minimum.name
    counts = pyo.Var(list(small), domain=pyo.Binary, doc=f"{name} places count [0/1]")
    m.add_component(f"counts_{name}", counts)

    def total(g: str) -> object:
        return sum(m.component(f"counted_{kind}")[g] for kind in minimum.kinds)

    def reached(m: pyo.ConcreteModel, g: str) -> object:
        return total(g) + under(name, g) >= minimum.places * counts[g]

    def only_then(m: pyo.ConcreteModel, g: str) -> object:
        return total(g) <= small[g] * counts[g]

    m.add_component(f"counted_{name}_least", pyo.Constraint(list(small), rule=reached))
    m.add_component(f"counted_{name}_most", pyo.Constraint(list(small), rule=only_then))
