"""The folder for fetched data: of one year, whole or not at all, and never over a table of somebody's own."""

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from spreiding import __version__
from spreiding.errors import Finding, InputError
from spreiding.fetch.record import PAGE, RECORD, FileRecord, Record, Source, read_record, write_record
from spreiding.fetch.resource import Copy
from spreiding.write.errors import as_output_error
from spreiding.write.folder import check_target, put_in_place, staged_folder
from spreiding.write.run_json import sha256_of

_OTHER = "Give another --out; nothing was changed."


@dataclass(frozen=True)
class NewFile:
    """A file that is to be written: ``write`` makes it at a path; ``period`` and ``notes`` are for people.

    ``rows`` is ``None`` where it has none.
    """

    name: str
    what: str
    period: str
    rows: int | None
    copies: tuple[Copy, ...]
    write: Callable[[Path], None]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Target:
    """Where fetched data go; ``locks``: a folder for the lock that keeps two fetches from one target."""

    out: Path
    year: int
    locks: Path

    def check(self, names: tuple[str, ...]) -> None:
        """Raise ``InputError`` when files of these names may not be put there, ``OutputError`` when they can't be."""
        check_target(self.out, lambda out: self._check(out, names))

    def put(self, files: list[NewFile], verify: Callable[[Path], None]) -> Path:
        """Put the files there, beside the older ones of the same year; all at once, after ``verify`` saw them."""
        names = tuple(file.name for file in files)
        place = hashlib.sha256(str(self.out.absolute()).encode()).hexdigest()[:16]

        def check(out: Path) -> None:
            self._check(out, names)

        with as_output_error(self.locks, "--cache"):
            self.locks.mkdir(parents=True, exist_ok=True)
        with FileLock(self.locks / f"out-{place}.lock"), staged_folder(self.out, check) as stage:
            with as_output_error(self.out):
                self._copy_older(stage)
                written = [self._write(file, stage) for file in files]
                older = read_record(stage) or Record(__version__, self.year, ())
                write_record(older.merged(written), stage)
            verify(stage)
            with as_output_error(self.out):
                put_in_place(stage, self.out, check)
        return self.out

    def _check(self, out: Path, names: tuple[str, ...]) -> None:
        if out.is_symlink() or (out.exists() and not out.is_dir()):
            raise InputError([Finding(str(out), None, None, None, "is no folder", _OTHER)])
        if out.name in ("", ".."):
            raise InputError([Finding(str(out), None, None, None, "has no name of its own", _OTHER)])
        if not out.exists() or not any(out.iterdir()):
            return
        record = read_record(out)
        if record is None:
            rule = f"exists and holds no fetched data (no {RECORD} in it)"
            raise InputError([Finding(str(out), None, None, None, rule, _OTHER)])
        findings = self._of_other_years(out, record) or _by_hand(out, record, names)
        if findings:
            raise InputError(findings)

    def _of_other_years(self, out: Path, record: Record) -> list[Finding]:
        advice = f"Give another --out for {self.year}: tables of two years in one folder would be mixed unseen."
        years = {file.file: file.year for file in record.files} | {RECORD: record.year}
        return [
            Finding(str(out / name), None, None, str(year), f"is of {year}, and {self.year} is asked", advice)
            for name, year in years.items()
            if year != self.year
        ]

    def _copy_older(self, stage: Path) -> None:
        if self.out.exists():
            shutil.copytree(self.out, stage, symlinks=True, copy_function=_link_or_copy, dirs_exist_ok=True)

    def _write(self, file: NewFile, stage: Path) -> FileRecord:
        path = stage / file.name
        path.unlink(missing_ok=True)  # it may be a second name of the older file, which must stay as it is
        file.write(path)
        sources = tuple(Source.of(copy) for copy in file.copies)
        return FileRecord(file.name, file.what, self.year, file.period, file.rows, sha256_of(path), sources, file.notes)


def _by_hand(out: Path, record: Record, names: tuple[str, ...]) -> list[Finding]:
    """Files under our names that we did not write, or that were changed since."""
    known = {file.file: file.sha256 for file in record.files}
    there = [name for name in names if (out / name).exists()]
    changed = [name for name in there if name not in known or sha256_of(out / name) != known[name]]
    rule = "was not fetched, or was changed since, and would be replaced"
    return [Finding(str(out / name), None, None, None, rule, f"Move it away, or: {_OTHER}") for name in changed]


def _link_or_copy(source: str, target: str) -> None:
    """A second name for the same bytes where the disk can; ours are unlinked before they are written anew."""
    if Path(source).name in (RECORD, PAGE):
        shutil.copy2(source, target)
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
