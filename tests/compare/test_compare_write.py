"""A comparison's folder: every file opens and says what the tables say; whole or not at all."""

import json
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import fromstring

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from run_files.written_runs import small_run
from write.write_frames import plan

from spreiding.compare.columns import TABLES
from spreiding.compare.compare import CompareRequest, Comparison, compare_runs
from spreiding.compare.manual import manual
from spreiding.compare.styles import municipal_style
from spreiding.compare.write import check_out, write_comparison
from spreiding.errors import InputError
from spreiding.write.errors import OutputError
from spreiding.write.map_colours import FEWER_TO_MORE, classes, scale_end
from spreiding.write.qml import qml
from spreiding.write.run import WrittenPlan


def changed(**columns: list[object]) -> WrittenPlan:
    written = plan()
    return WrittenPlan(**{**written.__dict__, "tasks": written.tasks.assign(**columns)})


@pytest.fixture
def comparison(tmp_path: Path) -> Comparison:
    """A gives 0 and 1 places (the made-up cells); B 40 and 1, C 0 and 0."""
    runs = (
        small_run(tmp_path / "first"),
        small_run(tmp_path / "second", changed(task_places=[40, 1])),
        small_run(tmp_path / "third", changed(task_places=[0, 0])),
    )
    return compare_runs(CompareRequest(runs))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_all_files_are_there_and_listed(comparison: Comparison, tmp_path: Path) -> None:
    out = write_comparison(comparison, tmp_path / "out")
    files = [f"{table.name}.csv" for table in TABLES]
    expected = sorted([*files, "differences.gpkg", "differences_B.png", "differences_C.png"])
    record = json.loads((out / "compare.json").read_text(encoding="utf-8"))
    assert record["files"] == expected
    assert names(out) == sorted([*expected, "compare.json"])
    assert [run["run"] for run in record["runs"]] == ["A", "B", "C"]
    assert [against["totals"]["task_places"] for against in record["against"]] == [
        {"base": 1, "run": 41, "difference": 40},
        {"base": 1, "run": 0, "difference": -1},
    ]


def test_tables_have_a_row_per_run_and_the_columns_of_the_page(comparison: Comparison, tmp_path: Path) -> None:
    out = write_comparison(comparison, tmp_path / "out")
    for table in TABLES:
        frame = pd.read_csv(out / table.file)
        assert frame.columns.to_list() == table.names
        assert set(frame["run"]) == {"B", "C"}
        section = manual().split(f"## {table.file}\n")[1].split("\n## ")[0]
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == table.names
    towns = pd.read_csv(out / "municipalities.csv")
    assert towns["task_places_difference"].to_list() == [40, 0, 0, -1]


def test_layers_have_the_rows_outlines_and_styles(comparison: Comparison, tmp_path: Path) -> None:
    path = write_comparison(comparison, tmp_path / "out") / "differences.gpkg"
    layers = {name for name, kind in pyogrio.list_layers(path) if kind is not None}
    assert layers == {"municipalities_B", "sites_B", "municipalities_C", "sites_C"}
    towns = gpd.read_file(path, layer="municipalities_B")
    assert towns.crs.to_epsg() == 28992
    assert towns["task_places_difference"].to_list() == [40, 0]
    assert towns.area.to_list() == [100.0, 100.0]  # the squares of the run's maps
    assert gpd.read_file(path, layer="sites_C")["change"].to_list() == ["same", "same"]
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute("SELECT f_table_name, styleQML, useAsDefault FROM layer_styles ORDER BY id").fetchall()
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert {name for name, _, _ in rows} == layers
    assert all(default == 1 and fromstring(text).tag == "qgis" for _, text, default in rows)


