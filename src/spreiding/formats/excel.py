"""Excel workbooks (.xlsx): one sheet as lines; formulas are not worked out and entities not resolved."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spreiding.errors import Finding
from spreiding.formats.cell_text import cell_text, looks_loose
from spreiding.formats.excel_parts import merged_ranges
from spreiding.formats.formulas import restore_text
from spreiding.formats.limits import MOST_ROWS
from spreiding.formats.lines import Lines, Record, assemble, assemble_free, no_lines
from spreiding.formats.packed import zip_trouble

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_SAVE_AGAIN = "Open it in Excel and save it again as .xlsx, or save the sheet as CSV UTF-8."


@dataclass
class _Met:
    """What is met on the way through a sheet: texts that look like numbers, and cells that can't be used."""

    file: str
    header: list[str] = field(default_factory=list)
    loose: set[tuple[int, int]] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    unread: dict[tuple[int, int], Finding] = field(default_factory=dict)


def read_excel_lines(file: str, digest: str, raw: bytes, sheet: str | None, own: str) -> Lines:
    """Give the lines of a sheet: the one asked for, else the only visible one, else the one named ``own``."""
    return _opened(file, digest, raw, lambda book: _sheet_lines(file, digest, raw, book, sheet, own))


def read_free_sheet(file: str, digest: str, raw: bytes, sheet: str | None) -> Lines:
    """Give the rows of a sheet in which titles may stand above the header, and cells may be merged.

    The upper left cell of merged ones holds their text, the others are blank. A formula is found when its cell is used.
    """

    def use(book: "Workbook") -> Lines:
        wanted = _chosen(_visible(book), sheet, "")
        if wanted is None:
            few = ", ".join(_visible(book)) or "none"
            rule = f"is not one of the visible sheets ({few})" if sheet else f"has more than one visible sheet ({few})"
            return no_lines(file, digest, rule, "Choose one of them with --sheet, or sheet in the map.")
        met = _Met(file)
        records = list(_records(book, wanted, met))
        return assemble_free(file, digest, records, loose=frozenset(met.loose), unread=met.unread)

    return _opened(file, digest, raw, use)


def sheets_in(path: Path) -> dict[str, bool]:
    """Give the visible sheets of a workbook by name, and whether each has a row under its header.

    None when the workbook can't be read, which is said when a sheet of it is.
    """
    try:
        raw = path.read_bytes()
    except OSError:
        return {}
    found: dict[str, bool] = {}

    def collect(book: "Workbook") -> Lines:
        found.update({name: _has_rows(book, name) for name in _visible(book)})
        return no_lines(path.name, "", "", "")

    return found if not _opened(path.name, "", raw, collect).findings[0].rule else {}


def _has_rows(book: "Workbook", sheet: str) -> bool:
    worksheet: Any = book[sheet]
    worksheet.reset_dimensions()
    filled = (cells for cells in worksheet.iter_rows(values_only=True) if any(cell is not None for cell in cells))
    return next(islice(filled, 1, None), None) is not None


def _opened(file: str, digest: str, raw: bytes, use: "Callable[[Workbook], Lines]") -> Lines:
    import openpyxl

    trouble = zip_trouble(raw)
    if trouble:
        return no_lines(file, digest, *trouble)
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
        return use(book)
    except Exception as error:  # a damaged workbook makes openpyxl trip in any way; none of them is the user's language
        why = " ".join(str(error).split()) or type(error).__name__
        return no_lines(file, digest, f"can't be read as an Excel workbook ({why})", _SAVE_AGAIN)


def _visible(book: "Workbook") -> list[str]:
    return [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _sheet_lines(file: str, digest: str, raw: bytes, book: "Workbook", sheet: str | None, own: str) -> Lines:
    visible = _visible(book)
    wanted = _chosen(visible, sheet, own)
    if wanted is None:
        few = ", ".join(visible) or "none"
        if sheet is None:
            advice = f"Name the sheet with the table {own}, or keep only that sheet visible."
            return no_lines(file, digest, f"has more than one visible sheet, or none ({few})", advice)
        hidden = any(name.casefold() == sheet.casefold() for name in book.sheetnames)
        rule = "is a hidden sheet" if hidden else f"is not a sheet of the workbook; visible are {few}"
        return no_lines(file, digest, rule, "Make it visible." if hidden else "Choose one of its sheets.")
    met = _Met(file, findings=_merged(file, raw, wanted))
    records = list(islice(_records(book, wanted, met), MOST_ROWS + 2))
    return assemble(file, digest, records, loose=frozenset(met.loose), findings=met.findings)


def _chosen(visible: list[str], sheet: str | None, own: str) -> str | None:
    if sheet is None and len(visible) == 1:
        return visible[0]
    asked = (own if sheet is None else sheet).strip().casefold()
    return next((name for name in visible if name.strip().casefold() == asked), None)


def _merged(file: str, raw: bytes, sheet: str) -> list[Finding]:
    advice = "Unmerge the cells and fill in every one of them."
    found = merged_ranges(raw, sheet)
    return [
        Finding(file, int(re.sub(r"\D", "", span.split(":")[0]) or 1), None, span, "are merged cells", advice)
        for span in found
    ]


def _records(book: "Workbook", sheet: str, met: _Met) -> Iterator[Record]:
    worksheet: Any = book[sheet]
    worksheet.reset_dimensions()  # what a file says of its size need not be so
    for number, cells in enumerate(worksheet.iter_rows(), start=1):
        texts = [_text(cell, number, place, met) for place, cell in enumerate(cells)]
        while texts and not texts[-1]:
            texts.pop()
        met.header = met.header or texts
        if texts or number == 1:
            yield number, texts + [""] * (len(met.header) - len(texts))


def _text(cell: Any, row: int, place: int, met: _Met) -> str:
    if cell.value is None:
        return ""
    if cell.data_type in ("f", "e"):
        rule, advice = {
            "f": ("is a formula", "Copy the cells and paste them as values: formulas are not worked out."),
            "e": ("is an error of the spreadsheet", "Write the value, or leave the cell blank."),
        }[cell.data_type]
        column = met.header[place] if place < len(met.header) else None
        value = cell.value if isinstance(cell.value, str) else None
        met.unread[row, place] = Finding(met.file, row, column, value, rule, advice)
        met.findings.append(met.unread[row, place])
        return " "  # the cell is filled, with nothing to read
    if looks_loose(cell.value):
        met.loose.add((row, place))
    return restore_text(cell_text(cell.value))
