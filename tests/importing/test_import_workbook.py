"""A province's messy workbook, from import to plan, with the commands as a user runs them."""

import csv
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from commands.run_cli import Ran, run_cli
from messy_workbook import MAP, ROWS, write_map, write_workbook
from pyproj import Transformer

IMPORT = ("data", "import", "lijst.xlsx", "--as", "sites", "--map", "map.yaml", "--out", "tables")


@dataclass(frozen=True)
class Done:
    """The folder of an import, and what the command printed."""

    folder: Path
    ran: Ran


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """The workbook, imported once; tests only read what came of it."""
    folder = tmp_path_factory.mktemp("province")
    write_workbook(folder / "lijst.xlsx")
    write_map(folder / "map.yaml")
    ran = imported(folder)
    assert ran.code == 0, ran.text
    return Done(folder, ran)


def imported(folder: Path, *more: str) -> Ran:
    ran = run_cli(*IMPORT, *more, cwd=folder)
    assert ran.is_clean()
    return ran


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "tables" / "sites.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_from_import_to_plan(done: Done) -> None:
    workbook, sites = done.folder, rows(done.folder)
    assert [site["site_id"] for site in sites] == ["FR-1", "FR-2", "FR-3", "FR-4"]
    checked = run_cli("data", "check", "tables", cwd=workbook)
    assert checked.code == 0, checked.text
    planned = run_cli("plan", "--province", "PV21", "--data", "tables", "--out", "run", cwd=workbook)
    assert planned.code == 0, planned.text
    with (workbook / "run" / "national" / "sites.csv").open(encoding="utf-8", newline="") as file:
        plan = {site["site_id"]: site for site in csv.DictReader(file)}
    assert set(plan) == {site["site_id"] for site in sites}
    for site in sites:
        assert plan[site["site_id"]]["name"] == site["name"]
        assert plan[site["site_id"]]["municipality_code"] == site["municipality_code"]
        assert int(plan[site["site_id"]]["places"]) <= int(site["places_max"])
    assert "Your own tables: sites.csv" in planned.text


def test_every_cell_of_the_sheet_is_understood(done: Done) -> None:
    one, two, three, four = rows(done.folder)
    assert [site["municipality_code"] for site in (one, two, three, four)] == ["GM0080", "GM0080", "GM1900", "GM0080"]
    assert [(site["places_min"], site["places_max"]) for site in (one, two, four)] == [
        ("200", "400"),
        ("100", "225"),
        ("16", "20"),
    ]
    assert [site["available_from"] for site in (one, two, three)] == ["2024-01-01", "2025-09-01", "2025-07-01"]
    assert [site["lead_time_weeks"] for site in (one, two, three)] == ["0", "27", "11"]  # 26.07 and 10.9, rounded up
    assert [site["location_types"] for site in (one, two, four)] == ["azc", "azc;accelerated", "amv"]
    assert two["name"] == "Oude school Stiens"
    assert (one["existing"], two["existing"]) == ("true", "false")
    assert two["opening_cost_eur"] == "1250000"
    assert float(one["cost_per_place_day_eur"]) == pytest.approx(2100.50 * 12 / 365, abs=1e-6)
    x, y = Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True).transform(
        float(one["lon"]), float(one["lat"])
    )
    assert (x, y) == pytest.approx((185000, 577500), abs=2)


def test_the_record_says_what_was_done_and_to_which_file(done: Done) -> None:
    record = json.loads((done.folder / "tables" / "sites.import.json").read_text(encoding="utf-8"))
    assert (record["table"], record["header_rows"]) == ("sites", [4, 5])
    assert (record["rows_read"], record["rows_written"]) == (4, 4)
    assert record["renamed"]["places_max"] == "Capaciteit (x 10) max"
    assert record["dropped_columns"] == ["Status", "Opmerkingen"]
    reasons = {row["row"]: row["reason"] for row in record["dropped_rows"]}
    assert reasons == {
        1: "stands above the header",
        2: "stands above the header",
        8: "is a total",
        11: "skip_rows_where: Status is vervallen",
        12: "is a total",
        13: "is a total",
        14: "holds one cell only: a title or a note",
    }
    (code,) = record["codes"]
    assert (code["code"], code["name"], code["now"], code["rows"]) == ("GM0081", "Leeuwarderadeel", {"GM0080": 1.0}, 1)
    assert {one["column"]: one["rows"] for one in record["filled_in"]}["lead_time_weeks"] == 1
    for site in rows(done.folder):
        assert site["origin"] == "reported"
        assert site["source"].startswith("Provincie Fryslân, overzicht opvanglocaties")
        assert record["sha256"] in site["source"]
    assert "row 11 left out" in done.ran.text
    assert "GM0081 Leeuwarderadeel is of another year" in done.ran.text


def test_nothing_is_overwritten_without_replace(done: Done, tmp_path: Path) -> None:
    workbook = tmp_path / "copy"
    shutil.copytree(done.folder, workbook, ignore=shutil.ignore_patterns("run"))
    before = {path.name: path.read_bytes() for path in (workbook / "tables").iterdir()}
    again = imported(workbook)
    assert again.code == 2
    assert "exists already" in again.text and "--replace" in again.text
    assert {path.name: path.read_bytes() for path in (workbook / "tables").iterdir()} == before
    write_map(workbook / "map.yaml", MAP.replace("constant: coa", "constant: municipality"))
    assert imported(workbook, "--replace").code == 0
    assert {site["operator"] for site in rows(workbook)} == {"municipality"}
    assert sorted(path.name for path in (workbook / "tables").iterdir()) == ["sites.csv", "sites.import.json"]


def test_a_map_to_start_from_is_written_though_the_import_is_refused(tmp_path: Path) -> None:
    write_workbook(tmp_path / "lijst.xlsx")
    asked = ("data", "import", "lijst.xlsx", "--as", "sites", "--sheet", "Locaties", "--write-map", "map.yaml")
    ran = run_cli(*asked, cwd=tmp_path)
    assert ran.code == 2 and ran.is_clean()
    assert "places_min" in ran.text and "is needed and not in the map" in ran.text
    written = (tmp_path / "map.yaml").read_text(encoding="utf-8")
    assert "name: Locatie\n" in written and "#  places_max: {constant: ...}    # needed" in written
    assert not (tmp_path / "my-tables").exists()
    with_map = run_cli("data", "import", "lijst.xlsx", "--as", "sites", "--map", "map.yaml", cwd=tmp_path)
    assert with_map.code == 2 and with_map.is_clean()


def test_a_formula_or_an_unknown_name_is_found_at_its_row_and_column(tmp_path: Path) -> None:
    wrong = (*ROWS[0][:2], "Leuwarden", *ROWS[0][3:5], "=20+20", *ROWS[0][6:])
    write_workbook(tmp_path / "lijst.xlsx", (wrong, *ROWS[1:]))
    write_map(tmp_path / "map.yaml")
    ran = imported(tmp_path)
    assert ran.code == 2
    assert 'lijst.xlsx, sheet Locaties, row 6, column Gemeente, value "Leuwarden"' in ran.text
    assert "Did you mean Leeuwarden (GM0080)?" in ran.text
    assert "row 6, column Capaciteit (x 10) max" in ran.text and "is a formula" in ran.text
    assert not (tmp_path / "tables").exists()
