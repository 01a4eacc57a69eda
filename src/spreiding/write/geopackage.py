"""``plan.gpkg``: the plan as map layers, for QGIS and the like (OGC GeoPackage, EPSG:28992)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from spreiding.write.column import Table
from spreiding.write.columns import COUPLINGS, HOUSING, LAYERS, SITES, TASKS
from spreiding.write.geopackage_notes import MOMENT, Notes, write_notes

GRID = "EPSG:28992"
_GEOMETRY = {"municipalities": "MultiPolygon", "sites": "Point", "couplings": "LineString"}
_OUTLINES = "Outlines are schematic drawing aids, no administrative boundaries, where the column schematic is true."
_ENDS = "Lines run between points inside schematic outlines: they show who is coupled to whom, and are no routes."


@dataclass(frozen=True)
class Layers:
    """The three layers of one folder, each with its contract's columns and a geometry."""

    municipalities: gpd.GeoDataFrame
    sites: gpd.GeoDataFrame
    couplings: gpd.GeoDataFrame

    def of_province(self, code: str) -> "Layers":
        """Keep the rows of one province."""
        frames = (self.municipalities, self.sites, self.couplings)
        return Layers(*(frame[frame["province_code"] == code] for frame in frames))


def make_layers(
    tasks: pd.DataFrame, sites: pd.DataFrame, housing: pd.DataFrame, boundaries: gpd.GeoDataFrame
) -> Layers:
    """Give finished tables their geometry.

    ``boundaries`` has municipality_code, schematic, origin and a geometry in EPSG:28992. A municipality
    without an outline keeps its row, without a geometry, and so do lines from or to it.
    """
    outlines = boundaries.drop_duplicates("municipality_code").set_index("municipality_code").to_crs(GRID)
    return Layers(_municipalities(tasks, outlines), _points(sites), _lines(housing, outlines))


def write_geopackage(layers: Layers, path: Path, notes: Notes) -> None:
    """Write the three layers to ``path`` with ``notes``; one without rows is still there, with columns and grid."""
    frames = {"municipalities": layers.municipalities, "sites": layers.sites, "couplings": layers.couplings}
    with same_bytes_every_time():
        for name, table, _ in LAYERS:
            write_layer(frames[name], path, name, _GEOMETRY[name], describe(name, table))
    write_notes(path, notes)


def write_layer(frame: gpd.GeoDataFrame, path: Path, layer: str, geometry: str, told: str) -> None:
    """Write a layer of a GeoPackage, with a spatial index and an account of it in words."""
    pyogrio.write_dataframe(
        frame,
        path,
        layer=layer,
        driver="GPKG",
        geometry_type=geometry,
        # Version 1.2 is what programs of some years ago know too; it counts when the first layer makes the file.
        dataset_options={"VERSION": "1.2"},
        layer_options={"IDENTIFIER": layer, "DESCRIPTION": told, "SPATIAL_INDEX": "YES"},
        layer_metadata={"crs": GRID, "description": told},
    )


def describe(layer: str, table: Table) -> str:
    """Say in words what a layer holds and how far its drawing may be trusted."""
    drawing = {"municipalities": _OUTLINES, "couplings": _ENDS}.get(layer, "Points are the sites' coordinates.")
    return f"{table.meaning} {drawing}"


def sum_couplings(housing: pd.DataFrame) -> pd.DataFrame:
    """Sum the flows of a finished housing table over its periods, per pair of named municipalities."""
    named = housing[housing["from_municipality_code"].ne("")]
    flows = [column.name for column in COUPLINGS.of_kind("decimal")]
    codes = [column.name for column in COUPLINGS.of_kind("text")]
    summed = named.groupby(codes, as_index=False, sort=True)[flows].sum().round(3)
    return summed[COUPLINGS.names].sort_values(list(COUPLINGS.key), ignore_index=True)


@contextmanager
def same_bytes_every_time() -> Iterator[None]:
    """Have GDAL write the same GeoPackage for the same rows, and quickly."""
    # GDAL stamps the moment of writing in the file and waits for the disk at every layer. Neither is wanted
    # in a folder that is built aside and must be the same for the same plan.
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": MOMENT, "OGR_SQLITE_SYNCHRONOUS": "OFF"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None, "OGR_SQLITE_SYNCHRONOUS": None})


def _municipalities(tasks: pd.DataFrame, outlines: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    own = outlines.reindex(tasks["municipality_code"])
    layer = tasks[TASKS.names].assign(
        schematic=own["schematic"].fillna(True).astype("bool").to_numpy(),
        boundary_origin=own["origin"].astype("object").fillna("").astype("str").to_numpy(),
    )
    return gpd.GeoDataFrame(layer, geometry=[_multi(shape) for shape in own.geometry.array], crs=GRID)


def _multi(shape: shapely.Geometry | None) -> shapely.Geometry | None:
    return shapely.MultiPolygon([shape]) if isinstance(shape, shapely.Polygon) else shape


def _points(sites: pd.DataFrame) -> gpd.GeoDataFrame:
    points = gpd.points_from_xy(sites["lon"], sites["lat"], crs="EPSG:4326").to_crs(GRID)
    return gpd.GeoDataFrame(sites[SITES.names], geometry=points, crs=GRID)


def _lines(housing: pd.DataFrame, outlines: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    pairs = sum_couplings(housing[HOUSING.names])
    pairs = pairs[pairs["from_municipality_code"] != pairs["to_municipality_code"]].reset_index(drop=True)
    inside = outlines.geometry.representative_point()
    starts = inside.reindex(pairs["from_municipality_code"]).array
    ends = inside.reindex(pairs["to_municipality_code"]).array
    lines = [_line(start, end) for start, end in zip(starts, ends, strict=True)]
    own = outlines.reindex(pairs["to_municipality_code"])
    layer = pairs.assign(
        schematic=own["schematic"].fillna(True).astype("bool").to_numpy(),
        boundary_origin=own["origin"].astype("object").fillna("").astype("str").to_numpy(),
    )
    return gpd.GeoDataFrame(layer, geometry=lines, crs=GRID)


def _line(start: shapely.Point | None, end: shapely.Point | None) -> shapely.LineString | None:
    if start is None or end is None:
        return None
    return shapely.LineString([start, end])
