"""A run's folder appears whole or not at all, and never in place of anything but an older run.

The files are made in a hidden folder beside the target and come into sight by a rename. An older run is set
aside under another hidden name until the new one stands; a run that dies in between is repaired by the next
one.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from spreiding.consultation.files import LOCK as CONSULTATION_LOCK
from spreiding.consultation.files import RECORD as CONSULTATION
from spreiding.errors import Finding, InputError
from spreiding.write.errors import as_output_error

RECORD = "run.json"
_STAGE, _BACKUP = "stage", "backup"
_LEFT_BY_READERS = ("-wal", "-shm", "-journal")


def check_free(out: Path, record: str = RECORD, kind: str = "run") -> None:
    """Raise ``InputError`` when ``out`` is neither new, nor empty, nor a run with only its own files.

    ``record`` is the file that lists them, ``kind`` what the folder is called: a folder of another kind has others.
    """
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise _refuse(out, "is no folder")
    if out.name == "..":
        raise _refuse(out, "has no name of its own")
    if not out.exists() or not any(out.iterdir()):
        return
    if not (out / record).is_file():
        raise _refuse(out, f"exists and is not a spreiding {kind} (no {record} in it)")
    if (out / CONSULTATION).exists():
        rule = f"holds a consultation record ({CONSULTATION}): what was said at the table about that {kind}"
        raise _refuse(
            out, rule, "Give another --out and keep this folder: the record belongs to it. Nothing was changed."
        )
    strange = _strange_files(out, record)
    if strange:
        raise _refuse(out, f"holds files that the {kind} there did not write ({', '.join(strange[:3])})")


def check_target(out: Path, check: Callable[[Path], None] = check_free) -> None:
    """Raise ``InputError`` when ``out`` may not be replaced, ``OutputError`` when nothing can be written there.

    ``check`` says what may be replaced: a run, unless the folder is of another kind. Call it before anything
    expensive: a run that cannot be written is then refused at once.
    """
    with as_output_error(out):
        check(out)
        rehearse(out.absolute())


def rehearse(out: Path) -> None:
    """Make what a run at ``out`` would make, with all that is missing above it, and take it away again."""
    ground = next(parent for parent in out.parents if parent.exists())
    missing = out.parent.relative_to(ground)
    with tempfile.TemporaryDirectory(prefix=".spreiding-", dir=ground) as trial:
        (Path(trial) / missing / _hidden(out, _BACKUP).name).mkdir(parents=True)


@contextmanager
def staged_folder(out: Path, check: Callable[[Path], None] = check_free) -> Iterator[Path]:
    """Give a hidden folder beside ``out`` to write in; it is removed unless ``put_in_place`` took it.

    Raises ``InputError`` when ``out`` may not be replaced, ``OutputError`` when no folder can be made there.
    """
    out = out.absolute()
    with as_output_error(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        recover(out)
        check(out)
        stage = _hidden(out, _STAGE)
        stage.mkdir()
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def put_in_place(stage: Path, out: Path, check: Callable[[Path], None] = check_free) -> None:
    """Make ``stage`` the folder ``out``; what stood there is kept until then, and put back on failure."""
    out = out.absolute()
    check(out)
    backup = _hidden(out, _BACKUP)
    try:
        if out.exists():
            out.rename(backup)
        stage.rename(out)
    except BaseException:  # Ctrl-C too
        if backup.exists() and not out.exists():
            backup.rename(out)
        raise
    _discard(backup, out)


def recover(out: Path) -> None:
    """Repair what dead runs left beside ``out``: put back a run that nothing replaced, drop the rest."""
    for backup in _left_behind(out, _BACKUP):
        if out.exists():
            _discard(backup, out)
        else:
            backup.rename(out)
    for stage in _left_behind(out, _STAGE):
        shutil.rmtree(stage, ignore_errors=True)


def _hidden(out: Path, role: str) -> Path:
    return out.parent / f".{out.name}.spreiding-{role}-{os.getpid()}"


def _left_behind(out: Path, role: str) -> list[Path]:
    prefix = f".{out.name}.spreiding-{role}-"
    found = []
    for path in sorted(out.parent.iterdir()):
        owner = path.name.removeprefix(prefix)
        if path.name.startswith(prefix) and owner.isdecimal() and not _alive(int(owner)):
            found.append(path)
    return found


def _alive(process: int) -> bool:
    if process == os.getpid():
        # A name with our own number is from an earlier process that had it: this one has not begun yet.
        return False
    if sys.platform == "win32":
        # Signal 0 would end the process there; without a safe question, nobody else's folder is touched.
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _discard(folder: Path, out: Path) -> None:
    # Renamed first: a half-removed backup must never be taken for an older run and put back.
    if folder.exists():
        trash = _hidden(out, _STAGE)
        shutil.rmtree(trash, ignore_errors=True)
        folder.rename(trash)
        shutil.rmtree(trash, ignore_errors=True)


def _strange_files(out: Path, name: str) -> list[str]:
    try:
        record = json.loads((out / name).read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        return [name]
    if not isinstance(record, dict) or not isinstance(record.get("files"), list):
        # Somebody else's record: nothing says which files here may go.
        return [name]
    known = {name, *(str(file) for file in record["files"])}
    there = (path.relative_to(out).as_posix() for path in sorted(out.rglob("*")) if not path.is_dir())
    known |= {CONSULTATION_LOCK, *(f"{file}{left}" for file in known for left in _LEFT_BY_READERS)}
    return [file for file in there if file not in known]


def _refuse(out: Path, rule: str, advice: str = "Give another --out; nothing was changed.") -> InputError:
    return InputError([Finding(str(out), None, None, None, rule, advice)])
