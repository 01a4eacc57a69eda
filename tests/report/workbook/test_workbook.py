"""The workbook of a province: tables, notes, print setup, and formulas that give the run's numbers."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from compare.compared_runs import a_run
from openpyxl.workbook import Workbook

from spreiding.errors import InputError
from spreiding.law.indicative_share import round_half_up
from spreiding.report.kinds import KINDS, Asked
from spreiding.report.workbook.looks import number_code
from spreiding.report.workbook.make import SHEETS, make_workbook
from spreiding.report.workbook.table_sheet import HEAD, note
from spreiding.run_files.read import WrittenRun
from spreiding.write.columns import SITES, TASKS

# Two municipalities of 1,000 and 3,000 inhabitants with scores 0.1 and -0.1: factors 0.275 and 0.675, together 0.95.
SHARE = {
    "national_need": 95,
    "national_amv": 19,
    "inhabitants": 4000,
    "sum_of_weighting_factors": 0.95,
    "need_origin": "official",
    "population_origins": ["official"],
}
# 95 x 0.275 / 0.95 = 27.5, an exact half: up; amv 19 x 0.275 / 0.95 = 5.5: up too.
NUMBERS: dict[str, list[Any]] = {
    "municipality": ["=1+1", "Tweede"],
    "population": [1000, 3000],
    "ses_woa": [0.1, -0.1],
    "weighting_factor": [0.275, 0.675],
    "unrounded_places": [27.5, 67.5],
    "indicative_places": [28, 68],
    "indicative_amv": [6, 14],
}


def run() -> WrittenRun:
    return replace(a_run("berekend", tasks=NUMBERS), raw={"share": SHARE})


def made(folder: Path, asked: WrittenRun | None = None, *, released: bool = False, values: bool = False) -> Workbook:
    """The workbook of the first municipality's province, read back."""
    asked = asked or run()
    code = asked.tasks["province_code"].iloc[0]
    make_workbook(Asked(asked, (), (code,), released), folder)
    (path,) = folder.glob(f"{code}-*.xlsx")
    return openpyxl.load_workbook(path, data_only=values)


def test_every_table_is_an_excel_table_with_its_rows(tmp_path: Path) -> None:
    book = made(tmp_path)
    assert book.sheetnames == ["Voorblad", "Berekening", *(sheet.name for sheet in SHEETS)]
    for sheet in SHEETS:
        (table,) = book[sheet.name].tables.values()
        assert table.name == f"tabel_{sheet.table.name}"
        assert table.autoFilter is not None and table.tableStyleInfo.showRowStripes
        assert len(table.tableColumns) == len(sheet.table.columns)
        assert table.ref.startswith(f"A{HEAD + 1}:")


def test_titles_are_dutch_and_told_once_per_table() -> None:
    # Excel repairs a table in which a title stands twice, whatever its capitals.
    for sheet in SHEETS:
        titles = [column.dutch.lower() for column in sheet.table.columns]
        assert len(set(titles)) == len(titles)


def test_a_note_on_a_title_says_name_meaning_unit_and_source(tmp_path: Path) -> None:
    page = made(tmp_path)["Taken"]
    for place, column in enumerate(TASKS.columns, start=1):
        cell = page.cell(HEAD + 1, place)
        assert cell.comment is not None and cell.comment.text.strip() == note(column)
    assert "Source: Besluit art. 2.1 lid 3" in page.cell(HEAD + 1, 5).comment.text  # type: ignore[union-attr]


def test_cells_are_those_of_the_run_and_of_its_province_alone(tmp_path: Path) -> None:
    page = made(tmp_path)["Taken"]
    row = [cell.value for cell in page[HEAD + 2]]
    assert row[TASKS.names.index("task_places")] == run().tasks["task_places"].iloc[0]
    assert row[0] == run().tasks["municipality_code"].iloc[0]
    assert page.max_row == HEAD + 2


def test_a_name_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    book = made(tmp_path)
    for name, cell in (("Taken", f"B{HEAD + 2}"), ("Berekening", "B10")):
        assert (book[name][cell].value, book[name][cell].data_type) == ("'=1+1", "s")


