"""``spreiding plan`` on the embedded data, as a process."""

import filecmp
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import yaml

from commands.run_cli import ROOT, Ran, run_cli
from spreiding.write.columns import TABLES

MODEL = ROOT / "models" / "raming-2024.yaml"


def test_a_provincial_plan_is_optimal_and_the_audit_is_empty(drenthe: tuple[Path, Ran]) -> None:
    folder, ran = drenthe
    assert ran.code == 0, ran.text
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert record["status"] == "optimal"
    assert record["audit"]["findings"] == []
    assert [goal["goal"] for goal in record["goals"]] == [
        "no_place",
        "shortfall",
        "unevenness_total",
        "unevenness_worst",
        "registration_spread",
        "special_spread",
        "emergency",
        "late_housing",
        "soft_norms",
        "burden_balance",
        "moves_distance",
        "cost",
    ]
    asked = {"moves_distance": 0.003, "cost": 0.01}
    assert all(goal["gap"] <= asked.get(goal["goal"], 0.001) for goal in record["goals"])


def test_the_folder_holds_the_files_of_the_contract(drenthe: tuple[Path, Ran]) -> None:
    folder, _ = drenthe
    assert sorted(path.name for path in folder.iterdir()) == ["PV22-drenthe", "national", "point.npy", "run.json"]
    for place in ("national", "PV22-drenthe"):
        for table in TABLES:
            header = (folder / place / table.file).read_text(encoding="utf-8").splitlines()[0]
            assert header.split(",") == table.names


def test_the_provincial_sum_is_exact_and_the_whole_country_is_in_the_share(drenthe: tuple[Path, Ran]) -> None:
    folder, _ = drenthe
    tasks = pd.read_csv(folder / "national" / "tasks.csv")
    assert len(tasks) == 12
    assert tasks["task_places"].sum() == tasks["indicative_places"].sum()
    assert tasks["task_amv"].sum() == tasks["indicative_amv"].sum()
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert record["share"]["national_need"] == 96000


def test_the_run_holds_the_register_of_norms_as_it_was(drenthe: tuple[Path, Ran]) -> None:
    record = json.loads((drenthe[0] / "run.json").read_text(encoding="utf-8"))["norms"]
    entries = yaml.safe_load((ROOT / "models" / "norms.yaml").read_text(encoding="utf-8"))
    asked = {f"S{number:02}" for number in range(1, 28)}
    assert asked <= {norm["id"] for norm in record["register"]}
    assert [{name: norm[name] for name in entry} for norm, entry in zip(record["register"], entries, strict=True)] == (
        entries
    )
    assert sum(record["counts"].values()) == len(entries)


def test_the_geopackage_opens_with_three_layers_and_says_that_it_is_schematic(drenthe: tuple[Path, Ran]) -> None:
    folder, _ = drenthe
    path = folder / "PV22-drenthe" / "plan.gpkg"
    layers = {name: gpd.read_file(path, layer=name) for name in ("municipalities", "sites", "couplings")}
    assert all(layer.crs.to_epsg() == 28992 for layer in layers.values())
    assert layers["municipalities"]["schematic"].all()
    assert set(layers["couplings"].geom_type) == {"LineString"}
    assert len(layers["sites"]) == len(pd.read_csv(folder / "PV22-drenthe" / "sites.csv"))


def test_the_same_input_gives_the_same_files(drenthe: tuple[Path, Ran], tmp_path: Path) -> None:
    folder, _ = drenthe
    assert run_cli("plan", "--province", "Drenthe", "--out", "again", cwd=tmp_path).code == 0
    names = [f"national/{table.file}" for table in TABLES] + ["national/plan.gpkg"]
    assert filecmp.cmpfiles(folder, tmp_path / "again", names, shallow=False)[0] == names


def test_without_out_the_run_gets_a_dated_folder_of_its_own(tmp_path: Path) -> None:
    ran = run_cli("plan", "--province", "PV29", cwd=tmp_path)
    assert ran.code == 0, ran.text
    (folder,) = (tmp_path / "out").iterdir()
    assert folder.name.startswith("raming-2024-20")
    assert folder.name in ran.text


def test_boundaries_of_the_user_replace_the_schematic_ones(tmp_path: Path) -> None:
    shapes = gpd.read_file(ROOT / "data" / "boundaries_schematic.gpkg").to_crs(4326)
    shapes = shapes.rename(columns={"municipality_code": "statcode"})[["statcode", "geometry"]]
    shapes.to_file(tmp_path / "gemeenten.geojson")
    ran = run_cli("plan", "--province", "PV29", "--boundaries", "gemeenten.geojson", "--out", "run", cwd=tmp_path)
    assert ran.code == 0, ran.text
    layer = gpd.read_file(tmp_path / "run" / "national" / "plan.gpkg", layer="municipalities")
    assert not layer["schematic"].any()
    record = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert record["boundaries"]["file"] == "gemeenten.geojson"


@pytest.mark.parametrize(
    ("setting", "options", "code", "word"),
    [
        ("max_ratio: null}", (), 0, "optimal"),
        ("max_ratio: 0.9}", (), 4, "infeasible"),
        ("max_ratio: null}", ("--time-limit", "0.000001"), 5, "no_solution"),
    ],
)
def test_each_outcome_has_its_exit_code(
    tmp_path: Path, setting: str, options: tuple[str, ...], code: int, word: str
) -> None:
    model = MODEL.read_text(encoding="utf-8").replace("max_ratio: null}", setting, 1)
    (tmp_path / "model.yaml").write_text(model, encoding="utf-8")
    ran = run_cli("plan", "model.yaml", "--province", "PV24", "--out", "run", *options, cwd=tmp_path)
    assert ran.code == code, ran.text
    assert word in ran.text
    assert ran.is_clean()
    assert (tmp_path / "run").exists() == (code == 0)


@pytest.mark.proof
def test_a_national_plan_cut_off_by_the_clock_is_feasible_and_never_called_optimal(tmp_path: Path) -> None:
    # Six seconds are enough for the first goal and too few for the third on any machine we know.
    ran = run_cli("plan", "--time-limit", "6", "--out", "run", cwd=tmp_path)
    assert ran.code == 3, ran.text
    record = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert record["status"] == "feasible"
    assert record["audit"]["findings"] == []
    assert any(goal["gap"] is None for goal in record["goals"])


def test_a_killed_run_leaves_the_old_result_and_no_visible_half(drenthe: tuple[Path, Ran], tmp_path: Path) -> None:
    folder, _ = drenthe
    old = tmp_path / "run"
    subprocess.run(["cp", "-r", str(folder), str(old)], check=True)
    before = (old / "run.json").read_bytes()
    command = [sys.executable, str(ROOT / "cli.py"), "plan", "--province", "PV22", "--out", "run"]
    for delay in (0.5, 2.0, 3.0, 3.5):
        process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        os.kill(process.pid, signal.SIGKILL)
        if process.wait() == 0:
            break  # it was done before the kill: the folder is the new one, whole
        assert (old / "run.json").read_bytes() == before
        assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["run"]
    assert (old / "national" / "tasks.csv").read_bytes() == (folder / "national" / "tasks.csv").read_bytes()


def test_a_folder_that_is_no_run_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep", encoding="utf-8")
    ran = run_cli("plan", "--province", "PV22", "--out", "mine", cwd=tmp_path)
    assert ran.code == 2
    assert ran.is_clean()
    assert (tmp_path / "mine" / "notes.txt").read_text(encoding="utf-8") == "keep"
