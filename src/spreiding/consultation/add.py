"""Write to a consultation's record: one entry at a time, whoever else is writing, and nothing is lost."""

import errno
import getpass
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from spreiding.consultation.entry import Entry, Said, chained, line_of, misfits, read_line
from spreiding.consultation.files import HEAD, LOCK, RECORD
from spreiding.consultation.read import PATIENCE, Chain, locked_chain
from spreiding.errors import Finding, InputError
from spreiding.write.errors import OutputError

_COUNTS = "An entry is of an office or a body, in counts and never of individuals: docs/consultation.md."


@dataclass(frozen=True)
class Added:
    """The entry that was written, and what was done before about a torn last line (``None``: there was none)."""

    entry: Entry
    repaired: str | None


def said_of(**values: object) -> Said:
    """Make what is said of the options; raise ``InputError`` with all that is wrong and no private text."""
    given = {name: values.get(name) for name in ("kind", "about", "to", "places", "amv")}
    wrong = [*misfits(**given)]
    try:
        said = Said.model_validate(values)
    except ValidationError as error:
        # The value is not repeated: it may be about a person.
        wrong = [*((str(item["loc"][0]), item["msg"]) for item in error.errors() if item["loc"]), *wrong]
    else:
        return said
    raise InputError(Finding("spreiding log add", None, f"--{name}", None, rule, _COUNTS) for name, rule in wrong)


def user_name() -> str:
    """The account on this computer."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        rule, advice = "is not known to the operating system", "Leave --with-user out."
        raise InputError([Finding("--with-user", None, None, None, rule, advice)]) from error


def add_entry(run_folder: Path, said: Said) -> Added:
    """Write an entry behind the others, to the disk; raise ``OutputError`` when that can't be.

    Raise ``InputError`` when the record's chain is broken: nothing is written behind lines that can't be trusted.
    """
    with _writing(run_folder):
        chain, repaired = _mended(run_folder)
        entry = chained(said, len(chain.entries) + 1, chain.last, datetime.now(UTC))
        _append(run_folder / RECORD, line_of(entry))
        _write_head(run_folder, locked_chain(run_folder))
    return Added(entry, repaired)


def repair(run_folder: Path) -> str | None:
    """Complete a torn last line that is whole but for its newline, or set its part aside; say what was done."""
    locked_chain(run_folder)  # a folder that is no run is refused before anything is made in it
    with _writing(run_folder):
        return _mended(run_folder)[1]


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Hold the record alone; what the disk refuses becomes an ``OutputError``."""
    path = folder / RECORD
    try:
        with FileLock(folder / LOCK, timeout=PATIENCE):
            yield
    except Timeout as error:
        rule = f"is being written by somebody else for {PATIENCE} seconds already"
        raise OutputError(Finding(str(path), None, None, None, rule, "Nothing was added: try again.")) from error
    except OSError as error:
        rule = f"can't be written ({(error.strerror or str(error)).lower()})"
        advice = "The record stands in the folder of its run: make room there, or ask who owns it to let you write."
        raise OutputError(Finding(str(path), None, None, None, rule, advice)) from error


def _mended(folder: Path) -> tuple[Chain, str | None]:
    """The record with nothing torn, and a head that is not behind: what a writer that was stopped left is put right."""
    chain, told = _whole(folder, locked_chain(folder))
    if chain.behind:
        _write_head(folder, chain)
    return chain, told


def _whole(folder: Path, chain: Chain) -> tuple[Chain, str | None]:
    if not chain.torn:
        return chain, None
    number, path = len(chain.entries) + 1, folder / RECORD
    if isinstance(read_line(chain.torn), Entry):
        _append(path, b"\n")
        return locked_chain(folder), f"Entry {number} was whole but for the end of its line, and is completed."
    aside = _set_aside(folder, chain.torn)
    with path.open("r+b") as file:
        file.truncate(chain.size)
        os.fsync(file.fileno())
    told = f"A part of entry {number}, whose writer was stopped in the middle, was taken out and kept in {aside.name}."
    return locked_chain(folder), told


def _set_aside(folder: Path, torn: bytes) -> Path:
    """Keep the bytes of a torn line in a file that was not there yet."""
    stem = f"consultation.torn-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    names = (folder / f"{stem}{more}.txt" for more in ("", *(f"-{count}" for count in range(2, 1000))))
    aside = next(path for path in names if not path.exists())
    _append(aside, torn)
    return aside


def _append(path: Path, line: bytes) -> None:
    """Add bytes in one write, and see them on the disk."""
    new = not path.exists()
    with path.open("ab", buffering=0) as file:
        end = file.tell()
        if file.write(line) != len(line):
            file.truncate(end)  # a part fitted on the disk
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(file.fileno())
    if new:
        _sync_folder(path.parent)


def _write_head(folder: Path, chain: Chain) -> None:
    """Say where the record ends, whole or not at all."""
    beside = folder / f".{HEAD}.new"
    with beside.open("wb", buffering=0) as file:
        file.write(json.dumps({"entries": len(chain.entries), "sha256": chain.last}).encode() + b"\n")
        os.fsync(file.fileno())
    beside.replace(folder / HEAD)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """See a new name on the disk; Windows has no such call and does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
