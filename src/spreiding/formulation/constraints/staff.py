"""Family ``staff``: places in use need staff, and a region can take on or borrow only so many."""

from typing import Any

import pyomo.environ as pyo

from spreiding.formulation.sets import Sets, group
from spreiding.formulation.soft import PREFIX, allowance, whole_places
from spreiding.prepare.case import Case
from spreiding.prepare.staff import PLACES

REAL = pyo.NonNegativeReals


def add(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    r"""Give the places in use of a region their staff, its own or that of other regions.

    Norm: agreements are made on the deployment and exchange of staff when capacity moves (Uitvoeringsagenda 3.2, S26).

    $$\sum_l f_l\, \mathrm{open\_places}_{r l t} \le \mathrm{staff}_{r t} + \mathrm{borrowed}_{r t}
      - \mathrm{lent}_{r t} \qquad \forall r, t$$

    $$\mathrm{staff}_{r t} \le (1 + \gamma)\, \mathrm{staff}_{r, t-1} + h + e_{r t}, \qquad
      \mathrm{lent}_{r t} \le \epsilon\, \mathrm{staff}_{r t} \qquad \forall r, t$$

    $$\sum_r \mathrm{borrowed}_{r t} = \sum_r \mathrm{lent}_{r t} \qquad \forall t$$

    $f$: staff per place by type; $\mathrm{staff}_{r 0}$: of the sites that stand (``prepare/staff.py``); $\gamma$, $h$:
    growth and new staff per quarter; $\epsilon$: part that is lent at most; $e$: ``passed_staff``, 0 unless the norm is
    soft. Places are whole when the norm is hard, so that rounding them up can't pass it. Units: full-time persons.
    """
    family = case.instance.model.families.staff
    if not family.enabled:
        return
    index = [(r, t) for r in sets.regions for t in sets.periods]
    m.staff = pyo.Var(index, domain=REAL, doc="staff of a region [full-time persons]")
    m.staff_lent = pyo.Var(index, domain=REAL, doc="staff that a region lends [full-time persons]")
    m.staff_borrowed = pyo.Var(index, domain=REAL, doc="staff that a region borrows [full-time persons]")
    if family.hard:
        whole_places(m, sets.choices)
    beyond = allowance(m, "staff", family, index, "full-time persons")
    needed, today = staff_needed(m, case, sets), case.staff_today.to_dict()

    @m.Constraint(index)
    def staffed(m: pyo.ConcreteModel, r: str, t: int) -> object:
        return needed[r, t] <= m.staff[r, t] + m.staff_borrowed[r, t] - m.staff_lent[r, t]

    @m.Constraint(index)
    def staff_grows(m: pyo.ConcreteModel, r: str, t: int) -> object:
        before = m.staff[r, t - 1] if t > 1 else today[r]
        return m.staff[r, t] - beyond(r, t) <= (1 + family.growth) * before + family.new_staff

    @m.Constraint(index)
    def staff_kept(m: pyo.ConcreteModel, r: str, t: int) -> object:
        return m.staff_lent[r, t] <= family.lent_part * m.staff[r, t]

    @m.Constraint(sets.periods)
    def staff_exchanged(m: pyo.ConcreteModel, t: int) -> object:
        return sum(m.staff_borrowed[r, t] for r in sets.regions) == sum(m.staff_lent[r, t] for r in sets.regions)


def staff_needed(m: pyo.ConcreteModel, case: Case, sets: Sets) -> dict[tuple[str, int], Any]:
    """Staff that the places in use need, per region and period."""
    per_100 = {str(l): number for l, number in case.instance.model.families.staff.per_100_places.items()}
    types = group(((r, t), l) for r, l, t in sets.places_in if l in per_100)
    return {
        (r, t): sum(per_100[l] / PLACES * m.open_places[r, l, t] for l in types.get((r, t), []))
        for r in sets.regions
        for t in sets.periods
    }


def settle(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    """Give every region the fewest staff with which it has what it needs then, and can grow to what it needs later."""
    family = case.instance.model.families.staff
    if not family.enabled:
        return
    needed = staff_needed(m, case, sets)
    beyond = m.component(f"{PREFIX}staff")
    for r in sets.regions:
        later = 0.0
        for t in reversed(sets.periods):
            own = float(pyo.value(needed[r, t])) + m.staff_lent[r, t].value - m.staff_borrowed[r, t].value
            lending = m.staff_lent[r, t].value / family.lent_part if family.lent_part else 0.0
            m.staff[r, t].set_value(max(own, lending, later))
            more = beyond[r, t].value or 0.0 if beyond is not None else 0.0
            later = (m.staff[r, t].value - family.new_staff - more) / (1 + family.growth)
