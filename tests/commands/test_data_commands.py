"""``spreiding data check`` and ``spreiding data template`` as processes."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd

from commands.run_cli import ROOT, run_cli

DATA = ROOT / "data"
KEYS = ["file", "row", "column", "value", "rule", "advice"]


def test_the_embedded_folder_is_right(tmp_path: Path) -> None:
    ran = run_cli("data", "check", DATA, "--model", ROOT / "models" / "raming-2024.yaml", cwd=tmp_path)
    assert ran.code == 0, ran.text
    assert "Nothing is wrong with these tables." in ran.text
    assert "1,139" in ran.text and "342 official" in ran.text
    assert list(tmp_path.iterdir()) == []


def test_all_findings_of_a_folder_come_at_once_on_the_screen_and_as_json(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    sites = pd.read_csv(DATA / "sites.csv", dtype=str, keep_default_na=False)
    sites.loc[0, "municipality_code"] = "GM9999"
    sites.loc[1, "places_max"] = "-4"
    sites.to_excel(folder / "sites.xlsx", index=False)
    scores = (DATA / "ses_woa.csv").read_text(encoding="utf-8").replace(",2022,", ",2021,")
    (folder / "ses_woa.csv").write_text(scores, encoding="utf-8")
    (folder / "ukraine.csv").write_text("municipality_code;places;bsn\nGM0014;12;111222333\n", encoding="utf-8")
    asked = ("data", "check", "tables", "--model", ROOT / "models" / "raming-2024.yaml", "--boundaries", "none.gpkg")
    ran = run_cli(*asked, cwd=tmp_path, COLUMNS="200")
    assert ran.code == 2 and ran.is_clean()
    for word in ("sites.xlsx", "GM9999", "-4", "score_year", "individuals", "none.gpkg", "what to do", "own"):
        assert word in ran.text, ran.text
    assert "111222333" not in ran.text
    command = [sys.executable, str(ROOT / "cli.py"), *map(str, asked), "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False)
    assert (done.returncode, done.stderr) == (2, "")
    content = json.loads(done.stdout)
    assert list(content) == ["counts", "tables", "findings"]
    assert content["counts"] == {"findings": len(content["findings"]), "tables": 10, "own": 3}
    assert all(list(finding) == KEYS for finding in content["findings"])
    found = {(finding["file"], finding["row"], finding["column"]) for finding in content["findings"]}
    assert {
        ("sites.xlsx", 2, "municipality_code"),
        ("sites.xlsx", 3, "places_max"),
        ("ses_woa.csv", None, "score_year"),
        ("ukraine.csv", 1, "bsn"),
        ("none.gpkg", None, None),
    } <= found


def test_a_site_outside_real_boundaries_stops_the_check_and_the_plan(tmp_path: Path) -> None:
    shapes = gpd.read_file(DATA / "boundaries_schematic.gpkg").assign(origin="reported")
    shapes.to_file(tmp_path / "real.gpkg")
    (tmp_path / "tables").mkdir()
    sites = pd.read_csv(DATA / "sites.csv", dtype=str, keep_default_na=False)
    sites.loc[0, "lon"] = str(float(sites.loc[0, "lon"]) + 0.3)  # 20 km, less than the 50 of the distance rule
    sites.to_csv(tmp_path / "tables" / "sites.csv", index=False)
    for asked in (("data", "check", "tables"), ("plan", "--data", "tables", "--province", "PV22")):
        ran = run_cli(*asked, "--boundaries", "real.gpkg", cwd=tmp_path, COLUMNS="200")
        assert ran.code == 2 and ran.is_clean(), ran.text
        assert " km outside " in ran.text and "sites.csv" in ran.text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["real.gpkg", "tables"]


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    ran = run_cli("data", "check", "nowhere", cwd=tmp_path)
    assert ran.code == 2 and ran.is_clean()
    assert "nowhere" in ran.text


def test_a_template_is_written_checked_when_filled_in_and_never_overwritten(tmp_path: Path) -> None:
    ran = run_cli("data", "template", "new/tables", cwd=tmp_path)
    assert ran.code == 0, ran.text
    folder = tmp_path / "new" / "tables" / "csv"
    again = run_cli("data", "template", "new/tables", cwd=tmp_path)
    assert again.code == 2 and "holds files already" in again.text
    empty = run_cli("data", "check", folder, cwd=tmp_path, COLUMNS="200")
    assert empty.code == 2 and "holds no rows" in empty.text
    for path in folder.glob("*.csv"):
        if path.name not in ("ukraine.csv", "explanation.csv"):
            path.unlink()
    with (folder / "ukraine.csv").open("a", encoding="utf-8") as file:
        file.write("GM0014;1.200;reported;opgave\r\n")
    filled = run_cli("data", "check", folder, cwd=tmp_path)
    assert filled.code == 0, filled.text
    assert "1 reported" in filled.text


def test_an_excel_table_is_told_in_the_record_of_a_run(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    housing = pd.read_csv(DATA / "housing.csv", keep_default_na=False)
    with pd.ExcelWriter(tmp_path / "tables" / "tables.xlsx", engine="openpyxl") as writer:
        housing.to_excel(writer, sheet_name="housing", index=False)
    shutil.copy(DATA / "ses_woa.csv", tmp_path / "tables")
    ran = run_cli("plan", "--province", "PV24", "--data", "tables", "--out", "run", "--gap", "0.1", cwd=tmp_path)
    assert ran.code == 0, ran.text
    inputs = {entry["table"]: entry for entry in json.loads((tmp_path / "run" / "run.json").read_text())["inputs"]}
    housing_input = inputs["housing"]
    assert (housing_input["path"], housing_input["sheet"], housing_input["supplied"]) == (
        "tables.xlsx",
        "housing",
        "own",
    )
    assert (inputs["ses_woa"]["sheet"], inputs["sites"]["supplied"]) == (None, "embedded")
    assert "tables.xlsx, sheet housing" in ran.text
