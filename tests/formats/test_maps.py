"""GeoPackage, GeoJSON, shapefile and Parquet: exact texts, and a point in degrees of every shape."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from format_files import RD, ROWS, shapes, write_any
from shapely import MultiPolygon, Polygon, box

from spreiding.formats.read import FORMATS, read_lines

MAPS = [".gpkg", ".geojson", ".shp", ".zip"]
TEXTS = {"site_id": ["S1", "S2"], "places": ["96000", "20"], "score": ["0.053", "0.3"], "open": ["true", "false"]}


def columns(path: Path) -> dict[str, list[str]]:
    read = read_lines(path)
    assert read.findings == (), read.findings
    assert [row for row, _ in read.rows] == [2, 3]
    return {name: [cells[place] for _, cells in read.rows] for place, name in enumerate(read.header)}


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_gives_the_same_texts(tmp_path: Path, kind: str) -> None:
    path = write_any(tmp_path, kind)
    read = columns(path)
    assert read["site_id"] == TEXTS["site_id"] and read["places"] == TEXTS["places"]
    # the CSV of the test has the noise of binary numbers written out; a text is taken as it stands
    assert read["score"] in (TEXTS["score"], ["0.053", "0.30000000000000004"])
    assert [text.lower() for text in read["open"]] in (TEXTS["open"], ["1", "0"])
    assert ("lon" in read) == (kind in MAPS)
    if kind in MAPS:
        assert (read["lon"], read["lat"]) == (["5.000000", "6.000000"], ["52.000000", "53.000000"])


@pytest.mark.parametrize("kind", [".gpkg", ".shp"])
def test_the_dutch_grid_becomes_degrees(tmp_path: Path, kind: str) -> None:
    shapes(RD).to_file(tmp_path / f"t{kind}")
    read = columns(tmp_path / f"t{kind}")
    assert [round(float(text), 4) for text in read["lon"]] == [5.0, 6.0]
    assert [round(float(text), 4) for text in read["lat"]] == [52.0, 53.0]


def test_the_checksum_is_that_of_the_bytes(tmp_path: Path) -> None:
    for kind in set(FORMATS) - {".shp"}:
        path = write_any(tmp_path, kind)
        assert read_lines(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    write_any(tmp_path, ".shp")
    before = read_lines(tmp_path / "sites.shp").sha256
    table = (tmp_path / "sites.dbf").read_bytes()
    (tmp_path / "sites.dbf").write_bytes(table.replace(b"S1", b"S9"))
    assert read_lines(tmp_path / "sites.shp").sha256 != before  # the attributes count, not the points alone


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
@pytest.mark.parametrize("kind", [".gpkg", ".shp"])
def test_without_a_coordinate_system(tmp_path: Path, kind: str) -> None:
    shapes(None).to_file(tmp_path / f"t{kind}")
    (found,) = read_lines(tmp_path / f"t{kind}").findings
    assert found.rule == "has no coordinate system" and "EPSG:28992" in found.advice


def test_an_area_gives_a_point_inside_it(tmp_path: Path) -> None:
    ring = Polygon([(4, 52), (6, 52), (6, 54), (4, 54)], [[(4.1, 52.1), (5.9, 52.1), (5.9, 53.9), (4.1, 53.9)]])
    frame = gpd.GeoDataFrame({"a": [1, 2, 3]}, geometry=[ring, MultiPolygon([box(5, 52, 5.2, 52.2)]), None], crs=4326)
    frame.to_file(tmp_path / "t.gpkg")
    read = read_lines(tmp_path / "t.gpkg")
    spots = [(float(cells[1]), float(cells[2])) for _, cells in read.rows[:2]]
    assert ring.contains(gpd.points_from_xy(*zip(*spots[:1], strict=True))[0])
    assert (round(spots[1][0], 1), round(spots[1][1], 1)) == (5.1, 52.1)
    assert read.rows[2][1] == ("3", "", "")  # no shape: blank, which a table of sites refuses


def test_columns_and_shapes_that_disagree(tmp_path: Path) -> None:
    shapes().assign(lon=[5.0, 4.0], lat=[52.0, 53.0]).to_file(tmp_path / "t.gpkg")
    (found,) = read_lines(tmp_path / "t.gpkg").findings
    assert (found.row, found.column, found.value) == (3, "lon", "4")
    assert found.rule == "is another place than the shape's, 6.000000"


def test_layers_of_a_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "sites.gpkg"
    shapes().to_file(path, layer="other")
    shapes().iloc[:1].to_file(path, layer="Sites")
    assert len(read_lines(path).rows) == 1
    assert len(read_lines(path, "other").rows) == 2
    (found,) = read_lines(path.rename(tmp_path / "x.gpkg")).findings
    assert found.rule == "has no layer x; it has other, Sites"


def geojson(path: Path, **change: Any) -> Path:
    point = {"type": "Point", "coordinates": [5.0, 52.0]}
    feature = {"type": "Feature", "properties": {"n": 1}, "geometry": point}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature], **change}), encoding="utf-8")
    return path


def test_numbers_of_geojson_keep_their_digits(tmp_path: Path) -> None:
    path = geojson(tmp_path / "t.geojson")
    path.write_text(path.read_text().replace('"n": 1', '"n": 0.100000000000000000000001, "m": {"a": [1.5]}'))
    assert read_lines(path).rows[0][1][:2] == ("0.100000000000000000000001", '{"a": ["1.5"]}')


def test_the_older_member_crs_of_geojson_counts(tmp_path: Path) -> None:
    shapes(RD).to_file(tmp_path / "t.geojson")
    assert "28992" in (tmp_path / "t.geojson").read_text()
    assert [round(float(text), 4) for text in columns(tmp_path / "t.geojson")["lon"]] == [5.0, 6.0]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("{}", "is no FeatureCollection"),
        ("[" * 100_000, "can't be read as GeoJSON"),
        ('{"type": "FeatureCollection", "features": 3}', "has no list of features"),
        ('{"type": "FeatureCollection", "features": [{"properties": {"a": NaN}}]}', "holds NaN"),
        ('{"type": "FeatureCollection", "features": [], "crs": 3}', "coordinate system in another way"),
        ('{"type": "FeatureCollection", "features": [{"geometry": {"type": "Point"}}]}', "can't be read as GeoJSON"),
        ('{"type": "FeatureCollection", "features": [{"properties": 3}]}', "can't be read as GeoJSON"),
        ('<OGRVRTDataSource><OGRVRTLayer name="x"/></OGRVRTDataSource>', "can't be read as GeoJSON"),
    ],
)
def test_geojson_that_is_none(tmp_path: Path, text: str, rule: str) -> None:
    (tmp_path / "t.geojson").write_text(text, encoding="utf-8")
    (found,) = read_lines(tmp_path / "t.geojson").findings
    assert rule in found.rule and found.advice


def test_a_file_that_only_bears_the_name_of_a_map(tmp_path: Path) -> None:
    # GDAL would follow such a text to any file or address
    text = '<OGRVRTDataSource><OGRVRTLayer name="t"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>'
    for kind in (".gpkg", ".shp", ".parquet", ".zip", ".xlsx"):
        path = tmp_path / f"t{kind}"
        path.write_text(text, encoding="utf-8")
        assert read_lines(path).findings and not read_lines(path).rows


def test_parts_of_a_shapefile(tmp_path: Path) -> None:
    path = write_any(tmp_path, ".shp")
    path.with_suffix(".dbf").unlink()
    (found,) = read_lines(path).findings
    assert found.rule == "lacks its .dbf"
    for number, names in enumerate((["a.txt"], ["a.shp", "b.shp"])):
        with zipfile.ZipFile(tmp_path / f"{number}.zip", "w") as archive:
            for name in names:
                archive.writestr(name, b"x")
    assert read_lines(tmp_path / "0.zip").findings[0].rule == "packs no shapefile"
    assert read_lines(tmp_path / "1.zip").findings[0].rule == "packs 2 shapefiles"


def test_parquet_keeps_whole_numbers_gaps_and_short_floats(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "whole": pd.array([2**53 + 1, None], dtype="Int64"),
            "short": pd.array([0.053, None], dtype="Float32"),
            "day": pd.to_datetime(["2025-07-01", None]),
        }
    )
    frame.to_parquet(tmp_path / "t.parquet")
    assert read_lines(tmp_path / "t.parquet").rows == ((2, ("9007199254740993", "0.053", "2025-07-01")),)


def test_geoparquet_has_shapes(tmp_path: Path) -> None:
    shapes(RD).to_parquet(tmp_path / "t.parquet")
    read = columns(tmp_path / "t.parquet")
    assert [round(float(text), 4) for text in read["lat"]] == [52.0, 53.0] and set(ROWS) <= set(read)


def test_parquet_past_the_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_any(tmp_path, ".parquet")
    for name, most, rule in (("MOST_ROWS", 1, "2 rows"), ("MOST_COLUMNS", 1, "columns"), ("MOST_UNPACKED", 1, "MiB")):
        with monkeypatch.context() as patch:
            patch.setattr(f"spreiding.formats.parquet.{name}", most)
            assert rule in read_lines(path).findings[0].rule
