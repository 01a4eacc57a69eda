"""Templates: filled in they are tables, as CSV and as a workbook; written whole or not at all."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from small_country import SMALL

from spreiding.errors import InputError
from spreiding.tables.bundle import read_tables
from spreiding.tables.catalogue import TABLES
from spreiding.tables.template import explanation, write_template
from spreiding.write.errors import OutputError


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder of templates."""
    write_template(tmp_path / "made")
    return tmp_path / "made"


def cells(table: str) -> list[dict[str, str]]:
    """The rows of the small country by column."""
    return list(csv.DictReader(io.StringIO(SMALL[table])))


def test_the_files_that_appear(made: Path) -> None:
    found = sorted(path.relative_to(made).as_posix() for path in made.rglob("*.*"))
    tables = sorted([f"csv/{table.file}" for table in TABLES] + ["csv/explanation.csv"])
    assert found == [*tables, "excel/tables.xlsx"]
    assert not [path for path in made.parent.iterdir() if path != made]


def test_csv_opens_rightly_in_excel_in_the_netherlands(made: Path) -> None:
    for table in TABLES:
        raw = (made / "csv" / table.file).read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n")
        assert raw.decode("utf-8-sig").strip().split(";") == [column.name for column in table.columns]


def test_filled_in_csv_is_right(made: Path) -> None:
    for table in TABLES:
        path = made / "csv" / table.file
        names = [column.name for column in table.columns]
        with path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            for row in cells(table.name):
                decimals = {c.name for c in table.columns if c.kind == "decimal"}
                texts = {name: row.get(name, "") for name in names}
                writer.writerow([t.replace(".", ",") if n in decimals else t for n, t in texts.items()])
    read = read_tables(made / "csv")
    assert len(read.own) == len(TABLES) and len(read.sites) == 2
    assert read.ses_woa["ses_woa_text"].tolist() == ["0.10", "-0.073", "0"]


def test_a_filled_in_workbook_is_right(made: Path) -> None:
    path = made / "excel" / "tables.xlsx"
    book = openpyxl.load_workbook(path)
    for table in TABLES:
        sheet = book[table.name]
        for number, row in enumerate(cells(table.name), start=2):
            for place, column in enumerate(table.columns, start=1):
                text: Any = row.get(column.name, "")
                if column.kind in ("whole", "decimal") and text:
                    text = float(text)
                sheet.cell(number, place, None if text == "" else text)
    book.save(path)
    read = read_tables(made / "excel")
    assert len(read.own) == len(TABLES) and read.sites["places_max"].tolist() == [300, 20]
    assert read.ukraine["places"].tolist() == [40]


def test_the_workbook_helps(made: Path) -> None:
    book = openpyxl.load_workbook(made / "excel" / "tables.xlsx")
    assert book.sheetnames == ["explanation", *(table.name for table in TABLES)]
    for table in TABLES:
        sheet = book[table.name]
        notes = {cell.value: cell.comment.text for cell in sheet[1] if cell.comment}
        assert list(notes) == [column.name for column in table.columns]
        lists = {str(rule.sqref).split("2:")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
        for cell, column in zip(sheet[1], table.columns, strict=True):
            assert column.meaning in notes[column.name]
            wanted = ",".join(column.words) or ("ja,nee" if column.kind == "boolean" else "")
            assert lists.get(cell.column_letter) == (f'"{wanted}"' if wanted else None)
            if column.kind == "date":
                assert sheet.column_dimensions[cell.column_letter].number_format == "yyyy-mm-dd"
        assert all(len(formula) <= 255 for formula in lists.values())  # more and Excel repairs the file


def test_the_explanation_has_every_column_and_no_formula() -> None:
    frame = explanation()
    assert len(frame) == sum(len(table.columns) for table in TABLES)
    assert not frame.apply(lambda column: column.str.startswith(("=", "+", "-", "@"))).any(axis=None)


def test_nothing_is_overwritten(made: Path) -> None:
    before = {path: path.read_bytes() for path in made.rglob("*.*")}
    with pytest.raises(InputError, match="holds files already"):
        write_template(made)
    assert {path: path.read_bytes() for path in made.rglob("*.*")} == before
    with pytest.raises(InputError, match="is no folder"):
        write_template(made / "csv" / "sites.csv")


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write_template(tmp_path / "empty")
    assert (tmp_path / "empty" / "excel" / "tables.xlsx").is_file()


def test_what_fails_on_the_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("spreiding.tables.template.write_book", full)
    with pytest.raises(OutputError, match="no space left on device"):
        write_template(tmp_path / "made")
    assert list(tmp_path.iterdir()) == []
