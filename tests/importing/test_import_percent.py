"""A percentage in a workbook is a fraction already: a unit would make a hundredth of it."""

from pathlib import Path

import openpyxl
import pytest
from import_case import SITES_MAP, rows_of

from spreiding.errors import InputError
from spreiding.importing.find import ImportRequest
from spreiding.importing.run import Imported, import_table

SITE = ["A1", "Kazerne", "Zwolle", 6.09, 52.51, 400]


def imported(folder: Path, shown: str, held: float, rule: str) -> Imported:
    """A workbook with one site whose flexible part is held and shown so."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Nr", "Locatie", "Gemeente", "lon", "lat", "Plekken", "Flex"])
    sheet.append([*SITE, held])
    sheet["G2"].number_format = shown
    book.save(folder / "lijst.xlsx")
    (folder / "map.yaml").write_text(f"{SITES_MAP}  flexible_part: {rule}\n")
    asked = ImportRequest(
        folder / "lijst.xlsx", "sites", folder / "map.yaml", None, None, folder / "out", None, replace=False
    )
    return import_table(asked)


@pytest.mark.parametrize("rule", ["{from: Flex, unit: percent}", "{from: Flex, factor: 0.01}"])
def test_a_percentage_with_a_unit_is_refused(tmp_path: Path, rule: str) -> None:
    with pytest.raises(InputError) as caught:
        imported(tmp_path, "0%", 0.25, rule)
    (finding,) = caught.value.findings
    assert (finding.row, finding.column, finding.value) == (2, "Flex", "0.25")
    assert finding.rule == "is shown as a percentage in the workbook, which holds 0.25 of it"


@pytest.mark.parametrize(
    ("shown", "held", "rule"),
    [("0%", 0.25, "Flex"), ("0.0%", 0.25, "{from: Flex}"), ("General", 25, "{from: Flex, unit: percent}")],
)
def test_other_ways_of_writing_a_quarter(tmp_path: Path, shown: str, held: float, rule: str) -> None:
    (row,) = rows_of(imported(tmp_path, shown, held, rule))
    assert row["flexible_part"] == "0.25"
