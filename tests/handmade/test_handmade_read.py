"""A plan made by hand is read as it was written, with open numbers; all that is wrong with it is told at once."""

from pathlib import Path

import pytest
from handmade.hand_files import numbers_of, refused, text_file, workbook

from spreiding.handmade.plan import Given, completed
from spreiding.handmade.read import PlanFiles, read_plan
from spreiding.run_files.read import WrittenRun, read_run

ALMERE, ZEEWOLDE, POLDER, URK, DRONTEN, LELYSTAD = "GM0034", "GM0050", "GM0171", "GM0184", "GM0303", "GM0995"


@pytest.fixture(scope="module")
def run(flevoland: Path) -> WrittenRun:
    return read_run(flevoland)


def test_a_dutch_sheet_with_a_title_and_a_total(run: WrittenRun, tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "plan.csv",
        "Verdeling Flevoland;;;",
        "Gemeente;Totaal;Waarvan regulier;Waarvan amv",
        "Almere;1.200;1.100;",  # thousands as the Dutch write them; amv follows
        "gemeente Urk;;50;10",  # the total follows
        "gm0303;400;;",  # the split is open
        "Lelystad;n.t.b.;;16",
        "Noordoostpolder;?;-;",
        "Totaal;1.660;1.150;26",
    )
    plan = read_plan(PlanFiles(path), run)
    assert numbers_of(plan) == {
        ALMERE: (1200, 1100, 100),
        ZEEWOLDE: (None, None, None),  # the file does not name it
        POLDER: (None, None, None),
        URK: (60, 50, 10),
        DRONTEN: (400, None, None),
        LELYSTAD: (None, None, 16),
    }
    assert plan.province_code == "PV24"
    assert (plan.numbers[URK].row, plan.numbers[ZEEWOLDE].row) == (4, None)
    assert plan.left_out == ("row 8 is a total: Totaal | 1.660 | 1.150 | 26",)
    assert [code for code, kind in plan.open_numbers if kind == "amv"] == [ZEEWOLDE, POLDER, DRONTEN]
    assert len(plan.open_numbers) == 7  # both of three, and regular of Lelystad


@pytest.mark.parametrize(
    "header", ["municipality,total", "GM-code,Aantal plekken", "code,number", "gemeentecode,opgave"]
)
def test_english_and_dutch_names_of_columns(run: WrittenRun, tmp_path: Path, header: str) -> None:
    path = text_file(tmp_path / "plan.csv", header, "GM0034,900", "184,0")
    plan = read_plan(PlanFiles(path), run)
    assert (plan.numbers[ALMERE].places, plan.numbers[URK].places) == (900, 0)


def test_the_table_of_a_run_is_a_plan_too(run: WrittenRun) -> None:
    plan = read_plan(PlanFiles(run.folder / "national" / "tasks.csv"), run)
    tasks = run.tasks.set_index("municipality_code")
    assert plan.open_numbers == ()
    assert {code: given.amv for code, given in plan.numbers.items()} == tasks["task_amv"].to_dict()


def test_a_workbook_with_numbers_and_sites(run: WrittenRun, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "plan.xlsx",
        Toelichting=[["concept"]],
        Verdeling=[["Gemeente", "Regulier", "AMV"], ["Almere", 800, 0], ["Urk", 50.0, None]],
        Locaties=[["Locatie", "Gemeente", "Type", "Plekken", "Kwartaal"], ["NIEUW-1", "Urk", "azc", 120, "2025-K2"]],
    )
    plan = read_plan(PlanFiles(path), run)
    assert plan.numbers[ALMERE] == Given(800, 800, 0, 2)
    (site,) = plan.sites
    assert (site.site_id, site.municipality_code, site.places, site.opens_period) == ("NIEUW-1", URK, 120, "2025-Q2")
    assert site.durable and site.open and not site.known
    named = read_plan(PlanFiles(path, sheet="Verdeling"), run)
    assert named.numbers == plan.numbers


