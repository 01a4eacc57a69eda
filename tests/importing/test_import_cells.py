"""Cells as the Dutch write them: numbers, days, words and units, each read in one way or refused."""

from fractions import Fraction

import pytest

from spreiding.formats.numbers import COMMA, OPEN, POINT, Convention, Problem
from spreiding.importing.cells import as_decimal, as_whole, boolean, day, number, plain, slug, tidy
from spreiding.importing.units import UNITS, factor_of, known_units


@pytest.mark.parametrize(
    ("text", "convention", "whole", "value"),
    [
        ("400", COMMA, True, 400),
        ("1.200", COMMA, True, 1200),
        ("12 345", COMMA, True, 12345),
        ("1.234.567", COMMA, True, 1_234_567),
        ("68,82", COMMA, False, Fraction("68.82")),
        ("€ 2.100,50", COMMA, False, Fraction("2100.5")),
        ("250.000,-", COMMA, True, 250_000),
        ("-5", POINT, True, -5),
        ("0.053", POINT, False, Fraction("0.053")),
        ("1,234.5", POINT, False, Fraction("1234.5")),
        ("1,200", POINT, True, 1200),
        ("1e3", POINT, True, 1000),
        ("EUR 70", OPEN, False, 70),
    ],
)
def test_a_number_is_read_exactly(text: str, convention: Convention, whole: bool, value: Fraction) -> None:
    assert number(text, convention, whole) == value


@pytest.mark.parametrize(
    ("text", "convention", "whole"),
    [
        ("1.200", OPEN, False),  # 1200 or 1.2: nothing in the file tells
        ("1.200", COMMA, False),
        ("veel", COMMA, True),
        ("12 plekken", COMMA, True),
        ("1.2.3", POINT, False),
        ("", POINT, False),
        ("9" * 50, POINT, True),
        ("nan", POINT, False),
        ("٣", POINT, True),  # an Arabic three is a digit to Python, not to a table
    ],
)
def test_what_is_no_number_or_two_is_a_problem(text: str, convention: Convention, whole: bool) -> None:
    assert isinstance(number(text, convention, whole), Problem)


def test_whole_numbers_are_rounded_only_when_the_map_says_how() -> None:
    third = Fraction(79, 3)  # 26.33
    problem = as_whole(third, None)
    assert isinstance(problem, Problem)
    assert "26.333333" in problem.rule
    assert [as_whole(third, way) for way in ("up", "down", "nearest")] == ["27", "26", "26"]
    assert as_whole(Fraction(5, 2), "nearest") == "3"
    assert as_whole(Fraction(-5, 2), "down") == "-3"
    assert as_whole(Fraction(400), None) == "400"


def test_decimals_are_exact_when_they_end_and_short_when_they_do_not() -> None:
    assert as_decimal(Fraction("68.82")) == "68.82"
    assert as_decimal(Fraction(1, 3)) == "0.333333"
    assert as_decimal(Fraction(1200)) == "1200"
    assert as_decimal(Fraction(-1, 8)) == "-0.125"
    assert as_decimal(Fraction(0)) == "0"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1-7-2025", "2025-07-01"),
        ("2025-07-01", "2025-07-01"),
        ("2025-07-01 00:00:00", "2025-07-01"),
        ("1 juli 2025", "2025-07-01"),
        ("15 MAART 2025", "2025-03-15"),
        ("1 mrt. 2025", "2025-03-01"),
        ("1 sept 2025", "2025-09-01"),
    ],
)
def test_a_day_is_read_as_the_dutch_write_it(text: str, iso: str) -> None:
    assert day(text) == iso


@pytest.mark.parametrize("text", ["31-2-2025", "Q3 2025", "juli 2025", "1 zomer 2025", "2025", "2025-07-01 12:30:00"])
def test_what_is_no_day_is_a_problem(text: str) -> None:
    assert isinstance(day(text), Problem)


def test_words() -> None:
    assert [boolean(word) for word in ("ja", "Nee", "TRUE", "onwaar", "misschien")] == [
        "true",
        "false",
        "true",
        "false",
        "misschien",
    ]
    assert plain("  Súdwest\n Fryslân ") == "sudwest fryslan"
    assert tidy(" Oude \n school ") == "Oude school"
    assert slug("Oude school, 's-Gravenhage!") == "oude-school-s-gravenhage"
    assert len(slug("x" * 60)) == 40


def test_units_bring_a_month_and_a_year_to_the_same_day() -> None:
    month = factor_of("EUR per place per day", "EUR per place per month")
    year = factor_of("EUR per place per day", "EUR per place per year")
    assert month is not None and year is not None
    assert 12 * year == month
    assert factor_of("places", "places") == 1
    assert factor_of("places", "EUR") is None
    assert known_units("km") == ("km", "m")
    assert all(factor > 0 for units in UNITS.values() for factor in units.values())
