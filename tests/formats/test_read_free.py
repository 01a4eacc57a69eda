"""Sheets with titles above the header: every row comes through, whatever stands around the table."""

from pathlib import Path

import openpyxl
import pytest

from spreiding.formats.read import read_free_lines


def csv_rows(folder: Path, text: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    path = folder / "lijst.csv"
    path.write_text(text, encoding="utf-8")
    lines = read_free_lines(path)
    assert (lines.header, lines.findings) == ((), ())
    return lines.rows


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_titles_and_short_rows_are_filled_up(tmp_path: Path, sign: str) -> None:
    text = f"Overzicht\n\nNr{sign}Plekken\n1{sign}20\n\n* voorlopig\n"
    assert csv_rows(tmp_path, text) == (
        (1, ("Overzicht", "")),
        (3, ("Nr", "Plekken")),
        (4, ("1", "20")),
        (6, ("* voorlopig", "")),
    )


def test_the_separator_is_what_parts_the_rows_and_not_the_title(tmp_path: Path) -> None:
    rows = csv_rows(tmp_path, "Locaties, concept, juli\nNr;Plekken;Kosten\n1;20;68,82\n2;30;70,10\n3;40;71,5\n")
    assert rows[1] == (2, ("Nr", "Plekken", "Kosten"))
    assert rows[2] == (3, ("1", "20", "68,82"))


def workbook(folder: Path, hidden: bool = True) -> Path:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Notities"
    first.sheet_state = "hidden" if hidden else "visible"
    sheet = book.create_sheet("Locaties")
    for row in (["Overzicht"], [], ["Nr", "Capaciteit", None], [None, "min", "max"], [1, "1,5", "=B5*2"]):
        sheet.append(row)
    sheet.merge_cells("B3:C3")
    book.save(folder / "lijst.xlsx")
    return folder / "lijst.xlsx"


def test_merged_cells_and_formulas_are_no_findings_of_the_file(tmp_path: Path) -> None:
    lines = read_free_lines(workbook(tmp_path))
    assert lines.findings == ()
    assert lines.rows == (
        (1, ("Overzicht", "", "")),
        (3, ("Nr", "Capaciteit", "")),
        (4, ("", "min", "max")),
        (5, ("1", "1,5", "")),
    )
    assert lines.is_loose(5, 1) and not lines.is_loose(5, 0)
    assert {at: finding.rule for at, finding in lines.unread.items()} == {(5, 2): "is a formula"}


def test_one_of_several_sheets_must_be_named(tmp_path: Path) -> None:
    path = workbook(tmp_path, hidden=False)
    (finding,) = read_free_lines(path).findings
    assert "more than one visible sheet (Notities, Locaties)" in finding.rule and "--sheet" in finding.advice
    assert read_free_lines(path, "locaties").rows[0][1][0] == "Overzicht"
    (finding,) = read_free_lines(path, "Lokaties").findings
    assert "is not one of the visible sheets" in finding.rule


def test_an_empty_sheet_and_an_absent_file_are_findings(tmp_path: Path) -> None:
    (tmp_path / "leeg.csv").write_text("\n;;\n", encoding="utf-8")
    assert "empty" in read_free_lines(tmp_path / "leeg.csv").findings[0].rule
    assert "absent" in read_free_lines(tmp_path / "weg.csv").findings[0].rule


def test_a_map_gives_the_names_of_its_columns_as_its_first_row(tmp_path: Path) -> None:
    geopandas = pytest.importorskip("geopandas")
    points = geopandas.GeoDataFrame(
        {"naam": ["Kazerne"]}, geometry=geopandas.points_from_xy([202400], [503000]), crs="EPSG:28992"
    )
    points.to_file(tmp_path / "punten.gpkg")
    lines = read_free_lines(tmp_path / "punten.gpkg")
    assert lines.rows[0] == (1, ("naam", "lon", "lat"))
    assert lines.rows[1][1][0] == "Kazerne"
