"""Make a solver's point whole: rounded once, here, and checked against every row of the model afterwards.

Numbers of municipalities and places of sites become whole; everything that follows from them (open places, durable
places, shortfalls, deviations, who waits) is worked out again, so that the tables agree with each other to the last
place.
"""

import math

import numpy as np
import pyomo.environ as pyo

from spreiding.formulation.build import Formulation
from spreiding.formulation.constraints import staff
from spreiding.formulation.constraints.durable_places import KIND, durable_choices
from spreiding.formulation.constraints.reach import beyond_limits, scaled_beyond
from spreiding.formulation.constraints.sites import near_choices, scaled_in_cell, scaled_in_region, standing_choices
from spreiding.formulation.goals import burden_balance, registration_spread, special_spread
from spreiding.formulation.sets import Choice, Scaled, Sets, whole_numbers
from spreiding.model_families import Norm
from spreiding.prepare.case import Case
from spreiding.solution.fit import fit_persons
from spreiding.solution.leaving import leaving
from spreiding.solution.scaled import fit_scaled
from spreiding.solution.share_out import share_out
from spreiding.solution.soft import settle_soft
from spreiding.solve.errors import SettleError
from spreiding.solve.matrix import Matrix, Vector

WHOLE = 1e-4
VIOLATION = 1e-3


def settle(formulation: Formulation, matrix: Matrix, x: Vector, case: Case) -> Vector:
    """Round a point and rework what follows from it; the Pyomo variables hold the result too.

    Raise ``SettleError`` when a row is violated by more than 0.001 (of a place or person) afterwards.
    """
    m, sets = formulation.model, formulation.sets
    for variable, value in zip(matrix.columns, x, strict=True):
        variable.set_value(float(value), skip_validation=True)
    _sites(m, case, sets)
    _tasks(m, case, sets)
    if "burden_balance" in formulation.goals:
        burden_balance.settle(m, case, sets)
    for name, goal in (("registration_spread", registration_spread), ("special_spread", special_spread)):
        if name in formulation.goals:
            goal.settle(m, case, sets)
    staff.settle(m, case, sets)
    fit_persons(m, case, sets)
    _waiting(formulation, case)
    settled = settle_soft(matrix, np.array([variable.value or 0.0 for variable in matrix.columns]))
    _check(matrix, settled)
    return settled


