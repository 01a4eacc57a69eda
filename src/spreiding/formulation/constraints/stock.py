"""Family ``stock``: the stable stock stays when the need falls under it, part of it flexible and part in reserve."""

from typing import Any

import pyomo.environ as pyo

from spreiding.formulation.choices import standing_choices
from spreiding.formulation.sets import Sets, group
from spreiding.formulation.soft import allowance
from spreiding.prepare.case import Case
from spreiding.prepare.scaling import FLEXIBLE, RESERVE

NORM = "stock"


def add(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    r"""Keep the stable stock, and put what is over into flexible use and direct reserve.

    Norm: at a lower need the stock of 41,000 places is not scaled down further; when the need falls under it, 5,125 of
    its places become available for flexible reception and 5,125 are kept as direct reserve (Uitvoeringsagenda 3.2,
    S15).

    $$\sum_{s \notin E, l} n_{s l t} + e_{stock, t} \ge V \qquad \forall t \in T^{\downarrow}$$

    $$\sum_{w, s, l} \mathrm{scaled}_{w s l t} + e_{held, t} \ge \min(F + R, V - N_t)
      \qquad \forall t \in T^{\downarrow}$$

    $$\sum_{s, l} \mathrm{scaled}_{flexible, s l t} \le F, \qquad \sum_{s, l} \mathrm{scaled}_{reserve, s l t} \le R
      \qquad \forall t \in T^{\downarrow}$$

    $V$: stable stock, $F$ and $R$: its flexible part and its direct reserve, all for the part of the country in the
    run; $n$: places that stand; $E$: emergency sites; $w$: flexible and reserve; $N_t$: places needed
    (``prepare/scaling.py``); $T^{\downarrow}$: periods with $N_t < V$; $e$: ``passed_stock``, 0 unless the norm is
    soft. Units: places.
    """
    norm, falls = case.scaling.norm, case.scaling.falls
    if not case.instance.model.families.stock.enabled or not falls:
        return
    missing = allowance(
        m, NORM, case.instance.model.families.stock, [(part, t) for part in ("stock", "held") for t in falls], "places"
    )
    durable = _durable(case, sets)
    of_way = group(((key[0], key[3]), key) for key in sets.scaled)

    def down(way: str, t: int) -> Any:
        return sum(m.scaled[key] for key in of_way.get((way, t), []))

    nowhere: Any = 0
    if case.instance.model.families.stock.hard:
        # Where no site can stand or be scaled down, a hard norm still has a row, and a row needs a variable.
        m.stock_nowhere = pyo.Var(bounds=(0, 0), doc="places of the stock at sites that are not there [places]")
        nowhere = m.stock_nowhere

    @m.Constraint(falls)
    def stock_stays(m: pyo.ConcreteModel, t: int) -> object:
        return sum(m.places[choice] for choice in durable[t]) + nowhere + missing("stock", t) >= norm.places

    @m.Constraint(falls)
    def stock_held(m: pyo.ConcreteModel, t: int) -> object:
        over = min(norm.flexible + norm.reserve, norm.places - float(case.scaling.need[t]))
        return down(FLEXIBLE, t) + down(RESERVE, t) + nowhere + missing("held", t) >= over

    _at_most(m, "flexible", {t: down(FLEXIBLE, t) for t in falls if (FLEXIBLE, t) in of_way}, norm.flexible)
    _at_most(m, "reserve", {t: down(RESERVE, t) for t in falls if (RESERVE, t) in of_way}, norm.reserve)


def _at_most(m: pyo.ConcreteModel, name: str, total: dict[int, Any], most: float) -> None:
    m.add_component(f"stock_{name}", pyo.Constraint(list(total), rule=lambda m, t: total[t] <= most))


def _durable(case: Case, sets: Sets) -> dict[int, list[tuple[str, str, int]]]:
    """Choices by which a site that is no emergency site stands, per period."""
    emergency = case.sites["emergency"].to_dict()
    standing = standing_choices(case, sets)
    pairs = ((t, c) for (_, _, t), choices in standing.items() for c in choices if not emergency[c[0]])
    return {**{t: [] for t in sets.periods}, **group(pairs)}
