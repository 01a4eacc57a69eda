"""The folder of alternatives: every file opens and says what the tables say; whole or not at all."""

import json
import sqlite3
import struct
from contextlib import closing
from dataclasses import replace
from io import StringIO
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from compare.compared_runs import a_run
from near_optimal.near_countries import SETTINGS, SHARE, SITES, by_hand, quiet, small_space
from rich.console import Console

from spreiding.errors import InputError
from spreiding.near_optimal.columns import TABLES
from spreiding.near_optimal.manual import manual
from spreiding.near_optimal.near_optimal import Near, NearRequest
from spreiding.near_optimal.picture import room_classes, room_label
from spreiding.near_optimal.ranges import possible, searched
from spreiding.near_optimal.screen import show_near
from spreiding.near_optimal.search import alternatives
from spreiding.near_optimal.tables import alternatives_table, goals_table, ranges_table, sites_table
from spreiding.near_optimal.write import check_out, write_near
from spreiding.solution.point import Point
from spreiding.write.errors import OutputError


@pytest.fixture(scope="module")
def near() -> Near:
    """The tiny country within 50 %: its run and three plans."""
    space = small_space(0.5)
    ranges, others = searched(space, possible(space, SETTINGS, quiet), SETTINGS, quiet)
    found, ranges = alternatives(space, ranges, 3, SETTINGS, quiet)
    points = [Point.of(space.desk.matrix, space.desk.x), *(one.plan.point for one in found)]
    rows = alternatives_table(space, points)
    tables = {
        "alternatives": rows,
        "goals": goals_table(space, [space.values, *(one.plan.values for one in found)]),
        "ranges": ranges_table(space, ranges, rows),
        "sites": sites_table(space, points),
    }
    squares = [shapely.box(10 * n, 0, 10 * n + 10, 10) for n in range(len(SHARE))]
    outlines = gpd.GeoDataFrame(
        {"municipality_code": list(SHARE), "schematic": True, "boundary_origin": "schematic"},
        geometry=squares,
        crs="EPSG:28992",
    )
    request = NearRequest(Path("a"), 3, 0.5)
    return Near(request, a_run(), {"PV01": "PV01"}, True, space, found, len(others), tables, outlines)


@pytest.fixture
def folder(near: Near, tmp_path: Path) -> Path:
    return write_near(near, tmp_path / "out")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def screen(near: Near) -> str:
    text = StringIO()
    show_near(Console(file=text, width=80), near, Path("out"))
    return text.getvalue()


def test_all_files_are_there_and_listed(near: Near, folder: Path) -> None:
    record = json.loads((folder / "alternatives.json").read_text(encoding="utf-8"))
    expected = sorted([*(table.file for table in TABLES), "room.gpkg", "room.png"])
    assert record["files"] == expected
    assert names(folder) == sorted([*expected, "alternatives.json"])
    assert record["within"] == 0.5
    assert record["note"] is None
    assert [one["distance_places"] for one in record["alternatives"]] == [one.distance for one in near.found]
    assert all(one["distance_bound_places"] >= one["distance_places"] for one in record["alternatives"])
    assert [goal["goal"] for goal in record["goals"]] == ["shortfall", "unevenness_total", "cost"]
    # EUR in the record, millions in the solver.
    assert record["goals"][2]["limit"] == pytest.approx(1.5 * record["goals"][2]["value"])
    assert record["goals"][2]["value"] > 4_000_000


def test_tables_have_the_columns_of_the_page(folder: Path) -> None:
    for table in TABLES:
        frame = pd.read_csv(folder / table.file)
        assert frame.columns.to_list() == table.names
        section = manual().split(f"## {table.file}\n")[1].split("\n## ")[0]
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == table.names


def test_numbers_and_sites_are_those_of_the_plans(near: Near, folder: Path) -> None:
    frame = pd.read_csv(folder / "alternatives.csv")
    points = [near.space.frozen.start, *(one.plan.x for one in near.found)]
    assert frame["plan"].max() == len(near.found)
    for number, x in enumerate(points):
        told, rows = by_hand(near.space, x), frame[frame["plan"] == number].set_index("municipality_code")
        assert tuple(rows["task_places"]) == told.numbers
        assert rows["site_places"].sum() == sum(told.places)
        assert rows["sites"].sum() == sum(places > 0 for places in told.places)
        assert rows["difference_places"].sum() == 0  # the task of the province stays the same
    goals = pd.read_csv(folder / "goals.csv")
    assert (goals["value"] <= goals["limit"] + 1e-3 * goals["limit"].clip(lower=1)).all()
    assert len(goals) == 3 * len(points)


