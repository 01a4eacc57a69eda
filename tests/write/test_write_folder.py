"""A run's folder appears whole or not at all, and never in place of anything but an older run."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from write_frames import boundaries, plan

from spreiding.errors import InputError
from spreiding.write.errors import OutputError
from spreiding.write.folder import check_target, recover
from spreiding.write.run import StagedRun, province_folder, stage_run, write_run

# Where the other process dies: before anything, inside a folder, before the record, between the renames.
POINTS = {
    "first_table": ("spreiding.write.run", "_write_folder", 0),
    "first_map": ("spreiding.write.run", "write_geopackage", 0),
    "second_folder": ("spreiding.write.run", "write_geopackage", 1),
    "record": ("spreiding.write.run", "write_json", 0),
    "before_renames": ("spreiding.write.run", "put_in_place", 0),
    "after_backup": ("pathlib.Path", "rename", 1),
    "after_rename": ("spreiding.write.folder", "_discard", 0),
}
PROGRAM = """
import importlib, os, pathlib, signal, sys
sys.path.insert(0, {tests!r})
from write_frames import boundaries, plan
from spreiding.write import folder, run
where, name, calls = {point!r}
target = pathlib.Path if where == "pathlib.Path" else importlib.import_module(where)
original, left = getattr(target, name), [calls]
def dies(*args, **kwargs):
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1
    return original(*args, **kwargs)
