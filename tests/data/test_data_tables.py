"""The embedded tables: whole, adding up to the published sums, every row with its origin."""

import csv
import re

import pandas as pd
import pytest
from embedded_data import DATA, read

ORIGINS = {"official", "reported", "estimate", "historic", "synthetic", "assumption"}
WITHOUT_ROWS = ("ukraine.csv",)  # nothing is known, and nothing is made up
TABLES = sorted(path.name for path in DATA.glob("*.csv"))
POPULATION = {  # CBS, inhabitants of the Netherlands on 1 January
    "2023-01-01": 17_811_291,
    "2024-01-01": 17_942_942,
    "2025-01-01": 18_044_027,
    "2026-01-01": 18_130_208,
}


@pytest.mark.parametrize("file", TABLES)
def test_every_row_says_where_it_comes_from(file: str) -> None:
    table = pd.read_csv(DATA / file, dtype=str)
    assert set(table["origin"]) <= ORIGINS
    assert (len(table) > 0) == (file not in WITHOUT_ROWS)


@pytest.mark.parametrize("file", TABLES)
def test_files_are_plain_utf8_with_line_feeds(file: str) -> None:
    content = (DATA / file).read_bytes()
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(content.decode("utf-8").splitlines()))
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("file", TABLES)
def test_every_table_has_its_section_in_the_sources(file: str) -> None:
    rows = sum(1 for _ in csv.reader((DATA / file).open(encoding="utf-8", newline=""))) - 1
    text = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    assert re.search(rf"\| `{re.escape(file)}` \| {rows:,} \|", text), f"{file} with {rows:,} rows"


def test_342_municipalities_in_12_provinces_and_25_safety_regions() -> None:
    table = read("municipalities")
    assert table["municipality_code"].is_unique
    assert len(table) == 342
    assert table["province_code"].nunique() == 12
    assert table["veiligheidsregio_code"].nunique() == 25
    # the coupling region has to nest in a province
    assert (table.groupby("veiligheidsregio_code")["province_code"].nunique() == 1).all()


@pytest.mark.parametrize(("date", "inhabitants"), POPULATION.items())
def test_population_adds_up_to_the_published_national_number(date: str, inhabitants: int) -> None:
    table = read("population")
    rows = table[table["reference_date"] == date]
    assert len(rows) == 342
    assert rows["population"].sum() == inhabitants


@pytest.mark.parametrize("name", ["population", "ses_woa", "housing", "postcode_points"])
def test_tables_cover_exactly_the_municipalities(name: str) -> None:
    assert set(read(name)["municipality_code"]) == set(read("municipalities")["municipality_code"])


def test_ses_woa_is_kept_as_decimal_text() -> None:
    scores = read("ses_woa", ses_woa="str").set_index("municipality_code")["ses_woa"]
    assert scores["GM1680"] == "0.162"  # Aa en Hunze; the published municipal score is 0.170
    assert scores.str.fullmatch(r"-?\d\.\d{1,3}").all()


def test_rail_links_are_between_known_stations() -> None:
    links, stations = read("rail_links"), set(read("stations")["station_code"])
    assert set(links["station_a"]) | set(links["station_b"]) <= stations


def test_housing_task_covers_the_horizons_and_marks_what_is_assumed() -> None:
    task = read("housing_task_national").set_index("half_year")
    wanted = [f"{year}-{half}" for year in range(2025, 2028) for half in ("I", "II")]
    assert set(wanted) <= set(task.index)
    assert task.loc["2025-I", "persons"] == 15_000
    assert task.loc["2025-II", "persons"] == 13_000
    assumed = task[task["origin"] == "assumption"]
    assert set(assumed["persons"]) == {13_000}
    assert {"2025-I", "2025-II"}.isdisjoint(assumed.index)


def test_reported_provincial_tasks_add_up_to_the_national_number_but_for_rounding() -> None:
    # 96,000 places; Groningen is reported as 2,717 and 2,715
    assert read("reported_provincial_task_2024")["task_places"].sum() == 96_002


def test_the_list_of_2015_is_kept_whole() -> None:
    table = read("coa_sites_2015")
    assert len(table) == 75
    assert (table["places"] == 0).sum() == 7
