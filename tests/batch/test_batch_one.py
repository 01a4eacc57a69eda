"""One scenario as a worker runs it: its folder stands whole or not at all, and its end is told in words."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from batch.batch_case import IMPOSSIBLE, batch_path, checked, half_written, job, ran

from spreiding.batch import one
from spreiding.batch.check import Checked
from spreiding.batch.figures import FIGURES, sums
from spreiding.batch.one import run_one
from spreiding.batch.outcome import ANSWERS, WORDS, Outcome, read_outcome
from spreiding.run_files.read import read_run
from spreiding.solve.errors import SolverError


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    listed = [
        {"name": "plain"},
        {"name": "impossible", "overrides": IMPOSSIBLE},
        {"name": "hurried", "overrides": {"solver.time_limit": 1e-6}},
    ]
    return checked(tmp_path_factory.mktemp("asked"), scenarios=listed)


@pytest.fixture(scope="module")
def plain(batch: Checked, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    out = tmp_path_factory.mktemp("scenarios")
    return out / "plain", ran(batch, 0, out)


def test_a_plan_in_its_folder(plain: tuple[Path, Outcome]) -> None:
    folder, outcome = plain
    assert (outcome.outcome, outcome.reason, outcome.audit_findings) == ("optimal", "", 0)
    assert sorted(path.name for path in folder.iterdir()) == [
        "model.yaml",
        "municipalities.parquet",
        "plan",
        "scenario.json",
    ]
    run = read_run(folder / "plan")
    assert run.record.status == "optimal"
    assert {row.goal: row.value for row in run.record.goals} == pytest.approx(dict(outcome.goals))
    assert outcome.gap is not None
    assert outcome.gap <= 0.05
    assert read_outcome(folder) == outcome


def test_the_figures_are_those_of_the_plan(plain: tuple[Path, Outcome]) -> None:
    folder, outcome = plain
    run, municipal = read_run(folder / "plan"), pd.read_parquet(folder / "municipalities.parquet")
    assert list(municipal["municipality_code"]) == list(run.tasks["municipality_code"])
    assert outcome.figures["task_places"] == run.tasks["task_places"].sum() == municipal["task_places"].sum()
    assert outcome.figures["shortfall_places"] == run.tasks["shortfall_places"].sum()
    assert outcome.figures["open_sites"] == len(run.sites)
    assert outcome.figures["site_places"] == run.sites["places"].sum()
    assert outcome.figures["emergency_places"] == run.sites.loc[run.sites["emergency"], "places"].sum()
    end = run.housing[run.housing["period"] == run.housing["period"].max()]
    assert outcome.figures["late_persons"] == pytest.approx(end["late_persons"].sum(), abs=0.01)
    assert outcome.figures["moved_places"] == run.tasks["deviation_places"].abs().sum() / 2
    assert outcome.provinces == {"PV24": dict(outcome.figures)}


def test_sums_add_up() -> None:
    frame = pd.DataFrame({name: [1.0, 2.0] for name in FIGURES}).assign(deviation_places=[-3.0, 3.0])
    assert sums(frame) == {**dict.fromkeys(FIGURES, 3.0), "deviation_places": 0.0, "moved_places": 3.0}


@pytest.mark.parametrize(("number", "word"), [(1, "infeasible"), (2, "no_solution")])
def test_no_plan_is_an_answer(batch: Checked, tmp_path: Path, number: int, word: str) -> None:
    outcome = ran(batch, number, tmp_path)
    assert outcome.outcome == word
    assert outcome.reason
    folder = tmp_path / outcome.scenario
    assert sorted(path.name for path in folder.iterdir()) == ["model.yaml", "scenario.json"]
    assert read_outcome(folder) == outcome


def test_only_figures_are_kept_when_asked(batch: Checked, tmp_path: Path) -> None:
    outcome = run_one(replace(job(batch, 0, tmp_path), keep="figures"), batch.grounds[None])
    assert outcome.outcome == "optimal"
    files = {path.name for path in (tmp_path / "plain").iterdir()}
    assert files == {"model.yaml", "municipalities.parquet", "scenario.json"}
    assert set(json.loads((tmp_path / "plain" / "scenario.json").read_text())["files"]) == files - {"scenario.json"}


def test_a_solver_that_fails_is_told_and_leaves_nothing(
    batch: Checked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise SolverError("HiGHS said something odd")

    monkeypatch.setattr(one, "plan_inputs", fails)
    outcome = ran(batch, 0, tmp_path)
    assert (outcome.outcome, outcome.reason) == ("failed", "HiGHS said something odd")
    assert list(tmp_path.iterdir()) == []


def test_a_defect_is_not_hidden(batch: Checked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: object) -> None:
        raise KeyError("no such thing")

    monkeypatch.setattr(one, "plan_inputs", wrong)
    with pytest.raises(KeyError):
        ran(batch, 0, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_older_folder_stays_until_the_new_one_stands(
    plain: tuple[Path, Outcome], batch: Checked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(plain[0], tmp_path / "plain")
    monkeypatch.setattr(one, "plan_inputs", lambda *_: (_ for _ in ()).throw(SolverError("no")))
    assert ran(batch, 0, tmp_path).outcome == "failed"
    assert read_outcome(tmp_path / "plain") == plain[1]


def test_a_folder_of_somebody_else_is_not_replaced(batch: Checked, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "thesis.odt").write_text("mine")
    outcome = ran(batch, 0, tmp_path)
    assert outcome.outcome == "refused"
    assert (tmp_path / "plain" / "thesis.odt").read_text() == "mine"


def test_a_record_that_is_damaged_is_no_answer(plain: tuple[Path, Outcome], tmp_path: Path) -> None:
    assert read_outcome(tmp_path) is None
    text = (plain[0] / "scenario.json").read_text()
    # The last one is whole, but what it says was written is gone.
    for damaged in ("", "[]", "{}", text[: len(text) // 2], text.replace('"optimal"', '"killed"', 1), text):
        (tmp_path / "scenario.json").write_text(damaged)
        assert read_outcome(tmp_path) is None, damaged[:40]
    assert set(ANSWERS) < set(WORDS)


# Files may not become longer than this: the kernel says EFBIG, as it says ENOSPC on a full disk.
FULL = """
import resource, sys
from pathlib import Path
from spreiding.batch.check import check_batch
from batch.batch_case import ran
batch = check_batch(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
outcome = ran(batch, 0, Path(sys.argv[2]))
print(outcome.outcome, outcome.reason)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of another kind")
def test_a_disk_that_refuses_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    asked, out = batch_path(tmp_path), tmp_path / "out"
    command = [sys.executable, "-c", FULL, str(asked), str(out)]
    environment = {"PYTHONPATH": str(Path(__file__).parents[1]), "PATH": ""}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True, env=environment)
    assert done.stdout.startswith("unwritten ")
    assert "can't be written" in done.stdout
    assert half_written(out) == []
    assert list(out.iterdir()) == []
