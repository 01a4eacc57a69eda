"""``differences.gpkg``: who gains, who loses and which sites differ, as styled map layers (EPSG:28992)."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from spreiding.compare.columns import MUNICIPALITIES, SITES
from spreiding.compare.styles import Style, municipal_style, site_style
from spreiding.write.geopackage import GRID, same_bytes_every_time

# QGIS looks for this table in a GeoPackage, and draws a layer by the style that stands there as the default.
_STYLES = """
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT, f_table_schema TEXT,
  f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
  description TEXT, owner TEXT, ui TEXT, update_time DATETIME)
"""
_CONTENTS = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles by which QGIS draws the layers', ?, 0)
"""
_MOMENT = "2000-01-01T00:00:00.000Z"
SCHEMATIC = "Outlines are schematic drawing aids, no administrative boundaries, where the column schematic is true."


def municipal_layer(municipalities: pd.DataFrame, outlines: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give rows of ``municipalities.csv`` the outlines of the base run, with schematic and boundary_origin."""
    return gpd.GeoDataFrame(municipalities.merge(outlines, on="municipality_code", how="left"), crs=GRID)


def site_layer(sites: pd.DataFrame) -> gpd.GeoDataFrame:
    """Give rows of ``sites.csv`` their points."""
    points = gpd.points_from_xy(sites["lon"], sites["lat"], crs="EPSG:4326").to_crs(GRID)
    return gpd.GeoDataFrame(sites, geometry=points, crs=GRID)


def write_differences(
    path: Path, pairs: Iterable[tuple[str, pd.DataFrame, pd.DataFrame]], outlines: gpd.GeoDataFrame
) -> None:
    """Write two layers per compared run to ``path``; ``pairs`` has its letter, its municipalities and its sites."""
    styles = []
    with same_bytes_every_time():
        for letter, municipalities, sites in pairs:
            names = f"municipalities_{letter}", f"sites_{letter}"
            areas = municipal_layer(municipalities, outlines)
            write_layer(areas, path, names[0], "MultiPolygon", f"{MUNICIPALITIES.meaning} {SCHEMATIC}")
            write_layer(site_layer(sites), path, names[1], "Point", SITES.meaning)
            styles += [municipal_style(names[0], letter, municipalities), site_style(names[1], letter)]
    write_styles(path, styles)


def write_layer(frame: gpd.GeoDataFrame, path: Path, layer: str, kind: str, told: str) -> None:
    """Add one layer of the given kind of geometry; ``told`` describes it."""
    shapes = [shapely.MultiPolygon([one]) if isinstance(one, shapely.Polygon) else one for one in frame.geometry.array]
    pyogrio.write_dataframe(
        frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=GRID)),
        path,
        layer=layer,
        driver="GPKG",
        geometry_type=kind,
        layer_options={"IDENTIFIER": layer, "DESCRIPTION": told, "SPATIAL_INDEX": "YES"},
        layer_metadata={"crs": GRID, "description": told},
    )


def write_styles(path: Path, styles: list[Style]) -> None:
    """Add the styles by which QGIS draws the layers."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(_STYLES)
        file.execute(_CONTENTS, (_MOMENT,))
        file.executemany(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
            "styleQML, styleSLD, useAsDefault, description, owner, ui, update_time) "
            "VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', '', ?)",
            [(style.layer, style.name, style.qml, style.told, _MOMENT) for style in styles],
        )
