"""The two-year cycle of the act, and the dates of a round that do not fit it (Wet art. 2 to 7).

A date beside the cycle is no error: the first round ran late, and a decision may set a longer term. But whoever reads a
plan must know it.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spreiding.law.parameters import LawAt
from spreiding.model_file import Dates


@dataclass(frozen=True)
class CycleRemark:
    """A date of the model file (estimate, decision, due) that does not fit: what is asked, and by which article."""

    name: str
    day: date
    rule: str
    article: str

    def __str__(self) -> str:
        """Render as one sentence."""
        return f"dates.{self.name} {self.day} {self.rule} ({self.article})."


def cycle_remarks(dates: Dates, law: LawAt) -> tuple[CycleRemark, ...]:
    """Hold the dates of a round against the cycle, in the order in which they come; nothing where all fit."""
    return (*_estimate(dates, law), *_decision(dates, law), *_due(dates, law))


def _estimate(dates: Dates, law: LawAt) -> Iterator[CycleRemark]:
    year, every = dates.estimate.year, law.whole("cycle_years")
    if year % every:
        last = year - year % every
        rule = f"is of a year without an estimate: one is made every {every} years, as in {last} and {last + every}"
        yield CycleRemark("estimate", dates.estimate, rule, law["cycle_years"].article)
    before = law.day_of("estimate_before", year)
    if dates.estimate >= before:
        rule = f"is not before {_written(before)}"
        yield CycleRemark("estimate", dates.estimate, rule, law["estimate_before"].article)


def _decision(dates: Dates, law: LawAt) -> Iterator[CycleRemark]:
    until = law.day_of("consultation_until", dates.estimate.year)
    before = law.day_of("decision_before", dates.estimate.year)
    if dates.decision <= until:
        rule = f"lies within the consultation, which may last until {_written(until)}"
        yield CycleRemark("decision", dates.decision, rule, law["consultation_until"].article)
    if dates.decision >= before:
        rule = f"is not before {_written(before)}"
        yield CycleRemark("decision", dates.decision, rule, law["decision_before"].article)


def _due(dates: Dates, law: LawAt) -> Iterator[CycleRemark]:
    months = law.whole("provision_term_months")
    end = months_later(dates.decision, months)
    if dates.due > end:
        rule = (
            f"is later than {months} months after the decision ({_written(end)}): right only where the decision was "
            "published later or sets a longer term"
        )
        yield CycleRemark("due", dates.due, rule, law["provision_term_months"].article)


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where it has fewer days."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
