"""Family ``regional_tables``: the numbers of a region add up to what its table agreed."""

import pyomo.environ as pyo

from spreiding.formulation.sets import Sets, group
from spreiding.formulation.soft import allowance
from spreiding.prepare.case import Case


def add(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    r"""Hold the sum of the numbers of a region at what its regional table agreed.

    Norm: regional tables work under the provincial one and may agree on their part (Uitvoeringsagenda 4.1, 4.2, S17).

    $$X_r - e_r \le \sum_{g \in r} \mathrm{task}_g \le X_r + e_r \qquad \forall r \text{ with an agreement}$$

    $X$: places agreed, from the model file; $e$: ``passed_regional_tables``, 0 unless the norm is soft. Units: places.
    """
    family = case.instance.model.families.regional_tables
    agreed = {r: family.numbers[r] for r in sets.regions if r in family.numbers}
    if not family.enabled or not agreed:
        return
    members = group(zip(case.municipalities["region_code"], case.municipalities.index, strict=True))
    beside = allowance(m, "regional_tables", family, list(agreed), "places")

    @m.Constraint(list(agreed))
    def regional_most(m: pyo.ConcreteModel, r: str) -> object:
        return sum(m.task_regular[g] + m.task_amv[g] for g in members[r]) - beside(r) <= agreed[r]

    @m.Constraint(list(agreed))
    def regional_least(m: pyo.ConcreteModel, r: str) -> object:
        return sum(m.task_regular[g] + m.task_amv[g] for g in members[r]) + beside(r) >= agreed[r]
