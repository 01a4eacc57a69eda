"""Every malformed file gives findings in the user's words, never a traceback."""
# ruff: noqa: E501 - the cases read best one to a line

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_country import SMALL, Folder

from spreiding.errors import Finding, InputError
from spreiding.tables.bundle import read_tables
from spreiding.tables.catalogue import TABLES
from spreiding.tables.declare import Table
from spreiding.tables.read import read_table

SITES_HEADER = SMALL["sites"].splitlines()[0]


def findings(folder: Path) -> tuple[Finding, ...]:
    """What is wrong with a folder of tables."""
    with pytest.raises(InputError) as raised:
        read_tables(folder)
    return raised.value.findings


def test_the_small_country_is_right(folder: Folder) -> None:
    tables = read_tables(folder())
    assert len(tables.sites) == 2


# table, (what stands there, what is put there), row, column, value, part of the rule, part of the advice
CELLS: list[tuple[str, tuple[str, str], int, str, str, str, str]] = [
    ("sites", (",75.5,", ',"75,5",'), 2, "cost_per_place_day_eur", "75,5", "decimal comma", "Write 75.5"),
    ("ses_woa", ("0.10", '"0,10"'), 2, "ses_woa", "0,10", "decimal comma", "Write 0.10"),
    ("ses_woa", ("0.10", '"1.234,5"'), 2, "ses_woa", "1.234,5", "decimal comma", "Write 1234.5"),
    ("population", (",3000,", ',"3,000",'), 4, "population", "3,000", "thousands separator", "Write 3000"),
    ("population", (",3000,", ",3.000,"), 4, "population", "3.000", "thousands separator", "Write 3000"),
    ("population", (",3000,", ",3 000,"), 4, "population", "3 000", "thousands separator", "Write 3000"),
    ("population", (",3000,", ",3000.5,"), 4, "population", "3000.5", "not a whole number", "without decimals"),
    ("population", (",3000,", ",many,"), 4, "population", "many", "not a number", "digits"),
    ("population", (",3000,", ",,"), 4, "population", "", "is empty", "Fill in"),
    ("population", (",3000,", ",-3000,"), 4, "population", "-3000", "less than 1", "1 or more"),
    ("population", (",3000,", ",0,"), 4, "population", "0", "less than 1", "1 or more"),
    ("population", (",3000,", f",{10**30},"), 4, "population", str(10**30), "too large", "at most 15 digits"),
    ("population", (",3000,", ",nan,"), 4, "population", "nan", "not a number", "digits"),
    ("ses_woa", ("0.10", "inf"), 2, "ses_woa", "inf", "not a number", "1.5"),
    ("ses_woa", ("0.10", "NaN"), 2, "ses_woa", "NaN", "not a number", "1.5"),
    ("ses_woa", ("0.10", "1e99"), 2, "ses_woa", "1e99", "not between -1 and 2", "CBS score"),
    ("ses_woa", ("0.10", "1e999"), 2, "ses_woa", "1e999", "not a number", "1.5"),
    ("ses_woa", ("0.10", "-1"), 2, "ses_woa", "-1", "not between", "CBS score"),
    ("ses_woa", ("0.10", "0." + "1" * 40), 2, "ses_woa", "0." + "1" * 40, "too long", "at most 30 digits"),
    ("population", ("2024-01-01,1000", "2024-02-30,1000"), 2, "reference_date", "2024-02-30", "calendar", "Check month"),
    ("population", ("2024-01-01,1000", "2024-07-01,1000"), 2, "reference_date", "2024-07-01", "not a 1 January", "1 January"),
    ("sites", ("2025-01-01", "0025-01-01"), 3, "available_from", "0025-01-01", "outside 1900-2199", "Check the year"),
    ("sites", (",true,false,,true", ",maybe,false,,true"), 2, "existing", "maybe", "not true or false", "true or false"),
    ("sites", (",20,300,", ",400,300,"), 2, "places_min", "400", "more than places_max", "Swap"),
    ("sites", ("2031-01-01", "2025-01-01"), 3, "closes", "2025-01-01", "not after available_from", "later day"),
    ("sites", ("azc;accelerated", "azc;prison"), 2, "location_types", "azc;prison", "a type other than", "one or more types"),
    ("sites", ("azc;accelerated", "azc;azc"), 2, "location_types", "azc;azc", "a type twice", "once"),
    ("sites", ("azc;accelerated", "azc;amv"), 2, "location_types", "azc;amv", "mixes amv", "two sites"),
    ("sites", ("S0002", "S 2"), 3, "site_id", "S 2", "plain site id", "S0012"),
    ("sites", ("S0002", "S0001"), 3, "site_id", "S0001", "repeats an earlier row", "Keep one"),
    ("sites", ("6.51,53.21", "53.21,6.51"), 2, "lon", "53.21", "not between 3.2 and 7.3", "from 3.2"),
    ("sites", ("coa,third_party", "army,third_party"), 2, "operator", "army", "not one of coa", "Write one of"),
    ("sites", ("Oude school", '"Oude\nschool"'), 2, "name", "Oude\nschool", "line break", "one line"),
    ("housing", ("GM0003,30", "GM0002,30"), 4, "municipality_code", "GM0002", "repeats an earlier row", "Keep one"),
    ("housing", ("GM0003", "gm3"), 4, "municipality_code", "gm3", "not a CBS municipality code", "GM0363"),
    ("housing", ("assumption", "guess"), 2, "origin", "guess", "not one of official", "Write one of"),
    ("housing_task_national", ("2025-II,", "2025-2,"), 3, "half_year", "2025-2", "not a half-year", "2025-II"),
    ("rail_links", ("AA,BB", "AA,AA"), 2, "station_b", "AA", "links a station with itself", "Remove"),
    ("rail_links", (",12,", ",0,"), 2, "tariff_km", "0", "not greater than 0", "above 0"),
    ("population", ("2024-01-01,1000", "31-02-2024,1000"), 2, "reference_date", "31-02-2024", "calendar", "2024-02 has 29 days"),
    ("population", ("2024-01-01,1000", "01/02/2024,1000"), 2, "reference_date", "01/02/2024", "not a date", "2024-02-01"),
    ("sites", (",true,false,,true", ",yes,false,,true"), 2, "existing", "yes", "not true or false", "Write true"),
    ("population", ("2024-01-01,1000", "2024-13-01,1000"), 2, "reference_date", "2024-13-01", "calendar", "no month 13"),
    ("population", (",3000,", ",20000001,"), 4, "population", "20000001", "more than 20000000", "20000000 or less"),
    ("sites", (",20,300,", ",20,20001,"), 2, "places_max", "20001", "not between 1 and 20000", "to 20000"),
    ("sites", (",100000,120,", ",1000000001,120,"), 3, "opening_cost_eur", "1000000001", "more than 1000000000", "or less"),
    ("sites", (",75.5,", ",100001,"), 2, "cost_per_place_day_eur", "100001", "more than 100000", "or less"),
    ("housing", ("GM0001,10", "GM0001,1000001"), 2, "waiting_permit_holders", "1000001", "more than 1000000", "or less"),
    ("housing_task_national", ("2025-I,100", "2025-I,1000001"), 2, "persons", "1000001", "more than 1000000", "or less"),
    ("rail_links", (",12,", ",1001,"), 2, "tariff_km", "1001", "more than 1000", "1000 or less"),
    ("ukraine", (",40,", ",-1,"), 2, "places", "-1", "not between 0 and 20000", "to 20000"),
    ("ukraine", (",40,", ",,"), 2, "places", "", "is empty", "Fill in"),
    ("travel_minutes", ("10.5", "-1"), 2, "minutes_education", "-1", "not between 0 and 1440", "from 0 to 1440"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "change", "row", "column", "value", "rule", "advice"), CELLS)
