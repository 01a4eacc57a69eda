"""One way of writing numbers per file; a number that may mean two is never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreiding.formats.numbers import COMMA, OPEN, POINT, Convention, Problem, convention_of


@pytest.mark.parametrize(
    ("cells", "separator", "convention"),
    [
        (["0,053", "12"], ",", COMMA),  # a quoted comma in a comma separated file is as sure as any
        (["1.234,5"], "", COMMA),
        (["0.053"], ";", POINT),  # a semicolon alone says nothing against a sure point
        (["1,234.5"], "\t", POINT),
        (["12345.678"], ";", POINT),
        (["1.234", "17"], ";", COMMA),  # nothing sure: a semicolon comes from a country with decimal commas
        (["1.234"], ",", POINT),
        (["1.234"], "\t", OPEN),
        (["1.234"], "", OPEN),
        (["0,5", "0.5"], ";", COMMA),  # they disagree: the separator decides, and the others are findings
        (["0,5", "0.5"], ",", POINT),
        (["1,5E-03"], "\t", COMMA),
        (["1.234E+05"], "", POINT),
        ([], ";", COMMA),
    ],
)
def test_the_sure_numbers_of_a_file_decide(cells: list[str], separator: str, convention: Convention) -> None:
    assert convention_of(cells, separator) == convention


@pytest.mark.parametrize(
    ("convention", "text", "whole", "plain"),
    [
        (COMMA, "0,053", False, "0.053"),
        (COMMA, "-0,073", False, "-0.073"),
        (COMMA, ",5", False, ".5"),
        (COMMA, "1.234,5", False, "1234.5"),
        (COMMA, "1.234.567", False, "1234567"),
        (COMMA, "12,345", False, "12.345"),
        (COMMA, "1.234", True, "1234"),  # a whole number has no decimals
        (COMMA, "1,5E-03", False, "1.5E-03"),
        (COMMA, "120", True, "120"),
        (COMMA, "many", True, "many"),
        (COMMA, "12.34.56", False, "12.34.56"),  # no number: its reader says so
        (POINT, "1.234", False, "1.234"),
        (POINT, "0.053", False, "0.053"),
        (POINT, "3.000", True, "3.000"),  # its reader refuses thousands
        (OPEN, "12.5", False, "12.5"),
    ],
)
def test_a_number_in_one_form(convention: Convention, text: str, whole: bool, plain: str) -> None:
    assert convention.plain(text, whole) == plain


@pytest.mark.parametrize(
    ("convention", "text", "whole"),
    [
        (COMMA, "1.234", False),
        (COMMA, "1,234", True),
        (POINT, "1,234", False),
        (OPEN, "1.234", False),
        (OPEN, "1,234", False),
        (OPEN, "1.234", True),
    ],
)
def test_what_may_mean_two_numbers_is_told_with_both(convention: Convention, text: str, whole: bool) -> None:
    found = convention.plain(text, whole)
    small = f"1{convention.decimal}2340"
    assert found == Problem("may mean 1234 or 1.234", f"Write 1234 for the one, {small} for the other.")
    # What the advice says to write is read as that number in this very file.
    assert convention.plain("1234", whole) == "1234" and convention.plain(small, whole=False) == "1.2340"


def test_a_decimal_point_among_decimal_commas_is_told() -> None:
    found = COMMA.plain("0.053", whole=False)
    assert found == Problem("is written with a decimal point in a file with decimal commas", "Write 0,053.")


@given(st.decimals(-99999, 99999, places=3, allow_nan=False))
def test_a_decimal_comma_keeps_the_exact_number_or_is_refused(number: Decimal) -> None:
    text = str(number).replace(".", ",")
    found = convention_of([text, "0,5"], ";").plain(text, whole=False)
    assert isinstance(found, str) and Decimal(found) == number


@given(st.from_regex(r"[+-]?[0-9.,]{1,12}", fullmatch=True), st.booleans())
def test_no_reading_differs_from_what_both_ways_allow(text: str, whole: bool) -> None:
    # Whatever the file's way, the digits stay and at most one point is left to part decimals when it is a number.
    for convention in (POINT, COMMA, OPEN):
        found = convention.plain(text, whole)
        if isinstance(found, str):
            assert [sign for sign in found if sign.isdigit()] == [sign for sign in text if sign.isdigit()]
