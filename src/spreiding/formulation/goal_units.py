"""What goals are counted in: the solver's units, those of reports, and those of weights."""

from dataclasses import dataclass

from spreiding.model_file import ModelFile


@dataclass(frozen=True)
class GoalUnit:
    """Unit in which a goal is reported, and how many of it make one unit of the solver."""

    name: str
    scale: int = 1


MILLION = 1_000_000
UNITS = {
    "no_place": GoalUnit("person-quarters"),
    "shortfall": GoalUnit("places"),
    "unevenness_total": GoalUnit("places"),
    "unevenness_worst": GoalUnit("ratio"),
    "registration_spread": GoalUnit("places"),
    "special_spread": GoalUnit("places"),
    "emergency": GoalUnit("place-quarters"),
    "late_housing": GoalUnit("person-quarters"),
    "soft_norms": GoalUnit("places or persons"),
    "burden_balance": GoalUnit("places"),
    "moves_distance": GoalUnit("moves"),
    "cost": GoalUnit("EUR", MILLION),
}


def goal_unit(name: str) -> str:
    """Unit in which a goal is reported."""
    return UNITS[name].name


def goal_scale(name: str) -> int:
    """Reported units in one unit of the solver: EUR in a million EUR, 1 elsewhere."""
    return UNITS[name].scale


def weights_of(model: ModelFile) -> tuple[float, ...]:
    """Weight of every goal per unit of the solver: the model file counts in reported units."""
    return tuple((goal.weight or 0.0) * goal_scale(goal.goal) for goal in model.goals)
