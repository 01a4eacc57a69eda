"""plan.gpkg: layers, columns, grid, what they say of themselves, and empty ones."""

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
import shapely
from write_frames import ABOUT, boundaries, frame, plan

from spreiding.write.column import Column, Table
from spreiding.write.columns import COUPLINGS, HOUSING, LAYERS, PLACEMENTS, SITES, TASKS
from spreiding.write.finish import finish
from spreiding.write.geopackage import make_layers, sum_couplings, write_geopackage
from spreiding.write.geopackage_notes import make_notes
from spreiding.write.plan_styles import plan_styles
from spreiding.write.run import write_run

SHAPES = {"municipalities": "MultiPolygon", "sites": "Point", "couplings": "LineString"}


@pytest.fixture
def national(tmp_path: Path) -> Path:
    return write_run(plan(), boundaries(), tmp_path / "run") / "national" / "plan.gpkg"


@pytest.mark.parametrize(("layer", "table", "extra"), LAYERS, ids=[layer for layer, _, _ in LAYERS])
def test_a_layer_has_the_columns_of_the_contract(
    layer: str, table: Table, extra: tuple[Column, ...], national: Path
) -> None:
    info = pyogrio.read_info(national, layer=layer)
    wanted = [column.name for column in (*table.columns, *extra)]
    assert list(info["fields"]) == wanted
    assert info["crs"] == "EPSG:28992"
    assert info["geometry_type"] == SHAPES[layer]


def test_schematic_outlines_say_so_in_words_and_in_a_column(national: Path) -> None:
    layer = gpd.read_file(national, layer="municipalities")
    assert layer["schematic"].all()
    assert layer["boundary_origin"].to_list() == ["synthetic", "synthetic"]
    assert "schematic" in pyogrio.read_info(national, layer="municipalities")["layer_metadata"]["DESCRIPTION"]
    assert "schematic" in pyogrio.read_info(national, layer="couplings")["layer_metadata"]["DESCRIPTION"]


def test_a_line_runs_from_the_one_municipality_to_the_other(national: Path) -> None:
    line = gpd.read_file(national, layer="couplings")
    # GM0001 to GM0001 has no length and is left out.
    assert line["to_municipality_code"].to_list() == ["GM0002"]
    start, end = (shapely.Point(point) for point in line.geometry.iloc[0].coords)
    assert boundaries().geometry.iloc[0].contains(start)
    assert boundaries().geometry.iloc[1].contains(end)


def test_flows_are_summed_over_periods_and_empty_origins_left_out() -> None:
    housing = frame(
        HOUSING,
        to_municipality_code=["GM0002"] * 2,
        from_municipality_code=["GM0001"] * 2,
        region_code=["VR01"] * 2,
        province_code=["PV28"] * 2,
        coupled_persons=[0.1, 0.2],
    )
    summed = sum_couplings(finish(housing, HOUSING))
    assert summed["coupled_persons"].to_list() == [0.3]
    assert list(summed.columns) == COUPLINGS.names
    assert sum_couplings(finish(housing.assign(from_municipality_code=["", ""]), HOUSING)).empty


def test_an_empty_layer_is_there_with_columns_and_grid(tmp_path: Path) -> None:
    whole = plan()
    empty = replace(
        whole,
        sites=whole.sites.iloc[:0],
        placements=whole.placements.iloc[:0],
        housing=whole.housing.iloc[:0],
    )
    run = write_run(empty, boundaries(), tmp_path / "run")
    for layer, table in (("sites", SITES), ("couplings", COUPLINGS)):
        info = pyogrio.read_info(run / "PV21-fryslan" / "plan.gpkg", layer=layer)
        assert info["features"] == 0
        assert list(info["fields"])[: len(table.columns)] == table.names
        assert (info["crs"], info["geometry_type"]) == ("EPSG:28992", SHAPES[layer])


def test_a_municipality_without_an_outline_keeps_its_row(tmp_path: Path) -> None:
    run = write_run(plan(), boundaries().iloc[:1], tmp_path / "run")
    layer = gpd.read_file(run / "national" / "plan.gpkg", layer="municipalities")
    assert layer["municipality_code"].to_list() == ["GM0001", "GM0002"]
    assert layer.geometry.isna().to_list() == [False, True]


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    tables = (
        finish(frame(TASKS), TASKS),
        finish(frame(SITES, lon=[5, 5], lat=[52, 52]), SITES),
        finish(frame(HOUSING), HOUSING),
    )
    for name in ("a.gpkg", "b.gpkg"):
        layers = make_layers(*tables, boundaries())
        notes = make_notes(plan_styles(layers.municipalities, layers.couplings), ABOUT)
        write_geopackage(layers, tmp_path / name, notes)
    assert (tmp_path / "a.gpkg").read_bytes() == (tmp_path / "b.gpkg").read_bytes()


def test_placements_are_no_layer(national: Path) -> None:
    assert PLACEMENTS.name not in {name for name, _ in pyogrio.list_layers(national)}
