"""``spreiding batch`` as a user runs it: the whole of it, again, with something missing, and stopped."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from batch.batch_case import IMPOSSIBLE, batch_path, draws, half_written
from commands.run_cli import ROOT, Ran, run_cli
from distributed import LocalCluster

from spreiding.run_files.read import read_run

NAMES = ["impossible", "draw-00001", "draw-00002", "draw-00003"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    folder = tmp_path_factory.mktemp("batch")
    batch_path(folder, scenarios=[{"name": "impossible", "overrides": IMPOSSIBLE}], draws=draws(3))
    return folder, run_cli("batch", "batch.yaml", "--out", "out", "--workers", "2", cwd=folder)


def summary(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "out" / "summary.csv").set_index("scenario")


def test_every_scenario_has_its_row_and_folder(made: tuple[Path, Ran]) -> None:
    folder, ran = made
    assert (ran.code, ran.is_clean()) == (0, True), ran.text
    assert summary(folder)["outcome"].to_dict() == dict(zip(NAMES, ["infeasible", *["optimal"] * 3], strict=True))
    assert sorted(path.name for path in (folder / "out" / "scenarios").iterdir()) == sorted(NAMES)
    for name in NAMES[1:]:
        assert read_run(folder / "out" / "scenarios" / name / "plan").record.status == "optimal"
    assert half_written(folder) == []
    assert "4 scenarios, 4 to run" in ran.text
    assert "impossible: infeasible: no plan keeps to the model" in ran.text


@pytest.mark.proof
def test_a_plan_of_the_batch_is_the_plan_of_its_model_file(made: tuple[Path, Ran]) -> None:
    # One worker or another, tables sent or read: the same question gets the same plan.
    folder, _ = made
    scenario = folder / "out" / "scenarios" / "draw-00002"
    ran = run_cli("plan", scenario / "model.yaml", "--province", "PV24", "--out", "alone", cwd=folder)
    assert ran.code == 0
    for table in ("tasks", "sites", "placements", "housing", "regions"):
        theirs = (scenario / "plan" / "national" / f"{table}.csv").read_bytes()
        assert (folder / "alone" / "national" / f"{table}.csv").read_bytes() == theirs, table


def test_what_is_finished_is_not_run_again_and_the_rest_is(made: tuple[Path, Ran], tmp_path: Path) -> None:
    shutil.copytree(made[0], tmp_path / "copy")
    folder, scenarios = tmp_path / "copy", tmp_path / "copy" / "out" / "scenarios"
    shutil.rmtree(scenarios / "draw-00001")
    record = json.loads((scenarios / "draw-00003" / "scenario.json").read_text())
    (scenarios / "draw-00003" / "scenario.json").write_text(
        json.dumps({**record, "fingerprint": "of another question"})
    )
    kept = (scenarios / "draw-00002" / "scenario.json").stat()
    ran = run_cli("batch", "batch.yaml", "--out", "out", "--workers", "1", cwd=folder)
    assert ran.code == 0
    assert "4 scenarios, 2 finished before, 2 to run" in ran.text
    again = (scenarios / "draw-00002" / "scenario.json").stat()
    assert (again.st_ino, again.st_mtime_ns) == (kept.st_ino, kept.st_mtime_ns)
    timing = ["seconds"]
    pd.testing.assert_frame_equal(summary(folder).drop(columns=timing), summary(made[0]).drop(columns=timing))


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path) -> None:
    batch_path(tmp_path, draws=draws(40))
    ran = run_cli("batch", "batch.yaml", "--dry-run", "--out", "out", cwd=tmp_path)
    assert ran.code == 0
    assert "40 scenarios, 0 finished, 40 to run." in ran.text
    assert "draw-00006" in ran.text
    assert "draw-00007" not in ran.text
    assert "a rough guess, by municipalities" in " ".join(ran.text.split())
    assert [path.name for path in tmp_path.iterdir()] == ["batch.yaml"]


def test_nothing_runs_when_something_is_wrong(tmp_path: Path) -> None:
    batch_path(tmp_path, scenarios=[{"name": "a", "overrides": {"inflow.weekly_arivals": 3}}], draws=draws(3))
    ran = run_cli("batch", "batch.yaml", "--out", "out", cwd=tmp_path)
    assert ran.code == 2
    assert 'inflow.weekly_arivals, value "3": is no setting of a model file (scenario a). Did you mean' in ran.text
    assert [path.name for path in tmp_path.iterdir()] == ["batch.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
def test_ctrl_c_keeps_what_is_finished(tmp_path: Path) -> None:
    batch_path(tmp_path, draws=draws(60), keep="figures")
    command = [sys.executable, str(ROOT / "cli.py"), "batch", "batch.yaml", "--out", "out", "--workers", "2"]
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    folder, end = tmp_path / "out" / "scenarios", time.monotonic() + 90
    while time.monotonic() < end and len(list(folder.glob("draw-*"))) < 2:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
    text, _ = process.communicate(timeout=60)
    assert process.returncode == 130, text
    assert "Traceback" not in text
    finished = {path.name for path in folder.iterdir()}
    assert half_written(tmp_path) == []
    outcomes = summary(tmp_path)["outcome"]
    assert len(outcomes) == 60
    assert set(outcomes[outcomes == "optimal"].index) == finished
    assert set(outcomes[outcomes != "optimal"]) == {"not_run"}


@pytest.mark.proof
def test_on_a_cluster_that_stands_already(tmp_path: Path) -> None:
    batch_path(tmp_path, draws=draws(2), keep="figures")
    quiet = {"dashboard_address": "127.0.0.1:0", "silence_logs": 60}
    with LocalCluster(n_workers=1, threads_per_worker=1, **quiet) as cluster:
        ran = run_cli("batch", "batch.yaml", "--out", "out", "--scheduler", cluster.scheduler_address, cwd=tmp_path)
    assert (ran.code, ran.is_clean()) == (0, True), ran.text
    assert set(summary(tmp_path)["outcome"]) == {"optimal"}
    with LocalCluster(n_workers=1, threads_per_worker=2, **quiet) as cluster:
        threads = run_cli("batch", "batch.yaml", "--out", "b", "--scheduler", cluster.scheduler_address, cwd=tmp_path)
    assert threads.code == 2
    assert "has 2 threads: HiGHS has one setting of threads per process" in threads.text
