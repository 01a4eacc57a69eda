"""Staff that places in use need: what the family ``staff`` asks for, and what a plan is told to have."""

from collections.abc import Mapping
from typing import Any

from spreiding.formulation.sets import Sets, group
from spreiding.prepare.case import Case
from spreiding.prepare.staff import PLACES


def staff_needed(open_places: Mapping[Any, Any], case: Case, sets: Sets) -> dict[tuple[str, int], Any]:
    """Staff that the places in use need [full-time persons], per region and period.

    ``open_places``: of a plan, or the variables of the model, by region, type and period.
    """
    per_100 = {str(l): number for l, number in case.instance.model.families.staff.per_100_places.items()}
    types = group(((r, t), l) for r, l, t in sets.places_in if l in per_100)
    return {
        (r, t): sum(per_100[l] / PLACES * open_places[r, l, t] for l in types.get((r, t), []))
        for r in sets.regions
        for t in sets.periods
    }
