"""The one way in: a file of any format that is taken -> its lines."""

import hashlib
from pathlib import Path

from spreiding.formats.csv_text import read_csv_lines
from spreiding.formats.excel import read_excel_lines
from spreiding.formats.limits import MIB, MOST_BYTES
from spreiding.formats.lines import Lines, label, no_lines

FORMATS = (".csv", ".xlsx")
_REFUSED = {
    ".xls": "Open it in Excel and save it as .xlsx, or as CSV UTF-8.",
    ".xlsb": "Open it in Excel and save it as .xlsx, or as CSV UTF-8.",
    ".xlsm": "Save it as .xlsx: a workbook with macros is not opened.",
    ".ods": "Save it as .xlsx, or as CSV.",
}


def read_lines(path: Path, sheet: str | None = None) -> Lines:
    """Read a file; what is wrong comes back as findings, never as an exception.

    ``sheet`` is a sheet of a workbook or a layer of a map; without it the only one, or else the one that bears the name
    of the file.
    """
    file = label(path, sheet)
    kind = path.suffix.lower()
    if kind not in FORMATS:
        advice = _REFUSED.get(kind, f"Give one of {', '.join(FORMATS)}.")
        return no_lines(file, "", f"is of a kind that is not read ({kind or 'no ending'})", advice)
    raw = read_bytes(path, file)
    if isinstance(raw, Lines):
        return raw
    digest = hashlib.sha256(raw).hexdigest()
    if kind == ".xlsx":
        return read_excel_lines(file, digest, raw, sheet, path.stem)
    return read_csv_lines(file, digest, raw)


def read_bytes(path: Path, file: str) -> bytes | Lines:
    """Give the bytes of a file, or the finding why they can't be had."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            rule = f"is {size // MIB} MiB large, more than {MOST_BYTES // MIB}"
            return no_lines(file, "", rule, "Leave out rows or shapes that are no part of the table.")
        return path.read_bytes()
    except FileNotFoundError:
        return no_lines(file, "", "is absent", "Put the file there, or leave the table out to use the embedded one.")
    except OSError as error:
        rule = f"can't be read ({error.strerror})"
        return no_lines(file, "", rule, "Check that it is a file that you may read.")
