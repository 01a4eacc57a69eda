"""Many write at once and some are killed: every entry that was said to be recorded is there, and the chain holds."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

import pytest
from consultation.recorded import added, recorded, said, writer
from filelock import FileLock

from spreiding.consultation import add
from spreiding.consultation.add import add_entry, repair
from spreiding.consultation.files import HEAD, LOCK, RECORD
from spreiding.consultation.read import read_chain, read_log
from spreiding.errors import InputError
from spreiding.write.errors import OutputError

# A process that is killed when half of its line is on the disk, or all of it but the newline.
DIES = """
import os, signal, sys
from pathlib import Path
from consultation.recorded import added
from spreiding.consultation import add
def half(path, line):
    with path.open("ab", buffering=0) as file:
        file.write(line[:int(len(line) * float(sys.argv[2])) - 1])
        os.fsync(file.fileno())
    os.kill(os.getpid(), signal.SIGKILL)
add._append = half
added(Path(sys.argv[1]), "of who was stopped")
"""


def dies(run: Path, part: float) -> bytes:
    """Let a process die in the middle of its line; give what it left."""
    before = (run / RECORD).read_bytes()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", DIES, str(run), str(part)], check=False, env=environment)
    assert done.returncode == -signal.SIGKILL
    return (run / RECORD).read_bytes().removeprefix(before)


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    run = recorded(tmp_path)
    writers = [writer(f"w{count}", run, 12) for count in range(5)]
    told = [line for process in writers for line in process.communicate(timeout=120)[0].split("\n") if line]
    assert [process.returncode for process in writers] == [0] * 5
    written = [f"{entry.who} {entry.why.removeprefix('round ')}" for entry in read_log(run)]
    assert len(written) == 60
    assert sorted(written) == sorted(told)
    # Of each process the entries stand in the order in which it wrote them.
    assert [name for name in written if name.startswith("w3 ")] == [f"w3 {count}" for count in range(12)]


def test_killed_writers_take_nothing_with_them(tmp_path: Path) -> None:
    run = recorded(tmp_path)
    writers = [writer(f"w{count}", run, 100_000) for count in range(3)]
    told = [[], [], []]
    for turn, process in enumerate(writers):
        assert process.stdout is not None
        told[turn] = [process.stdout.readline().strip() for _ in range(5 + 5 * turn)]
        process.kill()
    for turn, process in enumerate(writers):
        told[turn] += process.communicate(timeout=60)[0].split("\n")
    repair(run)
    written = {f"{entry.who} {entry.why.removeprefix('round ')}" for entry in read_log(run)}
    said_so = {line for lines in told for line in lines if line.startswith("w") and " " in line}
    assert len(said_so) >= 30
    assert said_so <= written
    assert added(run, "afterwards").entry.number == len(written) + 1


def test_half_a_line_is_told_and_set_aside_by_the_next_writer(tmp_path: Path) -> None:
    run = recorded(tmp_path, "first")
    left = dies(run, 0.5)
    assert left and b"\n" not in left
    with pytest.raises(InputError, match=r"row 2: is cut off after \d+ bytes.*spreiding log RUN repair"):
        read_log(run)
    assert [entry.why for entry in read_chain(run).entries] == ["first"]
    done = added(run, "third")
    (aside,) = run.glob("consultation.torn-*.txt")
    assert done.repaired is not None and aside.name in done.repaired
    assert aside.read_bytes() == left
    assert [entry.why for entry in read_log(run)] == ["first", "third"]


def test_a_line_that_lacks_its_newline_only_is_completed(tmp_path: Path) -> None:
    run = recorded(tmp_path, "first")
    dies(run, 1.0)
    assert repair(run) == "Entry 2 was whole but for the end of its line, and is completed."
    assert [entry.why for entry in read_log(run)] == ["first", "of who was stopped"]
    assert repair(run) is None
    assert added(run, "third").entry.number == 3


def test_two_torn_lines_in_one_second_are_both_kept(tmp_path: Path) -> None:
    run = recorded(tmp_path, "first")
    for _ in range(2):
        with (run / RECORD).open("ab") as file:
            file.write(b'{"who":')
        repair(run)
    assert len(list(run.glob("consultation.torn-*.txt"))) == 2
    assert len(read_log(run)) == 1


@pytest.mark.parametrize("reason", [errno.EROFS, errno.EACCES])
def test_a_folder_in_which_nothing_can_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int
) -> None:
    # Who runs the tests may be allowed everything: the refusal is the system's own words.
    run = recorded(tmp_path, "first")
    before = {path: path.read_bytes() for path in run.rglob("*") if path.is_file()}

    def refuses(*_: object, **__: object) -> None:
        raise OSError(reason, os.strerror(reason))

    monkeypatch.setattr(add.FileLock, "acquire", refuses)
    with pytest.raises(OutputError, match=r"consultation\.jsonl: can't be written \((read-only|permission)"):
        add_entry(run, said())
    assert [entry.why for entry in read_log(run)] == ["first"]
    assert {path: path.read_bytes() for path in run.rglob("*") if path.is_file()} == before


def test_a_folder_of_somebody_else_is_told_and_can_be_read(tmp_path: Path) -> None:
    # As another account, which may read all and write nothing; only who may become it can try.
    if os.geteuid() != 0:
        pytest.skip("needs an account that may become another one")
    run = recorded(tmp_path, "first")
    program = (
        "import os, sys; from pathlib import Path; from consultation.recorded import added\n"
        "from spreiding.consultation.read import read_log; from spreiding.write.errors import OutputError\n"
        "run = Path(sys.argv[1]); os.chdir(run); os.setgid(65534); os.setuid(65534)\n"
        "run = Path('.'); assert len(read_log(run)) == 1\n"
        "try: added(run, 'second')\n"
        "except OutputError as error: print(error)"
    )
    for path in run.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    run.chmod(0o755)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", program, str(run)], capture_output=True, text=True, check=False, env=environment
    )
    assert "can't be written (permission denied)" in done.stdout, done.stderr
    assert len(read_log(run)) == 1


class Full:
    """A file on a disk that has room for ten bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.tell, self.truncate = file, file.tell, file.truncate

    def __enter__(self) -> "Full":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, line: bytes) -> int:
        return self.file.write(line[:10])


