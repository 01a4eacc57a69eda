"""Goal ``registration_spread``: registration places over the country, with regard to the provincial tasks."""

import pyomo.environ as pyo

from spreiding.formulation.constraints.sites import standing_choices
from spreiding.formulation.sets import Choice, Sets
from spreiding.prepare.case import Case

UNIT = "places"
REPORTED = 1


def expression(m: pyo.ConcreteModel, case: Case, sets: Sets) -> object:
    r"""Registration places in the last period above or below each province's part of the need for them.

    Source: a registration facility is put into a provincial task only with regard to an even spread over the country,
    taking the size of the provincial tasks into account (Besluit art. 2.2 lid 2).

    $$\sum_p \mathrm{registration\_off}_p, \qquad \mathrm{registration\_off}_p \ge
      \pm \left( \sum_{s \in p} \mathrm{places}_{s, registration} - \frac{T_p}{\sum_q T_q} \frac{D}{\rho} \right)$$

    $T_p$: provincial task; $D$: persons in registration in the last period; $\rho$: occupancy norm. The need is a given
    number: measured against the places that stand, having none would be the most even.
    """
    parts, here = _parts(case), _standing_at_the_end(case, sets)
    m.registration_off = pyo.Var(
        sets.provinces, domain=pyo.NonNegativeReals, doc="registration places beside the provincial part [places]"
    )

    @m.Constraint(sets.provinces, [1, -1])
    def registration_apart(m: pyo.ConcreteModel, p: str, sign: int) -> object:
        standing = sum(m.places[choice] for choice in here.get(p, []))
        return m.registration_off[p] - sign * standing >= -sign * parts[p]

    return pyo.quicksum(m.registration_off.values())


def settle(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    """Work ``registration_off`` out again from whole places."""
    parts, here = _parts(case), _standing_at_the_end(case, sets)
    for p in sets.provinces:
        m.registration_off[p].set_value(abs(sum(m.places[choice].value for choice in here.get(p, [])) - parts[p]))


def _parts(case: Case) -> dict[str, float]:
    """Part of the need for registration places, per province."""
    tasks = case.municipalities.groupby("province_code")["indicative_places"].sum()
    need = case.demand["registration", case.periods["period"].iloc[-1]] / case.occupancy
    return {str(p): float(task / tasks.sum() * need) for p, task in tasks.items()}


def _standing_at_the_end(case: Case, sets: Sets) -> dict[str, list[Choice]]:
    province = case.sites["province_code"].to_dict()
    found: dict[str, list[Choice]] = {}
    for (_, l, t), choices in standing_choices(case, sets).items():
        if l == "registration" and t == sets.periods[-1]:
            for choice in choices:
                found.setdefault(province[choice[0]], []).append(choice)
    return found
