"""Municipalities by code or name: one meaning or none, never a guess."""

import pandas as pd
import pytest

from spreiding import paths
from spreiding.formats.numbers import Problem
from spreiding.importing.municipality import Towns, province_code, towns_of
from spreiding.tables.municipalities import MUNICIPALITIES
from spreiding.tables.read import read_table
from spreiding.tables.redivision import embedded_changes

FRAME: pd.DataFrame = read_table(MUNICIPALITIES, paths.DATA / "municipalities.csv").frame


def towns(year: int | None = None, province: str | None = None) -> Towns:
    return towns_of(FRAME, embedded_changes(), year, province)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("GM0363", "GM0363"),
        ("gm0363", "GM0363"),
        ("0363", "GM0363"),
        ("363", "GM0363"),  # a spreadsheet takes the zero away
        ("Amsterdam", "GM0363"),
        ("  gemeente  AMSTERDAM ", "GM0363"),
        ("Súdwest Fryslân", "GM1900"),
        ("Sudwest-Fryslan", "GM1900"),
        ("Den Haag", "GM0518"),
        ("’s-Gravenhage", "GM0518"),
        ("Bergen (NH)", "GM0373"),
        ("Bergen L", "GM0893"),
        ("Hengelo", "GM0164"),  # one municipality of today has that name
        ("Hengelo (O.)", "GM0164"),
        ("Brielle", "GM0501"),  # ended: it is brought up to date later
        ("GM0501", "GM0501"),
        ("Groningen", "GM0014"),
    ],
)
def test_a_code_or_name_is_found(text: str, code: str) -> None:
    assert towns().code(text) == code


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bergen", ["more than one", "GM0373", "GM0893"]),
        ("Amsterdm", ["not the name", "Amsterdam (GM0363)"]),
        ("Verweggistan", ["not the name", "Write the name as CBS does"]),
        ("GM9999", ["is not a municipal code"]),
        ("12345", ["is not the name or code"]),
    ],
)
def test_what_is_not_sure_is_a_problem(text: str, words: list[str]) -> None:
    problem = towns().code(text)
    assert isinstance(problem, Problem)
    assert all(word in f"{problem.rule} {problem.advice}" for word in words), problem


def test_a_province_tells_two_of_one_name_apart_and_refuses_what_lies_elsewhere() -> None:
    assert towns(province="PV27").code("Bergen") == "GM0373"
    assert towns(province="PV31").code("Bergen") == "GM0893"
    assert isinstance(towns(province="PV31").code("Amsterdam"), Problem)


def test_a_year_takes_the_codes_of_that_year_only() -> None:
    before = towns(year=2018)
    assert before.code("Haren") == "GM0017"
    assert isinstance(before.code("Voorne aan Zee"), Problem)
    problem = before.code("GM1992")
    assert isinstance(problem, Problem)
    assert "2018" in problem.rule and "Voorne aan Zee" in problem.rule
    assert isinstance(towns(year=2020).code("Haren"), Problem)


def test_every_municipality_is_found_by_its_own_name_and_code() -> None:
    known = towns()
    for code, name in zip(FRAME["municipality_code"], FRAME["municipality"], strict=True):
        assert known.code(code) == code
        assert known.code(name) == code, name


def test_a_province_by_code_or_name() -> None:
    assert province_code(FRAME, "PV23") == "PV23"
    assert province_code(FRAME, "overijssel") == "PV23"
    assert province_code(FRAME, "Fryslan") == "PV21"
    assert province_code(FRAME, "Holland") is None