def test_a_wrong_cell(
    folder: Folder,
    table: str,
    change: tuple[str, str],
    row: int,
    column: str,
    value: str,
    rule: str,
    advice: str,
) -> None:
    found = [finding for finding in findings(folder(**{table: change})) if finding.file == f"{table}.csv"]
    match = [finding for finding in found if (finding.row, finding.column, finding.value) == (row, column, value)]
    assert any(rule in finding.rule and advice in finding.advice for finding in match), found


# table, change (text, bytes or replacement), row, column, part of the rule, part of the advice
FILES: list[tuple[str, str | bytes | tuple[str, str], int | None, str | None, str, str]] = [
    ("sites", "", None, None, "is empty", "header"),
    ("sites", "\n\n  \n", None, None, "is empty", "header"),
    ("sites", SITES_HEADER + "\n", None, None, "holds no rows", "Add rows"),
    ("sites", SMALL["sites"].encode().replace(b"Oude", b"\xc3\xa9 \xe9"), 2, None, "mixes UTF-8 and", "CSV UTF-8"),
    ("sites", SMALL["sites"].encode().replace(b"Oude", b"\x81"), 2, None, "neither UTF-8 nor Windows-1252", "CSV UTF-8"),
    ("sites", b"\xff\xfe\x00", None, None, "not UTF-16", "CSV UTF-8"),
    ("sites", b"PK\x03\x04\x00\x00", None, None, "NUL bytes", "CSV UTF-8"),
    ("population", ("1000,official,CBS", "1000,official"), 2, None, "4 cells where the header has 5", "comma"),
    ("population", ("3000,official,CBS", "3000,official,CBS,2"), 4, None, "6 cells", "quotes"),
    ("population", ("3000,official,CBS", '3000,official,"CBS'), 4, None, "not CSV", "quotes"),
    ("population", ("population,origin", "population,population"), 1, "population", "stands twice", "Remove"),
    ("population", ("population,origin", "inhabitants,origin"), 1, "inhabitants", "is not a column", "Remove it"),
    ("population", ("population,origin", "populaton,origin"), 1, "populaton", "is not a column", "mean population"),
    ("population", ("population,origin", "populaton,origin"), 1, "population", "is missing", "Add it"),
    ("population", "\n" + SMALL["population"], 1, None, "begins with a blank line", "header"),
    ("population", ("source\n", "\n"), 1, None, "without a name", "name"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "change", "row", "column", "rule", "advice"), FILES)
