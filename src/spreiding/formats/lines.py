"""What every reader gives: header and rows of text, with everything that is wrong with the file as a file."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spreiding.errors import Finding
from spreiding.formats.limits import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS

Record = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class Lines:
    """Header and rows of text, each row with its number in the file (the header is row 1), and findings.

    ``file`` is the name by which findings know it, with the sheet of a workbook; ``sha256`` is of the file's bytes.
    ``separator`` is that of a CSV file and blank in formats that tell numbers, dates and texts apart: there, cells that
    are no texts stand in one fixed form (``96000``, ``0.053``, ``2025-01-01``, ``true``), and ``loose`` has the places
    (row number, place in the row) of texts that look like a number with a comma or point. ``from_geometry`` names the
    columns that come from the shapes of a map. ``unread`` has the cells of a free sheet that hold nothing to read (a
    formula, an error), by place: who uses such a cell shows the finding.
    """

    file: str
    sha256: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    findings: tuple[Finding, ...]
    separator: str = ""
    loose: frozenset[tuple[int, int]] = frozenset()
    from_geometry: tuple[str, ...] = ()
    unread: Mapping[tuple[int, int], Finding] = field(default_factory=dict)

    def is_loose(self, row: int, place: int) -> bool:
        """Tell whether a cell is text as a person wrote it, in which a number may have a decimal comma."""
        return bool(self.separator) or (row, place) in self.loose


def label(path: Path, sheet: str | None) -> str:
    """Give the name by which a user knows a table in a file."""
    return path.name if sheet is None else f"{path.name}, sheet {sheet}"


def no_lines(file: str, digest: str, rule: str, advice: str, row: int | None = None) -> Lines:
    """Give what remains of a file that can't be used as a whole."""
    return Lines(file, digest, (), (), (Finding(file, row, None, None, rule, advice),))


def assemble(
    file: str,
    digest: str,
    records: Iterable[Record],
    *,
    separator: str = "",
    loose: frozenset[tuple[int, int]] = frozenset(),
    from_geometry: tuple[str, ...] = (),
    findings: Sequence[Finding] = (),
) -> Lines:
    """Make lines of numbered records, of which the first is the header; blank ones are passed over.

    Stops at the first record past a limit, so ``records`` may be read as it goes.
    """
    header: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = []
    found = list(findings)
    for number, record in records:
        cells = tuple(cell.strip() for cell in record)
        if not header and not any(cells):
            return no_lines(file, digest, "begins with a blank line", "Put the header on row 1.", number)
        if not any(cells):
            continue  # a blank line, or a spreadsheet's row of empty cells
        over = _over(number, cells, len(rows))
        if over:
            return no_lines(file, digest, *over, number)
        if not header:
            header = cells
            found += _header_findings(file, number, header)
        elif len(cells) != len(header):
            rule = f"has {len(cells)} cells where the header has {len(header)}"
            found.append(Finding(file, number, None, None, rule, _missing_cell(separator)))
        else:
            rows.append((number, cells))
    if not header:
        return no_lines(file, digest, "is empty", "Write a header and rows, or leave the table out.")
    return Lines(file, digest, header, tuple(rows), tuple(found), separator, loose, from_geometry)


def assemble_free(
    file: str,
    digest: str,
    records: Iterable[Record],
    *,
    separator: str = "",
    loose: frozenset[tuple[int, int]] = frozenset(),
    unread: Mapping[tuple[int, int], Finding] | None = None,
) -> Lines:
    """Make lines of a sheet in which titles may stand above the header: no header, every record a row.

    Blank records are passed over; short ones are filled up with blank cells. ``unread`` is looked at when the records
    have been read.
    """
    rows: list[tuple[int, tuple[str, ...]]] = []
    for number, record in records:
        cells = tuple(cell.strip() for cell in record)
        if not any(cells):
            continue
        over = _over(number, cells, len(rows))
        if over:
            return no_lines(file, digest, *over, number)
        rows.append((number, cells))
    if not rows:
        return no_lines(file, digest, "is empty", "Give a sheet with a header and rows.")
    width = max(len(cells) for _, cells in rows)
    full = tuple((number, cells + ("",) * (width - len(cells))) for number, cells in rows)
    return Lines(file, digest, (), full, (), separator, loose, (), dict(unread or {}))


def _over(number: int, cells: Sequence[str], rows: int) -> tuple[str, str] | None:
    if len(cells) > MOST_COLUMNS:
        return f"has {len(cells)} columns, more than the {MOST_COLUMNS} of a table", "Keep the columns of the table."
    if rows >= MOST_ROWS:
        return f"is past the {MOST_ROWS} rows that a table may have", "Leave out rows that are no part of the table."
    longest = max(map(len, cells))
    if longest > LONGEST_CELL:
        return (
            f"holds a cell of {longest} characters, more than {LONGEST_CELL}",
            "Check the quotes, or write it shorter.",
        )
    return None


def _missing_cell(separator: str) -> str:
    word = {",": "comma", ";": "semicolon", "\t": "tab"}.get(separator, "cell")
    quotes = f"; put quotes around a text with a {word}" if separator else ""
    return f"Check for a missing or superfluous {word}{quotes}."


def _header_findings(file: str, number: int, header: Sequence[str]) -> list[Finding]:
    twice = [name for name, count in Counter(header).items() if count > 1 and name]
    advice = "Remove one of the columns."
    findings = [Finding(file, number, name, None, "stands twice in the header", advice) for name in twice]
    if "" in header:
        advice = "Give the column a name or remove it."
        findings.append(Finding(file, number, None, "", "is a column without a name", advice))
    return findings
