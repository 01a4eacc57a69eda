"""The folder of a batch: whose it is, one writer at a time, and what in it counts as finished."""

import json
from pathlib import Path

import pytest
from batch.batch_case import checked, half_written, ran
from filelock import FileLock

from spreiding.batch.shelf import check_shelf, finished, left_over, open_shelf, tidy, write_whole
from spreiding.errors import InputError


def quiet(_: int) -> None:
    """Tell nobody."""


def test_a_new_folder_and_the_same_batch_again(tmp_path: Path) -> None:
    batch, out = checked(tmp_path), tmp_path / "deep" / "out"
    for _ in range(2):
        check_shelf(out, "small")
        with open_shelf(out, batch) as folder:
            assert folder == out / "scenarios"
    record = json.loads((out / "batch.json").read_text())
    assert (record["batch"], record["scenarios"], record["provinces"]) == ("small", 1, {"PV24": "Flevoland"})
    assert record["sha256"] == batch.batch.sha256
    assert len(record["tables"]["embedded"]) == 10


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"thesis.odt": "mine"}, "is not the folder of a batch"),
        ({"batch.json": '{"batch": "other"}'}, "holds another batch, other"),
        ({"batch.json": "{"}, "whose record is damaged"),
        ({"batch.json": "[]"}, "whose record is damaged"),
    ],
)
def test_a_folder_of_something_else_is_refused(tmp_path: Path, content: dict[str, str], told: str) -> None:
    for name, text in content.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(InputError, match=told):
        check_shelf(tmp_path, "small")
    assert {path.name for path in tmp_path.iterdir()} == set(content)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(InputError, match="is no folder"):
        check_shelf(tmp_path / "out", "small")


def test_one_batch_at_a_time(tmp_path: Path) -> None:
    batch, out = checked(tmp_path), tmp_path / "out"
    with open_shelf(out, batch), pytest.raises(InputError, match="is being written by another batch"):
        open_shelf(out, batch).__enter__()
    with FileLock(out / ".batch.lock", timeout=0):
        assert (out / "batch.json").exists()


def test_what_is_finished_is_the_same_question(tmp_path: Path) -> None:
    listed = [{"name": "a", "overrides": {"solver.time_limit": 1e-6}}, {"name": "b"}]
    batch, out = checked(tmp_path, scenarios=listed), tmp_path / "scenarios"
    outcome = ran(batch, 0, out)
    assert finished(out, batch, quiet) == {"a": outcome}
    other = checked(tmp_path, scenarios=[{"name": "a", "overrides": {"solver.time_limit": 2e-6}}])
    assert finished(out, other, quiet) == {}
    assert left_over(out, other) == ()
    assert left_over(out, checked(tmp_path)) == ("a",)


def test_what_killed_processes_left_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "scenarios" / ".a.spreiding-stage-123").mkdir(parents=True)
    (tmp_path / "scenarios" / ".a.spreiding-stage-123" / "model.yaml").write_text("half")
    (tmp_path / "scenarios" / "b").mkdir()
    (tmp_path / ".new-summary.csv").write_text("half")
    tidy(tmp_path)
    assert half_written(tmp_path) == []
    assert (tmp_path / "scenarios" / "b").is_dir()


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "summary.csv"
    write_whole(path, lambda beside: beside.write_text("first"))

    def dies(beside: Path) -> None:
        beside.write_text("half")
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        write_whole(path, dies)
    assert path.read_text() == "first"
    assert half_written(tmp_path) == []
