"""Read a consultation's record and hold its chain against itself; nothing is written."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from spreiding.consultation.entry import Entry, read_line
from spreiding.consultation.files import HEAD, LOCK, RECORD
from spreiding.errors import Finding, InputError
from spreiding.write.folder import RECORD as RUN

PATIENCE = 30  # seconds to wait for who is writing
_BACKUP = "Put the record back from a copy: what it says now is not what was written."
_REPAIR = "Run `spreiding log RUN repair`: a whole line is completed, a part of one is kept in a file of its own."


@dataclass(frozen=True)
class Chain:
    """The record as it stands: whole entries, the sha256 that the next one gets, and the torn end (mostly ``b""``).

    ``torn`` is what stands behind the last newline: whoever wrote it was stopped in the middle. ``size`` counts the
    bytes of the whole lines. ``behind``: the head does not know of the last entry yet.
    """

    entries: tuple[Entry, ...]
    last: str
    torn: bytes
    size: int
    behind: bool


def read_log(run_folder: Path) -> tuple[Entry, ...]:
    """Give the entries of a run's record in their order; none when nothing was recorded.

    Raise ``InputError`` with every line that was changed, removed or put in, and on a torn last line: an entry that
    can't be read is never left out in silence.
    """
    chain = read_chain(run_folder)
    if chain.torn:
        raise InputError([torn_finding(run_folder, chain)])
    return chain.entries


def read_chain(run_folder: Path) -> Chain:
    """Read the record with what may be torn at its end; raise ``InputError`` when its chain is broken.

    While another process writes, its line may be seen half: then it is read again once that process is done.
    """
    chain, findings = _read(run_folder)
    if chain.torn or findings:
        try:
            with FileLock(run_folder / LOCK, timeout=PATIENCE):
                chain, findings = _read(run_folder)
        except OSError:  # nobody can write in a folder that can't be locked: what was read is what there is
            pass
    if findings:
        raise InputError(findings)
    return chain


def locked_chain(run_folder: Path) -> Chain:
    """Read the record as who holds the lock already; raise ``InputError`` when its chain is broken."""
    chain, findings = _read(run_folder)
    if findings:
        raise InputError(findings)
    return chain


def torn_finding(run_folder: Path, chain: Chain) -> Finding:
    """Tell of a torn last line, with its number."""
    row = len(chain.entries) + 1
    rule = f"is cut off after {len(chain.torn)} bytes: whoever wrote it was stopped in the middle"
    return Finding(str(run_folder / RECORD), row, None, None, rule, _REPAIR)


def _read(folder: Path) -> tuple[Chain, list[Finding]]:
    # The head is written after the line: read first, it can't be ahead of the record unless lines are gone.
    path = folder / RECORD
    head, content, anchor = _bytes(folder / HEAD), _bytes(path), _bytes(folder / RUN)
    if anchor is None:
        advice = "Give a folder that `spreiding plan` wrote: the one with run.json in it."
        raise InputError([Finding(str(folder), None, None, None, f"is no run: there is no {RUN} in it", advice)])
    *lines, torn = (content or b"").split(b"\n")
    findings: list[Finding] = []
    entries: list[Entry] = []
    previous = hashlib.sha256(anchor).hexdigest()
    for row, line in enumerate(lines, start=1):
        entry = read_line(line)
        findings += [Finding(str(path), row, None, None, rule, _BACKUP) for rule in _wrong(entry, row, previous)]
        entries += [entry] if isinstance(entry, Entry) else []
        previous = hashlib.sha256(line).hexdigest()
    told, unsure = _told(head)
    hashes = [hashlib.sha256(line).hexdigest() for line in lines]
    rules = [unsure] if unsure else [*_end(told, hashes)]
    findings += [Finding(str(path), None, None, None, rule, _BACKUP) for rule in rules]
    size = sum(len(line) + 1 for line in lines)
    return Chain(tuple(entries), previous, torn, size, told[0] < len(lines)), findings


def _wrong(entry: Entry | str, row: int, previous: str) -> Iterator[str]:
    """What is wrong with a line: in itself, or with its place behind the line before."""
    if isinstance(entry, str):
        yield f"entry {row}: {entry}"
    elif entry.number != row:
        gone = f"entries {row} to {entry.number - 1} were removed" if entry.number > row else "a line was put in"
        yield f"holds entry {entry.number} where entry {row} belongs: {gone} or lines changed places"
    elif entry.previous != previous:
        before = f"entry {row - 1} was changed" if row > 1 else "it is the record of another run"
        yield f"entry {row} does not follow the line before: {before}, or entry {row} was"


def _told(head: bytes | None) -> tuple[tuple[int, str], str]:
    """How many entries the head knows of and the sha256 of the last, or why that can't be told."""
    if head is None:
        return (0, ""), ""
    try:
        told = json.loads(head)
        return (int(told["entries"]), str(told["sha256"])), ""
    except (ValueError, KeyError, TypeError):
        return (0, ""), f"{HEAD} beside it can't be read: whether its last lines are all there can't be told"


def _end(told: tuple[int, str], hashes: list[str]) -> Iterator[str]:
    """What the head tells about the end of the record: a chain alone does not know that its last lines are gone.

    The head may be one entry behind: its writer was stopped between the two.
    """
    number, sha256 = told
    if number > len(hashes):
        yield f"entries {len(hashes) + 1} to {number} were removed: {HEAD} knows of {number}"
    elif number < len(hashes) - 1:
        yield f"{HEAD} beside it knows of {number} entries, not of {len(hashes)}: it is gone, or lines were put in"
    elif number and hashes[number - 1] != sha256:
        yield f"entry {number} is another than {HEAD} knows: it was changed"


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        rule = f"can't be read ({(error.strerror or str(error)).lower()})"
        advice = "Check that it is a folder of a run that you may read."
        raise InputError([Finding(str(path), None, None, None, rule, advice)]) from error
