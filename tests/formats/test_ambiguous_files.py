"""A file that says two things at once is told, and never read as one of them."""

import json
from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from shapely import MultiPoint

from spreiding.formats.read import read_lines

FEATURE = '{"type": "Feature", "properties": {"site_id": "S1", %s}, "geometry": %s}'
POINT = json.dumps({"type": "Point", "coordinates": [5.0, 52.0]})


def geojson(folder: Path, properties: str, geometry: str = POINT) -> Path:
    path = folder / "sites.geojson"
    path.write_text('{"type": "FeatureCollection", "features": [%s]}' % (FEATURE % (properties, geometry)))
    return path


def test_a_name_that_stands_twice_in_geojson(tmp_path: Path) -> None:
    (finding,) = read_lines(geojson(tmp_path, '"places": 300, "places": 200')).findings
    assert finding.rule == "names places twice in one object"
    assert read_lines(geojson(tmp_path, '"places": 300')).findings == ()


def test_a_column_that_stands_twice_in_parquet(tmp_path: Path) -> None:
    columns = [pa.array(["S1"]), pa.array([300]), pa.array([200])]
    pq.write_table(pa.Table.from_arrays(columns, names=["site_id", "places", "places"]), tmp_path / "sites.parquet")
    (finding,) = read_lines(tmp_path / "sites.parquet").findings
    assert (finding.column, finding.rule) == ("places", "stands twice in the header")


@pytest.mark.parametrize("kind", [".gpkg", ".geojson"])
def test_a_shape_of_several_points(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"sites{kind}"
    apart, one = MultiPoint([(5.0, 52.0), (6.0, 53.0)]), MultiPoint([(5.0, 52.0)])
    gpd.GeoDataFrame({"site_id": ["S1", "S2"]}, geometry=[one, apart], crs=4326).to_file(path)
    (finding,) = read_lines(path).findings
    assert (finding.row, finding.rule) == (3, "is 2 points at once")


def test_a_number_of_a_thousand_million_digits_takes_no_memory(tmp_path: Path) -> None:
    read = read_lines(geojson(tmp_path, '"places": 1e999999999'))
    assert read.rows[0][1][1] == "1E+999999999"
