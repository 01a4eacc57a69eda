"""Walks: from sites to stops, between stops, and from stops to facilities; straight line times a detour factor."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from pyproj import Transformer
from scipy.spatial import cKDTree

from spreiding.travel.assumptions import Assumptions
from spreiding.travel.gtfs.timetable import Ints

Array = npt.NDArray[np.float64]
NEVER = 2**40
"""Seconds that stand for not at all; sums of a few stay far from the end of 64 bits."""
TIMED, TIMED_BY_FEED, FORBIDDEN = 1, 2, 3  # transfer types of GTFS; 0 is a place to change, with our own times


@dataclass(frozen=True)
class Links:
    """Walks, one entry a link: from, to (positions) and seconds."""

    origin: Ints
    target: Ints
    seconds: Ints

    def rows(self) -> Iterator[tuple[int, int, int]]:
        """Give origin, target and seconds, link by link."""
        return zip(self.origin.tolist(), self.target.tolist(), self.seconds.tolist(), strict=True)


def metres(points: pd.DataFrame) -> Array:
    """Coordinates in space (WGS 84, earth-centred, metres) from lon and lat: straight lines hold in any country."""
    to_space = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)
    lon, lat = points["lon"].to_numpy(dtype=np.float64), points["lat"].to_numpy(dtype=np.float64)
    return np.column_stack(to_space.transform(lon, lat, np.zeros(len(points)))).reshape(-1, 3)


def walk_seconds(straight: Array, how: Assumptions) -> Ints:
    """Whole seconds of a walk over a straight-line distance in metres, rounded up; infinite: ``NEVER``."""
    seconds = np.ceil(np.round(straight * how.detour / (how.walk_kmh / 3.6), 6))
    return np.where(np.isfinite(seconds), seconds, NEVER).astype(np.int64)


def nearest_seconds(points: Array, facilities: Array, most_m: float, how: Assumptions) -> Ints:
    """Seconds on foot from each point to the nearest facility; ``NEVER`` beyond ``most_m`` metres over streets."""
    if not len(facilities):
        return np.full(len(points), NEVER, dtype=np.int64)
    distance, _ = cKDTree(facilities).query(points, distance_upper_bound=np.nextafter(most_m / how.detour, np.inf))
    return walk_seconds(np.asarray(distance, dtype=np.float64), how)


def access_links(sites: Array, stops: Array, how: Assumptions) -> Links:
    """Walks from sites to the stops within reach, as positions in the two arrays."""
    far = how.access_walk_m / how.detour
    near = cKDTree(sites).sparse_distance_matrix(cKDTree(stops), far, output_type="coo_matrix")
    order = np.lexsort((near.col, near.row))
    origin, target = near.row[order].astype(np.int64), near.col[order].astype(np.int64)
    straight = np.linalg.norm(sites[origin] - stops[target], axis=1)
    return Links(origin, target, walk_seconds(straight, how))


def change_links(stops: pd.DataFrame, used: Ints, transfers: pd.DataFrame, how: Assumptions) -> Links:
    """Ways of changing between the stops that are used, as rows of ``stops``; seconds from getting off to getting on.

    Within walking distance or within one station: the walk and the minimum change time. What the feed says about two
    stops goes before that: a recommended place (type 0) has no longest distance, a timed one (1) takes no time, type 2
    takes the seconds named, at a forbidden one (3) nobody changes.
    """
    at = metres(stops.loc[used])
    rules = _rules(used, transfers)
    ways = [_walks(at, how), _within_stations(stops.loc[used, "station"]), rules[["a", "b"]]]
    pairs = pd.concat(ways).drop_duplicates().merge(rules, on=["a", "b"], how="left")
    pairs = pairs[pairs["kind"].ne(FORBIDDEN)]
    a, b = pairs["a"].to_numpy(), pairs["b"].to_numpy()
    usual = walk_seconds(np.linalg.norm(at[a] - at[b], axis=1), how) + how.min_change_seconds
    named = np.where(pairs["kind"].eq(TIMED), 0.0, np.ceil(pairs["given"].fillna(0).to_numpy(dtype=np.float64)))
    seconds = np.where(pairs["kind"].isin([TIMED, TIMED_BY_FEED]), named, usual).astype(np.int64)
    return Links(used[a], used[b], seconds)


def _walks(at: Array, how: Assumptions) -> pd.DataFrame:
    near = cKDTree(at).query_pairs(how.transfer_walk_m / how.detour, output_type="ndarray")
    return pd.DataFrame(np.vstack([near, near[:, ::-1]]), columns=["a", "b"], dtype="int64")


def _within_stations(station: pd.Series) -> pd.DataFrame:
    """Every platform with every one of its station, itself too."""
    platforms = pd.DataFrame({"station": station.to_numpy(), "at": np.arange(len(station))})
    both = platforms.merge(platforms, on="station")
    return pd.DataFrame({"a": both["at_x"], "b": both["at_y"]})


def _rules(used: Ints, transfers: pd.DataFrame) -> pd.DataFrame:
    position = pd.Series(np.arange(len(used)), index=used)
    told = transfers[transfers["from_stop"].isin(used) & transfers["to_stop"].isin(used)]
    return pd.DataFrame(
        {
            "a": position.loc[told["from_stop"]].to_numpy(),
            "b": position.loc[told["to_stop"]].to_numpy(),
            "kind": told["kind"].to_numpy(),
            "given": told["seconds"].to_numpy(),
        }
    )
