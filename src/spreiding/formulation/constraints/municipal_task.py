"""Family ``municipal_task``: numbers per municipality that add up to the task of the province."""

import pyomo.environ as pyo

from spreiding.formulation.sets import Sets, whole_numbers
from spreiding.formulation.soft import allowance
from spreiding.prepare.case import Case


def add(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    r"""Whole numbers per municipality, regular and amv, whose sum is exactly the task of the province.

    Norm: the provincial task is the sum of the rounded municipal numbers; any allocation that adds up to it may come
    out of the consultation. Besluit art. 2.1 lid 2 and art. 2.2 lid 1; Wet art. 5.

    $$\sum_{g \in p} \mathrm{task\_regular}_g = \sum_{g \in p} (Iv_g - Iv^{amv}_g), \qquad
      \sum_{g \in p} \mathrm{task\_amv}_g = \sum_{g \in p} Iv^{amv}_g \qquad \forall p$$

    $$\mathrm{task\_kind}_g - A^{kind}_g = \mathrm{above}_g - \mathrm{below}_g \qquad \forall g$$

    and, when the model file sets a band,

    $$r^{min} A_g - e_g \le \mathrm{task}_g \le r^{max} A_g + e_g \qquad \forall g$$

    $A$: the indicative share with what the ledger of exchanges adds or takes (Uitvoeringsagenda 4.2, S19); within a
    province that adds up to nothing. $e$: ``passed_municipal_task``, 0 unless the band is soft. With ``rest_task:
    {rule: pro_rata}`` offers stand and the rest is divided beforehand (``law/rest_task.py``), so that every number is
    given: $\mathrm{task\_kind}_g = b^{kind}_g + x^{kind}_g$. Units: places.
    """
    share = case.municipalities
    for kind in ("regular", "amv"):
        _one_kind(m, kind, whole_numbers(share[f"agreed_{kind}"]), sets)
    _band(m, case, sets)
    if case.rest is not None:
        for kind in ("regular", "amv"):
            given = case.rest[case.rest["kind"] == kind].set_index("municipality_code")["number_places"]
            _given(m, kind, whole_numbers(given))


def _given(m: pyo.ConcreteModel, kind: str, numbers: dict[str, int]) -> None:
    task = m.component(f"task_{kind}")

    def given(m: pyo.ConcreteModel, g: str) -> object:
        return task[g] == numbers[g]

    m.add_component(f"given_{kind}", pyo.Constraint(list(numbers), rule=given))


def _one_kind(m: pyo.ConcreteModel, kind: str, agreed: dict[str, int], sets: Sets) -> None:
    task = m.component(f"task_{kind}")
    above, below = m.component(f"{kind}_above"), m.component(f"{kind}_below")

    def provincial_sum(m: pyo.ConcreteModel, p: str) -> object:
        members = sets.in_province[p]
        return sum(task[g] for g in members) == sum(agreed[g] for g in members)

    def deviation(m: pyo.ConcreteModel, g: str) -> object:
        return task[g] - above[g] + below[g] == agreed[g]

    m.add_component(f"provincial_{kind}", pyo.Constraint(sets.provinces, rule=provincial_sum))
    m.add_component(f"{kind}_deviation", pyo.Constraint(sets.municipalities, rule=deviation))
    for p in sets.provinces:
        total = sum(agreed[g] for g in sets.in_province[p])
        for g in sets.in_province[p]:
            task[g].setub(total)


def _band(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    band = case.instance.model.families.municipal_task
    if not band.bounded:
        return
    share = case.municipalities["agreed_places"].to_dict()
    beyond = allowance(m, "municipal_task", band, sets.municipalities, "places")
    if band.min_ratio > 0:

        @m.Constraint(sets.municipalities)
        def task_floor(m: pyo.ConcreteModel, g: str) -> object:
            return m.task_regular[g] + m.task_amv[g] + beyond(g) >= band.min_ratio * share[g]

    if band.max_ratio is not None:
        ceiling = band.max_ratio

        @m.Constraint(sets.municipalities)
        def task_ceiling(m: pyo.ConcreteModel, g: str) -> object:
            return m.task_regular[g] + m.task_amv[g] - beyond(g) <= ceiling * share[g]
