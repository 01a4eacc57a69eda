"""Proof: workers and the command itself are killed at moments by chance, a disk fills up; nothing is half there."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import psutil
import pytest
from batch.batch_case import ARRIVALS, batch_path, checked, draws, half_written, job
from commands.run_cli import ROOT, run_cli

from spreiding.batch import run
from spreiding.batch.cluster import Machine, local_team
from spreiding.batch.one import Job
from spreiding.batch.outcome import Outcome
from spreiding.run_files.read import read_run

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind"),
]
COUNT = 10
COMMAND = [sys.executable, str(ROOT / "cli.py"), "batch", "batch.yaml", "--out", "out", "--workers", "2"]


def start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        COMMAND, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )


def workers(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """The worker processes of a batch that runs."""
    inside = psutil.Process(process.pid).children(recursive=True)
    return [child for child in inside if any("spawn_main" in word for word in child.cmdline())]


def begun(folder: Path, count: int) -> None:
    """Wait until so many scenarios stand."""
    end = time.monotonic() + 120
    while time.monotonic() < end and len(list((folder / "out" / "scenarios").glob("draw-*"))) < count:
        time.sleep(0.05)


def summary(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "out" / "summary.csv").drop(columns="seconds")


def all_stands(folder: Path) -> None:
    """Every scenario has a whole run in its folder, and nothing else is there."""
    scenarios = folder / "out" / "scenarios"
    assert sorted(path.name for path in scenarios.iterdir()) == [f"draw-{n:05}" for n in range(1, COUNT + 1)]
    for scenario in scenarios.iterdir():
        assert read_run(scenario / "plan").record.status == "optimal"
    assert half_written(folder) == []


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    folder = tmp_path_factory.mktemp("quiet")
    batch_path(folder, draws=draws(COUNT))
    assert run_cli("batch", "batch.yaml", "--out", "out", cwd=folder).code == 0
    return summary(folder)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_command_is_killed_again_and_again(tmp_path: Path, undisturbed: pd.DataFrame, seed: int) -> None:
    batch_path(tmp_path, draws=draws(COUNT))
    chance = random.Random(seed)
    for stand in (1, 3, 6):
        process = start(tmp_path)
        begun(tmp_path, stand)
        time.sleep(chance.uniform(0, 2))
        if chance.random() < 0.5:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.communicate(timeout=60)
        for scenario in (tmp_path / "out" / "scenarios").glob("draw-*"):
            assert read_run(scenario / "plan").record.status == "optimal"
    assert run_cli("batch", "batch.yaml", "--out", "out", cwd=tmp_path).code == 0
    all_stands(tmp_path)
    pd.testing.assert_frame_equal(summary(tmp_path), undisturbed)


@pytest.mark.parametrize("seed", [4, 5])
def test_workers_are_killed_again_and_again(tmp_path: Path, undisturbed: pd.DataFrame, seed: int) -> None:
    batch_path(tmp_path, draws=draws(COUNT))
    chance = random.Random(seed)
    process = start(tmp_path)
    begun(tmp_path, 1)
    for _ in range(4):
        time.sleep(chance.uniform(0.5, 2.5))
        alive = workers(process) if process.poll() is None else []
        if alive:
            chance.choice(alive).kill()
    text, _ = process.communicate(timeout=240)
    assert "Traceback" not in text
    # Four deaths over ten scenarios may hit one of them three times; then its row says so, and the next run has it.
    assert process.returncode in (0, 8), text
    assert set(summary(tmp_path)["outcome"]) <= {"optimal", "killed"}
    assert run_cli("batch", "batch.yaml", "--out", "out", cwd=tmp_path).code == 0
    all_stands(tmp_path)
    pd.testing.assert_frame_equal(summary(tmp_path), undisturbed)


def dies_at_the_second(job: Job, _: str) -> Outcome:
    """Stands in for a scenario that takes all memory: it takes its worker with it."""
    if job.scenario.name == "draw-00002":
        os._exit(1)
    return Outcome(job.scenario.name, job.fingerprint, "optimal")


def test_a_scenario_that_kills_its_workers_is_a_row_and_not_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = checked(tmp_path, draws=draws(6))
    monkeypatch.setattr(run, "run_there", dies_at_the_second)
    with local_team(Machine(workers=2, memory=2**30), {}) as team:
        jobs = (job(batch, number, tmp_path) for number in range(6))
        outcomes = {outcome.scenario: outcome for outcome in run._answers(team, jobs)}
    assert len(outcomes) == 6
    assert {name for name, outcome in outcomes.items() if outcome.outcome == "killed"} == {"draw-00002"}
    assert "takes more memory than a worker has" in outcomes["draw-00002"].reason
    assert [outcome.outcome for outcome in outcomes.values()].count("optimal") == 5


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB: five scenarios and no more."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    made = (
        mount and subprocess.run([mount, "-t", "tmpfs", "-o", "size=3m", "tmpfs", place], check=False).returncode == 0
    )
    if not made:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_stops_the_batch_and_room_lets_it_go_on(tmp_path: Path, small_disk: Path) -> None:
    batch_path(tmp_path, draws={**draws(COUNT), "parameters": {"inflow.weekly_arrivals": ARRIVALS}})
    ran = run_cli("batch", "batch.yaml", "--out", small_disk / "out", "--workers", "2", cwd=tmp_path)
    assert ran.code == 7, ran.text
    assert ran.is_clean()
    stand = sorted((small_disk / "out" / "scenarios").iterdir())
    assert 0 < len(stand) < COUNT
    for scenario in stand:
        assert read_run(scenario / "plan").record.status == "optimal"
    assert half_written(small_disk) == []
    shutil.copytree(small_disk / "out", tmp_path / "out")
    again = run_cli("batch", "batch.yaml", "--out", "out", cwd=tmp_path)
    assert again.code == 0
    assert f"{len(stand)} finished before" in again.text
    all_stands(tmp_path)
