"""Family `files`: folders, forms, copies and maps, tampered with after writing."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from audit_builder import make_boundaries, make_plan
from audit_goals import make_goals
from audit_inputs import make_case

from spreiding.audit import AuditFinding, audit_run
from spreiding.write.column import Table
from spreiding.write.columns import TABLES
from spreiding.write.run import write_run

Tamper = Callable[[Path], object]


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(make_plan(), make_boundaries(), tmp_path / "run")


def audit(run: Path) -> tuple[AuditFinding, ...]:
    return audit_run(run, make_case(), make_goals(make_plan()))


def edit(file: str, old: str, new: str) -> Tamper:
    """Replace the first occurrence of a text in a file."""

    def tamper(run: Path) -> None:
        text = (run / file).read_text(encoding="utf-8")
        assert old in text
        (run / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return tamper


def lines(file: str, change: Callable[[list[str]], list[str]]) -> Tamper:
    """Change the lines of a file."""

    def tamper(run: Path) -> None:
        found = (run / file).read_text(encoding="utf-8").splitlines()
        (run / file).write_text("\n".join(change(found)) + "\n", encoding="utf-8")

    return tamper


def sql(file: str, command: str) -> Tamper:
    """Change a GeoPackage."""

    def tamper(run: Path) -> None:
        with closing(sqlite3.connect(run / file)) as database:
            # The spatial index calls functions that only a map program has.
            for (name,) in database.execute("select name from sqlite_master where type = 'trigger'").fetchall():
                database.execute(f'drop trigger "{name}"')
            assert database.execute(command).rowcount != 0
            database.commit()

    return tamper


NATIONAL, NORTH = "national", "PV23-overijssel"
TAMPERED: dict[str, Tamper] = {
    "folder_gone": lambda run: (run / NORTH).rename(run.parent / "elsewhere"),
    "country_gone": lambda run: (run / NATIONAL).rename(run.parent / "elsewhere"),
    "folder_too_many": lambda run: (run / "PV26-utrecht").mkdir(),
    "folder_twice": lambda run: (run / "PV23-again").mkdir(),
    "table_gone": lambda run: (run / NORTH / "tasks.csv").unlink(),
    "map_gone": lambda run: (run / NATIONAL / "plan.gpkg").unlink(),
    "file_too_many": lambda run: (run / NATIONAL / "extra.csv").write_text(""),
    "no_table": lambda run: (run / NATIONAL / "tasks.csv").write_bytes(b"\xff\xfe\x00"),
    "nothing": lambda run: (run / NATIONAL / "tasks.csv").write_text(""),
    "column_renamed": edit("national/tasks.csv", "task_amv", "amv_task"),
    "column_moved": edit("national/tasks.csv", "task_regular,task_amv", "task_amv,task_regular"),
    "column_too_many": lines("national/sites.csv", lambda rows: [rows[0] + ",x", *(row + ",1" for row in rows[1:])]),
    "not_a_number": edit("national/tasks.csv", ",1110,", ",eleven hundred,"),
    "not_whole": edit("national/tasks.csv", ",1110,", ",1110.5,"),
    "blank": edit("national/tasks.csv", ",1110,", ",,"),
    "nan": edit("national/placements.csv", "30.000", "nan"),
    "negative": edit("national/placements.csv", "30.000", "-30.000"),
    "too_few_decimals": edit("national/placements.csv", "30.000", "30.0"),
    "yes": edit("national/placements.csv", "true", "True"),
    "no_such_day": edit("national/sites.csv", "2025-01-01", "2025-02-30"),
    "american_day": edit("national/sites.csv", "2025-01-01", "01/01/2025"),
    "unknown_word": edit("national/sites.csv", ",azc,", ",hotel,"),
    "unknown_track": edit("national/placements.csv", "dublin", "dubbel"),
    "row_twice": lines("national/tasks.csv", lambda rows: [*rows, rows[-1]]),
    "not_sorted": lines("national/tasks.csv", lambda rows: [rows[0], rows[2], rows[1], *rows[3:]]),
    "row_gone": lines("national/placements.csv", lambda rows: rows[:-1]),
    "province_other_value": edit(f"{NORTH}/tasks.csv", "1110", "1111"),
    "province_row_gone": lines(f"{NORTH}/housing.csv", lambda rows: rows[:-1]),
    "province_row_twice": lines(f"{NORTH}/housing.csv", lambda rows: [*rows, rows[-1]]),
    "province_not_sorted": lines(f"{NORTH}/sites.csv", lambda rows: [rows[0], *reversed(rows[1:])]),
    "province_other_header": edit(f"{NORTH}/tasks.csv", "task_amv", "amv_task"),
    "apostrophe_gone": edit(f"{NORTH}/tasks.csv", "'=Twee", "=Twee"),
    "map_other_task": sql("national/plan.gpkg", "update municipalities set task_places = 1"),
    "map_other_name": sql("national/plan.gpkg", "update sites set name = 'x' where site_id = 'S01'"),
    "map_other_truth": sql("national/plan.gpkg", "update sites set durable = 0 where site_id = 'S01'"),
    "map_other_score": sql("national/plan.gpkg", "update municipalities set ses_woa = ses_woa + 0.0001"),
    "map_null": sql("national/plan.gpkg", "update sites set places = null"),
    "map_row_gone": sql(f"{NORTH}/plan.gpkg", "delete from sites where site_id = 'S01'"),
    "map_other_flow": sql("national/plan.gpkg", "update couplings set coupled_persons = coupled_persons + 0.002"),
    "map_row_twice": sql("national/plan.gpkg", "update sites set site_id = 'S01', municipality_code = 'GM0001'"),
    "map_other_column": sql("national/plan.gpkg", "alter table sites rename column places to beds"),
    "map_unknown_drawing": sql("national/plan.gpkg", "update municipalities set schematic = null"),
    "map_layer_gone": sql("national/plan.gpkg", "delete from gpkg_geometry_columns where table_name = 'couplings'"),
    "map_other_grid": sql("national/plan.gpkg", "update gpkg_geometry_columns set srs_id = 4326"),
    "map_point_elsewhere": sql(
        "national/plan.gpkg",
        "update sites set geom = (select geom from sites where site_id = 'S03') where site_id = 'S01'",
    ),
    "map_point_gone": sql("national/plan.gpkg", "update sites set geom = null"),
    "map_line_elsewhere": sql(
        "national/plan.gpkg",
        "update couplings set geom = (select geom from couplings where to_municipality_code = 'GM0004')",
    ),
    "no_map": lambda run: (run / NATIONAL / "plan.gpkg").write_bytes(b"no map" * 100),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_tampering_with_a_file_is_found(name: str, run: Path) -> None:
    TAMPERED[name](run)
    assert "files" in {finding.family for finding in audit(run)}


# The widest three take a minute together: their turn is among the proofs.
_WIDE = ("tasks", "sites", "regions")
_CELLS = [
    pytest.param(table, id=table.name, marks=[pytest.mark.proof] if table.name in _WIDE else []) for table in TABLES
]


@pytest.mark.parametrize("table", _CELLS)
def test_every_cell_of_a_row_is_compared_with_its_copies(table: Table, run: Path) -> None:
    file = run / NORTH / table.file
    before = file.read_text(encoding="utf-8")
    header, row, rest = before.split("\n", 2)
    cells = row.split(",")
    for place, name in enumerate(header.split(",")):
        changed = [*cells[:place], cells[place] + "9", *cells[place + 1 :]]
        file.write_text("\n".join([header, ",".join(changed), rest]), encoding="utf-8")
        assert "files" in {finding.family for finding in audit(run)}, name
    file.write_text(before, encoding="utf-8")
    assert audit(run) == ()
