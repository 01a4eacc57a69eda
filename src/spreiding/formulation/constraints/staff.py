"""Family ``staff``: places in use need staff, and a region can take on or borrow only so many."""

import pyomo.environ as pyo

from spreiding.formulation.sets import Sets
from spreiding.formulation.soft import allowance, whole_places
from spreiding.formulation.staffing import staff_needed
from spreiding.prepare.case import Case

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
    needed, today = staff_needed(m.open_places, case, sets), case.staff_today.to_dict()

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
