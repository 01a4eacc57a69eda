"""Family ``wishes``: numbers and sites that a table asks for."""

import pyomo.environ as pyo

from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case


def add(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    r"""Hold the numbers and sites that a table asked for.

    Source: consultation at the provincial table (Wet art. 4); offers and agreements of municipalities and regions
    (Uitvoeringsagenda 4.2, S17). None of it is a norm: a plan with wishes shows what follows from them.

    $$\underline{b}_w \le \sum_{(v, i) \in w} v_i \le \overline{b}_w \qquad \forall w$$

    $w$: a wish of the model file (``prepare/wishes.py``). A number that is pinned, capped or floored is a sum of
    $\mathrm{task\_regular}_g$, $\mathrm{task\_amv}_g$ or both; of municipalities together, the sum of both over them.
    A site that must open has one $\mathrm{start}_{s l t} = 1$ by which it stands at the end, of the type and from the
    quarter that is asked for, and as many places. Units: places, or sites.
    """
    rows = {row.name: row for row in case.wishes}
    if not rows:
        return

    @m.Constraint(list(rows))
    def wishes(m: pyo.ConcreteModel, w: str) -> object:
        row = rows[w]
        total = sum(m.component(name)[index] for name, index in row.terms)
        if row.least == row.most:
            return total == row.least
        return total >= row.least if row.most is None else total <= row.most
