"""``run.json`` as types: the parts of a run's record that are read back; what else stands in it is kept as it is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    """A part of the record; a number may not be NaN, a key that is not named here is left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False, protected_namespaces=())


class ModelUsed(_Part):
    """The model file of the run: its name, its file's name and sha256, and its whole content after all options."""

    name: str
    path: str
    sha256: str
    content: Mapping[str, Any]


class InputUsed(_Part):
    """An input table: ``supplied`` is ``own`` or ``embedded``; ``origins`` counts its rows per origin."""

    table: str
    path: str
    supplied: str
    sha256: str
    rows: int
    origins: Mapping[str, int]


class LawUsed(_Part):
    """A value of the law that the run read, with its article and first date."""

    id: str
    value: Any
    unit: str
    article: str
    from_date: date = Field(alias="from")
    certainty: str


class PeriodPlanned(_Part):
    """A quarter of the horizon: ``label`` such as ``2025-Q3``, first day, first day after it."""

    label: str
    start: date
    end: date


class GoalReached(_Part):
    """A goal of the plan as written, in ``unit``; all goals are minimised.

    ``bound``: no plan of that model has less, as far as the goals before it allow; ``plan_gap`` is the relative
    distance of ``value`` to it. Both are ``None`` for goals that were weighted, or cut off by the time limit.
    """

    goal: str
    unit: str
    value: float
    bound: float | None
    plan_gap: float | None


class SumReached(_Part):
    """The weighted sum of a run whose goals were weighted, in the units of the weights."""

    value: float
    bound: float | None


class PointKept(_Part):
    """What ``point.npy`` holds: how many columns, of which names, and which regions had their municipalities apart."""

    file: str
    columns: int
    columns_sha256: str
    regions_apart: tuple[str, ...]


class AuditSaid(_Part):
    """What the auditor found wrong when the run was written."""

    findings: tuple[Mapping[str, Any], ...]


class RunRecord(_Part):
    """``run.json``; ``provinces`` names those of ``selection`` by code, ``checksums`` are the sha256 of every table."""

    spreiding: str
    status: str
    model: ModelUsed
    selection: tuple[str, ...]
    provinces: Mapping[str, str]
    inputs: tuple[InputUsed, ...]
    law: tuple[LawUsed, ...]
    periods: tuple[PeriodPlanned, ...] = Field(min_length=1)
    due_period: str
    scenario: str | None
    goal_method: str
    goals: tuple[GoalReached, ...]
    weighted_sum: SumReached | None = None
    audit: AuditSaid
    point: PointKept
    offers: tuple[Mapping[str, str], ...] = ()
    files: tuple[str, ...]
    checksums: Mapping[str, str]
