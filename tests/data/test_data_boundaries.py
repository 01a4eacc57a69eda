"""The schematic areas: made again with the same geometry, whole, and true to the postcode points."""

import geopandas as gpd
import make_boundaries
import pytest
import shapely
from embedded_data import DATA, read


@pytest.fixture(scope="module")
def made() -> gpd.GeoDataFrame:
    return make_boundaries.make_boundaries()


def test_boundaries_are_made_again(made: gpd.GeoDataFrame, boundaries: gpd.GeoDataFrame) -> None:
    assert list(made.columns) == list(boundaries.columns)
    attributes = list(made.columns.drop("geometry"))
    assert made[attributes].to_numpy().tolist() == boundaries[attributes].to_numpy().tolist()
    # to the centimetre: the file holds the same doubles, but another GEOS may differ in the last digit
    same = shapely.equals_exact(made.geometry.to_numpy(), boundaries.geometry.to_numpy(), tolerance=0.01)
    assert same.all()


def test_every_municipality_has_one_area_without_gaps_or_overlaps(boundaries: gpd.GeoDataFrame) -> None:
    assert list(boundaries["municipality_code"]) == sorted(read("municipalities")["municipality_code"])
    assert boundaries.crs.to_epsg() == 28992
    assert set(boundaries.geom_type) == {"MultiPolygon"}
    assert boundaries.is_valid.all()
    assert not boundaries.is_empty.any()
    assert shapely.coverage_is_valid(boundaries.geometry.to_numpy())
    assert (boundaries.area > 5e6).all()  # square metres; the smallest municipality has 7 square km of land


def test_every_area_is_marked_as_schematic(boundaries: gpd.GeoDataFrame) -> None:
    assert boundaries["schematic"].all()
    assert set(boundaries["origin"]) == {"synthetic"}


def test_every_postcode_point_lies_in_its_own_municipality(boundaries: gpd.GeoDataFrame) -> None:
    points = read("postcode_points")
    place = gpd.GeoSeries(gpd.points_from_xy(points["lon"], points["lat"], crs="EPSG:4326")).to_crs("EPSG:28992")
    area = boundaries.set_index("municipality_code").geometry[points["municipality_code"]]
    assert shapely.contains(area.to_numpy(), place.to_numpy()).all()


def test_the_file_is_small() -> None:
    assert (DATA / "boundaries_schematic.gpkg").stat().st_size < 2_000_000
