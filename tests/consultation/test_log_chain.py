"""A record is read as it was written, or every line that was changed, removed or put in is told with its number."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from consultation.recorded import added, recorded, said
from run_files.written_runs import small_run

from spreiding.consultation.entry import chained, line_of, read_line
from spreiding.consultation.files import HEAD, LOCK, RECORD
from spreiding.consultation.read import read_chain, read_log
from spreiding.errors import InputError
from spreiding.run_files.read import read_run
from spreiding.write.folder import check_target

FIRST, SECOND, THIRD = "first reason", "second reason", "third reason"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return recorded(tmp_path, FIRST, SECOND, THIRD)


def lines(run: Path) -> list[bytes]:
    return (run / RECORD).read_bytes().splitlines(keepends=True)


def write(run: Path, changed: list[bytes]) -> None:
    (run / RECORD).write_bytes(b"".join(changed))


def refused(run: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_log(run)
    return [str(finding) for finding in caught.value.findings]


def test_entries_come_back_in_their_order_each_with_the_sha256_of_the_line_before(run: Path) -> None:
    entries = read_log(run)
    assert [(entry.number, entry.why) for entry in entries] == [(1, FIRST), (2, SECOND), (3, THIRD)]
    assert entries[0].previous == hashlib.sha256((run / "run.json").read_bytes()).hexdigest()
    assert [entry.previous for entry in entries[1:]] == [
        hashlib.sha256(line[:-1]).hexdigest() for line in lines(run)[:2]
    ]
    assert all(entry.user is None for entry in entries)


def test_every_line_is_one_json_object_with_the_moment_in_utc_to_the_second(run: Path) -> None:
    for line in lines(run):
        values = json.loads(line)
        moment = datetime.strptime(values["at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        assert abs(datetime.now(UTC) - moment) < timedelta(minutes=5)
        assert datetime.fromisoformat(values["local"]) == moment


def test_the_local_moment_is_that_of_the_clock_where_it_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Europe/Amsterdam")
    time.tzset()
    summer = datetime(2026, 7, 1, 9, 30, 15, 999_999, tzinfo=UTC)
    entry = chained(said(), 1, "0" * 64, summer)
    monkeypatch.undo()
    time.tzset()
    assert entry.model_dump(mode="json")["at"] == "2026-07-01T09:30:15Z"
    assert entry.model_dump(mode="json")["local"] == "2026-07-01T11:30:15+02:00"
    assert read_line(line_of(entry)[:-1]) == entry


def test_a_run_without_a_record_has_no_entries_and_gets_no_file(tmp_path: Path) -> None:
    run = small_run(tmp_path / "run")
    before = sorted(run.rglob("*"))
    assert read_log(run) == ()
    assert sorted(run.rglob("*")) == before


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    assert "is no run: there is no run.json in it" in refused(tmp_path)[0]


def changed_in_the_middle(run: Path) -> None:
    one, two, three = lines(run)
    write(run, [one, two.replace(b"second", b"other!"), three])


def changed_with_its_own_sha256(run: Path) -> None:
    # Who changes a line and works its own sha256 out anew still breaks the next line's.
    one, _, three = lines(run)
    other = chained(said(why="other"), 2, hashlib.sha256(one[:-1]).hexdigest(), datetime.now(UTC))
    write(run, [one, line_of(other), three])


def last_changed(run: Path) -> None:
    one, two, _ = lines(run)
    other = chained(said(why="other"), 3, hashlib.sha256(two[:-1]).hexdigest(), datetime.now(UTC))
    write(run, [one, two, line_of(other)])


def first_removed(run: Path) -> None:
    write(run, lines(run)[1:])


def middle_removed(run: Path) -> None:
    write(run, [lines(run)[0], lines(run)[2]])


def last_removed(run: Path) -> None:
    write(run, lines(run)[:2])


def all_removed(run: Path) -> None:
    (run / RECORD).unlink()


def swapped(run: Path) -> None:
    one, two, three = lines(run)
    write(run, [one, three, two])


def other_line_ends(run: Path) -> None:
    write(run, [line.replace(b"\n", b"\r\n") for line in lines(run)])


def spaces(run: Path) -> None:
    write(run, [lines(run)[0].replace(b'":', b'": '), *lines(run)[1:]])


def no_json(run: Path) -> None:
    write(run, [lines(run)[0], b"\xff\xfe\n", lines(run)[2]])


def blank_line(run: Path) -> None:
    write(run, [lines(run)[0], b"\n", *lines(run)[1:]])


def other_run(run: Path) -> None:
    (run / "run.json").write_text((run / "run.json").read_text(encoding="utf-8") + "\n", encoding="utf-8")


def head_gone(run: Path) -> None:
    (run / HEAD).unlink()


def head_broken(run: Path) -> None:
    (run / HEAD).write_text("{}")


@pytest.mark.parametrize(
    ("change", "row", "words"),
    [
        (changed_in_the_middle, "row 2", "entry 2: was changed after it was written"),
        (changed_with_its_own_sha256, "row 3", "entry 3 does not follow the line before: entry 2 was changed"),
        (last_changed, "jsonl: ", f"entry 3 is another than {HEAD} knows"),
        (first_removed, "row 1", "holds entry 2 where entry 1 belongs: entries 1 to 1 were removed"),
        (middle_removed, "row 2", "holds entry 3 where entry 2 belongs: entries 2 to 2 were removed"),
        (last_removed, "jsonl: ", "entries 3 to 3 were removed"),
        (all_removed, "jsonl: ", "entries 1 to 3 were removed"),
        (swapped, "row 2", "holds entry 3 where entry 2 belongs"),
        (other_line_ends, "row 1", "is not written as the program writes it"),
        (spaces, "row 1", "is not written as the program writes it"),
        (no_json, "row 2", "entry 2"),
        (blank_line, "row 2", "entry 2"),
        (other_run, "row 1", "entry 1 does not follow the line before: it is the record of another run"),
        (head_gone, "jsonl: ", "knows of 0 entries, not of 3"),
        (head_broken, "jsonl: ", "can't be read"),
    ],
)
def test_what_was_changed_is_told_with_its_number(
    run: Path, change: Callable[[Path], None], row: str, words: str
) -> None:
    change(run)
    assert any(row in told and words in told for told in refused(run)), refused(run)
    # And nothing is written behind lines that can't be trusted.
    before = (run / RECORD).read_bytes() if (run / RECORD).exists() else None
    with pytest.raises(InputError):
        added(run, "fourth")
    assert before == ((run / RECORD).read_bytes() if (run / RECORD).exists() else None)


def test_a_head_that_is_one_behind_is_what_a_stopped_writer_leaves_and_is_put_right(run: Path) -> None:
    before = (run / HEAD).read_bytes()
    added(run, "fourth")
    (run / HEAD).write_bytes(before)
    assert len(read_log(run)) == 4
    added(run, "fifth")
    assert json.loads((run / HEAD).read_text())["entries"] == 5 == len(read_log(run))


def test_readers_of_the_run_do_not_mind_the_record(run: Path) -> None:
    assert read_run(run).record.status == "optimal"


def test_a_new_run_never_replaces_a_folder_with_a_record(run: Path) -> None:
    with pytest.raises(InputError, match="holds a consultation record") as caught:
        check_target(run)
    assert "keep this folder" in caught.value.findings[0].advice
    assert len(read_log(run)) == 3


def test_a_lock_without_a_record_does_not_keep_a_run_from_being_replaced(tmp_path: Path) -> None:
    run = small_run(tmp_path / "run")
    (run / LOCK).touch()
    check_target(run)


def test_a_chain_says_how_the_next_entry_follows(run: Path) -> None:
    chain = read_chain(run)
    assert added(run, "fourth").entry.previous == chain.last
    assert not chain.torn and not chain.behind
