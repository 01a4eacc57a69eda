"""The parts of run.json that only a page reads."""

from pydantic import BaseModel, ConfigDict, ValidationError

from spreiding.errors import Finding, InputError
from spreiding.explain.facts import ShareRecord
from spreiding.run_files.read import WrittenRun
from spreiding.write.folder import RECORD


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class Demand(_Part):
    """Mean number of persons of a track in a period (1: the first) who need a place, in the provinces of the run."""

    track: str
    period: int
    persons: float


class Weights(_Part):
    """What a place for people from Ukraine, and a person to house a half-year, weigh in places; none: not counted."""

    ukraine_weight: float | None
    housing_weight: float | None


class PageRecord(_Part):
    """National figures behind the shares, demand, and weights of the burdens."""

    share: ShareRecord
    demand: tuple[Demand, ...]
    burdens: Weights


def page_record(run: WrittenRun) -> PageRecord:
    """Take these parts out of a run; raise ``InputError`` with all that lacks."""
    try:
        return PageRecord.model_validate(run.raw)
    except ValidationError as error:
        advice = "The record was changed, or another version of spreiding made it: make the run again."
        name = str(run.folder / RECORD)
        places = [(".".join(map(str, item["loc"])), item["msg"].rstrip(".")) for item in error.errors()]
        raise InputError([Finding(name, None, where, None, rule, advice) for where, rule in places]) from error