def test_a_workbook_whose_sheet_can_not_be_chosen_is_told(run: WrittenRun, tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx", A=[["gemeente", "totaal"]], B=[["gemeente", "totaal"]])
    assert "has more than one visible sheet (A, B)" in refused(PlanFiles(path), run)[0]
    assert "is not one of the visible sheets" in refused(PlanFiles(path, sheet="C"), run)[0]


def test_a_formula_is_told_only_in_a_cell_that_is_used(run: WrittenRun, tmp_path: Path) -> None:
    rows = [["gemeente", "totaal", "aandeel"], ["Almere", "=400+400", "=1/2"], ["Urk", 60, "=1/3"]]
    told = refused(PlanFiles(workbook(tmp_path / "plan.xlsx", plan=rows)), run)
    assert len(told) == 1
    assert 'row 2, column totaal, value "=400+400": is a formula' in told[0]


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_file(run: WrittenRun, tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "plan.csv",
        "gemeente,totaal,regulier,amv",
        "Almere,100,90,20",
        "Almere,12.5,,",
        "Zwolle,10,,",
        "Bergen,-3,,",
        "Lelystat,veel,,",
        "Dronten,10,,20",
        ",10,,",
        "GM9999,1,,",
        "Urk,2000000,,",
    )
    told = refused(PlanFiles(path), run)
    expected = [
        ("row 2", "is not regular + amv, which is 90 + 20 = 110"),
        ("row 3", "is not a whole number"),
        ("row 3", "is GM0034, as row 2 is already"),
        ("row 4", "is GM0193 Zwolle in Overijssel, and the plan is one of Flevoland"),
        ("row 5", "is the name of more than one municipality"),
        ("row 5", "is negative"),
        ("row 6", "Did you mean Lelystad (GM0995)?"),
        ("row 6", "Write a whole number of places, or leave the cell blank"),
        ("row 7", "is more amv places than the 10 in total"),
        ("row 8", "is blank"),
        ("row 9", "is not a municipal code"),
        ("row 10", "is more than 1000000"),
    ]
    assert len(told) == len(expected)
    for row, words in expected:
        assert any(f", {row}, " in line and words in line for line in told), (row, words, told)
    assert [int(line.split(", row ")[1].split(",")[0]) for line in told] == [2, 3, 3, 4, 5, 5, 6, 6, 7, 8, 9, 10]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["naam,regio", "Almere,x"], "has no column of numbers"),
        (["inwoners,regio", "1,x"], "has no row with a column municipality_code"),
        (["gemeente,totaal"], "holds no municipality"),
        (["gemeente,totaal,bsn", "Almere,1,123456782"], "looks like a citizen service number"),
        (["gemeente,totaal", "Schokland,10"], "is not the name or code of a municipality"),
        (["gemeente,totaal", "GM0003,10"], "is Appingedam, which has ended"),
        (["gemeente,regulier,totaal", "Urk,20,10"], "is more regular places than the 10 in total"),
    ],
)
def test_a_file_that_is_no_plan_is_refused(run: WrittenRun, tmp_path: Path, lines: list[str], words: str) -> None:
    told = refused(PlanFiles(text_file(tmp_path / "plan.csv", *lines)), run)
    assert any(words in line for line in told), told


def test_a_file_that_is_not_there_or_of_another_kind_is_refused(run: WrittenRun, tmp_path: Path) -> None:
    assert "is absent" in refused(PlanFiles(tmp_path / "plan.csv"), run)[0]
    (tmp_path / "plan.ods").write_bytes(b"x")
    assert "Save it as .xlsx" in refused(PlanFiles(tmp_path / "plan.ods"), run)[0]


def test_a_run_of_several_provinces_has_a_plan_of_one(tiny: WrittenRun, tmp_path: Path) -> None:
    path = text_file(tmp_path / "plan.csv", "code,total", "GM0001,300", "GM0002,200")
    assert read_plan(PlanFiles(path), tiny).province_code == "PV01"
    assert list(read_plan(PlanFiles(path, province="pv01"), tiny).numbers) == ["GM0001", "GM0002", "GM0003"]
    told = refused(PlanFiles(path, province="PV02"), tiny)
    assert len(told) == 2 and all("and the plan is one of PV02" in line for line in told)
    assert "is not a province" in refused(PlanFiles(path, province="PV09"), tiny)[0]
    both = text_file(tmp_path / "both.csv", "code,total", "GM0004,350", "GM0001,300", "GM0002,200")
    (one,) = refused(PlanFiles(both), tiny)
    assert "row 2" in one and "Make a plan per province" in one


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((10, 6, None), (10, 6, 4)),
        ((10, None, 4), (10, 6, 4)),
        ((None, 6, 4), (10, 6, 4)),
        ((10, 6, 4), (10, 6, 4)),
        ((10, None, None), (10, None, None)),
        ((None, 6, None), (None, 6, None)),
        ((None, None, None), (None, None, None)),
    ],
)
def test_what_follows_is_filled_in(given: tuple[int | None, ...], expected: tuple[int | None, ...]) -> None:
    assert completed(*given, row=3) == Given(*expected, row=3)
