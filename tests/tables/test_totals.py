"""Totals beside the embedded figures, existing sites beside the first day, and points beside real boundaries."""

from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from spreiding.tables.bundle import read_all
from spreiding.tables.cross_checks import cross_check
from spreiding.tables.place_checks import outside_sites
from spreiding.tables.totals import existing_findings, total_findings

Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def embedded() -> Frames:
    """The tables that ship."""
    return read_all().frames


def changed(embedded: Frames, table: str, **columns: object) -> Frames:
    return {**embedded, table: embedded[table].assign(**columns)}


def test_the_embedded_tables_are_right_in_all_of_these(embedded: Frames) -> None:
    copies = {name: frame.copy() for name, frame in embedded.items()}
    assert total_findings(copies, embedded) == []
    assert existing_findings(embedded["sites"], date(2025, 1, 1)) == []


@pytest.mark.parametrize(("factor", "told"), [(1.02, False), (1.05, True), (0.95, True), (10, True)])
def test_inhabitants_beside_those_that_were_counted(embedded: Frames, factor: float, told: bool) -> None:
    counts = (embedded["population"]["population"] * factor).astype("int64")
    found = total_findings(changed(embedded, "population", population=counts), embedded)
    assert len(found) == (4 if told else 0)  # one per reference date
    if told:
        assert (found[0].file, found[0].column) == ("population.csv", "population")
        assert "were counted on 2023-01-01" in found[0].rule


def test_a_forecast_may_grow_a_percent_a_year(embedded: Frames) -> None:
    last = embedded["population"][embedded["population"]["reference_date"] == "2026-01-01"]
    far = last.assign(reference_date=pd.Timestamp("2036-01-01"), population=(last["population"] * 1.1).astype("int64"))
    assert total_findings({**embedded, "population": far}, embedded) == []


def test_a_made_up_country_is_held_against_nothing(embedded: Frames) -> None:
    few = embedded["population"].iloc[:8].assign(population=5_000_000)
    assert [
        finding
        for finding in total_findings({**embedded, "population": few}, embedded)
        if "add up" in finding.rule and finding.file == "population.csv"
    ] == []


def test_a_housing_task_in_another_unit(embedded: Frames) -> None:
    tasks = embedded["housing_task_national"]
    thousands = tasks["persons"].where(tasks["half_year"] != "2025-I", 15)
    (found,) = total_findings(changed(embedded, "housing_task_national", persons=thousands), embedded)
    assert (found.file, found.column, found.value) == ("housing_task_national.csv", "persons", "15")
    assert found.rule == "is over 2 times more or less than the 15000 reported for 2025-I"
    # 2026-I is an assumption of ours: anybody may assume otherwise
    other = tasks["persons"].where(tasks["half_year"] != "2026-I", 15)
    assert total_findings(changed(embedded, "housing_task_national", persons=other), embedded) == []


def test_more_places_than_people(embedded: Frames) -> None:
    sites, people = embedded["sites"], embedded["population"].groupby("municipality_code")["population"].last()
    code = people.loc[sites["municipality_code"].unique()].idxmin()
    many = sites["places_max"].where(sites["municipality_code"] != code, int(people[code]) + 1)
    (found,) = total_findings(changed(embedded, "sites", places_max=many), embedded)
    assert found.rule.endswith(f"in {code}, which has {people[code]} inhabitants")
    first, *_ = total_findings(changed(embedded, "sites", places_max=20000), embedded)
    assert first.rule.endswith("more than the 1000000 that any need may be")


def test_a_site_that_exists_is_open_on_the_first_day() -> None:
    days = {"available_from": pd.to_datetime(["2024-01-01", "2026-01-01", "2026-01-01", "2020-01-01"])}
    closes = pd.to_datetime([None, None, None, "2025-01-01"])
    sites = pd.DataFrame({**days, "closes": closes, "existing": [True, True, False, True]}, index=[2, 3, 4, 5])
    found = existing_findings(sites, date(2025, 1, 1))
    assert [(finding.row, finding.column, finding.value) for finding in found] == [
        (3, "available_from", "2026-01-01"),
        (5, "closes", "2025-01-01"),
    ]


def outlines(schematic: bool) -> gpd.GeoDataFrame:
    """Two municipalities of 10 by 10 km."""
    squares = [box(100_000, 400_000, 110_000, 410_000), box(110_000, 400_000, 120_000, 410_000)]
    names = {"municipality_code": ["GM0001", "GM0002"], "municipality": ["Aa", "Bee"], "schematic": [schematic] * 2}
    return gpd.GeoDataFrame(names, geometry=squares, crs=28992)


def points(*metres: tuple[float, float]) -> pd.DataFrame:
    """Sites of GM0001 at places in the Dutch grid."""
    there = gpd.GeoSeries(gpd.points_from_xy(*zip(*metres, strict=True)), crs=28992).to_crs(4326)
    rows = range(2, 2 + len(metres))
    return pd.DataFrame({"municipality_code": "GM0001", "lon": there.x.to_list(), "lat": there.y.to_list()}, index=rows)


def test_a_site_lies_in_its_municipality() -> None:
    # inside; 200 m over the border, which a simplified boundary may be off; in the other one; in neither
    sites = points((105_000, 405_000), (110_200, 405_000), (112_000, 405_000), (105_000, 395_000))
    found = outside_sites(sites, outlines(schematic=False))
    assert [(finding.row, finding.rule) for finding in found] == [
        (4, "lies in GM0002 Bee 2.0 km outside GM0001 Aa"),
        (5, "lies 5.0 km outside GM0001 Aa"),
    ]


def test_schematic_outlines_are_no_measure() -> None:
    assert outside_sites(points((112_000, 405_000)), outlines(schematic=True)) == []
    assert outside_sites(points((112_000, 405_000)).drop(columns="lon"), outlines(schematic=False)) == []


def test_a_code_of_another_year_is_told_as_such() -> None:
    frames = {
        "municipalities": pd.DataFrame({"municipality_code": ["GM0001"]}, index=[2]),
        "sites": pd.DataFrame({"municipality_code": ["GM0005", "GM0007"]}, index=[2, 3]),
    }
    found = cross_check(frames, {"GM0005": "Write GM0001, of which it is a part since 2021."})
    codes = {finding.value: (finding.rule, finding.advice) for finding in found if finding.file == "sites.csv"}
    assert codes["GM0005"] == (
        "is a code of another year, and is not in municipalities.csv",
        "Write GM0001, of which it is a part since 2021.",
    )
    assert codes["GM0007"][0] == "is not in municipalities.csv"
