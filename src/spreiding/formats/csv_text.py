"""CSV as Excel and others write it: which letters, which separator, which cells."""

import csv
import io
import re
from itertools import islice

from spreiding.formats.formulas import restore_text
from spreiding.formats.lines import Lines, assemble, assemble_free, no_lines

SEPARATORS = (",", ";", "\t")
_LOOKED_AT = 50
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_TWO_BYTE_LETTER = re.compile(rb"[\xc3-\xc5][\x80-\xbf]")
_ADVICE = "Save it as CSV UTF-8."


def read_csv_lines(file: str, digest: str, raw: bytes, free: bool = False) -> Lines:
    """Give the lines of CSV: UTF-8, UTF-16 with a byte order mark, or Windows-1252; comma, semicolon or tab.

    ``free``: titles may stand above the header, so that there is none yet.
    """
    decoded = _decode(file, digest, raw)
    if isinstance(decoded, Lines):
        return decoded
    if "\0" in decoded:
        return no_lines(file, digest, "holds NUL bytes, so it is not a text file", _ADVICE)
    if not decoded.strip():
        return no_lines(file, digest, "is empty", "Write a header and rows, or leave the table out.")
    text, separator = _separator(decoded, free)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        records = ((row, [restore_text(cell) for cell in cells]) for row, cells in enumerate(reader, start=1))
        return (assemble_free if free else assemble)(file, digest, records, separator=separator)
    except csv.Error as error:
        return no_lines(file, digest, f"is not CSV ({error})", "Check the quotes around texts.", reader.line_num)


def _decode(file: str, digest: str, raw: bytes) -> str | Lines:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as error:
            return no_lines(file, digest, f"is not UTF-16 text (byte {error.start})", _ADVICE)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        if _TWO_BYTE_LETTER.search(raw):
            return no_lines(file, digest, "mixes UTF-8 and Windows-1252", _ADVICE, row)
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError as error:
        rule = f"is neither UTF-8 nor Windows-1252 text (byte {error.start})"
        return no_lines(file, digest, rule, _ADVICE, raw.count(b"\n", 0, error.start) + 1)


def _separator(text: str, free: bool) -> tuple[str, str]:
    """Give the text without Excel's line ``sep=;`` and the separator: that line's, else what parts the header most.

    Where two part it as often, the one by which more rows have as many cells as the header. A title says nothing of the
    separator: in a free sheet it is what parts the rows most, all together.
    """
    said = _SEP_LINE.match(text)
    if said and said[1] in SEPARATORS:
        return text[said.end() :], said[1]
    return text, max(SEPARATORS, key=lambda sign: _fit(text, sign, free))


def _fit(text: str, sign: str, free: bool) -> tuple[int, int]:
    widths: list[int] = []
    try:
        for record in islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), _LOOKED_AT):
            widths.append(len(record))
    except csv.Error:
        return (0, 0)  # said when the file is read with the separator that is left
    if free:
        return (sum(widths) - len(widths), 0)
    return (widths[0], sum(width == widths[0] for width in widths)) if widths else (0, 0)
