"""How far regions and provinces lie beside their part, worked out again from whole numbers, for the goals that ask."""

from spreiding.formulation.provincial_parts import last_in_province, provincial_parts, spread_types
from spreiding.formulation.regional_parts import beside_the_part, municipalities_of
from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case
from spreiding.solution.point import Point


def settle_off(point: Point, case: Case, sets: Sets) -> Point:
    """Work ``burden_off``, ``registration_off`` and ``special_off`` out again, where the goals have them."""
    names = {goal.goal for goal in case.instance.model.goals}
    if "burden_balance" in names:
        point = _burdens(point, case, sets)
    for name, types in spread_types(case).items():
        if f"{name}_spread" in names:
            point = _spread(point, case, sets, name, types)
    return point


def _burdens(point: Point, case: Case, sets: Sets) -> Point:
    above, members = beside_the_part(case), municipalities_of(case)
    regular, amv = point["task_regular"], point["task_amv"]
    tasks = {r: sum(regular[g] + amv[g] for g in members[r]) for r in sets.regions}
    return point.changed(burden_off={r: abs(task + above[r]) for r, task in tasks.items()})


def _spread(point: Point, case: Case, sets: Sets, name: str, types: tuple[str, ...]) -> Point:
    here, places = last_in_province(case, sets), point["places"]
    off = {
        key: abs(sum(places[choice] for choice in here.get(key, [])) - part)
        for key, part in provincial_parts(case, types).items()
    }
    return point.changed(**{f"{name}_off": off})
