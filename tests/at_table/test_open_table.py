"""Which base and which province were meant."""

import json
import os
from pathlib import Path

import pytest
from at_table.small_table import Small
from rich.console import Console

from spreiding.at_table.open import TableRequest, newest_run, open_table
from spreiding.at_table.written import WrittenAnswers
from spreiding.errors import InputError
from spreiding.result import Watch


def _run(room: Path, name: str, when: int, **record: object) -> None:
    (room / name).mkdir(parents=True)
    path = room / name / "run.json"
    path.write_text(json.dumps({"point": {}, **record}), encoding="utf-8")
    os.utime(path, (when, when))


def test_a_province_alone_means_the_newest_run_that_covers_it(tmp_path: Path) -> None:
    both, other = {"PV23": "Overijssel", "PV29": "Zeeland"}, {"PV29": "Zeeland"}
    _run(tmp_path, "old", 1_000, provinces=both)
    _run(tmp_path, "new", 2_000, provinces=both)
    _run(tmp_path, "elsewhere", 3_000, provinces=other)
    # What is no run of `plan`: a record of something else, and one that is no JSON.
    _run(tmp_path, "strange", 4_000, provinces=["PV23"])
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "run.json").write_text("{", encoding="utf-8")
    assert newest_run(tmp_path, "PV23") == tmp_path / "new"
    assert newest_run(tmp_path, "PV29") == tmp_path / "elsewhere"


def test_without_such_a_run_the_command_that_makes_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="spreiding plan --province PV23"):
        newest_run(tmp_path / "out", "PV23")


@pytest.mark.parametrize(
    ("base", "province", "told"),
    [
        ("{base}", None, "plans for more than one province"),
        ("{base}", "PV29", "is not in the base"),
        ("{base}", "pv2O", "Did you mean PV2"),
        ("nowhere", None, "does not exist"),
        ("Zeeland", "PV29", "names a province too"),
    ],
)
def test_what_can_not_be_meant_is_told(small: Small, base: str, province: str | None, told: str) -> None:
    folder = Path(base.format(base=small.base.run.folder))
    with pytest.raises(InputError, match=told), WrittenAnswers() as written:
        open_table(TableRequest(folder, province, None, None), Console(quiet=True), written)


def test_names_are_of_the_province_and_sites_too(small: Small) -> None:
    assert list(small.table.towns) == ["GM0001", "GM0002"]
    assert list(small.table.names) == ["GM0001", "GM0002", "GM0003", "GM0004"]
    assert dict(small.table.sites) == {"S1": "GM0001", "S2": "GM0002"}


def test_an_answer_is_written_once_and_gone_with_the_session(small: Small) -> None:
    state = small.after("floor GM0002 1", "solve").state
    assert state.now.answer is not None
    with WrittenAnswers() as written:
        asked = (small.table.base, state.now.asked, state.now.answer)
        folder = written.folder(*asked, Watch())
        stamp = (folder / "run.json").stat().st_mtime_ns
        assert written.folder(*asked, Watch()) == folder
        assert (folder / "run.json").stat().st_mtime_ns == stamp
    assert not folder.parent.exists()
