"""How cells look: number formats by the contract's units, widths, and what every printed page has."""

from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from spreiding.write.column import Column

_A3, _A4 = 8, 9
_MANY = 14
# More columns on a page can't be read, not even on A3.
_PER_PAGE = 20
_NARROW, _WIDE = 8, 32
# A ratio with more decimals is a factor of a calculation and no percentage.
_PERCENT_DECIMALS = 3


@dataclass(frozen=True)
class Looks:
    """The formats of one workbook."""

    book: Workbook
    title: Format
    plain: Format
    head: Format
    bold: Format
    wrap: Format
    warning: Format

    def of_number(self, code: str) -> Format:
        """A format for numbers, by Excel's code."""
        return self.book.add_format({"num_format": code, "valign": "top"})


def make_looks(book: Workbook) -> Looks:
    """Make the formats."""
    head = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#1f4e79", "font_color": "#ffffff"}
    warning = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#fff2cc"}
    looks: tuple[dict[str, Any], ...] = (
        {"bold": True, "font_size": 14},
        {"valign": "top"},
        head,
        {"bold": True, "valign": "top", "text_wrap": True},
        {"text_wrap": True, "valign": "top"},
        warning,
    )
    return Looks(book, *(book.add_format(look) for look in looks))


def number_code(column: Column) -> str:
    """Excel's code for a column's cells: whole places, euros, percentages, days, or as many decimals as it has."""
    if column.kind == "date":
        return "dd-mm-yyyy"
    if column.unit == "percent":
        return '0.0"%"'
    decimals = 0 if column.kind == "whole" else column.decimals
    if column.unit == "ratio" and decimals is not None and decimals <= _PERCENT_DECIMALS:
        return "0.0%"
    if decimals is None:
        return "General"
    body = "#,##0" + ("." + "0" * decimals if decimals else "")
    if column.unit.startswith("EUR"):
        body = f"€ {body}"
    return f"+{body};-{body};{body}" if column.signed and column.unit != "degrees" else body


def width(texts: list[str], title: str) -> int:
    """A column's width in letters, by its cells and the longest word of its title."""
    longest = max([*(len(text) for text in texts), *(len(word) + 3 for word in title.split())])
    return min(max(longest + 2, _NARROW), _WIDE)


def set_print(sheet: Worksheet, columns: int, head_row: int | None, *, released: bool) -> None:
    """Landscape, fit to a page's width (or two: many columns), titles repeated, CONCEPT on all that is not released."""
    sheet.set_landscape()
    sheet.set_paper(_A3 if columns > _MANY else _A4)
    sheet.fit_to_pages(1 + (columns - 1) // _PER_PAGE, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    sheet.set_header("&L&A" + ("" if released else "&C&B&14CONCEPT"))
    sheet.set_footer("&LPagina &P van &N&R&F")
    if head_row is not None:
        sheet.repeat_rows(head_row)
