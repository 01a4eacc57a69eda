"""The example in docs/import.md is run: what the page shows is what the command does."""

import csv
import re
from pathlib import Path

import pytest
from commands.run_cli import ROOT, run_cli

from spreiding.importing.map_file import ColumnMap, ImportMap
from spreiding.importing.units import UNITS

PAGE = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)


def test_the_example_gives_the_lines_and_the_rows_that_the_page_shows(tmp_path: Path) -> None:
    file, table = blocks("csv")
    (map_text,) = blocks("yaml")
    (lines,) = blocks("text")
    (tmp_path / "locaties.csv").write_text(file, encoding="cp1252")
    (tmp_path / "map.yaml").write_text(map_text, encoding="utf-8")
    ran = run_cli("data", "import", "locaties.csv", "--as", "sites", "--map", "map.yaml", cwd=tmp_path)
    assert ran.code == 0, ran.text
    said = [line.strip() for line in ran.text.splitlines()]
    assert [line for line in lines.splitlines() if line not in said] == []
    shown = [line.split(",") for line in table.splitlines()]
    with (tmp_path / "my-tables" / "sites.csv").open(encoding="utf-8", newline="") as written:
        rows = [row[: len(shown[0])] for row in csv.reader(written)]
    # PROJ may know finer grids on one machine than on another: places are the same within ten metres.
    points = [[float(cell) for cell in row[3:5]] for row in rows[1:]]
    assert points == [pytest.approx([float(cell) for cell in row[3:5]], abs=1e-4) for row in shown[1:]]
    assert [row[:3] + row[5:] for row in rows] == [row[:3] + row[5:] for row in shown]


def test_every_key_of_a_map_is_on_the_page() -> None:
    for model in (ImportMap, ColumnMap):
        for name, field in model.model_fields.items():
            assert f"`{field.alias or name}`" in PAGE, name
    for unit in {word for units in UNITS.values() for word in units}:
        assert f"`{unit}`" in PAGE, unit
