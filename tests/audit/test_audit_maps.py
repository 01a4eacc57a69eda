"""No column of a map, and no cell of one copy of a table, can be wrong without a finding.

All else stays as it is, so it is the comparison of the files with each other that must find it. Wrong in all files
alike: ``test_audit_columns.py``.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from audit_builder import change as changed
from audit_builder import make_boundaries, make_plan
from audit_fixtures import families
from test_audit_columns import FRAMES, PLAN, wrong

from spreiding.audit.files import GEOPACKAGE, NATIONAL, Texts, audit_copies, read_tables
from spreiding.audit.geopackage import audit_geopackage, expected_layers
from spreiding.audit.read import audit_form
from spreiding.write.column import Column, Table
from spreiding.write.columns import BOUNDARY_COLUMNS, LAYERS, TABLES
from spreiding.write.errors import ContractError
from spreiding.write.run import write_run

FOLDERS = {"": NATIONAL, "PV23": "PV23-overijssel", "PV25": "PV25-gelderland"}
SPOILED = ("", "PV25")
# Outlines are a drawing aid that no norm rests on: where they came from is the word of the boundaries' file.
NOT_JUDGED = {(layer, column.name) for layer, _, extra in LAYERS if extra for column in BOUNDARY_COLUMNS}
COLUMNS = [(layer, column) for layer, table, extra in LAYERS for column in (*table.columns, *extra)]
CELLS = [(table, column) for table in TABLES for column in table.columns]
ROWS = 10
# The auditor allows a millionth of a number beside what rounding explains (audit/finding.py).
VISIBLE = 1e-5
# When within its term someone leaves a doorstroomlocatie for a dwelling is free: another number can be another plan
# that keeps to every norm. One that does not is in test_audit_columns.py.
FREE = {("housing", "doorstroom_out_persons")}
JUDGED = [(table, column) for table, column in CELLS if (table.name, column.name) not in FREE]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_run(make_plan(), make_boundaries(), tmp_path_factory.mktemp("maps") / "run")


@pytest.fixture(scope="module")
def texts(run: Path) -> dict[str, Texts]:
    return {code: read_tables(run, folder)[0] for code, folder in FOLDERS.items()}


def other(column: Column) -> str:
    """Another value of the column's kind, in SQL: the least that its decimals can show, or another word."""
    name = f'coalesce("{column.name}", 0)' if column.blank and column.kind == "whole" else f'"{column.name}"'
    if column.kind == "boolean":
        return f"1 - {name}"
    if column.kind == "decimal":
        return f"{name} + {10.0 ** -(column.decimals or 3)}"
    return f"{name} + 1" if column.kind == "whole" else "'2032-02-02'" if column.kind == "date" else f"{name} || 'x'"


def change(file: Path, layer: str, assignment: str) -> None:
    """Change the last row of a layer."""
    with closing(sqlite3.connect(file)) as database:
        # The spatial index calls functions that only a map program has.
        for (name,) in database.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            database.execute(f'drop trigger "{name}"')
        last = f'(select max(fid) from "{layer}")'
        assert database.execute(f'update "{layer}" set {assignment} where fid = {last}').rowcount == 1
        database.commit()


@pytest.mark.parametrize("code", SPOILED)
@pytest.mark.parametrize(("layer", "column"), COLUMNS, ids=[f"{layer}-{column.name}" for layer, column in COLUMNS])
def test_a_wrong_cell_of_a_layer_is_found(
    layer: str, column: Column, code: str, run: Path, texts: dict[str, Texts], tmp_path: Path
) -> None:
    layers = expected_layers(texts[""])
    file = Path(shutil.copy(run / FOLDERS[code] / GEOPACKAGE, tmp_path))
    change(file, layer, f'"{column.name}" = {other(column)}')
    found = {finding.file for finding in audit_geopackage(file, GEOPACKAGE, layers, code)}
    assert found == (set() if (layer, column.name) in NOT_JUDGED else {f"{GEOPACKAGE}, layer {layer}"})


@pytest.mark.parametrize("spoiled", SPOILED)
@pytest.mark.parametrize(("table", "column"), CELLS, ids=[f"{table.name}-{column.name}" for table, column in CELLS])
def test_a_wrong_cell_of_one_copy_is_found(table: Table, column: Column, spoiled: str, texts: dict[str, Texts]) -> None:
    # The file of the country against those of the provinces: whichever is wrong, they differ.
    cells = texts[spoiled][table.name].copy()
    cells.loc[len(cells) - 1, column.name] += "1"
    texts = {**texts, spoiled: {**texts[spoiled], table.name: cells}}
    found = audit_form(texts[""], NATIONAL)
    for code in ("PV23", "PV25"):
        found += audit_copies(texts[""], texts[code], code, FOLDERS[code])
    assert {finding.family for finding in found} == {"files"}


def test_without_a_wrong_cell_nothing_is_found(run: Path, texts: dict[str, Texts]) -> None:
    layers = expected_layers(texts[""])
    for code, folder in FOLDERS.items():
        assert audit_geopackage(run / folder / GEOPACKAGE, GEOPACKAGE, layers, code) == []
        assert code == "" or audit_copies(texts[""], texts[code], code, folder) == []


@pytest.mark.proof
@pytest.mark.parametrize(("table", "column"), JUDGED, ids=[f"{table.name}-{column.name}" for table, column in JUDGED])
def test_wrong_cells_all_over_a_table_are_found(table: Table, column: Column) -> None:
    # In all files alike, as in test_audit_columns.py, in rows spread over the table.
    frame: pd.DataFrame = FRAMES[table.name]
    for place in range(0, len(frame), max(1, len(frame) // ROWS)):
        value = frame[column.name].iloc[place]
        cell = wrong(column, value)
        if column.kind == "decimal":
            cell = float(value) + max(1.0, VISIBLE * abs(float(value)))
        try:
            assert families(changed(PLAN, table.name, place, **{column.name: cell})), place
        except ContractError as error:
            assert "two rows" in str(error)