def _sites(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    least, most = case.sites["places_min"].to_dict(), case.sites["places_max"].to_dict()
    for choice in sets.choices:
        is_open = (m.start[choice].value or 0.0) > 0.5
        wanted = math.ceil((m.places[choice].value or 0.0) - WHOLE)
        m.start[choice].set_value(int(is_open))
        m.places[choice].set_value(min(max(wanted, least[choice[0]]), most[choice[0]]) if is_open else 0)
    fit_scaled(m, case, sets)
    standing = standing_choices(case, sets)
    scaled, scaled_near = scaled_in_region(case, sets), scaled_in_cell(case, sets)
    for index in sets.places_in:
        m.open_places[index].set_value(_places(m, standing.get(index, [])) - _down(m, scaled.get(index, [])))
    near = near_choices(case, standing)
    for at in sets.near_places:
        m.near_places[at].set_value(_places(m, near.get(at, [])) - _down(m, scaled_near.get(at, [])))
    beyond = beyond_limits(case, sets)
    unused = scaled_beyond(beyond, sets)
    for s, used in beyond.items():
        transported = sum(periods * m.places[choice].value for choice, periods in used)
        m.transported[s].set_value(transported - _down(m, unused.get(s, [])))


def _tasks(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    share = {name: whole_numbers(case.municipalities[f"agreed_{name}"]) for name in ("regular", "amv", "places")}
    _counted(m, case, sets)
    worst = 0.0
    for g in sets.municipalities:
        for kind in ("regular", "amv"):
            task = m.component(f"task_{kind}")[g]
            task.set_value(round(task.value or 0.0))
            deviation = task.value - share[kind][g]
            m.component(f"{kind}_above")[g].set_value(max(deviation, 0))
            m.component(f"{kind}_below")[g].set_value(max(-deviation, 0))
        regular = m.counted_ordinary[g].value + m.counted_special[g].value
        m.shortfall_regular[g].set_value(max(m.task_regular[g].value - regular, 0))
        m.shortfall_amv[g].set_value(max(m.task_amv[g].value - m.counted_amv[g].value, 0))
        total = m.task_regular[g].value + m.task_amv[g].value
        agreed = share["places"][g]
        worst = max(worst, abs(total - agreed) / max(agreed, 1))
    m.worst_deviation.set_value(worst)


def _counted(m: pyo.ConcreteModel, case: Case, sets: Sets) -> None:
    law, choices = case.instance.law, durable_choices(case, sets)
    norm = case.instance.model.families.durable_places
    for g in sets.municipalities:
        stands = {kind: _places(m, choices.get((g, kind), [])) for kind in set(KIND.values())}
        special = stands["special"] + stands["amv"]
        ordinary_counts = _counts(m, norm, "ordinary", g, stands["ordinary"] >= law.whole("durable_min_regular"))
        special_counts = _counts(m, norm, "special", g, special >= law.whole("durable_min_special"))
        m.counted_ordinary[g].set_value(stands["ordinary"] * ordinary_counts)
        m.counted_special[g].set_value(stands["special"] * special_counts)
        m.counted_amv[g].set_value(stands["amv"] * special_counts)
        for name, counts in (("ordinary", ordinary_counts), ("special", special_counts)):
            flag = m.component(f"counts_{name}")
            if flag is not None and g in flag:
                flag[g].set_value(int(counts and (stands["ordinary"] if name == "ordinary" else special) > 0))


def _counts(m: pyo.ConcreteModel, norm: Norm, name: str, g: str, reached: bool) -> bool:
    """Whether places count: from the minimum on, and where the norm is soft also where the plan chose so."""
    flags = m.component(f"counts_{name}")
    chosen = norm.soft and g in flags and (flags[g].value or 0.0) > 0.5
    return not norm.enabled or reached or chosen


def _waiting(formulation: Formulation, case: Case) -> None:
    """Who waits follows from who is coupled; where the model left room above it, fewer permit holders need a place."""
    m, sets = formulation.model, formulation.sets
    state = leaving(share_out(formulation, case), case)
    late, waiting = case.pools.total(state.late), case.pools.total(state.waiting)
    parts = {(r, t): _region_part(m, waiting, sets, r, t) for r in sets.regions for t in sets.periods}
    for r, l, k, t in sets.placements:
        if k == "permit_holder":
            at_sites = m.persons[r, l, k, t]
            at_sites.set_value(max(at_sites.value or 0.0, 0.0) * parts[r, t])
    for (r, t), part in parts.items():
        m.unplaced_permit[r, t].set_value(max(m.unplaced_permit[r, t].value or 0.0, 0.0) * part)
    for index in m.late:
        m.late[index].set_value(late[index], skip_validation=True)
        m.waiting[index].set_value(waiting[index], skip_validation=True)


def _region_part(m: pyo.ConcreteModel, waiting: dict[tuple[str, int], float], sets: Sets, r: str, t: int) -> float:
    planned = sum(m.waiting[h, t].value or 0.0 for h in sets.pools_in[r])
    needed = sum(waiting[h, t] for h in sets.pools_in[r])
    return needed / planned if planned > VIOLATION else 1.0


def _down(m: pyo.ConcreteModel, keys: list[Scaled]) -> float:
    return float(sum(m.scaled[key].value for key in keys))


def _places(m: pyo.ConcreteModel, choices: list[Choice]) -> int:
    return sum(m.places[choice].value for choice in choices)


def _check(matrix: Matrix, x: Vector) -> None:
    rows = matrix.A @ x
    violation = np.maximum(matrix.row_lower - rows, rows - matrix.row_upper)
    worst = int(np.argmax(violation))
    if violation[worst] > VIOLATION:
        raise SettleError(f"row {matrix.row_names[worst]} is violated by {violation[worst]:.4g} after rounding")
    outside = np.maximum(matrix.lower - x, x - matrix.upper)
    furthest = int(np.argmax(outside))
    if outside[furthest] > VIOLATION:
        raise SettleError(
            f"{matrix.columns[furthest].name} is {outside[furthest]:.4g} outside its bounds after rounding"
        )
