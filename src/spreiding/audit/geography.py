"""Straight-line kilometres in the Dutch national grid (EPSG:28992)."""

from functools import cache

import numpy as np
import pandas as pd
from pyproj import Transformer

from spreiding.audit.finding import Numbers


def grid(places: pd.DataFrame) -> Numbers:
    """Grid coordinates in metres of rows with lon and lat (WGS84): one row of x, y per place."""
    east, north = _projection().transform(places["lon"].to_numpy(float), places["lat"].to_numpy(float))
    return np.array([east, north]).T


@cache
def _projection() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)


def apart(here: Numbers, there: Numbers) -> Numbers:
    """Kilometres from every place of ``here`` to every place of ``there``."""
    squares = (here[:, None, 0] - there[None, :, 0]) ** 2 + (here[:, None, 1] - there[None, :, 1]) ** 2
    return np.asarray(np.sqrt(squares) / 1000)
