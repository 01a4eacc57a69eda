"""Distances as the crow flies, in the Dutch national grid (EPSG:28992), so that kilometres are kilometres."""

from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd
from pyproj import Transformer

Metres = npt.NDArray[np.float64]


def national_grid(places: pd.DataFrame) -> Metres:
    """Project ``lon``/``lat`` (WGS84) to RD metres; shape (n, 2)."""
    x, y = _to_grid().transform(places["lon"].to_numpy(float), places["lat"].to_numpy(float))
    return np.column_stack([x, y])


@cache
def _to_grid() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)


def kilometres(origins: Metres, destinations: Metres) -> npt.NDArray[np.float64]:
    """Distance from every origin to every destination, in km; shape (len(origins), len(destinations))."""
    difference = origins[:, None, :] - destinations[None, :, :]
    return np.hypot(difference[..., 0], difference[..., 1]) / 1000.0


def resident_distance(sites: pd.DataFrame, municipalities: pd.DataFrame) -> pd.Series:
    """Mean distance in km from each site to the inhabitants of its region, who will be its neighbours (S24).

    ``sites`` has site_id, region_code, lon, lat; ``municipalities`` region_code, population, lon, lat. The mean
    weighs each municipality's population centroid by its inhabitants. Indexed by site_id.
    """
    distance = kilometres(national_grid(sites), national_grid(municipalities))
    same = sites["region_code"].to_numpy()[:, None] == municipalities["region_code"].to_numpy()[None, :]
    weight = same * municipalities["population"].to_numpy(float)[None, :]
    return pd.Series((distance * weight).sum(axis=1) / weight.sum(axis=1), index=sites["site_id"].to_numpy())
