"""One cell of text: days and booleans as people write them, and what is refused with what to write instead."""

from collections.abc import Callable
from datetime import date

import pytest

from spreiding.formats.numbers import Problem
from spreiding.tables.cells import Cell, read_boolean, read_date, read_decimal, read_iso_date, read_text, read_whole


@pytest.mark.parametrize("text", ["2025-07-01", "01-07-2025", "1-7-2025", "01-7-2025"])
def test_a_day(text: str) -> None:
    assert read_date(text) == date(2025, 7, 1)


@pytest.mark.parametrize(
    ("text", "rule", "advice"),
    [
        ("31-02-2025", "calendar", "2025-02 has 28 days"),
        ("2025-13-01", "calendar", "no month 13"),
        ("1-13-2025", "calendar", "no month 13"),
        ("01/07/2025", "YYYY-MM-DD or DD-MM-YYYY", "Write it as 2025-07-01."),  # in English it is 7 January
        ("1.7.2025", "YYYY-MM-DD or DD-MM-YYYY", "Write it as 2025-07-01."),
        ("1-7-25", "YYYY-MM-DD or DD-MM-YYYY", "Write it as 2025-07-01."),
        ("2025-7-1", "YYYY-MM-DD or DD-MM-YYYY", "Write it as 2025-07-01."),
        ("45839", "YYYY-MM-DD or DD-MM-YYYY", "Write it as 2025-07-01."),  # a day as a spreadsheet counts them
        ("1-7-1025", "outside 1900-2199", "Check the year."),
        ("0-0-0000", "calendar", "no month 0"),
        ("31-12-9999", "outside 1900-2199", "Check the year."),
        ("١-٧-٢٠٢٥", "YYYY-MM-DD or DD-MM-YYYY", "Write it as 2025-07-01."),
    ],
)
def test_what_is_no_day(text: str, rule: str, advice: str) -> None:
    found = read_date(text)
    assert isinstance(found, Problem) and rule in found.rule and advice in found.advice


def test_a_model_file_takes_one_way_of_writing_a_day() -> None:
    assert read_iso_date("2025-07-01") == date(2025, 7, 1)
    assert read_iso_date("1-7-2025") == Problem("is not a date written as YYYY-MM-DD", "Write it as 2025-07-01.")


@pytest.mark.parametrize("text", ["true", "True", "WAAR", "ja", "Ja", "1"])
def test_what_is_true(text: str) -> None:
    assert read_boolean(text) is True


@pytest.mark.parametrize("text", ["false", "FALSE", "onwaar", "Nee", "0"])
def test_what_is_false(text: str) -> None:
    assert read_boolean(text) is False


@pytest.mark.parametrize(
    ("text", "advice"),
    [("yes", "Write true."), ("n", "Write false."), ("2", "Write true or false."), ("-1", "Write true")],
)
def test_what_is_neither(text: str, advice: str) -> None:
    found = read_boolean(text)
    assert isinstance(found, Problem) and found.rule == "is not true or false" and advice in found.advice


@pytest.mark.parametrize(
    "text", ["#N/B", "#N/A", "#VERW!", "#REF!", "#NAAM?", "#WAARDE!", "#DEEL/0!", "#GETAL!", "#LEEG!", "#####"]
)
def test_an_error_of_a_spreadsheet_is_no_text(text: str) -> None:
    assert read_text(text) == Problem("is an error of the spreadsheet", "Write the value, or leave the cell blank.")


@pytest.mark.parametrize("text", ["#3", "# N/A", "Nr. #1", "N/A"])
def test_other_texts_with_a_hash_stand(text: str) -> None:
    assert read_text(text) == text


def test_a_letter_that_was_lost_is_told() -> None:
    found = read_text("Frysl\ufffdn")
    assert isinstance(found, Problem) and "letter that was lost" in found.rule


@pytest.mark.parametrize("read", [read_whole, read_decimal])
@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("\u22125", "begins with a dash that is not the minus sign"),
        ("\u2013 5", "begins with a dash that is not the minus sign"),
        ("\uff13\uff10", "has digits of another alphabet"),
        ("300\u200b", "is not a number: it holds a sign that can't be seen"),
        ("veel", "is not a number"),
    ],
)
def test_what_looks_like_a_number_and_is_none(read: Callable[[str], Cell | Problem], text: str, rule: str) -> None:
    found = read(text)
    assert isinstance(found, Problem) and found.rule == rule
