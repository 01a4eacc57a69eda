"""The cycle of the act: a date that does not fit is told with its article, and is no error."""

from datetime import date

import pytest

from spreiding import paths
from spreiding.law.cycle import cycle_remarks
from spreiding.law.parameters import LawBook
from spreiding.model_file import Dates, load_model

LAW = LawBook.load(paths.LAW)
FITS = {"estimate": "2026-01-31", "decision": "2026-12-30", "due": "2027-06-30"}


def told(**dates: str) -> list[tuple[str, str, str]]:
    """Which date, what is said of it, and by which article."""
    read = Dates.model_validate({**FITS, **dates, "population": "2025-01-01", "ses_woa_year": 2022})
    remarks = cycle_remarks(read, LAW.at(date(2026, 1, 31)))
    return [(remark.name, remark.rule, remark.article) for remark in remarks]


def test_dates_that_fit_to_the_last_day_say_nothing() -> None:
    assert told() == []
    assert told(decision="2026-11-02", due="2027-05-02") == []


@pytest.mark.parametrize(
    ("dates", "which", "words", "article"),
    [
        ({"estimate": "2026-02-01"}, "estimate", "is not before 1 February 2026", "Wet art. 2 lid 1; Wet art. 3"),
        ({"decision": "2026-11-01", "due": "2027-01-01"}, "decision", "may last until 1 November 2026", "Wet art. 4"),
        ({"decision": "2026-12-31"}, "decision", "is not before 31 December 2026", "Wet art. 5 lid 1"),
        ({"due": "2027-07-01"}, "due", "6 months after the decision (30 June 2027)", "Wet art. 7 lid 1 onder a"),
        ({"decision": "2026-12-29", "due": "2027-06-30"}, "due", "(29 June 2027)", "Wet art. 7 lid 1 onder a"),
    ],
)
def test_one_date_that_does_not_fit(dates: dict[str, str], which: str, words: str, article: str) -> None:
    ((found, rule, source),) = told(**dates)
    assert (found, source) == (which, article)
    assert words in rule


def test_a_round_in_an_odd_year_and_a_short_month() -> None:
    odd = told(estimate="2027-01-20", decision="2027-12-01", due="2028-06-01")
    assert [(which, "as in 2026 and 2028" in rule) for which, rule, _ in odd] == [("estimate", True)]
    # Six months after 31 August are over on the last day of February.
    late = told(decision="2026-08-31", due="2027-03-01")
    assert [which for which, _, _ in late] == ["decision", "due"]
    assert "(28 February 2027)" in late[1][1]


@pytest.mark.parametrize(
    ("name", "remarks"),
    [
        # The act came into force on 31 January 2024. 1 July 2025 was reported; the day of publication was not found.
        (
            "raming-2024",
            [
                "dates.estimate 2024-02-01 is not before 1 February 2024 (Wet art. 2 lid 1; Wet art. 3).",
                "dates.due 2025-07-01 is later than 6 months after the decision (20 June 2025): right only where the "
                "decision was published later or sets a longer term (Wet art. 7 lid 1 onder a).",
            ],
        ),
        # The letter to parliament is of 5 February 2026.
        (
            "raming-2026",
            [
                "dates.estimate 2026-02-05 is not before 1 February 2026 (Wet art. 2 lid 1; Wet art. 3).",
                "dates.due 2027-07-01 is later than 6 months after the decision (18 June 2027): right only where the "
                "decision was published later or sets a longer term (Wet art. 7 lid 1 onder a).",
            ],
        ),
    ],
)
def test_what_is_true_of_the_models_that_ship(name: str, remarks: list[str]) -> None:
    dates = load_model(paths.MODELS / f"{name}.yaml").content.dates
    assert [str(remark) for remark in cycle_remarks(dates, LAW.at(dates.estimate))] == remarks
