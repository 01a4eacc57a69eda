"""A run is read back typed, or refused in words."""

import dataclasses
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from run_files.written_runs import record, small_run
from write.write_frames import boundaries, plan

from spreiding.errors import InputError
from spreiding.run_files.read import WrittenRun, read_outlines, read_run
from spreiding.write.columns import TABLES
from spreiding.write.run import write_run


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return small_run(tmp_path / "run")


def refused(folder: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_run(folder)
    return [str(finding) for finding in caught.value.findings]


def frame_of(run: WrittenRun, name: str) -> pd.DataFrame:
    frames = {table.name: frame for table, frame in zip(TABLES, frames_of(run), strict=True)}
    return frames[name]


def frames_of(run: WrittenRun) -> tuple[pd.DataFrame, ...]:
    return (run.tasks, run.sites, run.placements, run.housing, run.scaling, run.regions, run.staff)


def test_a_run_is_read_with_the_types_of_the_contract(run: Path) -> None:
    read = read_run(run)
    assert read.record.provinces == {"PV21": "Fryslân", "PV28": "Zuid-Holland"}
    assert read.record.model.content["families"]["capacity_band"]["band"] == 0.25
    assert read.raw["more"] == {"that the reader": "keeps"}
    for table in TABLES:
        frame = frame_of(read, table.name)
        assert frame.columns.to_list() == table.names
        for column in table.columns:
            dtype = str(frame[column.name].dtype)
            number = "float64" if column.kind == "decimal" or column.blank else "int64"
            expected = {"whole": number, "decimal": number, "boolean": "bool"}.get(column.kind, "object")
            assert dtype == expected, column.name


def test_what_is_read_is_what_was_written(tmp_path: Path) -> None:
    # A name that a spreadsheet would take for a formula has an apostrophe in the file and none when read.
    written = plan()
    named = dataclasses.replace(written, sites=written.sites.assign(name=["=1+1", "'t Veld"]))
    read = read_run(small_run(tmp_path / "run", named))
    assert "'=1+1" in (tmp_path / "run" / "national" / "sites.csv").read_text(encoding="utf-8")
    assert read.sites["name"].to_list() == ["=1+1", "'t Veld"]
    assert read.tasks["task_places"].to_list() == written.tasks["task_places"].to_list()
    assert read.sites["durable"].to_list() == [True, False]


def test_outlines_are_those_of_the_maps(run: Path) -> None:
    outlines = read_outlines(read_run(run))
    assert outlines.crs.to_epsg() == 28992
    assert outlines["municipality_code"].to_list() == ["GM0001", "GM0002"]
    assert outlines.area.to_list() == [100.0, 100.0]  # squares of 10 by 10 m


def test_files_beside_those_of_the_run_are_left_alone(run: Path) -> None:
    (run / "notes.txt").write_text("of the planner")
    (run / "national" / "plan.gpkg-wal").write_bytes(b"")
    assert read_run(run).record.status == "optimal"


def test_a_folder_that_is_not_there_or_no_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    assert "does not exist" in refused(tmp_path / "nowhere")[0]
    assert "is no folder" in refused(tmp_path / "file")[0]
    assert "there is no run.json in it" in refused(tmp_path / "empty")[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is no JSON"),
        (b"{", "is no JSON"),
        (b"\xff\xfe", "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b"[]", "is not the record of a spreiding run"),
        (b'{"name": "somebody else"}', "is not the record of a spreiding run"),
    ],
)
def test_a_record_that_is_none_is_refused(run: Path, content: bytes, words: str) -> None:
    (run / "run.json").write_bytes(content)
    told = refused(run)
    assert len(told) == 1
    assert words in told[0]


def test_all_that_is_wrong_with_a_record_is_told_at_once(run: Path) -> None:
    # The writer of the record adds files and checksums; taken as it is, it lacks both.
    (run / "run.json").write_text(json.dumps({**record(), "periods": [], "status": 3}))
    told = refused(run)
    for part in ("column status", "column periods", "column files", "column checksums"):
        assert sum(part in line for line in told) == 1, part
    assert len(told) == 4


def test_a_number_that_is_none_is_refused(run: Path) -> None:
    text = (run / "run.json").read_text(encoding="utf-8")
    (run / "run.json").write_text(text.replace('"value": 10.0', '"value": NaN'), encoding="utf-8")
    assert "column goals.0.value" in refused(run)[0]


def gone(run: Path) -> None:
    (run / "national" / "sites.csv").unlink()


def edited(run: Path) -> None:
    path = run / "national" / "tasks.csv"
    path.write_bytes(path.read_bytes() + b"\n")


def swapped(run: Path) -> None:
    (run / "national" / "plan.gpkg").rename(run / "plan.gpkg")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (gone, "sites.csv: is gone: run.json lists it"),
        (edited, "tasks.csv: was changed after the run"),
        (swapped, "plan.gpkg: is gone"),
    ],
)
def test_a_run_that_was_changed_is_refused(run: Path, change: Callable[[Path], None], words: str) -> None:
    change(run)
    told = refused(run)
    assert len(told) == 1
    assert words in told[0]


def test_every_changed_file_is_told_at_once(run: Path) -> None:
    gone(run)
    edited(run)
    assert len(refused(run)) == 2


def recorded(run: Path, table: str, old: str, new: str) -> None:
    """Change a table with its checksum: what a run with another contract would hold."""
    path = run / "national" / table
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    content = json.loads((run / "run.json").read_text(encoding="utf-8"))
    del content["checksums"][f"national/{table}"]
    (run / "run.json").write_text(json.dumps(content), encoding="utf-8")


def test_a_table_with_other_columns_is_refused(run: Path) -> None:
    recorded(run, "tasks.csv", "task_places", "places_given")
    told = refused(run)
    assert "the columns are those of the contract" in told[0]
    assert "docs/output.md" in told[0]


def test_a_cell_of_another_form_is_refused(run: Path) -> None:
    recorded(run, "placements.csv", "0.250", "a few")
    assert any("persons has the form of the contract; found a few" in line for line in refused(run))


def test_a_broken_map_is_told_when_it_is_asked_for(run: Path) -> None:
    read = read_run(run)
    (run / "national" / "plan.gpkg").write_text("no map")
    with pytest.raises(InputError, match="is no GeoPackage"):
        read_outlines(read)


def test_a_run_without_a_record_to_read_is_refused(tmp_path: Path) -> None:
    # write_run writes whatever manifest it is given, here one of two words.
    out = write_run(plan(), boundaries(), tmp_path / "run")
    assert any("column model" in line for line in refused(out))


def test_the_reader_needs_no_pyomo() -> None:
    program = (
        "import sys, spreiding.run_files.read; sys.exit(any(m.startswith(('pyomo', 'highspy')) for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
