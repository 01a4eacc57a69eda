"""The variables and rows of the goals of spread: places beside the provincial part (``provincial_parts.py``)."""

import pyomo.environ as pyo

from spreiding.formulation.provincial_parts import last_in_province, provincial_parts, spread_types
from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case


def places_off(m: pyo.ConcreteModel, case: Case, sets: Sets, name: str) -> object:
    """Declare ``<name>_off`` [places] per type and province, at least the distance to its part; give the sum."""
    parts, here = provincial_parts(case, spread_types(case)[name]), last_in_province(case, sets)
    off = pyo.Var(
        list(parts), domain=pyo.NonNegativeReals, doc=f"{name} places beside the provincial part, per type [places]"
    )
    m.add_component(f"{name}_off", off)

    def apart(m: pyo.ConcreteModel, l: str, p: str, sign: int) -> object:
        standing = sum(m.places[choice] for choice in here.get((l, p), []))
        return off[l, p] - sign * standing >= -sign * parts[l, p]

    m.add_component(f"{name}_apart", pyo.Constraint(list(parts), [1, -1], rule=apart))
    return pyo.quicksum(off.values())