def test_a_disk_that_takes_a_part_only_leaves_the_record_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = recorded(tmp_path, "first")
    before, original = (run / RECORD).read_bytes(), Path.open

    def opened(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        file = original(path, mode, *more, **named)
        return Full(file) if mode == "ab" else file

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(OutputError, match="no space left"):
        added(run, "second")
    monkeypatch.undo()
    assert (run / RECORD).read_bytes() == before


def test_who_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = recorded(tmp_path, "first")
    monkeypatch.setattr(add, "PATIENCE", 0.1)
    holder = (
        "import sys, time; from filelock import FileLock\n"
        "with FileLock(sys.argv[1]): print('held', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", holder, str(run / LOCK)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    with pytest.raises(OutputError, match="is being written by somebody else"):
        added(run, "second")
    # Reading does not wait for it.
    assert len(read_log(run)) == 1
    process.kill()
    process.wait()
    assert added(run, "second").entry.number == 2


def test_a_line_that_is_seen_half_while_it_is_written_is_read_again(tmp_path: Path) -> None:
    run = recorded(tmp_path, "first", "second")
    whole = (run / RECORD).read_bytes()
    (run / RECORD).write_bytes(whole[:-5])
    lock = FileLock(run / LOCK)
    lock.acquire()
    reader = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from spreiding.consultation.read import read_log\n"
            "print('reading', flush=True); print(len(read_log(Path(sys.argv[1]))))",
            str(run),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout is not None and reader.stdout.readline() == "reading\n"
    (run / RECORD).write_bytes(whole)
    lock.release()
    assert reader.communicate(timeout=60)[0] == "2\n"


def test_the_head_is_never_seen_half(tmp_path: Path) -> None:
    run = recorded(tmp_path, "first")
    assert sorted(path.name for path in run.iterdir() if "consultation" in path.name) == sorted([HEAD, LOCK, RECORD])
