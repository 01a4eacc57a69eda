"""What tables must have in common."""

from datetime import date
from pathlib import Path

import pytest
from small_country import SMALL, Folder

from spreiding.errors import Finding, InputError
from spreiding.law.housing_task import HalfYear
from spreiding.tables.bundle import read_tables
from spreiding.tables.cross_checks import Needs


def findings(folder: Path, needs: Needs | None = None) -> list[Finding]:
    """What is wrong with a folder of tables."""
    with pytest.raises(InputError) as raised:
        read_tables(folder, needs)
    return list(raised.value.findings)


CODES = [
    ("sites", ("S0001,Oude school,GM0001", "S0001,Oude school,GM0011"), 2, "municipality_code", "GM0011"),
    ("travel_minutes", ("S0001", "S0007"), 2, "site_id", "S0007"),
    ("ukraine", ("GM0001", "GM0011"), 2, "municipality_code", "GM0011"),
    ("rail_links", ("AA,BB", "AA,BBB"), 2, "station_b", "BBB"),
    ("rail_links", ("AA,BB", "AAA,BB"), 2, "station_a", "AAA"),
]


@pytest.mark.parametrize(("table", "change", "row", "column", "value"), CODES)
def test_an_unknown_code_is_named_with_the_nearest(
    folder: Folder, table: str, change: tuple[str, str], row: int, column: str, value: str
) -> None:
    (found,) = findings(folder(**{table: change}))
    assert (found.file, found.row, found.column, found.value) == (f"{table}.csv", row, column, value)
    assert "Did you mean" in found.advice


@pytest.mark.parametrize("table", ["population", "ses_woa", "housing"])
def test_every_municipality_is_covered(folder: Folder, table: str) -> None:
    text = "\n".join(line for line in SMALL[table].splitlines() if not line.startswith("GM0002"))
    (found,) = findings(folder(**{table: text}))
    assert (found.file, found.value) == (f"{table}.csv", "GM0002")
    assert "has no row" in found.rule


def test_coverage_is_asked_for_every_date(folder: Folder) -> None:
    (found,) = findings(folder(population=SMALL["population"] + "GM0001,2025-01-01,1000,official,\n"))
    assert (found.value, found.rule) == ("GM0002, GM0003", "has no row for reference_date 2025-01-01")


def test_many_absent_municipalities_are_one_finding(folder: Folder) -> None:
    path = folder()
    (path / "municipalities.csv").unlink()  # so the embedded 342 stand beside a small population
    (found,) = [f for f in findings(path) if f.file == "population.csv" and "has no row" in f.rule]
    assert found.value is not None and found.value.endswith("more")


def test_a_region_lies_in_one_province(folder: Folder) -> None:
    (found,) = findings(folder(municipalities=("VR02,Zuid", "VR01,Noord")))
    assert (found.row, found.column, found.value) == (4, "province_code", "PV21")


def test_a_code_has_one_name(folder: Folder) -> None:
    (found,) = findings(folder(municipalities=("GM0002,Bee,PV20,Noord", "GM0002,Bee,PV20,Nord")))
    assert (found.row, found.column, found.value) == (3, "province", "Nord")
    assert "Write Noord" in found.advice


def test_two_provinces_have_two_names(folder: Folder) -> None:
    (found,) = findings(folder(municipalities=("PV21,Zuid", "PV21,noord")))
    assert (found.file, found.row, found.column, found.value) == ("municipalities.csv", 4, "province", "noord")
    assert found.rule == "is the name of both PV20 and PV21"
    assert "a name of its own" in found.advice


def test_a_site_stands_near_its_municipality(folder: Folder) -> None:
    # Half a degree of latitude is 55.6 km.
    (found,) = findings(folder(sites=("6.51,53.21", "6.5,52.7")))
    assert (found.file, found.row, found.column, found.value) == ("sites.csv", 2, "lon", "6.5 52.7")
    assert found.rule == "lies 56 km from the centroid of GM0001 Aa"
    assert "at most 50 km" in found.advice


def test_a_site_in_another_part_of_its_municipality_is_right(folder: Folder) -> None:
    # 0.44 degrees of latitude are 48.9 km.
    read_tables(folder(sites=("6.51,53.21", "6.5,52.76")))


def test_a_site_outside_the_country_is_said_once(folder: Folder) -> None:
    (found,) = findings(folder(sites=("6.51,53.21", "6.51,5.321")))
    assert (found.column, found.value) == ("lat", "5.321")


def test_needs_of_a_model_that_are_met(folder: Folder) -> None:
    needs = Needs.of(date(2024, 1, 1), 2022, [HalfYear(2025, 1), HalfYear(2025, 2)])
    assert needs.population_dates == (date(2024, 1, 1),)
    read_tables(folder(), needs)


def test_needs_of_a_model_that_are_not_met(folder: Folder) -> None:
    needs = Needs.of(date(2023, 1, 1), 2021, [HalfYear(2026, 1)])
    found = {(finding.file, finding.column, finding.value) for finding in findings(folder(), needs)}
    assert found == {
        ("population.csv", "reference_date", "2023-01-01"),
        ("population.csv", "reference_date", "2025-01-01"),
        ("ses_woa.csv", "score_year", "2021"),
        ("housing_task_national.csv", "half_year", "2026-I"),
    }


def test_needs_and_other_findings_come_together(folder: Folder) -> None:
    found = findings(folder(sites=("GM0001,6.51", "GM0001,66.51")), Needs.of(date(2024, 1, 1), 2021, []))
    assert {finding.file for finding in found} == {"sites.csv", "ses_woa.csv"}
