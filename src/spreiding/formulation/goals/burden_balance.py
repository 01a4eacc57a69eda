"""Goal ``burden_balance``: asylum, Ukraine and housing together, in balance over the regions."""

import pyomo.environ as pyo

from spreiding.formulation.regional_parts import beside_the_part, municipalities_of
from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case


def expression(m: pyo.ConcreteModel, case: Case, sets: Sets) -> object:
    r"""Sum over regions of what their three burdens together lie above or below their part by inhabitants.

    Source: an optimal balance between asylum places, reception of people from Ukraine and the mean housing task, per
    region (Uitvoeringsagenda 4.2, S18; the yearly plan for all three, 4.1).

    $$\sum_r \mathrm{burden\_off}_r, \qquad \mathrm{burden\_off}_r \ge
      \pm \left( \sum_{g \in r} (\mathrm{task}_g + \mathrm{other}_g) - \frac{i_r}{\sum_q i_q} B \right)
      \qquad \forall r$$

    $\mathrm{other}$: what Ukraine places and the housing task weigh in places (``prepare/burdens.py``);
    $B$: all burdens of the selection, which the tasks only divide; $i$: inhabitants behind the indicative share.
    """
    above = beside_the_part(case)
    members = municipalities_of(case)
    m.burden_off = pyo.Var(
        sets.regions, domain=pyo.NonNegativeReals, doc="burdens of a region beside its part by inhabitants [places]"
    )

    @m.Constraint(sets.regions, [1, -1])
    def burden_apart(m: pyo.ConcreteModel, r: str, sign: int) -> object:
        task = sum(m.task_regular[g] + m.task_amv[g] for g in members[r])
        return m.burden_off[r] - sign * task >= sign * above[r]

    return pyo.quicksum(m.burden_off.values())
