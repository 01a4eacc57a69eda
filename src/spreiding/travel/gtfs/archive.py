"""The zip of a feed, opened without unpacking it: nothing is written to disk, and what it may grow to is bounded."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from spreiding.errors import Finding, InputError

MOST_BYTES = 16 * 1024**3
"""Unpacked size of all files: eight times what the Dutch national feed takes."""
MOST_ENTRIES = 1000
MOST_RATIO = 200
"""Unpacked over packed; timetables reach 10 to 20. Asked of files over ``RATIO_FROM`` bytes only."""
RATIO_FROM = 20 * 1024**2
_ADVICE = "Give the zip with a GTFS timetable as its publisher offers it."


@dataclass(frozen=True)
class Archive:
    """An open feed: its files by plain name, and the checksum of the zip."""

    path: Path
    zip: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo]
    sha256: str

    def open(self, name: str) -> IO[bytes]:
        """Open a file of the feed; raise ``KeyError`` when it has none of that name."""
        return self.zip.open(self.members[name])


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a feed; raise one ``InputError`` with all that is wrong with the zip as a zip."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as opened:
            findings, members = _checked(path, opened)
            if findings:
                raise InputError(findings)
            file.seek(0)
            yield Archive(path, opened, members, hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as error:
        raise _refused(path, f"can't be read ({error.strerror or error})", "Give a file that you may read.") from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise _refused(path, f"is not a zip that can be read ({error})", _ADVICE) from error


def _refused(path: Path, rule: str, advice: str) -> InputError:
    return InputError([Finding(path.name, None, None, None, rule, advice)])


def _checked(path: Path, opened: zipfile.ZipFile) -> tuple[list[Finding], dict[str, zipfile.ZipInfo]]:
    files = [entry for entry in opened.infolist() if not entry.is_dir()]
    findings = [
        Finding(path.name, None, None, entry.filename, rule, _ADVICE) for entry in files for rule in _wrong(entry)
    ]
    total = sum(entry.file_size for entry in files)
    if len(files) > MOST_ENTRIES:
        findings.append(Finding(path.name, None, None, None, f"holds over {MOST_ENTRIES} files", _ADVICE))
    if total > MOST_BYTES:
        findings.append(Finding(path.name, None, None, None, f"unpacks to {total / 1024**3:.0f} GB", _ADVICE))
    texts = [entry for entry in files if entry.filename.endswith(".txt") and not entry.filename.startswith("__MACOSX")]
    folder, members = _feed_folder(texts)
    if folder is None:
        findings.append(Finding(path.name, None, None, None, "holds no stop_times.txt", _ADVICE))
    twice = sorted({entry.filename for entry in texts if [e.filename for e in texts].count(entry.filename) > 1})
    findings += [Finding(path.name, None, None, name, "stands twice in the zip", _ADVICE) for name in twice]
    return findings, members


def _feed_folder(texts: list[zipfile.ZipInfo]) -> tuple[PurePosixPath | None, dict[str, zipfile.ZipInfo]]:
    """The folder inside the zip that holds the timetable (some publishers nest it), and its files."""
    homes = sorted(
        (
            PurePosixPath(entry.filename).parent
            for entry in texts
            if PurePosixPath(entry.filename).name == "stop_times.txt"
        ),
        key=lambda home: (len(home.parts), str(home)),
    )
    if not homes:
        return None, {}
    inside = [entry for entry in texts if PurePosixPath(entry.filename).parent == homes[0]]
    return homes[0], {PurePosixPath(entry.filename).name: entry for entry in inside}


def _wrong(entry: zipfile.ZipInfo) -> Iterator[str]:
    place = PurePosixPath(entry.filename.replace("\\", "/"))
    if place.is_absolute() or ".." in place.parts or ":" in place.parts[0]:
        yield "is an entry that points outside the zip"
    if entry.flag_bits & 0x1:
        yield "is an entry behind a password"
    if entry.file_size > RATIO_FROM and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        yield f"is an entry that grows over {MOST_RATIO} times on unpacking"
