"""Places of some types over the provinces beside each one's part of the need: what the goals of spread measure."""

from math import ceil

import pyomo.environ as pyo

from spreiding.formulation.constraints.sites import standing_choices
from spreiding.formulation.sets import Choice, Sets
from spreiding.prepare.case import Case

# A whole number that arithmetic makes a hair more is that number.
ROUNDING = 1e-9
Key = tuple[str, str]


def places_off(m: pyo.ConcreteModel, case: Case, sets: Sets, name: str, types: tuple[str, ...]) -> object:
    """Declare ``<name>_off`` [places] per type and province, at least the distance to its part; give the sum.

    Each type is the home of the group of its name; the part is that of the provincial task in all tasks of the country,
    of the places that the group needs in the country in the last period, whichever provinces are in the run.
    """
    parts, here = _parts(case, types), _standing_at_the_end(case, sets)
    off = pyo.Var(
        list(parts), domain=pyo.NonNegativeReals, doc=f"{name} places beside the provincial part, per type [places]"
    )
    m.add_component(f"{name}_off", off)

    def apart(m: pyo.ConcreteModel, l: str, p: str, sign: int) -> object:
        standing = sum(m.places[choice] for choice in here.get((l, p), []))
        return off[l, p] - sign * standing >= -sign * parts[l, p]

    m.add_component(f"{name}_apart", pyo.Constraint(list(parts), [1, -1], rule=apart))
    return pyo.quicksum(off.values())


def settle_off(m: pyo.ConcreteModel, case: Case, sets: Sets, name: str, types: tuple[str, ...]) -> None:
    """Work ``<name>_off`` out again from whole places."""
    here = _standing_at_the_end(case, sets)
    for key, part in _parts(case, types).items():
        standing = sum(m.places[choice].value for choice in here.get(key, []))
        m.component(f"{name}_off")[key].set_value(abs(standing - part))


def _parts(case: Case, types: tuple[str, ...]) -> dict[Key, int]:
    """Whole places, rounded up: less than a place can't stand, and together the parts must hold the whole need."""
    tasks = case.municipalities.groupby("province_code")["indicative_places"].sum()
    country = float(case.instance.share["indicative_places"].sum())
    return {
        (l, str(p)): ceil(task / country * _national_need(case, l) / case.occupancy - ROUNDING)
        for l in types
        for p, task in tasks.items()
    }


def _national_need(case: Case, group: str) -> float:
    """Persons of a group in the country in the last period."""
    last = int(case.periods["period"].iloc[-1])
    model = case.instance.model
    if group == "registration":  # what a run plans for of it goes by the sites of today, and may be nothing
        return model.arrivals(last - 1) * model.planned_inflow.registration_stay_weeks
    return float(case.demand[group, last]) / case.scale.procedure


def _standing_at_the_end(case: Case, sets: Sets) -> dict[Key, list[Choice]]:
    province = case.sites["province_code"].to_dict()
    found: dict[Key, list[Choice]] = {}
    for (_, l, t), choices in standing_choices(case, sets).items():
        for choice in choices if t == sets.periods[-1] else ():
            found.setdefault((l, province[choice[0]]), []).append(choice)
    return found
