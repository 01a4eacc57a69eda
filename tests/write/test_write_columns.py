"""The contract of columns, and the page and files made from it."""

from pathlib import Path

import pandas as pd
import pytest
from write_frames import boundaries, plan

from spreiding.write.column import Table
from spreiding.write.columns import COUPLINGS, TABLES
from spreiding.write.manual import manual
from spreiding.write.payoff_columns import PAYOFF
from spreiding.write.run import write_run

PAGE = Path(__file__).parents[2] / "docs" / "output.md"


def test_the_manual_is_the_one_generated_from_the_contract() -> None:
    assert PAGE.read_text(encoding="utf-8") == manual()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_written_file_has_the_documented_columns(table: Table, tmp_path: Path) -> None:
    run = write_run(plan(), boundaries(), tmp_path / "run")
    section = PAGE.read_text(encoding="utf-8").split(f"## {table.file}\n")[1].split("\n## ")[0]
    documented = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
    assert pd.read_csv(run / "national" / table.file).columns.to_list() == documented


@pytest.mark.parametrize("table", [*TABLES, COUPLINGS, PAYOFF], ids=lambda table: table.name)
def test_every_column_is_explained(table: Table) -> None:
    assert len(set(table.names)) == len(table.columns)
    assert set(table.key) <= set(table.names)
    for column in table.columns:
        assert column.meaning
        assert column.dutch
        assert column.unit or column.kind in ("text", "boolean")
        assert "|" not in column.meaning
