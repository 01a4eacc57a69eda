"""A table of the run as a sheet with an Excel table: Dutch titles, and what a column means as a note on its title."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from spreiding.formats.formulas import neutralise
from spreiding.report.workbook.looks import Looks, number_code, set_print, width
from spreiding.write.column import Column, Table
from spreiding.write.map_style import titled

HEAD = 2
"""Row of the titles of columns, counted from 0; the sheet's own title stands above."""
_YES_NO = {True: "ja", False: "nee"}


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, that of its Excel table, and the table of the contract that it shows."""

    name: str
    table: Table
    frozen: int

    @property
    def excel_table(self) -> str:
        """Name by which formulas may call the table."""
        return f"tabel_{self.table.name}"


def write_sheet(looks: Looks, sheet: Sheet, frame: pd.DataFrame, *, released: bool) -> None:
    """Write the rows of ``frame``, which has the columns of the contract, as an Excel table."""
    page: Worksheet = looks.book.add_worksheet(sheet.name)
    columns = sheet.table.columns
    page.write_string(0, 0, f"{sheet.table.dutch} ({sheet.table.file})", looks.title)
    # An Excel table has at least one row, if an empty one.
    last = HEAD + max(len(frame), 1)
    titles = [{"header": titled(column), "header_format": looks.head} for column in columns]
    options = {"name": sheet.excel_table, "columns": titles, "style": "Table Style Light 9", "banded_rows": True}
    page.add_table(HEAD, 0, last, len(columns) - 1, options)
    for place, column in enumerate(columns):
        _write_column(page, looks, place, column, frame[column.name])
        page.write_comment(HEAD, place, note(column), {"x_scale": 2.4, "y_scale": 1.6, "author": "spreiding"})
    page.set_row(HEAD, 48)
    page.freeze_panes(HEAD + 1, sheet.frozen)
    page.repeat_columns(0, sheet.frozen - 1)
    set_print(page, len(columns), HEAD, released=released)


def note(column: Column) -> str:
    """What the contract says of a column, under its English name."""
    lines = [column.name, column.meaning]
    lines += [f"Unit: {column.unit}"] if column.unit else []
    lines += [f"Source: {column.source}"] if column.source else []
    return "\n".join(lines)


def _write_column(page: Worksheet, looks: Looks, place: int, column: Column, cells: pd.Series) -> None:
    if column.kind in ("whole", "decimal"):
        look = looks.of_number(number_code(column))
        shown = ["" if pd.isna(cell) else f"{cell:,.{column.decimals or 0}f}" for cell in cells]
        for row, cell in enumerate(cells, start=HEAD + 1):
            if not pd.isna(cell):
                page.write_number(row, place, cell, look)
    elif column.kind == "date":
        look, shown = looks.of_number(number_code(column)), [str(cell) for cell in cells]
        for row, cell in enumerate(shown, start=HEAD + 1):
            if cell:
                page.write_datetime(row, place, date.fromisoformat(cell), look)
    else:
        shown = [_YES_NO[bool(cell)] for cell in cells] if column.kind == "boolean" else list(neutralise(cells))
        for row, cell in enumerate(shown, start=HEAD + 1):
            page.write_string(row, place, cell, looks.plain)
    page.set_column(place, place, width(shown, titled(column)))
