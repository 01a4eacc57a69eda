"""Codes of another year in a file: counts are added up or split, places renamed, scores and doubtful rows refused."""

from pathlib import Path

import pytest
from import_case import PLACES_MAP, SITES_MAP, import_text, refused, rows_of


def places(folder: Path, text: str, map_text: str = PLACES_MAP) -> dict[str, int]:
    rows = rows_of(import_text(folder, text, map_text, "ukraine"))
    return {row["municipality_code"]: int(row["places"]) for row in rows}


def test_counts_of_a_merged_municipality_are_added_up_when_the_year_is_said(tmp_path: Path) -> None:
    text = "Gemeente,Plekken\nBrielle,10\nHellevoetsluis,20\nWestvoorne,30\nAmsterdam,5\n"
    assert places(tmp_path, text, f"codes_year: 2022\n{PLACES_MAP}") == {"GM0363": 5, "GM1992": 60}


def test_a_code_that_goes_on_is_added_to_what_it_took_in(tmp_path: Path) -> None:
    text = "Gemeente,Plekken\nGM0014,100\nGM0009,7\nGM0017,20\n"  # Groningen, Ten Boer and Haren
    assert places(tmp_path, text, f"codes_year: 2018\n{PLACES_MAP}") == {"GM0014": 127}


def test_a_split_keeps_the_total_and_becomes_an_estimate(tmp_path: Path) -> None:
    text = "Gemeente,Plekken\nLittenseradiel,101\nLeeuwarden,50\nHarlingen,3\n"
    imported = import_text(tmp_path, text, f"codes_year: 2017\n{PLACES_MAP}", "ukraine")
    rows = {row["municipality_code"]: row for row in rows_of(imported)}
    assert {code: int(row["places"]) for code, row in rows.items()} == {
        "GM0080": 50 + 32,
        "GM1900": 51,
        "GM1949": 18,
        "GM0072": 3,
    }
    assert {code: row["origin"] for code, row in rows.items() if row["origin"] != "estimate"} == {"GM0072": "reported"}
    (code,) = imported.report.codes
    assert (code.code, code.name, sorted(code.parts)) == ("GM0140", "Littenseradiel", ["GM0080", "GM1900", "GM1949"])


def test_the_least_sure_origin_of_rows_added_up_counts(tmp_path: Path) -> None:
    text = "Gemeente,Plekken,Herkomst\nBrielle,10,official\nWestvoorne,5,assumption\n"
    map_text = "codes_year: 2022\ncolumns: {municipality_code: Gemeente, places: Plekken, origin: Herkomst}\n"
    (row,) = rows_of(import_text(tmp_path, text, map_text, "ukraine"))
    assert (row["places"], row["origin"]) == ("15", "assumption")


def test_counts_per_date_are_added_up_per_date(tmp_path: Path) -> None:
    text = "Gemeente,Datum,Inwoners\nWeesp,1-1-2021,20\nAmsterdam,1-1-2021,870\nAmsterdam,1-1-2022,880\n"
    map_text = "codes_year: 2021\ncolumns: {municipality_code: Gemeente, reference_date: Datum, population: Inwoners}\n"
    rows = rows_of(import_text(tmp_path, text, map_text, "population"))
    assert [(row["municipality_code"], row["reference_date"], row["population"]) for row in rows] == [
        ("GM0363", "2021-01-01", "890"),
        ("GM0363", "2022-01-01", "880"),
    ]


@pytest.mark.parametrize("first", ["Voorne aan Zee,100\nBrielle,10", "Brielle,10\nWestvoorne,100"])
def test_without_a_year_nothing_is_added_up(tmp_path: Path, first: str) -> None:
    lines = refused(tmp_path, f"Gemeente,Plekken\n{first}\n", PLACES_MAP, "ukraine")
    assert any("falls together with row 2" in line and "codes_year" in line for line in lines), lines


def test_without_a_year_a_code_that_ended_is_replaced_where_nothing_is_added(tmp_path: Path) -> None:
    assert places(tmp_path, "Gemeente,Plekken\nBrielle,10\nAmsterdam,5\n") == {"GM0363": 5, "GM1992": 10}


def test_a_municipality_that_stands_twice_is_not_added_up(tmp_path: Path) -> None:
    text = "Gemeente,Plekken\nWeesp,10\nAmsterdam,5\nAmsterdam,5\n"
    lines = refused(tmp_path, text, f"codes_year: 2021\n{PLACES_MAP}", "ukraine")
    assert any("repeats an earlier row" in line for line in lines), lines


def test_a_score_is_refused_by_name(tmp_path: Path) -> None:
    map_text = "codes_year: 2022\ncolumns: {municipality_code: Gemeente, score_year: Jaar, ses_woa: Score}\n"
    text = "Gemeente,Jaar,Score\nBrielle,2022,0.1\nAmsterdam,2022,-0.073\n"
    (line,) = refused(tmp_path, text, map_text, "ses_woa")
    assert (
        "row 2" in line and "GM0501" in line and "Brielle" in line and "ses_woa can't be worked out for GM1992" in line
    )


def test_a_site_in_a_municipality_that_ended_gets_the_code_of_today(tmp_path: Path) -> None:
    text = "Nr;Locatie;Gemeente;lon;lat;Plekken\nA1;Fort;Brielle;4,16;51,90;400\n"
    imported = import_text(tmp_path, text, SITES_MAP)
    assert [row["municipality_code"] for row in rows_of(imported)] == ["GM1992"]
    assert [(one.code, one.rows) for one in imported.report.codes] == [("GM0501", 1)]


def test_a_site_in_a_split_municipality_is_refused_by_name(tmp_path: Path) -> None:
    text = "Nr;Locatie;Gemeente;lon;lat;Plekken\nA1;Haarendael;Haaren;5,22;51,60;400\n"
    lines = refused(tmp_path, text, SITES_MAP)
    assert any("was split on 2021-01-01 (Haaren)" in line and "GM0757 or GM0824" in line for line in lines), lines


def test_a_code_of_another_year_than_the_map_says_is_refused(tmp_path: Path) -> None:
    lines = refused(tmp_path, "Gemeente,Plekken\nGM1992,10\n", f"codes_year: 2020\n{PLACES_MAP}", "ukraine")
    assert any("GM1992" in line and "1 January 2020" in line and "Voorne aan Zee" in line for line in lines), lines
