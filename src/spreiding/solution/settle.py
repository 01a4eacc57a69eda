"""Make a solver's point whole: rounded once, here, and checked against every row of the model afterwards.

Numbers of municipalities and places of sites become whole; everything that follows from them (open places, durable
places, shortfalls, deviations, who waits) is worked out again, so that the tables agree with each other to the last
place.
"""

import math
from collections.abc import Iterable, Mapping

import numpy as np

from spreiding.formulation.choices import (
    KIND,
    beyond_limits,
    durable_choices,
    near_choices,
    scaled_beyond,
    scaled_in_cell,
    scaled_in_region,
    standing_choices,
)
from spreiding.formulation.sets import Sets, whole_numbers
from spreiding.prepare.case import Case
from spreiding.solution.fit import fit_persons
from spreiding.solution.leaving import leaving
from spreiding.solution.off import settle_off
from spreiding.solution.point import Point, Values
from spreiding.solution.scaled import fit_scaled
from spreiding.solution.share_out import share_out
from spreiding.solution.soft import settle_soft
from spreiding.solution.staff import settle_staff
from spreiding.solve.errors import SettleError
from spreiding.solve.matrix import Matrix, Vector

WHOLE = 1e-4
VIOLATION = 1e-3


def settle(matrix: Matrix, x: Vector, case: Case, sets: Sets) -> Point:
    """Round a point in column order and rework what follows from it.

    Raise ``SettleError`` when a row is violated by more than 0.001 (of a place or person) afterwards.
    """
    point = _sites(Point.of(matrix, x), case, sets)
    point = _tasks(_counted(point, case, sets), case, sets)
    point = settle_off(point, case, sets)
    point = settle_staff(point, case, sets)
    point = fit_persons(point, case, sets)
    point = _waiting(point, case, sets)
    point = settle_soft(matrix, point)
    _check(matrix, point.vector(matrix))
    return point


def _sites(point: Point, case: Case, sets: Sets) -> Point:
    point = fit_scaled(_whole_places(point, case, sets), case, sets)
    places, scaled = point["places"], point["scaled"]
    standing = standing_choices(case, sets)
    near = near_choices(case, standing)
    down, down_near = scaled_in_region(case, sets), scaled_in_cell(case, sets)
    beyond = beyond_limits(case, sets)
    unused = scaled_beyond(beyond, sets)
    return point.changed(
        open_places={
            index: _sum(places, standing.get(index, ())) - _sum(scaled, down.get(index, ())) for index in sets.places_in
        },
        near_places={
            at: _sum(places, near.get(at, ())) - _sum(scaled, down_near.get(at, ())) for at in sets.near_places
        },
        transported={
            s: sum(periods * places[choice] for choice, periods in used) - _sum(scaled, unused.get(s, ()))
            for s, used in beyond.items()
        },
    )


def _whole_places(point: Point, case: Case, sets: Sets) -> Point:
    least, most = case.sites["places_min"].to_dict(), case.sites["places_max"].to_dict()
    start, places = dict[object, float](), dict[object, float]()
    for choice in sets.choices:
        is_open = point["start"][choice] > 0.5
        wanted = math.ceil(point["places"][choice] - WHOLE)
        start[choice] = float(is_open)
        places[choice] = float(min(max(wanted, least[choice[0]]), most[choice[0]])) if is_open else 0.0
    return point.changed(start=start, places=places)


def _counted(point: Point, case: Case, sets: Sets) -> Point:
    """Durable places that count: from the minimum on, and where the norm is soft also where the plan chose so."""
    law, choices = case.instance.law, durable_choices(case, sets)
    stands = {
        kind: {g: _sum(point["places"], choices.get((g, kind), ())) for g in sets.municipalities}
        for kind in set(KIND.values())
    }
    ordinary = stands["ordinary"]
    special = {g: stands["special"][g] + stands["amv"][g] for g in sets.municipalities}
    counts = {
        "ordinary": _counts(point, case, "ordinary", ordinary, law.whole("durable_min_regular")),
        "special": _counts(point, case, "special", special, law.whole("durable_min_special")),
    }
    return point.changed(
        counted_ordinary={g: ordinary[g] * counts["ordinary"][g] for g in sets.municipalities},
        counted_special={g: stands["special"][g] * counts["special"][g] for g in sets.municipalities},
        counted_amv={g: stands["amv"][g] * counts["special"][g] for g in sets.municipalities},
        counts_ordinary={g: float(counts["ordinary"][g] and ordinary[g] > 0) for g in point["counts_ordinary"]},
        counts_special={g: float(counts["special"][g] and special[g] > 0) for g in point["counts_special"]},
    )


def _counts(point: Point, case: Case, name: str, stands: Mapping[str, float], least: int) -> dict[str, bool]:
    norm, chosen = case.instance.model.families.durable_places, point[f"counts_{name}"]
    return {
        g: not norm.enabled or places >= least or (norm.soft and chosen.get(g, 0.0) > 0.5)
        for g, places in stands.items()
    }


def _tasks(point: Point, case: Case, sets: Sets) -> Point:
    share = {name: whole_numbers(case.municipalities[f"agreed_{name}"]) for name in ("regular", "amv", "places")}
    towns = sets.municipalities
    task = {kind: {g: float(round(point[f"task_{kind}"][g])) for g in towns} for kind in ("regular", "amv")}
    counted = {
        "regular": {g: point["counted_ordinary"][g] + point["counted_special"][g] for g in towns},
        "amv": point["counted_amv"],
    }
    new: dict[str, Values] = {}
    for kind, number in task.items():
        beside = {g: number[g] - share[kind][g] for g in towns}
        new[f"task_{kind}"] = number
        new[f"{kind}_above"] = {g: max(beside[g], 0.0) for g in towns}
        new[f"{kind}_below"] = {g: max(-beside[g], 0.0) for g in towns}
        new[f"shortfall_{kind}"] = {g: max(number[g] - counted[kind][g], 0.0) for g in towns}
    agreed = share["places"]
    worst = (abs(task["regular"][g] + task["amv"][g] - agreed[g]) / max(agreed[g], 1) for g in towns)
    return point.changed(**new, worst_deviation={None: max(worst, default=0.0)})


def _waiting(point: Point, case: Case, sets: Sets) -> Point:
    """Who waits follows from who is coupled; where the model left room above it, fewer permit holders need a place."""
    state = leaving(share_out(point, case, sets), case)
    late, waiting = case.pools.total(state.late), case.pools.total(state.waiting)
    parts = {(r, t): _region_part(point, waiting, sets, r, t) for r in sets.regions for t in sets.periods}
    at_sites, unplaced = point["persons"], point["unplaced_permit"]
    return point.changed(
        persons={
            (r, l, k, t): max(at_sites[r, l, k, t], 0.0) * parts[r, t]
            for r, l, k, t in sets.placements
            if k == "permit_holder"
        },
        unplaced_permit={at: max(unplaced[at], 0.0) * part for at, part in parts.items()},
        late={index: late[index] for index in point["late"]},
        waiting={index: waiting[index] for index in point["waiting"]},
    )


def _region_part(point: Point, waiting: Mapping[tuple[str, int], float], sets: Sets, r: str, t: int) -> float:
    planned = sum(point["waiting"][h, t] for h in sets.pools_in[r])
    needed = sum(waiting[h, t] for h in sets.pools_in[r])
    return needed / planned if planned > VIOLATION else 1.0


def _sum(values: Values, keys: Iterable[object]) -> float:
    return float(sum(values[key] for key in keys))


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
