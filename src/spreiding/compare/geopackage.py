"""``differences.gpkg``: who gains, who loses and which sites differ, as styled map layers (EPSG:28992)."""

from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from spreiding.about_plan import LICENCE, told_origins
from spreiding.compare.columns import MUNICIPALITIES, SITES
from spreiding.compare.pair import Named
from spreiding.compare.styles import municipal_style, site_style
from spreiding.write.geopackage import GRID, same_bytes_every_time, write_layer
from spreiding.write.geopackage_notes import About, make_notes, write_notes
from spreiding.write.map_style import Style

SCHEMATIC = "Outlines are schematic drawing aids, no administrative boundaries, where the column schematic is true."


def municipal_layer(municipalities: pd.DataFrame, outlines: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give rows of ``municipalities.csv`` the outlines of the base run, with schematic and boundary_origin."""
    return gpd.GeoDataFrame(municipalities.merge(outlines, on="municipality_code", how="left"), crs=GRID)


def site_layer(sites: pd.DataFrame) -> gpd.GeoDataFrame:
    """Give rows of ``sites.csv`` their points."""
    points = gpd.points_from_xy(sites["lon"], sites["lat"], crs="EPSG:4326").to_crs(GRID)
    return gpd.GeoDataFrame(sites, geometry=points, crs=GRID)


def write_differences(
    path: Path, pairs: Iterable[tuple[str, pd.DataFrame, pd.DataFrame]], outlines: gpd.GeoDataFrame, about: About
) -> None:
    """Write two layers per compared run to ``path``; ``pairs`` has its letter, its municipalities and its sites."""
    styles: list[Style] = []
    with same_bytes_every_time():
        for letter, municipalities, sites in pairs:
            names = f"municipalities_{letter}", f"sites_{letter}"
            areas = as_multi(municipal_layer(municipalities, outlines))
            write_layer(areas, path, names[0], "MultiPolygon", f"{MUNICIPALITIES.meaning} {SCHEMATIC}")
            write_layer(site_layer(sites), path, names[1], "Point", SITES.meaning)
            styles += [municipal_style(names[0], letter, municipalities), site_style(names[1], letter)]
    write_notes(path, make_notes(tuple(styles), about))


def about_runs(runs: Iterable[Named]) -> About:
    """What the file says of itself: which runs are compared, their models and the origins of their tables."""
    runs = tuple(runs)
    named = "; ".join(f"{run.letter} is {run.run.folder.name} (model {run.run.record.model.name})" for run in runs)
    tables = {f"{file.table} ({run.letter})": file.origins for run in runs for file in run.run.record.inputs}
    return About("Verschillen tussen spreidingsplannen", f"{named}. {told_origins(tables)}", LICENCE, {})


def as_multi(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Areas of one part as areas of several, as a layer has them."""
    shapes = [shapely.MultiPolygon([one]) if isinstance(one, shapely.Polygon) else one for one in frame.geometry.array]
    return frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=GRID))