def test_a_wrong_file(
    folder: Folder,
    table: str,
    change: str | bytes | tuple[str, str],
    row: int | None,
    column: str | None,
    rule: str,
    advice: str,
) -> None:
    found = [finding for finding in findings(folder(**{table: change})) if finding.file == f"{table}.csv"]
    match = [finding for finding in found if finding.row == row and finding.column in (column, "")]
    match += [finding for finding in found if (finding.row, finding.column) == (row, column)]
    assert any(rule in finding.rule and advice in finding.advice for finding in match), found


def test_all_findings_of_all_tables_come_at_once(folder: Folder) -> None:
    found = findings(
        folder(
            population=(",3000,", ",many,"),
            # two things wrong in one row, one of them a rule: neither hides the other
            sites=("GM0001,6.51,53.21,20,300", "GM0001,x,53.21,-20,300"),
            housing="",
            ses_woa=("GM0003", "GM0009"),
            stations=b"\x81",
        )
    )
    places = {(finding.file, finding.row, finding.column) for finding in found}
    assert {
        ("population.csv", 4, "population"),
        ("sites.csv", 2, "lon"),
        ("sites.csv", 2, "places_min"),
        ("housing.csv", None, None),
        ("ses_woa.csv", 4, "municipality_code"),
        ("stations.csv", 1, None),
    } <= places
    assert "row 2, column lon" in str(InputError(found))


def test_blank_lines_do_not_shift_row_numbers(folder: Folder) -> None:
    text = SMALL["population"].replace("GM0003", "\n,,,,\nGM0003").replace("3000", "many")
    assert [finding.row for finding in findings(folder(population=text))] == [6]


def test_a_file_that_is_a_folder_is_a_finding(folder: Folder) -> None:
    path = folder()
    (path / "sites.csv").unlink()
    (path / "sites.csv").mkdir()
    assert any("can't be read" in finding.rule for finding in findings(path))


def test_an_absent_file_is_a_finding(tmp_path: Path) -> None:
    read = read_table(TABLES[0], tmp_path / "municipalities.csv")
    assert [finding.rule for finding in read.findings] == ["is absent"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=200), table=st.sampled_from(TABLES))
def test_no_bytes_give_a_traceback(tmp_path: Path, raw: bytes, table: Table) -> None:
    path = tmp_path / table.file
    path.write_bytes(raw)
    assert read_table(table, path).findings


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), table=st.sampled_from(TABLES))
def test_no_cell_gives_a_traceback(tmp_path: Path, data: st.DataObject, table: Table) -> None:
    lines = SMALL[table.name].splitlines()
    cells = lines[1].split(",")
    column = data.draw(st.integers(0, len(cells) - 1))
    plain = st.characters(codec="utf-8", exclude_characters='",')
    cells[column] = data.draw(st.text(plain, max_size=20))
    path = tmp_path / table.file
    path.write_bytes("\n".join([lines[0], ",".join(cells), *lines[2:]]).encode())
    for finding in read_table(table, path).findings:
        assert finding.rule and finding.advice
