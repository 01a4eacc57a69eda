"""``municipalities.csv`` of the year: names and regions of CBS, with the point that stands for each municipality."""

from typing import TYPE_CHECKING

import pandas as pd

from spreiding import paths
from spreiding.errors import Finding, InputError
from spreiding.fetch.division import Division

if TYPE_CHECKING:
    import geopandas as gpd

_FILE = "municipalities.csv"


def with_points(division: Division, outlines: "gpd.GeoDataFrame | None") -> pd.DataFrame:
    """Add lon, lat and origin to the regions.

    The point of a municipality that the embedded table knows is its population centroid there; of a new one a
    point inside its boundary, which makes the row an ``estimate``. Raises ``InputError`` where neither is known.
    """
    embedded = pd.read_csv(paths.DATA / _FILE, dtype=str, keep_default_na=False)
    points = embedded.set_index("municipality_code")[["lon", "lat"]]
    frame = division.regions.join(points, on="municipality_code").assign(origin="official")
    new = frame["lon"].isna()
    if new.any() and outlines is None:
        advice = "Fetch boundaries in the same command: they give it one."
        raise InputError(
            [
                Finding(_FILE, None, "municipality_code", code, "is new, and no point in it is known", advice)
                for code in frame.loc[new, "municipality_code"]
            ]
        )
    if new.any() and outlines is not None:
        inside = outlines.set_index("municipality_code").representative_point().to_crs("EPSG:4326")
        here = inside.loc[frame.loc[new, "municipality_code"]]
        frame.loc[new, "lon"] = here.x.round(5).astype(str).to_numpy()
        frame.loc[new, "lat"] = here.y.round(5).astype(str).to_numpy()
        frame.loc[new, "origin"] = "estimate"
    return frame