setattr(target, name, dies)
run.write_run(plan(), boundaries(), pathlib.Path({out!r}))
"""


def die(point: str, out: Path) -> None:
    """Write a run in another process that is killed at ``point``."""
    program = PROGRAM.format(tests=str(Path(__file__).parent), point=POINTS[point], out=str(out))
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -signal.SIGKILL


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def old_run(out: Path) -> dict[str, bytes]:
    out.mkdir()
    (out / "run.json").write_text('{"spreiding": "old", "files": ["old.txt"]}')
    (out / "old.txt").write_text("old")
    return contents(out)


def test_a_run_has_its_folders_and_a_record_that_lists_them(tmp_path: Path) -> None:
    run = write_run(plan(), boundaries(), tmp_path / "run")
    tables = ["housing", "placements", "regions", "scaling", "sites", "staff", "tasks"]
    names = sorted([*(f"{table}.csv" for table in tables), "plan.gpkg"])
    folders = ["PV21-fryslan", "PV28-zuid-holland", "national"]
    assert sorted(contents(run)) == sorted([*(f"{folder}/{name}" for folder in folders for name in names), "run.json"])
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert record["note"] == "é"
    assert record["files"] == [f"{folder}/{name}" for folder in folders for name in names]
    assert hidden(tmp_path) == []


def test_a_province_has_the_national_rows_of_that_province(tmp_path: Path) -> None:
    run = write_run(plan(), boundaries(), tmp_path / "run")
    for name in ("tasks.csv", "sites.csv", "placements.csv", "housing.csv"):
        national, north, west = (
            (run / folder / name).read_text(encoding="utf-8").splitlines()
            for folder in ("national", "PV21-fryslan", "PV28-zuid-holland")
        )
        assert sorted(north[1:] + west[1:]) == sorted(national[1:])
        assert north[0] == west[0] == national[0]


@pytest.mark.parametrize(
    ("code", "name", "folder"),
    [
        ("PV21", "Fryslân", "PV21-fryslan"),
        ("PV28", "Zuid-Holland", "PV28-zuid-holland"),
        ("PV30", "Noord Brabant", "PV30-noord-brabant"),
    ],
)
def test_a_province_folder_is_named_without_accents(code: str, name: str, folder: str) -> None:
    assert province_folder(code, name) == folder


def test_a_new_run_replaces_an_older_one(tmp_path: Path) -> None:
    old_run(tmp_path / "run")
    run = write_run(plan(), boundaries(), tmp_path / "run")
    assert not (run / "old.txt").exists()
    assert hidden(tmp_path) == []


def test_what_is_staged_is_out_of_sight_until_commit(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "run"
    with stage_run(out) as staged:
        staged.write_plan(plan(), boundaries())
        assert not out.exists()
        assert (staged.folder / "national" / "tasks.csv").is_file()
    assert not out.exists()
    assert hidden(out.parent) == []


def test_a_record_alone_can_be_written(tmp_path: Path) -> None:
    # A run without a plan (infeasible) still says why.
    with stage_run(tmp_path / "run") as staged:
        staged.commit({"status": "infeasible"})
    assert json.loads((tmp_path / "run" / "run.json").read_text())["files"] == []


def test_an_error_in_between_leaves_the_older_run(tmp_path: Path) -> None:
    before = old_run(tmp_path / "run")
    with pytest.raises(ZeroDivisionError), stage_run(tmp_path / "run") as staged:
        staged.write_plan(plan(), boundaries())
        raise ZeroDivisionError
    assert contents(tmp_path / "run") == before
    assert hidden(tmp_path) == []


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_run_leaves_the_older_run_or_a_whole_new_one(point: str, tmp_path: Path) -> None:
    out = tmp_path / "run"
    before = old_run(out)
    die(point, out)
    recover(out)
    assert hidden(tmp_path) == []
    if point == "after_rename":
        assert "national/plan.gpkg" in contents(out)
        assert (out / "run.json").is_file()
    else:
        assert contents(out) == before


@pytest.mark.parametrize("point", [point for point in POINTS if point not in ("after_backup", "after_rename")])
def test_a_killed_first_run_leaves_nothing_in_sight(point: str, tmp_path: Path) -> None:
    die(point, tmp_path / "run")
    assert not (tmp_path / "run").exists()
    write_run(plan(), boundaries(), tmp_path / "run")
    assert hidden(tmp_path) == []


def test_the_next_run_repairs_what_a_killed_one_left(tmp_path: Path) -> None:
    old_run(tmp_path / "run")
    die("after_backup", tmp_path / "run")
    assert not (tmp_path / "run").exists()
    with stage_run(tmp_path / "run"):
        assert (tmp_path / "run" / "old.txt").is_file()


def test_the_folder_of_a_run_that_still_lives_is_left_alone(tmp_path: Path) -> None:
    alive = tmp_path / f".run.spreiding-stage-{os.getppid()}"
    alive.mkdir()
    write_run(plan(), boundaries(), tmp_path / "run")
    assert alive.is_dir()


def test_a_folder_that_is_no_run_is_refused_and_unchanged(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "thesis.txt").write_text("years of work")
    with pytest.raises(InputError, match="not a spreiding run"):
        write_run(plan(), boundaries(), tmp_path / "run")
    assert (tmp_path / "run" / "thesis.txt").read_text() == "years of work"
    assert hidden(tmp_path) == []


def test_a_run_with_somebodys_own_files_is_refused(tmp_path: Path) -> None:
    run = write_run(plan(), boundaries(), tmp_path / "run")
    (run / "national" / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match=r"national/notes\.txt"):
        check_target(run)


def test_files_that_a_map_reader_leaves_do_not_count_as_own(tmp_path: Path) -> None:
    run = write_run(plan(), boundaries(), tmp_path / "run")
    (run / "national" / "plan.gpkg-wal").write_text("")
    check_target(run)


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    assert (write_run(plan(), boundaries(), tmp_path / "run") / "run.json").is_file()


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("a file")
    with pytest.raises(InputError, match="no folder"):
        write_run(plan(), boundaries(), tmp_path / "run")


def test_a_link_is_refused(tmp_path: Path) -> None:
    old_run(tmp_path / "there")
    (tmp_path / "run").symlink_to(tmp_path / "there")
    with pytest.raises(InputError, match="no folder"):
        write_run(plan(), boundaries(), tmp_path / "run")


def test_a_file_above_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="every parent is a folder"):
        write_run(plan(), boundaries(), tmp_path / "file" / "run")


@pytest.mark.parametrize("number", [28, 13, 5])
def test_errors_of_the_disk_leave_the_older_run(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old_run(tmp_path / "run")

    def full(self: Path, *args: object, **kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    with stage_run(tmp_path / "run") as staged:
        monkeypatch.setattr(Path, "write_text", full)
        with pytest.raises(OutputError, match=os.strerror(number).lower()):
            staged.commit({})
        monkeypatch.undo()
    assert contents(tmp_path / "run") == before
    assert hidden(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "rule", "advice"),
    [
        ("a" * 300, "file name too long", "a shorter --out"),
        ("a" * 240, "file name too long", "a shorter --out"),  # the hidden folders beside it have longer names
        ("deep/" + "a" * 300, "file name too long", "a shorter --out"),
        ("file/run", "not a directory", "every parent is a folder"),
        ("file/deep/run", "not a directory", "every parent is a folder"),
    ],
)
def test_where_nothing_can_be_written_is_found_beforehand(tmp_path: Path, name: str, rule: str, advice: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=rule) as caught:
        check_target(tmp_path / name)
    assert advice in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_disk_that_refuses_is_found_beforehand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*args: object, **kwargs: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "mkdir", refuses)
    with pytest.raises(OutputError, match=r"can't be written \(read-only file system\)\. Choose an --out where you"):
        check_target(tmp_path / "deep" / "run")


def test_looking_beforehand_leaves_no_trace(tmp_path: Path) -> None:
    check_target(tmp_path / "deep" / "deeper" / "run")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_a_name_of_its_own_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no name of its own"):
        check_target(tmp_path / "deep" / "..")


def test_ctrl_c_between_the_renames_puts_the_older_run_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old_run(tmp_path / "run")
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        if "stage" in self.name:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_run(plan(), boundaries(), tmp_path / "run")
    assert contents(tmp_path / "run") == before
    assert hidden(tmp_path) == []


def test_a_rename_that_fails_puts_the_older_run_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old_run(tmp_path / "run")
    rename = Path.rename

    def fails(self: Path, target: Path) -> Path:
        if "stage" in self.name:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(OutputError, match="no space left"):
        write_run(plan(), boundaries(), tmp_path / "run")
    assert contents(tmp_path / "run") == before


def test_a_map_that_does_not_fit_on_the_disk_is_said_in_words(tmp_path: Path) -> None:
    # A limit on the size of files stands in for a full disk.
    program = f"""
import resource, signal, sys, pathlib
sys.path.insert(0, {str(Path(__file__).parent)!r})
from write_frames import boundaries, plan
from spreiding.write.errors import OutputError
from spreiding.write.run import write_run
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
try:
    write_run(plan(), boundaries(), pathlib.Path({str(tmp_path / "run")!r}))
except OutputError as error:
    print("said:", error)
"""
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "said:" in answer.stdout, answer.stderr
    assert not (tmp_path / "run").exists()
    assert hidden(tmp_path) == []


def test_staged_runs_know_where_they_go(tmp_path: Path) -> None:
    with stage_run(tmp_path / "run") as staged:
        assert isinstance(staged, StagedRun)
        assert staged.out == tmp_path / "run"
        assert staged.folder.parent == tmp_path
