"""Sites that a plan names: new ones, known ones with other places, and closed ones."""

from pathlib import Path

import pandas as pd
import pytest
from handmade.hand_files import refused, text_file

from spreiding import paths
from spreiding.handmade.case import case_of
from spreiding.handmade.plan import HandmadePlan, HandmadeSite
from spreiding.handmade.read import PlanFiles, read_plan
from spreiding.run_files.read import WrittenRun, read_run
from spreiding.tables.read import read_table
from spreiding.tables.sites import SITES

HEADER = "site_id,gemeente,type,plekken,kwartaal,open/dicht"


@pytest.fixture(scope="module")
def run(flevoland: Path) -> WrittenRun:
    return read_run(flevoland)


def planned(run: WrittenRun, folder: Path, *rows: str, header: str = HEADER) -> HandmadePlan:
    plan = text_file(folder / "plan.csv", "gemeente,totaal", f"{run.tasks['municipality_code'][0]},100")
    return read_plan(PlanFiles(plan, sites=text_file(folder / "sites.csv", header, *rows)), run)


def told(run: WrittenRun, folder: Path, *rows: str) -> list[str]:
    plan = text_file(folder / "plan.csv", "gemeente,totaal", f"{run.tasks['municipality_code'][0]},100")
    return refused(PlanFiles(plan, sites=text_file(folder / "sites.csv", HEADER, *rows)), run)


def test_a_known_site_keeps_what_the_plan_does_not_say(tiny: WrittenRun, tmp_path: Path) -> None:
    (site,) = planned(tiny, tmp_path, "S3,,,180,,").sites
    assert site == HandmadeSite("S3", "GM0002", "azc", 180, "2025-Q1", "", True, True, True, 2)
    (other,) = planned(tiny, tmp_path, "S3,GM0002,htl,,2025-Q4,open").sites
    assert (other.location_type, other.places, other.opens_period) == ("htl", 60, "2025-Q4")


def test_places_of_the_plan_s_sites_count_as_the_law_says(tiny: WrittenRun, tmp_path: Path) -> None:
    # In the base run GM0002 has 60 durable places, fewer than 100: they count for nothing. Emergency sites never do.
    base = case_of(planned(tiny, tmp_path, "X1,GM0003,azc,99,2025-Q1,"), tiny)
    assert base.towns["durable_regular"].to_list() == [260, 0, 0]
    assert base.standing["ordinary"].to_list() == [260, 60, 99]
    enough = case_of(planned(tiny, tmp_path, "X1,GM0003,azc,100,2025-Q1,"), tiny)
    assert enough.towns["durable_regular"].to_list() == [260, 0, 100]


def test_two_sites_in_a_municipality_reach_the_minimum_together(tiny: WrittenRun, tmp_path: Path) -> None:
    # 60 + 40 = 100; 15 amv places alone are fewer than 16, with 10 htl places they are 25: 10 count as regular.
    rows = ("X2,GM0002,azc,40,2025-Q1,", "X3,GM0002,amv,15,2025-Q1,", "X4,GM0002,htl,10,2025-Q1,")
    case = case_of(planned(tiny, tmp_path, *rows), tiny)
    assert case.towns.loc["GM0002", ["durable_regular", "durable_amv"]].to_list() == [110, 15]
    alone = case_of(planned(tiny, tmp_path, *rows[:2]), tiny)
    assert alone.towns.loc["GM0002", ["durable_regular", "durable_amv"]].to_list() == [100, 0]


def test_a_closed_site_and_one_that_opens_after_the_due_date_do_not_count(tiny: WrittenRun, tmp_path: Path) -> None:
    # The due date is 1 January 2025, in the first quarter.
    case = case_of(planned(tiny, tmp_path, "S1,,,,,dicht", "X2,GM0003,azc,200,2025-Q2,"), tiny)
    assert case.towns["durable_regular"].to_list() == [0, 0, 0]
    assert case.towns["durable_amv"].to_list() == [20, 0, 0]


@pytest.mark.parametrize(
    ("written", "quarter"),
    [
        ("2025-Q3", "2025-Q3"),
        ("2025K3", "2025-Q3"),
        ("q3 2025", "2025-Q3"),
        ("3e kwartaal 2025", "2025-Q3"),
        ("2025-07-01", "2025-Q3"),
        ("1 juli 2025", "2025-Q3"),
        ("2-7-2025", "2025-Q4"),  # the first quarter in which it is open from its first day
        ("2019-Q1", "2025-Q1"),  # it stands already
    ],
)
def test_quarters_and_days(tiny: WrittenRun, tmp_path: Path, written: str, quarter: str) -> None:
    (site,) = planned(tiny, tmp_path, f"X1,GM0003,azc,120,{written},").sites
    assert site.opens_period == quarter


def test_a_candidate_of_the_site_table_is_known(run: WrittenRun, tmp_path: Path) -> None:
    table = read_table(SITES, paths.DATA / SITES.file).frame
    towns = set(run.tasks["municipality_code"])
    closed = table[table["municipality_code"].isin(towns) & ~table["site_id"].isin(run.sites["site_id"])]
    row = closed.iloc[0]
    kind = row["location_types"].split(";")[0]
    (site,) = planned(run, tmp_path, f"{row['site_id']},,{kind},150,2025-Q1,").sites
    assert site.known and site.municipality_code == row["municipality_code"]
    late = pd.isna(row["closes"]) or row["closes"] >= pd.Timestamp("2030-07-01")
    assert site.durable == (late and not row["emergency"])


def test_everything_that_is_wrong_with_sites_is_told_at_once(tiny: WrittenRun, tmp_path: Path) -> None:
    lines = told(
        tiny,
        tmp_path,
        "S1,GM0002,,,,",
        "X1,,azc,10,2025-Q1,",
        "X2,GM0001,hotel,10,2025-Q1,",
        "X3,GM0001,azc,,2025-Q1,",
        "X4,GM0001,azc,10,ooit,",
        "X5,GM0001,azc,10,2026-Q1,",
        "X6,GM0001,azc,10,,",
        "X7,,,,,dicht",
        "S2,,,,,misschien",
        "S5,,,10,,",
        "S3,,,10,,",
        "S3,,,20,,",
        "X8,GM0001,,10,2025-Q1,",
        ",GM0001,azc,10,2025-Q1,",
    )
    expected = {
        2: "is not GM0001, where the base run has this site",
        3: "is blank for a site that the base run does not know",
        4: "is not a type of site",
        5: "says of no place",
        6: "is neither a quarter nor a day",
        7: "is after the last quarter of the run, 2025-Q4",
        8: "is blank for a site that is not open in the base run",
        9: "is closed here and no site of the base run",
        10: "is neither open nor closed",
        11: "is a site in PV02, outside the province of the plan",
        13: "is the site of row 12 already",
        14: "is blank for a site whose type is not known",
        15: "is blank",
    }
    assert len(lines) == len(expected), lines
    for row, words in expected.items():
        assert any(f"row {row}," in line and words in line for line in lines), (row, words)


def test_findings_of_both_files_are_told_together(tiny: WrittenRun, tmp_path: Path) -> None:
    plan = text_file(tmp_path / "plan.csv", "gemeente,totaal", "GM0001,-1")
    sites = text_file(tmp_path / "sites.csv", HEADER, "X1,GM0001,hotel,10,2025-Q1,")
    lines = refused(PlanFiles(plan, sites=sites), tiny)
    assert [line.split(",")[0] for line in lines] == ["plan.csv", "sites.csv"]
