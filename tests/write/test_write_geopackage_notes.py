"""What a GeoPackage says of itself, held against the GeoPackage specification (OGC 12-128) by SQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pandas as pd
import pyogrio
import pytest
from write_frames import boundaries, plan

from spreiding.write.columns import LAYERS, SITES
from spreiding.write.plan_styles import plan_styles
from spreiding.write.qml import qml
from spreiding.write.run import write_run
from spreiding.write.site_columns import SITE_TYPES
from spreiding.write.sld import sld

NAMES = {layer for layer, _, _ in LAYERS}
OGC = "{http://www.opengis.net/ogc}"
SLD = "{http://www.opengis.net/sld}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_run(plan(), boundaries(), tmp_path_factory.mktemp("notes") / "run")


@pytest.fixture(params=["national", "PV21-fryslan"])
def file(folder: Path, request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{folder / request.param / 'plan.gpkg'}?immutable=1", uri=True)) as file:
        yield file


def rows(file: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    return list(file.execute(query))


def test_the_file_is_whole_and_says_that_it_is_a_geopackage(file: sqlite3.Connection) -> None:
    # Requirements 2, 6 and 7: "GPKG", version 1.2, no broken pages, no dangling keys.
    assert rows(file, "PRAGMA application_id") == [(0x47504B47,)]
    assert rows(file, "PRAGMA user_version") == [(10200,)]
    assert rows(file, "PRAGMA integrity_check") == [("ok",)]
    assert rows(file, "PRAGMA foreign_key_check") == []


def test_contents_name_every_table_of_the_user_and_how_far_it_reaches(file: sqlite3.Connection) -> None:
    listed = {str(row[0]): row[1:] for row in rows(file, "SELECT table_name, data_type, srs_id FROM gpkg_contents")}
    assert listed == {**{name: ("features", 28992) for name in NAMES}, "layer_styles": ("attributes", 0)}
    assert not rows(file, "SELECT 1 FROM gpkg_contents WHERE identifier IS NULL OR description = ''")
    for name in NAMES:
        told = rows(file, f"SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = '{name}'")[0]
        box = rows(file, f"SELECT min(minx), min(miny), max(maxx), max(maxy) FROM rtree_{name}_geom")[0]
        # The index has single precision and is rounded outwards.
        # A layer without rows reaches nowhere.
        assert told == box if None in box else told == pytest.approx(box, rel=1e-6)


def test_every_layer_has_a_spatial_index_with_its_rows(file: sqlite3.Connection) -> None:
    indexed = rows(file, "SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'")
    assert {row[0] for row in indexed} == NAMES
    for name in NAMES:
        shapes = rows(file, f"SELECT fid FROM {name} WHERE geom IS NOT NULL ORDER BY fid")
        assert rows(file, f"SELECT id FROM rtree_{name}_geom ORDER BY id") == shapes


def test_extensions_are_registered_with_the_tables_they_bring(file: sqlite3.Connection) -> None:
    query = "SELECT table_name FROM gpkg_extensions WHERE extension_name = '{}' ORDER BY table_name"
    columns = [("gpkg_data_column_constraints",), ("gpkg_data_columns",)]
    assert rows(file, query.format("gpkg_schema")) == columns
    assert rows(file, query.format("gpkg_metadata")) == [("gpkg_metadata",), ("gpkg_metadata_reference",)]


def test_every_column_has_a_dutch_name_a_title_and_a_description(file: sqlite3.Connection) -> None:
    for layer, table, extra in LAYERS:
        told = rows(file, f"SELECT column_name, name FROM gpkg_data_columns WHERE table_name = '{layer}'")
        assert set(told) == {(column.name, column.dutch) for column in (*table.columns, *extra)}
    assert not rows(file, "SELECT 1 FROM gpkg_data_columns WHERE title = '' OR description = ''")
    title = "SELECT title FROM gpkg_data_columns WHERE table_name = 'sites' AND column_name = 'places'"
    assert rows(file, title) == [("Plekken [places]",)]


def test_limited_words_stand_as_a_list_and_columns_point_to_it(file: sqlite3.Connection) -> None:
    query = (
        "SELECT value FROM gpkg_data_column_constraints WHERE constraint_name = 'location_type_values' ORDER BY value"
    )
    assert [row[0] for row in rows(file, query)] == sorted(SITE_TYPES)
    dangling = (
        "SELECT 1 FROM gpkg_data_columns WHERE constraint_name IS NOT NULL AND constraint_name NOT IN "
        "(SELECT constraint_name FROM gpkg_data_column_constraints)"
    )
    assert not rows(file, dangling)


def test_metadata_tell_the_plan_for_the_file_and_every_layer(file: sqlite3.Connection) -> None:
    query = (
        "SELECT reference_scope, table_name, metadata FROM gpkg_metadata JOIN gpkg_metadata_reference "
        "ON id = md_file_id WHERE md_standard_uri = 'http://mrcc.com/qgis.dtd'"
    )
    found = {(scope, layer): fromstring(str(text)) for scope, layer, text in rows(file, query)}
    assert set(found) == {("geopackage", None), *(("table", name) for name in NAMES)}
    whole = found["geopackage", None]
    assert (whole.findtext("title"), whole.findtext("license")) == ("Spreidingsplan m", "geen")
    assert found["table", "sites"].findtext("abstract") == "Met het model m."
    assert [day.get("value") for day in whole.iter("date")] == ["2024-02-01"]


def test_qgis_and_others_find_a_style_for_every_layer(file: sqlite3.Connection) -> None:
    query = "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML, styleSLD FROM layer_styles"
    found = rows(file, query)
    assert {row[0] for row in found} == NAMES
    assert {row[1:3] for row in found} == {("geom", 1)}
    assert all(fromstring(str(row[3])).tag == "qgis" for row in found)
    assert all(fromstring(str(row[4])).tag == f"{SLD}StyledLayerDescriptor" for row in found)


def test_gdal_still_writes_to_the_file(folder: Path, tmp_path: Path) -> None:
    # A map program edits layers: triggers, index and our tables must not stand in its way.
    copy = tmp_path / "copy.gpkg"
    copy.write_bytes((folder / "national" / "plan.gpkg").read_bytes())
    layer = pyogrio.read_dataframe(copy, layer="sites")
    pyogrio.write_dataframe(layer, copy, layer="sites", append=True, driver="GPKG")
    assert len(pyogrio.read_dataframe(copy, layer="sites")) == 2 * len(layer)


MUNICIPALITIES = pd.DataFrame({"deviation_places": [-30, 0, 400]})
COUPLED = pd.DataFrame({"coupled_persons": [0.5, 90.0]})


def test_steps_leave_no_number_out_and_every_type_has_a_mark() -> None:
    areas, sites, lines = plan_styles(MUNICIPALITIES, COUPLED)
    for style, least, most in ((areas, -400, 400), (lines, 0, 90)):
        assert style.classes[0].low <= least and style.classes[-1].high >= most
        pairs = zip(style.classes, style.classes[1:], strict=False)
        assert all(one.high == other.low for one, other in pairs)
    assert {drawn.value for drawn in sites.classes} == set(SITE_TYPES)
    assert len({(drawn.look.mark, drawn.look.angle) for drawn in sites.classes}) == len(SITE_TYPES)
    widths = [drawn.look.width for drawn in lines.classes]
    assert widths == sorted(set(widths))
    assert [drawn.label for drawn in areas.classes][3] == "geen"


def test_a_plan_without_couplings_has_a_style_too() -> None:
    assert len(plan_styles(MUNICIPALITIES.iloc[:0], COUPLED.iloc[:0])) == len(LAYERS)


def test_marks_grow_with_places_in_both_formats() -> None:
    _, sites, _ = plan_styles(MUNICIPALITIES, COUPLED)
    told = [item.get("value") for item in fromstring(qml(sites)).iter("Option") if item.get("name") == "expression"]
    assert told == ['1.2 + 0.16 * sqrt("places")'] * len(SITE_TYPES)
    sizes = list(fromstring(sld(sites)).iter(f"{SLD}Size"))
    # The same in SLD's pixels of 0.28 mm.
    assert [float(str(text.text)) for text in sizes[0].iter(f"{OGC}Literal")] == pytest.approx(
        [1.2 / 0.28, 0.16 / 0.28], abs=1e-3
    )
    assert sizes[0].find(f".//{OGC}PropertyName").text == "places"  # type: ignore[union-attr]


def test_sld_asks_the_same_of_rows_as_qml() -> None:
    for style in plan_styles(MUNICIPALITIES, COUPLED):
        rules = list(fromstring(sld(style)).iter(f"{SLD}Rule"))
        assert [rule.findtext(f"{SLD}Title") for rule in rules] == [drawn.label for drawn in style.classes]
        for rule, drawn in zip(rules, style.classes, strict=True):
            literals = [str(text.text) for text in rule.find(f"{OGC}Filter").iter(f"{OGC}Literal")]  # type: ignore[union-attr]
            assert literals == ([drawn.value] if drawn.value else [str(drawn.low), str(drawn.high)])


def test_aliases_are_the_dutch_names() -> None:
    _, sites, _ = plan_styles(MUNICIPALITIES, COUPLED)
    aliases = {item.get("field"): item.get("name") for item in fromstring(qml(sites)).iter("alias")}
    assert list(aliases) == SITES.names and aliases["places"] == "Plekken"