def test_formulas_counted_again_give_the_numbers_of_the_run(tmp_path: Path) -> None:
    formulas, shown = made(tmp_path)["Berekening"], made(tmp_path, values=True)["Berekening"]
    need, amv, people, total = (Fraction(str(shown[f"G{row}"].value)) for row in range(4, 8))
    score, count = Fraction(str(shown["D10"].value)), shown["C10"].value
    factor = (score + 1) * count / people
    assert formulas["G10"].value == "=F10*C10/I_NL" and shown["G10"].value == float(factor)
    assert formulas["H10"].value == "=BO*G10/W_som" and shown["H10"].value == float(need * factor / total)
    assert formulas["I10"].value == "=ROUND(H10,0)"
    assert shown["I10"].value == shown["M10"].value == round_half_up(need * factor / total) == 28
    assert shown["K10"].value == shown["N10"].value == round_half_up(amv * factor / total) == 6
    assert (formulas["L10"].value, shown["L10"].value) == ("=I10-K10", 22)
    assert (formulas["O10"].value, shown["O10"].value) == ('=IF(AND(I10=M10,K10=N10),"ja","nee")', "ja")
    assert (formulas["I12"].value, shown["I12"].value) == ("=SUM(I10:I10)", 28)


def test_names_in_formulas_point_to_the_cells_above(tmp_path: Path) -> None:
    names = {name: told.attr_text for name, told in made(tmp_path).defined_names.items()}
    inputs = enumerate(("BO", "BO_amv", "I_NL", "W_som"), start=4)
    assert names == {name: f"Berekening!$G${row}" for row, name in inputs}


@pytest.mark.parametrize("released", [True, False])
def test_pages_print_in_landscape_with_titles_and_concept_until_released(released: bool, tmp_path: Path) -> None:
    book = made(tmp_path, released=released)
    for sheet in SHEETS:
        page = book[sheet.name]
        assert page.page_setup.orientation == "landscape" and page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_rows == f"${HEAD + 1}:${HEAD + 1}"
        assert ("CONCEPT" in str(page.oddHeader.center.text)) is not released
        # One page is the format's default, which is not written.
        assert (page.page_setup.fitToWidth or 1) == (2 if len(sheet.table.columns) > 20 else 1)
        assert page.freeze_panes is not None
    front = [str(cell.value) for cell in book["Voorblad"]["A"]]
    assert any("CONCEPT" in text for text in front) is not released


def test_the_front_sheet_tells_run_model_goals_and_invented_data(tmp_path: Path) -> None:
    page = made(tmp_path)["Voorblad"]
    cells = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {"berekend", run().record.model.name, run().sha256} <= set(cells)
    assert any("synthetic" in cell for cell in cells)
    values = [cell.value for cell in page["C"]]
    assert all(goal.value in values for goal in run().record.goals)


def test_number_formats_follow_the_unit() -> None:
    sites = {column.name: column for column in SITES.columns}
    tasks = {column.name: column for column in TASKS.columns}
    assert number_code(sites["places"]) == "#,##0"
    assert number_code(sites["cost_eur"]) == "€ #,##0.00"
    assert number_code(sites["opens"]) == "dd-mm-yyyy"
    assert number_code(tasks["deviation_places"]) == "+#,##0;-#,##0;#,##0"
    # A factor of the calculation is no percentage.
    assert number_code(tasks["weighting_factor"]).count("0") > 12


def test_a_table_without_rows_is_there(tmp_path: Path) -> None:
    empty = replace(run(), scaling=run().scaling.iloc[:0], sites=run().sites.iloc[:0])
    assert isinstance(empty.scaling, pd.DataFrame)
    assert made(tmp_path, empty)["Afschaling"].tables["tabel_scaling"].ref.startswith(f"A{HEAD + 1}:")


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        made(tmp_path / name)
    one, other = (next((tmp_path / name).glob("*.xlsx")).read_bytes() for name in ("a", "b"))
    assert one == other


def test_a_run_without_figures_of_the_share_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="lacks figures of the indicative share"):
        made(tmp_path, replace(run(), raw={}))


def test_the_kind_is_an_option_that_heeds_release() -> None:
    assert KINDS["xlsx"].heeds == {"release"}
