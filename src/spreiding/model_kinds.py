"""Kinds of values in a model file, taken as written and never converted: days, and numbers with a least and a most.

The most is far above what anybody would plan with; it is there so that a slip of the pen is refused by name and not
by the solver.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from spreiding.formats.numbers import Problem
from spreiding.limits import MOST_NEED
from spreiding.tables.cells import read_iso_date

ONE, EACH = "one number", "one per period"


class Strict(BaseModel):
    """A part of a model file: unknown settings are refused, nothing is converted, and nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)


def _day(value: object) -> date:
    """A day, as YAML gives it or as text; a number would be taken for seconds since 1970."""
    text = value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else value
    read = read_iso_date(text) if isinstance(text, str) else Problem("is not a day", "Write it as 2025-07-01.")
    if isinstance(read, date):
        return read
    problem = read if isinstance(read, Problem) else Problem("is not a day", "Write it as 2025-07-01.")
    raise PydanticCustomError("day", problem.rule, {"advice": problem.advice})


def _one_or_each(value: Any) -> str:
    return EACH if isinstance(value, list) else ONE


Day = Annotated[date, BeforeValidator(_day)]
Fraction01 = Annotated[float, Field(ge=0, le=1)]
Gap = Annotated[float, Field(ge=0, lt=1)]
Places = Annotated[int, Field(ge=0, le=MOST_NEED)]
Ratio = Annotated[float, Field(ge=0, le=1000)]
Weeks = Annotated[float, Field(ge=1e-9, le=520)]
Minutes = Annotated[float, Field(gt=0, le=1440)]
Km = Annotated[float, Field(ge=0.1, le=1000)]
EurPerPlaceDay = Annotated[float, Field(ge=0, le=100_000)]
PerWeek = Annotated[float, Field(ge=0, le=100_000)]
# Told apart beforehand, so that a wrong number gives one finding and not one per way of writing.
PerPeriod = Annotated[
    Annotated[PerWeek, Tag(ONE)] | Annotated[list[PerWeek], Tag(EACH)],
    Discriminator(_one_or_each),
]
Origin = Literal["official", "reported", "estimate", "historic", "synthetic", "assumption"]
