"""Write data/boundaries_schematic.gpkg: SCHEMATIC areas of the municipalities, for pictures only.

They are not the official boundaries. Every place belongs to the municipality of the nearest postcode point
(Thiessen cells of data/postcode_points.csv in RD New), cut off at the coast and border of Natural Earth
1:10,000,000 and lightly simplified. That coast is so coarse that some postcode points lie in its sea: a disc
around every point counts as land, so that each of the 342 municipalities has an area that holds all of its
points.

    python data/scripts/make_boundaries.py
"""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

DATA = Path(__file__).resolve().parent.parent
RD_NEW = "EPSG:28992"
LAYER = "municipalities_schematic"
LAND_AROUND_POINT = 900.0  # metres: a site stands at most some 350 m from a postcode point
SIMPLIFY_METRES = 150.0  # detail below this is dropped, the same on both sides of a shared edge
SEA_FRAME_METRES = 50_000.0  # how far the outer cells reach before they are cut off
FILE_DATE = "2024-12-20T00:00:00Z"  # fixed, so that the file does not change when it is made again


def make_boundaries() -> gpd.GeoDataFrame:
    """One row per municipality with its schematic area, in order of code."""
    points = _points()
    areas = _coverage(points, _land(points))
    names = pd.read_csv(DATA / "municipalities.csv")[["municipality_code", "municipality", "province_code"]]
    frame = names.merge(areas, on="municipality_code", validate="one_to_one").sort_values("municipality_code")
    frame = frame.assign(schematic=True, origin="synthetic")
    columns = ["municipality_code", "municipality", "province_code", "schematic", "origin", "geometry"]
    return gpd.GeoDataFrame(frame[columns].reset_index(drop=True), crs=RD_NEW)


def _points() -> gpd.GeoDataFrame:
    table = pd.read_csv(DATA / "postcode_points.csv")
    geometry = gpd.points_from_xy(table["lon"], table["lat"], crs="EPSG:4326").to_crs(RD_NEW)
    return gpd.GeoDataFrame(table[["municipality_code"]], geometry=geometry)


def _land(points: gpd.GeoDataFrame) -> BaseGeometry:
    coast = gpd.read_file(DATA / "netherlands_natural_earth_10m.geojson").to_crs(RD_NEW).geometry
    discs = shapely.buffer(points.geometry.to_numpy(), LAND_AROUND_POINT, quad_segs=4)
    return shapely.union_all([*coast, *discs])


def _coverage(points: gpd.GeoDataFrame, land: BaseGeometry) -> pd.DataFrame:
    """Dissolve the cells per municipality and cut them off at the land, without gaps or overlaps."""
    cells = points.assign(cell=_cells(points))
    whole = cells.groupby("municipality_code")["cell"].agg(shapely.coverage_union_all)
    # Cutting all lines at once gives the faces on both sides of an edge the very same corners.
    lines = shapely.union_all([*shapely.boundary(whole.to_numpy()), shapely.boundary(land)])
    faces = shapely.get_parts(shapely.polygonize([lines]))
    inner = shapely.point_on_surface(faces)
    on_land = shapely.contains(land, inner)
    faces, inner = faces[on_land], inner[on_land]
    owner, face = np.nonzero(shapely.contains(whole.to_numpy()[:, np.newaxis], inner[np.newaxis, :]))
    owned = pd.DataFrame({"municipality_code": whole.index[owner], "face": faces[face]})
    merged = owned.groupby("municipality_code")["face"].agg(shapely.coverage_union_all)
    simple = shapely.coverage_simplify(merged.to_numpy(), SIMPLIFY_METRES)
    return pd.DataFrame({"municipality_code": merged.index, "geometry": [_multi(area) for area in simple]})


def _cells(points: gpd.GeoDataFrame) -> list[BaseGeometry]:
    together = shapely.multipoints(points.geometry.to_numpy())
    frame = shapely.box(*(np.array(together.bounds) + SEA_FRAME_METRES * np.array([-1, -1, 1, 1])))
    return list(shapely.get_parts(shapely.voronoi_polygons(together, extend_to=frame, ordered=True)))


def _multi(area: BaseGeometry) -> BaseGeometry:
    return MultiPolygon(list(shapely.get_parts(area))).normalize()


def write(folder: Path = DATA) -> None:
    """Write the layer into a folder."""
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FILE_DATE})
    path = folder / "boundaries_schematic.gpkg"
    path.unlink(missing_ok=True)
    make_boundaries().to_file(path, layer=LAYER, driver="GPKG", engine="pyogrio")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


if __name__ == "__main__":
    write()
