"""What ``spreiding data check`` finds, and how it shows it to people and to machines."""

import io
import json
from pathlib import Path

import pandas as pd
import pytest
from rich.console import Console

from spreiding import paths
from spreiding.data_check import Checked, CheckRequest, TableLine, as_json, check_data, show_checked
from spreiding.errors import Finding
from spreiding.screen_lines import MOST_FINDINGS

MODEL = paths.MODELS / "raming-2024.yaml"


def shown(checked: Checked, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, markup=False, emoji=False)
    show_checked(console, checked)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an own table of sites and of inhabitants, both right."""
    for name in ("sites", "population"):
        (tmp_path / f"{name}.csv").write_bytes((paths.DATA / f"{name}.csv").read_bytes())
    return tmp_path


def test_a_right_folder(folder: Path) -> None:
    checked = check_data(CheckRequest(folder, MODEL, paths.DATA / "boundaries_schematic.gpkg"))
    assert (checked.findings, checked.exit_code) == ((), 0)
    whose = {line.table: (line.supplied, line.rows) for line in checked.tables}
    assert whose["sites"] == ("own", 1139) and whose["stations"] == ("embedded", 395)
    assert whose["travel_minutes"] == ("embedded", 0)  # those that ship are of other sites
    assert "Nothing is wrong with these tables." in shown(checked)


def test_what_is_wrong_in_tables_totals_model_and_boundaries_comes_together(folder: Path) -> None:
    population = pd.read_csv(folder / "population.csv")
    population.assign(population=population["population"] * 2).to_csv(folder / "population.csv", index=False)
    sites = pd.read_csv(folder / "sites.csv", dtype=str, keep_default_na=False)
    existing = sites.index[sites["existing"] == "true"][0]
    sites.loc[existing, "available_from"] = "2031-01-01"
    sites.loc[existing, "closes"] = ""
    sites.loc[0, "owner"] = "army"
    sites.to_csv(folder / "sites.csv", index=False)
    checked = check_data(CheckRequest(folder, MODEL, folder / "absent.gpkg"))
    assert checked.exit_code == 2
    found = {(finding.file, finding.row, finding.column) for finding in checked.findings}
    assert {
        ("sites.csv", 2, "owner"),
        ("sites.csv", int(existing) + 2, "available_from"),
        ("population.csv", None, "population"),
        ("absent.gpkg", None, None),
    } <= found
    assert len(checked.findings) == len(set(checked.findings))


def test_a_model_file_that_is_wrong_is_told_beside_the_tables(folder: Path) -> None:
    (folder / "model.yaml").write_text("name: 3\n", encoding="utf-8")
    (folder / "sites.csv").write_text("", encoding="utf-8")
    checked = check_data(CheckRequest(folder, folder / "model.yaml"))
    assert {"model.yaml", "sites.csv"} <= {finding.file for finding in checked.findings}


def finding(number: int) -> Finding:
    return Finding("sites.csv", number, "places_max", "-4", "is less than 1", "Write 1 or more.")


LINE = TableLine("sites", "tables.xlsx, sheet sites", "own", 1200, {"official": 1000, "synthetic": 200})


def test_the_screen_has_a_line_per_table_and_the_first_findings() -> None:
    text = shown(Checked((LINE,), tuple(finding(number) for number in range(MOST_FINDINGS + 7))), width=160)
    assert "tables.xlsx, sheet sites" in text and "1,000 official, 200 synthetic" in text
    assert f"{MOST_FINDINGS + 7} findings." in text and "... and 7 more; --json gives them all." in text
    for word in ("file", "row", "column", "value", "rule", "what to do", "places_max", "-4", "Write 1 or more."):
        assert word in text
    assert "1 finding." in shown(Checked((LINE,), (finding(2),)))


def test_a_long_cell_does_not_make_the_screen_endless() -> None:
    long = Finding("sites.csv", 2, "name", "x" * 3000, "is odd", "Check it.")
    assert max(map(len, shown(Checked((LINE,), (long,)), width=120).splitlines())) < 400


def test_the_machine_form_keeps_its_keys() -> None:
    content = json.loads(as_json(Checked((LINE,), (finding(2),))))
    assert content == {
        "counts": {"findings": 1, "tables": 1, "own": 1},
        "tables": [
            {
                "table": "sites",
                "file": "tables.xlsx, sheet sites",
                "supplied": "own",
                "rows": 1200,
                "origins": {"official": 1000, "synthetic": 200},
            }
        ],
        "findings": [
            {
                "file": "sites.csv",
                "row": 2,
                "column": "places_max",
                "value": "-4",
                "rule": "is less than 1",
                "advice": "Write 1 or more.",
            }
        ],
    }
