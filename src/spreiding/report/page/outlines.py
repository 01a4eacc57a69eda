"""Outlines small enough for a page: fewer points, whole tens of metres, and borders that still meet."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

# One unit of the page's map: less can't be seen on a screen that shows the country.
UNIT_METRES = 10
MOST_POINTS = 24_000
_FIRST_TOLERANCE, _LAST_TOLERANCE = 25.0, 1000.0  # metres
_GRID, _DEGREES = "EPSG:28992", "EPSG:4326"

Rings = list[list[list[int]]]
Shapes = npt.NDArray[np.object_]


def page_outlines(outlines: gpd.GeoDataFrame, provinces: Mapping[str, str]) -> dict[str, dict[str, Rings]]:
    """Make the page's outlines of municipalities, and of the provinces that they form together.

    ``outlines``: municipality_code and geometry (EPSG:28992); ``provinces``: the province of every municipality that is
    wanted, by code. Gives ``municipalities`` and ``provinces``, each by code, as polygons of rings of flat numbers
    ``[x, y, x, y, ...]`` in ``UNIT_METRES``. A municipality without an outline is in neither.
    """
    wanted = outlines[outlines["municipality_code"].isin(list(provinces)) & outlines.geometry.notna()]
    shapes = pd.Series(simplified(wanted.geometry.to_numpy()), index=wanted["municipality_code"].to_numpy())
    owners = shapes.index.map(dict(provinces))
    # The unions are of shapes that are simple already: their borders are made of the same points.
    together = {
        code: shapely.union_all(shapely.make_valid(shapes[owners == code].to_numpy())) for code in sorted(set(owners))
    }
    return {"municipalities": _all_rings(shapes), "provinces": _all_rings(pd.Series(together, dtype=object))}


def simplified(shapes: Shapes) -> Shapes:
    """Leave points out, the same ones on both sides of every border, until ``MOST_POINTS`` or fewer are left.

    Never more than a kilometre is left out: very many small islands keep their points.
    """
    tolerance, simpler = _FIRST_TOLERANCE, shapes
    while tolerance <= _LAST_TOLERANCE and shapely.get_num_coordinates(simpler).sum() > MOST_POINTS:
        simpler = shapely.coverage_simplify(shapes, tolerance)
        tolerance *= 1.5
    return simpler


def grid_points(lon: pd.Series, lat: pd.Series) -> tuple[list[int], list[int]]:
    """Turn degrees (WGS84) into the page's x and y, in ``UNIT_METRES`` of EPSG:28992."""
    points = gpd.points_from_xy(lon, lat, crs=_DEGREES).to_crs(_GRID)
    return _units(points.x), _units(points.y)


def _all_rings(shapes: pd.Series) -> dict[str, Rings]:
    return {str(code): _rings(shape) for code, shape in shapes.items()}


def _rings(shape: Any) -> Rings:
    """Polygons of a shape, each its outer ring and its holes; a ring that is too small to be seen is left out."""
    polygons = [part for part in shapely.get_parts(shape) if isinstance(part, shapely.Polygon)]
    made = [[_flat(ring) for ring in (polygon.exterior, *polygon.interiors)] for polygon in polygons]
    seen = [[ring for ring in polygon if ring] for polygon in made if polygon[0]]
    return seen or made


def _flat(ring: Any) -> list[int]:
    """A ring without points that fall together; empty when fewer than three are left."""
    points = np.rint(shapely.get_coordinates(ring) / UNIT_METRES).astype(int)
    moves = np.any(np.diff(points, axis=0, prepend=points[:1] - 1) != 0, axis=1)
    kept = points[moves]
    flat: list[int] = kept.ravel().tolist()
    return flat if len(np.unique(kept, axis=0)) > 2 else []


def _units(metres: Any) -> list[int]:
    units: list[int] = np.rint(np.asarray(metres) / UNIT_METRES).astype(int).tolist()
    return units