def test_ranges_say_what_is_robust(near: Near, folder: Path) -> None:
    frame, rows = pd.read_csv(folder / "ranges.csv").set_index("municipality_code"), near.tables["alternatives"]
    assert frame["proved"].all()
    assert (frame["spread"] == frame["most_reached"] - frame["least_reached"]).all()
    assert (frame["robust"] == "no").all()
    same = rows[rows["difference_places"] == 0].groupby("municipality_code").size()
    assert frame["plans_equal"].to_dict() == same.to_dict()


def test_a_number_that_all_plans_share_is_proved_or_found(near: Near) -> None:
    one = ranges_table(near.space, {}, near.tables["alternatives"]).columns
    assert list(one) == ["municipality_code", "municipality", "province_code"]
    some, rows = possible(near.space, SETTINGS, quiet), near.tables["alternatives"]
    fixed = {code: replace(item, least_possible=item.base, most_possible=item.base) for code, item in some.items()}
    assert set(ranges_table(near.space, fixed, rows)["robust"]) == {"proved"}
    assert set(ranges_table(near.space, some, rows)["robust"]) == {"found"}


def test_sites_are_counted_over_the_plans(near: Near, folder: Path) -> None:
    frame = pd.read_csv(folder / "sites.csv").set_index("site_id")
    points = [near.space.frozen.start, *(one.plan.x for one in near.found)]
    places = {
        name: [by_hand(near.space, x).places[i] for x in points if by_hand(near.space, x).places[i] > 0]
        for i, name in enumerate(SITES)
    }
    opened = {name: some for name, some in places.items() if some}
    assert frame["plans_open"].to_dict() == {name: len(some) for name, some in opened.items()}
    assert frame["places_most"].to_dict() == {name: max(some) for name, some in opened.items()}
    assert frame["plans"].eq(len(points)).all()
    assert not frame.loc["S4", "open_in_base"]
    assert set(frame["types"]) == {"azc"}


def test_layers_have_ranges_sites_and_a_style(near: Near, folder: Path) -> None:
    room = gpd.read_file(folder / "room.gpkg", layer="room")
    assert room.crs.to_epsg() == 28992
    assert room["spread"].to_list() == pd.read_csv(folder / "ranges.csv")["spread"].to_list()
    assert room.area.to_list() == [100.0] * 3
    assert len(gpd.read_file(folder / "room.gpkg", layer="sites")) == len(near.tables["sites"])
    with closing(sqlite3.connect(folder / "room.gpkg")) as file:
        rows = file.execute("SELECT f_table_name, styleQML FROM layer_styles").fetchall()
    assert sorted(name for name, _ in rows) == ["room", "sites"]
    assert 'attr="spread"' in dict(rows)["room"]


def test_the_picture_is_png_and_the_same_every_time(near: Near, folder: Path, tmp_path: Path) -> None:
    content = (folder / "room.png").read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", content[16:24]) == (1200, 1350)
    again = write_near(near, tmp_path / "again")
    for name in names(folder):
        assert (folder / name).read_bytes() == (again / name).read_bytes()


def test_every_room_has_one_class() -> None:
    steps = room_classes(pd.Series([0, 32, 7]))
    assert steps == [(0, 0), (1, 5), (6, 20), (21, 50)]
    assert [room_label(*step) for step in steps] == ["none", "1 to 5", "6 to 20", "21 to 50"]


def test_the_screen_says_what_is_robust_and_where_there_is_room(near: Near) -> None:
    text = screen(near)
    assert "May not get worse at all, as nothing is left of them: shortfall." in text
    assert "3 of 3 ranges are exact" in " ".join(text.split())
    assert "Room to negotiate" in text
    assert "Written to out" in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_screen_tells_of_a_held_rest_and_of_fewer_plans(near: Near) -> None:
    fewer = replace(near, found=near.found[:1], whole=False)
    text = " ".join(screen(fewer).split())
    assert "1 of 3 alternatives: no other was found that stays within the tolerance." in text
    assert "ranges are narrower than those of the whole run" in text


def test_nothing_but_alternatives_is_replaced(near: Near, folder: Path, tmp_path: Path) -> None:
    write_near(near, folder)
    (folder / "notes.txt").write_text("of the planner")
    with pytest.raises(InputError, match=r"did not write \(notes.txt\)"):
        check_out(folder)
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "run.json").write_text("{}")
    with pytest.raises(InputError, match="is not a spreiding folder of alternatives"):
        check_out(tmp_path / "run")


def test_what_can_not_be_written_leaves_nothing(near: Near, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("spreiding.near_optimal.write.draw_room", full)
    with pytest.raises(OutputError, match="no space left"):
        write_near(near, tmp_path / "out")
    assert names(tmp_path) == []
