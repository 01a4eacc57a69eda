"""A CSV file -> its header and rows of text, with everything that is wrong with the file as a file."""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spreiding.errors import Finding

_ADVICE_UTF8 = "Save it as CSV UTF-8."


@dataclass(frozen=True)
class Lines:
    """Header and rows of text, each row with its number in the file (the header is row 1), and findings."""

    sha256: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    findings: tuple[Finding, ...]


def read_lines(path: Path) -> Lines:
    """Read a CSV file with commas, in UTF-8; what is wrong comes back as findings, never as an exception."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return _nothing(path, "", "is absent", "Put the file there, or leave the table out to use the embedded one.")
    except OSError as error:
        return _nothing(path, "", f"can't be read ({error.strerror})", "Check that it is a file that you may read.")
    digest = hashlib.sha256(raw).hexdigest()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        return _nothing(path, digest, f"is not UTF-8 text (byte {error.start})", _ADVICE_UTF8, row)
    if "\0" in text:
        return _nothing(path, digest, "holds NUL bytes, so it is not a text file", _ADVICE_UTF8)
    if not text.strip():
        return _nothing(path, digest, "is empty", "Write a header and rows, or leave the table out.")
    return _split(path, digest, text)


def _nothing(path: Path, digest: str, rule: str, advice: str, row: int | None = None) -> Lines:
    return Lines(digest, (), (), (Finding(path.name, row, None, None, rule, advice),))


def _split(path: Path, digest: str, text: str) -> Lines:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[list[str]] = []
    try:
        for record in reader:
            records.append([cell.strip() for cell in record])
    except csv.Error as error:
        advice = "Check the quotes around texts."
        return _nothing(path, digest, f"is not CSV ({error})", advice, len(records) + 1)
    header = tuple(records[0])
    if not any(header):
        return _nothing(path, digest, "begins with a blank line", "Put the header on row 1.", 1)
    separator = _other_separator(header)
    if separator:
        return _nothing(path, digest, f"is separated by {separator}", "Save it with commas between the columns.", 1)
    findings = [*_header_findings(path, header)]
    rows = []
    for number, record in enumerate(records[1:], start=2):
        if not any(record):
            continue  # a blank line, or a spreadsheet's row of bare commas
        if len(record) != len(header):
            rule = f"has {len(record)} cells where the header has {len(header)}"
            advice = "Check for a missing or superfluous comma; put quotes around a text with a comma."
            findings.append(Finding(path.name, number, None, None, rule, advice))
        else:
            rows.append((number, tuple(record)))
    return Lines(digest, header, tuple(rows), tuple(findings))


def _other_separator(header: Sequence[str]) -> str | None:
    if len(header) > 1:
        return None
    return next((word for sign, word in ((";", "semicolons"), ("\t", "tabs")) if sign in header[0]), None)


def _header_findings(path: Path, header: Sequence[str]) -> list[Finding]:
    twice = [name for name, count in Counter(header).items() if count > 1 and name]
    findings = [
        Finding(path.name, 1, name, None, "stands twice in the header", "Remove one of the columns.") for name in twice
    ]
    if "" in header:
        advice = "Give the column a name or remove it."
        findings.append(Finding(path.name, 1, None, "", "is a column without a name", advice))
    return findings