def test_every_difference_has_one_class_with_a_symbol_of_its_own() -> None:
    frame = pd.DataFrame({"task_places_difference": [-37, 0, 3]})
    root = fromstring(qml(municipal_style("layer", "B", frame)))
    ranges = [(float(item.get("lower", "")), float(item.get("upper", ""))) for item in root.iter("range")]
    for places in range(-50, 51):
        assert sum(low < places < high for low, high in ranges) == 1
    colours = [item.get("value") for item in root.iter("Option") if item.get("name") == "color"]
    assert len(set(colours)) == len(FEWER_TO_MORE) == len(ranges)


@pytest.mark.parametrize(
    ("most", "end"), [(0, 10), (1, 10), (10, 10), (11, 20), (-37, 50), (100, 100), (101, 200), (4321, 5000)]
)
def test_a_scale_ends_at_a_round_number_that_holds_all(most: int, end: int) -> None:
    assert scale_end(pd.Series([0, most])) == end
    steps = classes(end)
    assert (steps[0][0], steps[-1][1]) == (-end, end)
    # Each class begins where the one before it ended: nothing lies between two.
    assert all(low == before + 1 for (_, before), (low, _) in pairwise(steps))


def test_the_scale_of_no_rows_is_the_least() -> None:
    assert scale_end(pd.Series([], dtype="int64")) == 10


def test_pictures_are_png_of_a_sensible_size_and_the_same_every_time(comparison: Comparison, tmp_path: Path) -> None:
    one, other = (write_comparison(comparison, tmp_path / name) / "differences_B.png" for name in ("one", "two"))
    content = one.read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", content[16:24]) == (1200, 1350)
    assert 10_000 < len(content) < 2_000_000
    assert content == other.read_bytes()
    # What differs is seen: the map of C, where GM0001 gets no more, is another.
    assert content != (tmp_path / "one" / "differences_C.png").read_bytes()


def test_an_older_comparison_is_replaced_and_nothing_else(comparison: Comparison, tmp_path: Path) -> None:
    out = write_comparison(comparison, tmp_path / "out")
    write_comparison(comparison, out)
    (out / "notes.txt").write_text("of the planner")
    with pytest.raises(InputError, match=r"holds files that the comparison there did not write \(notes.txt\)"):
        check_out(out)
    with pytest.raises(InputError, match="is not a spreiding comparison"):
        check_out(tmp_path / "first")
    with pytest.raises(InputError, match="is not a spreiding comparison"):
        write_comparison(comparison, tmp_path / "first")
    assert (tmp_path / "first" / "run.json").is_file()


def full(*arguments: object, **named: object) -> None:
    raise OSError(28, "No space left on device")


def test_what_can_not_be_written_leaves_nothing(
    comparison: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop: Callable[..., None] = full
    monkeypatch.setattr("spreiding.compare.write.draw_differences", stop)
    before = names(tmp_path)
    with pytest.raises(OutputError, match="no space left"):
        write_comparison(comparison, tmp_path / "out")
    assert names(tmp_path) == before


def test_a_dollar_in_a_name_is_no_formula(comparison: Comparison, tmp_path: Path) -> None:
    # To the library that draws, text between dollars is a formula, and this one is wrong.
    against = comparison.against[0]
    named = replace(against, municipalities=against.municipalities.assign(municipality="$\\frac$"))
    run = replace(named.pair.other, run=replace(named.pair.other.run, folder=Path("$x_$")))
    named = replace(named, pair=replace(named.pair, other=run))
    out = write_comparison(replace(comparison, against=(named,)), tmp_path / "out")
    assert (out / "differences_B.png").read_bytes()[:4] == b"\x89PNG"


def test_towns_without_an_outline_are_left_out_of_the_picture(comparison: Comparison, tmp_path: Path) -> None:
    bare = Comparison(comparison.runs, comparison.against, comparison.outlines.iloc[:0])
    out = write_comparison(bare, tmp_path / "out")
    assert (out / "differences_B.png").read_bytes()[:4] == b"\x89PNG"
    assert gpd.read_file(out / "differences.gpkg", layer="municipalities_B").geometry.isna().all()
