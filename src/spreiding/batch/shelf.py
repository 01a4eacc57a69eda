"""The folder of a batch: one batch at a time writes in it, and what is finished there is not made again."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from spreiding import __version__
from spreiding.batch.check import Checked
from spreiding.batch.fingerprint import code_print
from spreiding.batch.outcome import Outcome, read_outcome
from spreiding.errors import Finding, InputError
from spreiding.write.errors import as_output_error
from spreiding.write.folder import rehearse
from spreiding.write.run_json import write_json

RECORD, SCENARIOS = "batch.json", "scenarios"
_LOCK = ".batch.lock"
_OTHER = "Give another --out; nothing was changed."


def check_shelf(out: Path, name: str) -> None:
    """Raise ``InputError`` when ``out`` holds anything but this batch, ``OutputError`` when the disk refuses."""
    with as_output_error(out):
        if out.is_symlink() or (out.exists() and not out.is_dir()):
            raise _refuse(out, "is no folder", _OTHER)
        there = [] if not out.exists() else [path.name for path in out.iterdir() if path.name != _LOCK]
        if there and RECORD not in there:
            raise _refuse(out, f"exists and is not the folder of a batch (no {RECORD} in it)", _OTHER)
        if there and _name(out) != name:
            raise _refuse(out, f"holds another batch, {_name(out) or 'whose record is damaged'}", _OTHER)
        rehearse(out.absolute())


@contextmanager
def open_shelf(out: Path, checked: Checked) -> Iterator[Path]:
    """Give the folder of the scenarios, for this process alone; raise ``InputError`` when another one writes there."""
    with as_output_error(out):
        out.mkdir(parents=True, exist_ok=True)
    lock = FileLock(out / _LOCK)
    with as_output_error(out):
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            advice = "Wait until it is done, or give another --out."
            raise _refuse(out, "is being written by another batch", advice) from error
    try:
        with as_output_error(out):
            (out / SCENARIOS).mkdir(exist_ok=True)
            tidy(out)
            write_whole(out / RECORD, lambda path: write_json(_record(checked), path))
        yield out / SCENARIOS
    finally:
        lock.release()


def finished(folder: Path, checked: Checked, tell: Callable[[int], None]) -> dict[str, Outcome]:
    """The outcomes of scenarios that were finished before and are still the same question, by name."""
    found = {}
    for number, (scenario, fingerprint) in enumerate(zip(checked.scenarios, checked.prints, strict=True), start=1):
        outcome = read_outcome(folder / scenario.name)
        if outcome is not None and outcome.fingerprint == fingerprint:
            found[scenario.name] = outcome
        tell(number)
    return found


def left_over(folder: Path, checked: Checked) -> tuple[str, ...]:
    """Names of folders there that the batch file does not ask for any more."""
    known = {scenario.name for scenario in checked.scenarios}
    return tuple(sorted(p.name for p in folder.iterdir() if p.name not in known and not p.name.startswith(".")))


def tidy(out: Path) -> None:
    """Take away what killed workers and batches left half-written."""
    for path in (out / SCENARIOS).glob(".*.spreiding-*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in out.glob(".new-*"):
        path.unlink(missing_ok=True)


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file beside its place and put it there in one go."""
    beside = path.with_name(f".new-{path.name}")  # a GeoPackage wants its ending
    try:
        write(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _record(checked: Checked) -> Mapping[str, Any]:
    batch = checked.batch
    return {
        "spreiding": __version__,
        "batch": batch.content.name,
        "path": batch.path.name,
        "sha256": batch.sha256,
        "content": batch.content.model_dump(mode="json", by_alias=True),
        "scenarios": len(checked.scenarios),
        "provinces": checked.provinces,
        "models": {name or "embedded": loaded.sha256 for name, loaded in checked.models.items()},
        "tables": {
            name or "embedded": {file.name: file.sha256 for file in ground.tables.files}
            for name, ground in checked.grounds.items()
        },
        "code_sha256": code_print(),
    }


def _name(out: Path) -> str | None:
    try:
        record = json.loads((out / RECORD).read_text(encoding="utf-8"))
    except ValueError:
        return None
    name = record.get("batch") if isinstance(record, dict) else None
    return name if isinstance(name, str) else None


def _refuse(out: Path, rule: str, advice: str) -> InputError:
    return InputError([Finding(str(out), None, None, None, rule, advice)])
