"""The oracle: every choice of sites, types and opening quarters, tried one by one, each with a program of the rest."""

from dataclasses import dataclass
from itertools import product

from oracle_dwellings import Dwellings, write_towns
from oracle_facts import Facts
from oracle_goals import write_goals
from oracle_people import People
from oracle_program import NEVER, Program, Weights, plus, times
from oracle_reception import Opened, write_persons, write_places
from oracle_scaling import Stock, stable_stock, write_band, write_staff, write_stock
from oracle_tasks import write_delivery, write_tasks, write_transition

from spreiding.instance import Instance
from spreiding.model_file import Goal

TINY = 1e-9  # for SciPy's own rounding
ROOM = 1e-6  # an earlier goal may get worse by a millionth, as the solver's documentation says


@dataclass(frozen=True)
class Choice:
    """A choice of sites: its program and what each goal counts in it."""

    program: Program
    goals: dict[str, Weights]


def best_values(instance: Instance, room: float = ROOM) -> dict[str, float] | None:
    """The goals in the order of the model, each the least while the earlier ones stand; ``None`` if infeasible.

    ``room``: part of its value (or of 1) by which an earlier goal may get worse, beside its tolerance.
    """
    kept = _programs(instance)
    values: dict[str, float] = {}
    limits: dict[str, float] = {}
    for goal in instance.model.goals:
        found = [_least(choice, goal.goal, limits) for choice in kept]
        best = min(found, default=NEVER)
        if best == NEVER:
            assert not values, f"nothing left at {goal.goal}"
            return None
        values[goal.goal], limits[goal.goal] = best, _limit(goal, best, room)
        kept = [choice for choice, value in zip(kept, found, strict=True) if value <= limits[goal.goal]]
    return values


def best_sum(instance: Instance) -> float:
    """Least of the weighted sum of the goals; infinite if infeasible. A EUR is a millionth of the program's unit."""
    unit = {"cost": 1e6}
    weights = {goal.goal: unit.get(goal.goal, 1.0) * (goal.weight or 0.0) for goal in instance.model.goals}
    found = [
        choice.program.least(plus(*(times(weight, choice.goals[name]) for name, weight in weights.items())), [])
        for choice in _programs(instance)
    ]
    return min(found, default=NEVER)


def _programs(instance: Instance) -> list[Choice]:
    facts = Facts(instance)
    people, dwellings = People(facts), Dwellings(facts)
    stock = stable_stock(facts, people, dwellings)
    return [_program(facts, people, dwellings, stock, opened) for opened in choices(facts)]


def _limit(goal: Goal, best: float, room: float) -> float:
    return best + (goal.tolerance or 0.0) * abs(best) + max(room, TINY) * max(1.0, abs(best))


def _least(choice: Choice, goal: str, limits: dict[str, float]) -> float:
    return choice.program.least(choice.goals[goal], [(choice.goals[name], limit) for name, limit in limits.items()])


def choices(facts: Facts) -> list[list[Opened]]:
    """Every way to open or not open each site."""
    per_site: list[list[Opened | None]] = []
    for place in facts.places:
        quarters = [place.first] if place.existing else range(place.first, place.last + 1)
        options: list[Opened | None] = [Opened(place, kind, t) for kind in place.types for t in quarters]
        closed = [] if place.existing and facts.families.existing_sites.hard else [None]
        per_site.append([*closed, *options])
    return [[site for site in choice if site is not None] for choice in product(*per_site)]


def _program(facts: Facts, people: People, dwellings: Dwellings, stock: Stock, opened: list[Opened]) -> Choice:
    p = Program()
    write_places(p, facts, opened, set(stock.down_in))
    write_towns(p, dwellings)
    write_persons(p, facts, people, opened)
    write_tasks(p, facts)
    write_delivery(p, facts, opened)
    write_transition(p, facts, opened)
    write_stock(p, facts, opened, stock)
    write_band(p, facts, opened, stock)
    borrowed = write_staff(p, facts, opened)
    return Choice(p, write_goals(p, facts, people, dwellings, opened, borrowed))
