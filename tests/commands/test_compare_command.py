"""``spreiding compare`` as a process, on two real plans for Zeeland."""

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from commands.run_cli import ROOT, Ran, run_cli


@pytest.fixture(scope="session")
def zeeland(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two plans, of which the second may keep fewer places above the need."""
    cwd = tmp_path_factory.mktemp("zeeland")
    text = (ROOT / "models" / "raming-2024.yaml").read_text(encoding="utf-8")
    band = "capacity_band: {enabled: true, strength: soft, band: 0.25}"
    assert band in text
    (cwd / "narrow.yaml").write_text(text.replace(band, band.replace("0.25", "0.05")), encoding="utf-8")
    for arguments in (("plan",), ("plan", "narrow.yaml")):
        ran = run_cli(*arguments, "--province", "PV29", "--out", f"run{len(arguments)}", cwd=cwd)
        assert ran.code == 0, ran.text
    return cwd


@pytest.fixture(scope="session")
def compared(zeeland: Path) -> Ran:
    return run_cli("compare", "run1", "run2", "--out", "both", cwd=zeeland, COLUMNS="80")


def test_the_screen_says_what_differs_and_where_it_is_written(compared: Ran) -> None:
    assert compared.code == 0, compared.text
    assert "model families.capacity_band.band: 0.25 -> 0.05" in compared.text
    for part in ("Goals: less is better", "Zeeland", "Sites: ", "Written to both"):
        assert part in compared.text
    assert max(map(len, compared.text.splitlines())) <= 80


def test_differences_of_the_files_are_those_of_the_runs(zeeland: Path, compared: Ran) -> None:
    assert compared.code == 0, compared.text
    record = json.loads((zeeland / "both" / "compare.json").read_text(encoding="utf-8"))
    towns = pd.read_csv(zeeland / "both" / "municipalities.csv").set_index("municipality_code")
    tasks = [
        pd.read_csv(zeeland / run / "national" / "tasks.csv").set_index("municipality_code") for run in ("run1", "run2")
    ]
    for name in ("task_places", "task_amv", "durable_places", "shortfall_places", "change_places"):
        expected = tasks[1][name] - tasks[0][name]
        assert towns[f"{name}_difference"].to_dict() == expected.to_dict()
        assert record["against"][0]["totals"][name]["difference"] == expected.sum()
    assert len(pd.read_csv(zeeland / "both" / "goals.csv")) == 12
    assert len(pd.read_csv(zeeland / "both" / "provinces.csv")) == 1
    assert len(gpd.read_file(zeeland / "both" / "differences.gpkg", layer="municipalities_B")) == 13
    assert (zeeland / "both" / "differences_B.png").read_bytes()[:4] == b"\x89PNG"


def test_late_housing_of_the_towns_is_the_goal_of_the_run(zeeland: Path, compared: Ran) -> None:
    assert compared.code == 0, compared.text
    towns = pd.read_csv(zeeland / "both" / "municipalities.csv")
    goals = pd.read_csv(zeeland / "both" / "goals.csv").set_index("goal")
    # Written persons have three decimals: each of the rows of housing.csv may be off by 0.0005.
    room = 0.0005 * len(pd.read_csv(zeeland / "run2" / "national" / "housing.csv"))
    assert towns["late_person_quarters"].sum() == pytest.approx(goals.loc["late_housing", "value"], abs=room)


def test_a_run_folder_is_never_overwritten_by_a_comparison(zeeland: Path) -> None:
    ran = run_cli("compare", "run1", "run2", "--out", "run1", cwd=zeeland)
    assert ran.code == 2
    assert "is not a spreiding comparison" in ran.text
    assert ran.is_clean()
    assert (zeeland / "run1" / "run.json").is_file()


def test_a_changed_table_is_told_in_words(zeeland: Path, tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    for path in sorted((zeeland / "run1").rglob("*")):
        copy = tmp_path / "run" / path.relative_to(zeeland / "run1")
        copy.mkdir(exist_ok=True) if path.is_dir() else copy.write_bytes(path.read_bytes())
    tasks = tmp_path / "run" / "national" / "tasks.csv"
    tasks.write_text(tasks.read_text(encoding="utf-8").replace("Goes", "Goess"), encoding="utf-8")
    ran = run_cli("compare", zeeland / "run1", "run", "--out", "both", cwd=tmp_path)
    assert ran.code == 2
    assert "was changed after the run" in ran.text
    assert ran.is_clean()
    assert not (tmp_path / "both").exists()


def test_one_folder_and_none_are_wrong_use(zeeland: Path) -> None:
    for arguments, words in ((("run1",), "needs 2 to 26 runs"), ((), "Missing argument")):
        ran = run_cli("compare", *arguments, cwd=zeeland)
        assert ran.code == 2
        assert words in ran.text
        assert ran.is_clean()


def test_help_has_examples(tmp_path: Path) -> None:
    ran = run_cli("compare", "--help", cwd=tmp_path)
    assert ran.code == 0
    assert "spreiding compare out/middle out/high" in ran.text
    assert "--different-data" in ran.text
