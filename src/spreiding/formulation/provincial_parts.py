"""Places of some types over the provinces beside each one's part of the need: what the goals of spread measure.

Each type is the home of the group of its name; the part is that of the provincial task in all tasks of the country, of
the places that the group needs in the country in the last period, whichever provinces are in the run.
"""

from math import ceil

from spreiding.formulation.choices import standing_choices
from spreiding.formulation.sets import Choice, Sets
from spreiding.prepare.case import Case

# A whole number that arithmetic makes a hair more is that number.
ROUNDING = 1e-9
Key = tuple[str, str]


def spread_types(case: Case) -> dict[str, tuple[str, ...]]:
    """Types that each goal of spread measures: ``registration`` is that of the goal ``registration_spread``."""
    return {"registration": ("registration",), "special": case.instance.model.families.special.location_types}


def provincial_parts(case: Case, types: tuple[str, ...]) -> dict[Key, int]:
    """Whole places per type and province, rounded up.

    Less than a place can't stand, and together the parts must hold the whole need.
    """
    tasks = case.municipalities.groupby("province_code")["indicative_places"].sum()
    country = float(case.instance.share["indicative_places"].sum())
    return {
        (l, str(p)): ceil(task / country * _national_need(case, l) / case.occupancy - ROUNDING)
        for l in types
        for p, task in tasks.items()
    }


def last_in_province(case: Case, sets: Sets) -> dict[Key, list[Choice]]:
    """Choices by which a site is open in the last period, per type and province."""
    province = case.sites["province_code"].to_dict()
    found: dict[Key, list[Choice]] = {}
    for (_, l, t), choices in standing_choices(case, sets).items():
        for choice in choices if t == sets.periods[-1] else ():
            found.setdefault((l, province[choice[0]]), []).append(choice)
    return found


def _national_need(case: Case, group: str) -> float:
    """Persons of a group in the country in the last period."""
    last = int(case.periods["period"].iloc[-1])
    model = case.instance.model
    if group == "registration":  # what a run plans for of it goes by the sites of today, and may be nothing
        return model.arrivals(last - 1) * model.planned_inflow.registration_stay_weeks
    return float(case.demand[group, last]) / case.scale.procedure
