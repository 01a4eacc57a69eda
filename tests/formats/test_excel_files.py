"""Workbooks: values as one form of text, one sheet, and what can't be read of them."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from spreiding.formats.excel import sheets_in
from spreiding.formats.read import read_lines

Fill = Callable[[Worksheet], object]


def book(path: Path, **sheets: Fill) -> Path:
    """A workbook with sheets, each filled by a function."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, fill in sheets.items():
        fill(made.create_sheet(name))
    made.save(path)
    return path


def rows(*cells: list[object]) -> Fill:
    return lambda sheet: [sheet.append(row) for row in cells]


def test_values_become_one_form_of_text(tmp_path: Path) -> None:
    values = [96000.0, 0.1 + 0.2, -0.073, 1e-7, True, date(2025, 7, 1), datetime(2025, 7, 1, 12), " text ", None, 17]
    names = list("abcdefghij")
    read = read_lines(book(tmp_path / "t.xlsx", t=rows(names, values)))
    texts = ("96000", "0.3", "-0.073", "0.0000001", "true", "2025-07-01", "2025-07-01 12:00:00", "text", "", "17")
    assert (read.findings, read.rows) == ((), ((2, texts),))


def test_only_texts_that_look_like_numbers_are_loose(tmp_path: Path) -> None:
    read = read_lines(book(tmp_path / "t.xlsx", t=rows(["a", "b", "c"], ["0,053", 0.053, "Urk"])))
    assert read.loose == {(2, 0)} and read.is_loose(2, 0) and not read.is_loose(2, 1)


def test_formulas_errors_and_merged_cells_are_findings(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(["a", "b"], ["=1+1", 2], [3, "#N/A"], [4, 5])(sheet)
        sheet.merge_cells("A4:B4")

    found = read_lines(book(tmp_path / "t.xlsx", t=fill)).findings
    assert {(finding.row, finding.column, finding.value, finding.rule) for finding in found} == {
        (2, "a", "=1+1", "is a formula"),
        (3, "b", "#N/A", "is an error of the spreadsheet"),
        (4, None, "A4:B4", "are merged cells"),
    }
    assert any("paste them as values" in finding.advice for finding in found)


def test_the_sheet_that_is_read(tmp_path: Path) -> None:
    one, two = rows(["a"], [1]), rows(["b"], [2])
    path = book(tmp_path / "sites.xlsx", notes=one, Sites=two)
    assert sheets_in(path) == {"notes": True, "Sites": True}
    assert read_lines(path).header == ("b",)  # the one with the name of the file
    assert read_lines(path, "notes").header == ("a",)
    assert "is not a sheet" in read_lines(path, "other").findings[0].rule
    (found,) = read_lines(path.rename(tmp_path / "x.xlsx")).findings
    assert "more than one visible sheet" in found.rule and "notes, Sites" in found.rule


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    def hidden(sheet: Worksheet) -> None:
        rows(["h"], [1])(sheet)
        sheet.sheet_state = "hidden"

    path = book(tmp_path / "t.xlsx", shown=rows(["a"], [1]), secret=hidden)
    assert read_lines(path).header == ("a",) and sheets_in(path) == {"shown": True}
    (found,) = read_lines(path, "secret").findings
    assert (found.file, found.rule) == ("t.xlsx, sheet secret", "is a hidden sheet")


def test_sheets_with_only_a_header_and_files_that_are_none(tmp_path: Path) -> None:
    path = book(tmp_path / "t.xlsx", a=rows(["a"], [None], [1]), b=rows(["b"]), c=rows())
    assert sheets_in(path) == {"a": True, "b": False, "c": False}
    assert sheets_in(tmp_path / "absent.xlsx") == {}
    path.write_bytes(b"x")
    assert sheets_in(path) == {}


def test_cells_beside_the_header_and_blank_rows(tmp_path: Path) -> None:
    read = read_lines(book(tmp_path / "t.xlsx", t=rows(["a", "b"], [1], [None, None], [1, 2, 3])))
    assert read.rows == ((2, ("1", "")),)
    assert [(finding.row, finding.rule) for finding in read.findings] == [(4, "has 3 cells where the header has 2")]


def part_replaced(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its XML parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in parts.items():
            archive.writestr(entry, change(content) if entry == name else content)
    path.write_bytes(packed.getvalue())
    return path


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_of_xml_are_not_resolved(tmp_path: Path, part: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(9))

    def bomb(content: bytes) -> bytes:
        start = content.index(b"?>") + 2 if content.startswith(b"<?xml") else 0
        return content[:start] + f"<!DOCTYPE x [{laughs}]>".encode() + content[start:].replace(b"secret", b"&l8;")

    path = part_replaced(book(tmp_path / "t.xlsx", t=rows(["a"], ["secret"])), part, bomb)
    (found,) = read_lines(path).findings
    assert "can't be read as an Excel workbook" in found.rule and "save it again" in found.advice


def shared(path: Path, strings: bytes) -> Path:
    """The workbook with its first text moved to the table of shared strings, as Excel writes it."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    part_replaced(path, "[Content_Types].xml", lambda xml: xml.replace(b"</Types>", override))
    cell = b'<c r="A1" t="inlineStr"><is><t>a</t></is></c>'
    part_replaced(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(cell, b'<c r="A1" t="s"><v>0</v></c>'))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", strings)
    return path


SPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def test_shared_strings_are_read_and_their_entities_not_resolved(tmp_path: Path) -> None:
    path = shared(book(tmp_path / "t.xlsx", t=rows(["a"], [1])), b"<sst " + SPACE + b"><si><t>head</t></si></sst>")
    assert read_lines(path).header == ("head",)
    trap = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><sst ' + SPACE + b"><si><t>&f;</t></si></sst>"
    (found,) = read_lines(shared(book(tmp_path / "u.xlsx", t=rows(["a"], [1])), trap)).findings
    assert "can't be read as an Excel workbook" in found.rule


def test_what_a_sheet_says_of_its_size_is_not_believed(tmp_path: Path) -> None:
    path = book(tmp_path / "t.xlsx", t=rows(["a", "b"], [1, 2]))
    path = part_replaced(
        path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    )
    assert read_lines(path).rows == ((2, ("1", "2")),)
