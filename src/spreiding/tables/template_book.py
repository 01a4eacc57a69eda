"""The workbook of the templates: a sheet per table with notes, lists of words and formats, and one that explains."""

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from spreiding.tables.catalogue import TABLES
from spreiding.tables.declare import Column, Kind

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FORMATS: dict[Kind, str] = {
    "text": "@",
    "whole": "0",
    "decimal": "General",
    "date": "yyyy-mm-dd",
    "boolean": "General",
}
_WORDS: dict[Kind, tuple[str, ...]] = {"boolean": ("ja", "nee")}
_LAST_ROW = 1_048_576
_HOW = (
    "Fill in the sheets that you need, straight under their header, and leave the others as they are: a sheet without "
    "rows is passed over, and the table that ships with the program is used. A note at every header says what belongs "
    "there.",
    "Then: spreiding data check <the folder of this file>, and spreiding plan --data <that folder>.",
)


def write_book(path: Path, explained: pd.DataFrame) -> None:
    """Write the workbook; ``explained`` is a row of text per column of every table."""
    import openpyxl

    book = openpyxl.Workbook()
    first: Worksheet = book.worksheets[0]
    _explain(first, explained)
    for table in TABLES:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        for place, column in enumerate(table.columns, start=1):
            _add_column(sheet, place, column)
    for sheet in book.worksheets:
        _as_wide_as_a_page(sheet)
    book.save(path)


def _as_wide_as_a_page(sheet: "Worksheet") -> None:
    """Printed, a sheet is one page wide, and as many long as it takes."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _explain(sheet: "Worksheet", explained: pd.DataFrame) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = "explanation"
    for line in _HOW:
        sheet.append([line])
    sheet.append([])
    sheet.append(list(explained.columns))
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for row in explained.itertuples(index=False, name=None):
        sheet.append(list(row))
    for letter, width in zip("ABCDEFGH", (24, 32, 10, 20, 70, 50, 20, 40), strict=True):
        sheet.column_dimensions[letter].width = width
        for cell in sheet[letter][len(_HOW) + 1 :]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _add_column(sheet: "Worksheet", place: int, column: Column) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(place)
    head = sheet.cell(1, place, column.name)
    head.font = Font(bold=True)
    needed = column.default is None
    head.fill = PatternFill("solid", start_color="FFDDEBF7" if needed else "FFF2F2F2")
    head.comment = Comment(_note(column), "spreiding", height=140, width=320)
    sheet.column_dimensions[letter].width = max(12, len(column.name) + 3)
    sheet.column_dimensions[letter].number_format = _FORMATS[column.kind]
    words = column.words or _WORDS.get(column.kind, ())
    if words:
        choice = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=not needed, showErrorMessage=True)
        choice.errorTitle, choice.error = column.name, f"Choose one of {', '.join(words)}."
        choice.add(f"{letter}2:{letter}{_LAST_ROW}")
        sheet.add_data_validation(choice)


def _note(column: Column) -> str:
    lines = [f"{column.meaning} [{column.unit}]"]
    if column.refused_when:
        lines.append(f"Refused when it {column.refused_when}.")
    blank = {"refused": "May not be left blank.", "none": "May be left blank."}
    lines.append(blank.get(column.if_blank, f"Blank means {column.if_blank}."))
    return "\n".join(lines)
