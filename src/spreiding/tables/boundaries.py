"""Municipal boundaries for the maps: the embedded schematic ones, or any file that GeoPandas reads.

GeoPandas is imported inside the functions: it takes most of a second and the numbers don't need it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from spreiding import paths
from spreiding.errors import Finding, InputError
from spreiding.formats.plain_file import check_plain
from spreiding.tables.boundary_checks import checked_shapes, code_column

if TYPE_CHECKING:
    import geopandas as gpd

SCHEMATIC = "boundaries_schematic.gpkg"
SCHEMATIC_LAYER = "municipalities_schematic"
COLUMNS = ("municipality_code", "municipality", "province_code", "schematic", "origin", "geometry")


def read_boundaries(path: Path | None, municipalities: pd.DataFrame) -> "gpd.GeoDataFrame":
    """Give one MultiPolygon per municipality in EPSG:28992 (metres), sorted by code.

    Columns: municipality_code, municipality, province_code, schematic, origin, geometry. ``path`` None gives
    the embedded ones (origin ``synthetic``, so ``schematic`` is true). A file needs a column with
    CBS codes and a coordinate system; parts of one municipality are joined and invalid shapes repaired. Its
    origin is that of a column ``origin``, else ``reported``. Raises ``InputError`` with every finding.
    """
    source = paths.DATA / SCHEMATIC if path is None else path
    frame = _read(source, SCHEMATIC_LAYER if path is None else None)
    shapes = checked_shapes(source.name, frame, municipalities)
    names = municipalities[["municipality_code", "municipality", "province_code"]]
    shapes = shapes.merge(names, on="municipality_code", validate="one_to_one")
    shapes = shapes.assign(schematic=shapes["origin"] == "synthetic")
    return shapes[list(COLUMNS)].sort_values("municipality_code", ignore_index=True)


def path_findings(path: Path) -> list[Finding]:
    """Give a finding when nothing stands at a path, nothing can, or what stands there is a pipe or a device."""
    try:
        if not path.is_dir():  # some formats of maps are folders
            check_plain(path)
    except OSError as error:
        rule = "is absent" if isinstance(error, FileNotFoundError) else f"can't be read ({error.strerror})"
        return [_whole(path, rule, "Check the path after --boundaries: give a file with boundaries.")]
    return []


def _read(path: Path, layer: str | None) -> "gpd.GeoDataFrame":
    import geopandas as gpd
    import pyogrio
    import shapely

    absent = path_findings(path)
    if absent:
        raise InputError(absent)
    try:
        chosen = layer or _municipal_layer([str(name) for name, _ in pyogrio.list_layers(path)])
        frame = gpd.read_file(path, layer=chosen)
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pyogrio.errors.FeatureError,
        pyogrio.errors.GeometryError,
        shapely.errors.ShapelyError,
        OSError,
        UnicodeDecodeError,
    ) as error:
        why = " ".join(str(error).split())
        advice = "Give a GeoPackage, GeoJSON, shapefile or another vector format."
        raise InputError([_whole(path, f"can't be read as a map ({why})", advice)]) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise InputError([_whole(path, "holds no geometry", "Give a file with polygons.")])
    if code_column(frame) is None:
        advice = "Add a column municipality_code with codes such as GM0363."
        raise InputError([_whole(path, "has no column with CBS municipality codes", advice)])
    return frame


def _municipal_layer(layers: list[str]) -> str | None:
    """CBS files hold quarters and neighbourhoods beside municipalities: prefer the layer that says so."""
    named = [name for name in layers if "gemeente" in name.lower() or "municipal" in name.lower()]
    return next(iter([*named, *layers]), None)


def _whole(path: Path, rule: str, advice: str) -> Finding:
    return Finding(path.name, None, None, None, rule, advice)
