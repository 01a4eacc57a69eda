"""The model file: what a planner asks, read from YAML and checked whole before anything runs.

Every field is a choice or an assumption of the planner; numbers of the law stand in ``models/law``.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field, ValidationError, model_validator

from spreiding.errors import Finding, InputError
from spreiding.formats.plain_file import MOST_SETTINGS, plain_bytes
from spreiding.limits import MOST_NEED, MOST_SECONDS, MOST_THREADS
from spreiding.model_exchanges import Exchange
from spreiding.model_families import Families
from spreiding.model_findings import model_findings
from spreiding.model_inflow import Inflow
from spreiding.model_kinds import Day, Gap, Km, Origin, Places, Strict
from spreiding.model_rest_task import RestTask
from spreiding.model_wishes import Wishes
from spreiding.model_yaml import load_once

# Numbers that lie further apart than these two would drown each other in the solver's tolerance of 1e-7.
LIGHTEST, HEAVIEST = 1e-9, 1e9
GoalName = Literal[
    "no_place",
    "shortfall",
    "unevenness_total",
    "unevenness_worst",
    "registration_spread",
    "special_spread",
    "emergency",
    "late_housing",
    "soft_norms",
    "burden_balance",
    "moves_distance",
    "cost",
]
# Goals that a family must be on for.
GOAL_OF = {"shortfall": "delivery", "late_housing": "housing"}
GoalMethod = Literal["lexicographic", "weighted"]


class Dates(Strict):
    """The dates of one round (Wet 2-7) and of the figures it rests on."""

    estimate: Day
    decision: Day
    due: Day
    population: Day
    ses_woa_year: Annotated[int, Field(ge=2014, le=2100)]

    @model_validator(mode="after")
    def _in_order(self) -> "Dates":
        pairs = (("estimate", "decision"), ("decision", "due"))
        wrong = [f"{first} is after {later}" for first, later in pairs if getattr(self, first) > getattr(self, later)]
        if wrong:
            raise ValueError(f"must be in the order estimate, decision, due: {' and '.join(wrong)}")
        return self


class Horizon(Strict):
    """Planning periods: calendar quarters from ``start``."""

    start: Day
    periods: Annotated[int, Field(ge=1, le=80)]

    @model_validator(mode="after")
    def _starts_a_quarter(self) -> "Horizon":
        if self.start.day != 1 or self.start.month % 3 != 1:
            raise ValueError("start must be the first day of a calendar quarter, such as 2025-01-01")
        return self

    @property
    def end(self) -> date:
        """First day after the last period."""
        months = self.start.month - 1 + 3 * self.periods
        return date(self.start.year + months // 12, months % 12 + 1, 1)


class Need(Strict):
    """The national need in places; overrides the law table when a planner tests another one."""

    places: Annotated[int, Field(gt=0, le=MOST_NEED)]
    amv: Places
    origin: Origin = "assumption"

    @model_validator(mode="after")
    def _amv_inside(self) -> "Need":
        if self.amv > self.places:
            raise ValueError("amv places are inside the total: amv can't exceed places")
        return self


class Goal(Strict):
    """One goal. In order: its relative tolerance in later steps (none: 0) and its own MIP gap (none: the solver's).

    Weighted: ``weight``, what one reported unit of it (a place, a person-quarter, a EUR) counts in the sum.
    """

    goal: GoalName
    tolerance: Gap | None = None
    gap: Gap | None = None
    weight: Annotated[float, Field(ge=LIGHTEST, le=HEAVIEST)] | None = None
    km_per_move: Km | None = None

    @model_validator(mode="after")
    def _km_only_with_moves(self) -> "Goal":
        if (self.goal == "moves_distance") != (self.km_per_move is not None):
            raise ValueError("km_per_move belongs to the goal moves_distance, and that goal needs it")
        return self


class Solver(Strict):
    """Relative MIP gap per goal, threads, random seed and time limit in seconds for all goals together."""

    gap: Gap = 0.001
    threads: Annotated[int, Field(ge=1, le=MOST_THREADS)] = 1
    seed: Annotated[int, Field(ge=0, le=2_147_483_647)] = 0
    time_limit: Annotated[float, Field(gt=0, le=MOST_SECONDS)] | None = None


class ModelFile(Strict):
    """A whole model file; ``accepted_gaps`` names the norms of ``norms.yaml`` that a planner does without."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    title: str = ""
    dates: Dates
    horizon: Horizon
    region: Literal["veiligheidsregio", "corop", "arbeidsmarktregio"] = "veiligheidsregio"
    need: Need | None = None
    rest_task: RestTask = RestTask()
    inflow: Inflow
    families: Families = Families()
    exchanges: list[Exchange] = Field(default_factory=list)
    wishes: Wishes = Wishes()
    accepted_gaps: list[str] = Field(default_factory=list)
    goal_method: GoalMethod = "lexicographic"
    goals: Annotated[list[Goal], Field(min_length=1)]
    solver: Solver = Solver()

    @model_validator(mode="after")
    def _goals_fit_the_method(self) -> "ModelFile":
        fits = {"lexicographic": {"weight": False}, "weighted": {"weight": True, "tolerance": False, "gap": False}}
        for field, wanted in fits[self.goal_method].items():
            wrong = [goal.goal for goal in self.goals if (getattr(goal, field) is not None) != wanted]
            if wrong:
                told = "needs" if wanted else "has no"
                raise ValueError(f"goal_method {self.goal_method} {told} {field} per goal: see {', '.join(wrong)}")
        return self

    @model_validator(mode="after")
    def _consistent(self) -> "ModelFile":
        for scenario in (None, *self.inflow.scenarios):
            for name, numbers in _per_period(self.inflow.under(scenario)).items():
                if isinstance(numbers, list) and len(numbers) != self.horizon.periods:
                    where = f"inflow: {name}" if scenario is None else f"inflow: scenario {scenario}: {name}"
                    raise ValueError(f"{where} has {len(numbers)} numbers for {self.horizon.periods} periods")
        if self.rest_task.rule == "pro_rata" and self.families.municipal_task.bounded:
            raise ValueError("rest_task pro_rata fixes every number: take the ratios out of municipal_task")
        regular = (track for track in self.planned_inflow.tracks if track.track == "regular")
        self.families.special.check_parts(next(regular).stay_weeks)
        names = [goal.goal for goal in self.goals]
        if len(set(names)) != len(names):
            raise ValueError("a goal stands twice in goals")
        if "burden_balance" in names and not self.families.burdens.enabled:
            raise ValueError("the goal burden_balance needs families.burdens.enabled")
        if not self.horizon.start <= self.dates.due < self.horizon.end:
            raise ValueError(f"dates.due must lie within the horizon, from {self.horizon.start} to {self.horizon.end}")
        return self

    @model_validator(mode="after")
    def _goals_fit_the_families(self) -> "ModelFile":
        names, soft = [goal.goal for goal in self.goals], self.families.softened()
        if soft and "soft_norms" not in names:
            told = f"families.{min(soft)} is soft: what it is passed by must be a goal"
            raise ValueError(f"{told}. Add {{goal: soft_norms}} to goals, or make it hard")
        for goal, family in GOAL_OF.items():
            if goal in names and not getattr(self.families, family).enabled:
                raise ValueError(f"goal {goal} has nothing to count while families.{family} is off: leave it out")
        return self

    def arrivals(self, period: int) -> float:
        """Persons a week who register in ``period`` (0-based)."""
        arrivals = self.planned_inflow.weekly_arrivals
        return arrivals[period] if isinstance(arrivals, list) else arrivals

    @property
    def planned_inflow(self) -> Inflow:
        """The inflow of the scenario that is planned for: what everything after the model file goes by."""
        return self.inflow if self.inflow.scenario is None else self.inflow.under(self.inflow.scenario)

    @property
    def arrivals_before(self) -> float:
        """Persons a week who registered until the horizon."""
        asked = self.planned_inflow.weekly_arrivals_before
        return self.arrivals(0) if asked is None else asked

    def in_scenario(self, name: str | None) -> "ModelFile":
        """The same model, planned for another of its scenarios; ``None``: for the numbers as they stand."""
        return self.model_copy(update={"inflow": self.inflow.model_copy(update={"scenario": name})})


def _per_period(inflow: Inflow) -> dict[str, float | list[float] | None]:
    """What may be one number or one per period, by name."""
    decisions = {f"decisions_per_week of {track.track}": track.decisions_per_week for track in inflow.tracks}
    return {"weekly_arrivals": inflow.weekly_arrivals, **decisions}


@dataclass(frozen=True)
class LoadedModel:
    """A model file with where it came from: ``sha256`` is that of the file's bytes."""

    path: Path
    sha256: str
    content: ModelFile


def load_model(path: Path) -> LoadedModel:
    """Read and check a model file; raise ``InputError`` with all findings."""
    try:
        raw = plain_bytes(path, MOST_SETTINGS)
        tree = load_once(raw.decode("utf-8"))
    except OSError as error:
        raise InputError(
            [_whole(path, f"can't be read ({error.strerror})", "Give the path of a model file.")]
        ) from error
    except (ValueError, yaml.YAMLError) as error:
        raise InputError(
            [_whole(path, f"is not YAML ({_one_line(error)})", "Compare it with models/raming-2024.yaml.")]
        ) from error
    if not isinstance(tree, dict):
        raise InputError([_whole(path, "holds no model", "Compare it with models/raming-2024.yaml.")])
    try:
        content = ModelFile.model_validate(tree)
    except ValidationError as error:
        raise InputError(model_findings(path, error, ModelFile)) from error
    return LoadedModel(path, hashlib.sha256(raw).hexdigest(), content)


def _whole(path: Path, rule: str, advice: str) -> Finding:
    return Finding(path.name, None, None, None, rule, advice)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
