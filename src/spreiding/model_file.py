"""The model file: what a planner asks, read from YAML and checked whole before anything runs.

Every field is a choice or an assumption of the planner; numbers of the law stand in ``models/law``.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, Field, ValidationError, model_validator

from spreiding.errors import Finding, InputError
from spreiding.model_families import Families, Strict
from spreiding.model_inflow import Inflow, Origin
from spreiding.model_yaml import load_once

GoalName = Literal[
    "no_place",
    "shortfall",
    "unevenness_total",
    "unevenness_worst",
    "late_housing",
    "moves_distance",
    "cost",
]


class Dates(Strict):
    """The dates of one round (Wet 2-7) and of the figures it rests on."""

    estimate: date
    decision: date
    due: date
    population: date
    ses_woa_year: int


class Horizon(Strict):
    """Planning periods: calendar quarters from ``start``."""

    start: date
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

    places: Annotated[int, Field(gt=0)]
    amv: Annotated[int, Field(ge=0)]
    origin: Origin = "assumption"

    @model_validator(mode="after")
    def _amv_inside(self) -> "Need":
        if self.amv > self.places:
            raise ValueError("amv places are inside the total: amv can't exceed places")
        return self


class TaskBand(Strict):
    """How far a municipality's number may lie from its indicative share, as a ratio; none in the law."""

    min_ratio: Annotated[float, Field(ge=0)] = 0.0
    max_ratio: Annotated[float, Field(ge=0)] | None = None


class Goal(Strict):
    """One goal: its relative tolerance in later steps, its own MIP gap, and what it weighs."""

    goal: GoalName
    tolerance: Annotated[float, Field(ge=0, lt=1)] = 0.0
    gap: Annotated[float, Field(ge=0, lt=1)] | None = None
    km_per_move: Annotated[float, Field(gt=0)] | None = None

    @model_validator(mode="after")
    def _km_only_with_moves(self) -> "Goal":
        if (self.goal == "moves_distance") != (self.km_per_move is not None):
            raise ValueError("km_per_move belongs to the goal moves_distance, and that goal needs it")
        return self


class Solver(Strict):
    """Relative MIP gap per goal, threads, random seed and time limit in seconds for all goals together."""

    gap: Annotated[float, Field(ge=0, lt=1)] = 0.001
    threads: Annotated[int, Field(ge=1)] = 1
    seed: Annotated[int, Field(ge=0)] = 0
    time_limit: Annotated[float, Field(gt=0)] | None = None


class ModelFile(Strict):
    """A whole model file; ``accepted_gaps`` names the norms of ``norms.yaml`` that a planner does without."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    title: str = ""
    dates: Dates
    horizon: Horizon
    region: Literal["veiligheidsregio", "corop", "arbeidsmarktregio"] = "veiligheidsregio"
    need: Need | None = None
    task: TaskBand = TaskBand()
    inflow: Inflow
    families: Families = Families()
    accepted_gaps: list[str] = Field(default_factory=list)
    goals: Annotated[list[Goal], Field(min_length=1)]
    solver: Solver = Solver()

    @model_validator(mode="after")
    def _consistent(self) -> "ModelFile":
        arrivals = self.inflow.weekly_arrivals
        decisions = {f"decisions_per_week of {track.track}": track.decisions_per_week for track in self.inflow.tracks}
        for name, numbers in {"weekly_arrivals": arrivals, **decisions}.items():
            if isinstance(numbers, list) and len(numbers) != self.horizon.periods:
                raise ValueError(f"inflow: {name} has {len(numbers)} numbers for {self.horizon.periods} periods")
        names = [goal.goal for goal in self.goals]
        if len(set(names)) != len(names):
            raise ValueError("a goal stands twice in goals")
        if not self.horizon.start <= self.dates.due < self.horizon.end:
            raise ValueError(f"dates.due must lie within the horizon, from {self.horizon.start} to {self.horizon.end}")
        return self

    def arrivals(self, period: int) -> float:
        """Persons a week who register in ``period`` (0-based)."""
        arrivals = self.inflow.weekly_arrivals
        return arrivals[period] if isinstance(arrivals, list) else arrivals


@dataclass(frozen=True)
class LoadedModel:
    """A model file with where it came from: ``sha256`` is that of the file's bytes."""

    path: Path
    sha256: str
    content: ModelFile


def load_model(path: Path) -> LoadedModel:
    """Read and check a model file; raise ``InputError`` with all findings."""
    try:
        raw = path.read_bytes()
        tree = load_once(raw.decode("utf-8"))
    except OSError as error:
        raise InputError(
            [_whole(path, f"can't be read ({error.strerror})", "Give the path of a model file.")]
        ) from error
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        raise InputError(
            [_whole(path, f"is not YAML ({_one_line(error)})", "Compare it with models/raming-2024.yaml.")]
        ) from error
    if not isinstance(tree, dict):
        raise InputError([_whole(path, "holds no model", "Compare it with models/raming-2024.yaml.")])
    try:
        content = ModelFile.model_validate(tree)
    except ValidationError as error:
        raise InputError(_findings(path, error)) from error
    return LoadedModel(path, hashlib.sha256(raw).hexdigest(), content)


def _whole(path: Path, rule: str, advice: str) -> Finding:
    return Finding(path.name, None, None, None, rule, advice)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _findings(path: Path, error: ValidationError) -> list[Finding]:
    rows = []
    for item in error.errors():
        where = ".".join(str(part) for part in item["loc"]) or "the file"
        value = None if isinstance(item["input"], dict | list | BaseModel) else str(item["input"])
        rows.append(Finding(path.name, None, where, value, _rule(item["msg"]), _advice(item["type"], item["loc"])))
    return rows


def _rule(message: str) -> str:
    return message.removeprefix("Value error, ").rstrip(".")


def _advice(kind: str, loc: tuple[int | str, ...]) -> str:
    if kind == "extra_forbidden":
        near = get_close_matches(str(loc[-1]), _all_fields(), n=1)
        return f"Did you mean {near[0]}?" if near else "Remove it: no such setting."
    if kind == "missing":
        return "Add it; models/raming-2024.yaml shows how."
    return "Correct it; models/raming-2024.yaml shows a working value."


def _all_fields() -> list[str]:
    names: set[str] = set()
    todo: list[type[BaseModel]] = [ModelFile]
    while todo:
        for name, field in todo.pop().model_fields.items():
            names.add(name)
            if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
                todo.append(field.annotation)
    return sorted(names)
