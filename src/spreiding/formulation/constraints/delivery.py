"""Family ``delivery``: a number that no site fills stands as an explicit shortfall."""

import pyomo.environ as pyo

from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case


def add(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    r"""What known sites can't deliver by the due date is a shortfall per municipality, never an infeasibility.

    Norm: within six months of the decision the municipality hands a location (Wet art. 7 lid 1a); the number itself
    stands, whether a site is known or not.

    $$\mathrm{task\_regular}_g - \mathrm{shortfall\_regular}_g \le \mathrm{counted\_ordinary}_g
      + \mathrm{counted\_special}_g, \qquad
      \mathrm{task\_amv}_g - \mathrm{shortfall\_amv}_g \le \mathrm{counted\_amv}_g \qquad \forall g$$

    Units: places. A hard norm has no shortfall; one that is off has no rows.
    """
    norm = case.instance.model.families.delivery
    if not norm.soft:
        for shortfall in (m.shortfall_regular, m.shortfall_amv):
            shortfall.fix(0)
    if not norm.enabled:
        return

    @m.Constraint(sets.municipalities)
    def delivered_regular(m: pyo.ConcreteModel, g: str) -> object:
        counted = m.counted_ordinary[g] + m.counted_special[g]
        return m.task_regular[g] - m.shortfall_regular[g] <= counted

    @m.Constraint(sets.municipalities)
    def delivered_amv(m: pyo.ConcreteModel, g: str) -> object:
        return m.task_amv[g] - m.shortfall_amv[g] <= m.counted_amv[g]
