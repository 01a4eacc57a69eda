"""Boundaries: the embedded schematic ones, and files of users in all their forms."""

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely import MultiPolygon, Point, Polygon, box

from spreiding.errors import Finding, InputError
from spreiding.tables.boundaries import COLUMNS, read_boundaries
from spreiding.tables.bundle import read_tables

RD = 28992
MUNICIPALITIES = pd.DataFrame(
    {
        "municipality_code": ["GM0001", "GM0002"],
        "municipality": ["Aa", "Bee"],
        "province_code": ["PV20", "PV21"],
    }
)
SQUARES = [box(100_000, 400_000, 110_000, 410_000), box(110_000, 400_000, 120_000, 410_000)]
LINE = Polygon([(100_000, 400_000), (110_000, 410_000), (100_000, 400_000)])
BOW = Polygon([(100_000, 400_000), (110_000, 410_000), (110_000, 400_000), (100_000, 410_000)])
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a GeoPackage with two squares, or with what is given."""

    def save(
        codes: object = ("GM0001", "GM0002"),
        shapes: object = SQUARES,
        column: str = "statcode",
        crs: int | None = RD,
        name: str = "gemeenten.gpkg",
        **more: object,
    ) -> Path:
        frame = gpd.GeoDataFrame({column: list(codes), **more}, geometry=list(shapes), crs=crs)  # type: ignore[call-overload]
        frame.to_file(tmp_path / name)
        return tmp_path / name

    return save


def findings(path: Path) -> tuple[Finding, ...]:
    """What is wrong with a file of boundaries."""
    with pytest.raises(InputError) as raised:
        read_boundaries(path, MUNICIPALITIES)
    return raised.value.findings


def test_embedded_boundaries_are_schematic_and_whole() -> None:
    municipalities = read_tables().municipalities
    frame = read_boundaries(None, municipalities)
    assert list(frame.columns) == list(COLUMNS)
    assert frame["municipality_code"].tolist() == sorted(municipalities["municipality_code"])
    assert frame["schematic"].all() and set(frame["origin"]) == {"synthetic"}
    assert frame.crs.to_epsg() == RD and frame.geometry.is_valid.all()


def test_a_users_file(write: Write) -> None:
    frame = read_boundaries(write(), MUNICIPALITIES)
    assert frame["municipality"].tolist() == ["Aa", "Bee"]
    assert not frame["schematic"].any()
    assert set(frame["origin"]) == {"reported"}
    assert all(isinstance(shape, MultiPolygon) for shape in frame.geometry)


def test_a_file_may_say_its_origin(write: Write) -> None:
    assert set(read_boundaries(write(origin="official"), MUNICIPALITIES)["origin"]) == {"official"}
    (found,) = findings(write(origin="CBS"))
    assert (found.column, found.value) == ("origin", "CBS")


@pytest.mark.parametrize("column", ["GM_CODE", "anything", "municipality_code"])
@pytest.mark.parametrize("codes", [("GM0001", "GM0002"), ("0001", "0002"), ("gm0001", " GM0002")])
def test_the_column_with_codes_is_found(write: Write, column: str, codes: tuple[str, str]) -> None:
    frame = read_boundaries(write(codes, column=column, naam=["x", "y"]), MUNICIPALITIES)
    assert frame["municipality_code"].tolist() == ["GM0001", "GM0002"]


def test_other_coordinates_are_brought_to_rd(write: Write) -> None:
    lonlat = gpd.GeoSeries(SQUARES, crs=RD).to_crs(4326)
    frame = read_boundaries(write(shapes=lonlat, crs=4326, name="b.geojson"), MUNICIPALITIES)
    assert frame.crs.to_epsg() == RD
    assert frame.geometry.area.tolist() == pytest.approx([1e8, 1e8], rel=1e-3)


def test_parts_of_one_municipality_are_joined(write: Write) -> None:
    island = box(150_000, 500_000, 151_000, 501_000)
    frame = read_boundaries(write(("GM0001", "GM0002", "GM0001"), [*SQUARES, island]), MUNICIPALITIES)
    assert len(frame.geometry[0].geoms) == 2


def test_an_invalid_shape_is_repaired(write: Write) -> None:
    frame = read_boundaries(write(shapes=[BOW, SQUARES[1]]), MUNICIPALITIES)
    assert frame.geometry.is_valid.all()
    assert frame.geometry[0].area == pytest.approx(5e7)


def test_codes_unknown_missing_and_double_are_findings(write: Write) -> None:
    found = findings(write(("GM0001", "GM0001", "GM9999", None), [SQUARES[0]] * 2 + [SQUARES[1]] * 2))
    rules = {(finding.value, finding.rule) for finding in found}
    assert ("GM9999", "is not in municipalities.csv") in rules
    assert ("GM0002", "has no boundary") in rules
    assert ("GM0001", "has two boundaries that overlap") in rules
    assert any("is not a CBS code (feature 4)" in rule for _, rule in rules)


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
@pytest.mark.parametrize(
    ("shapes", "crs", "rule"),
    [
        (SQUARES, None, "has no coordinate system"),
        (SQUARES, 4326, "lies outside the Netherlands"),  # RD numbers under the wrong label
        ([box(1, 1, 2, 2), SQUARES[1]], RD, "lies outside the Netherlands"),
        ([box(-9e6, 0, 9e6, 9e6), SQUARES[1]], RD, "lies outside the Netherlands"),
        ([Point(100_000, 400_000), SQUARES[1]], RD, "is not a polygon"),
        ([None, SQUARES[1]], RD, "has no shape"),
        ([LINE, SQUARES[1]], RD, "has no area"),
    ],
)
def test_shapes_that_cannot_be_used(write: Write, shapes: object, crs: int | None, rule: str) -> None:
    assert any(rule in finding.rule for finding in findings(write(shapes=shapes, crs=crs)))


def test_a_file_that_is_no_map_is_a_finding(tmp_path: Path) -> None:
    assert "is absent" in findings(tmp_path / "absent.gpkg")[0].rule
    for name, raw in (
        ("a.gpkg", b""),
        ("b.geojson", b"{"),
        ("c.shp", b"\xff" * 100),
        ("d.csv", b"a,b\n1,2\n"),
    ):
        path = tmp_path / name
        path.write_bytes(raw)
        assert len(findings(path)) == 1


def test_a_file_without_codes_is_a_finding(write: Write) -> None:
    (found,) = findings(write(("Aa", "Bee"), column="naam"))
    assert "no column with CBS municipality codes" in found.rule
