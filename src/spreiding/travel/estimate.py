"""ESTIMATE of minutes by public transport from a site to education, care and a railway station.

No timetable is read. Off the rails: straight-line distance (RD coordinates) times a detour factor, on foot or
by bus, whichever is sooner. By train: shortest path over the links between stations. So a route with a good
or a missing bus line is not seen, and an island is reached as if its ferry were a bus. Replace the result by
a table of timetabled minutes (travel_minutes.csv) where a decision hangs on it.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd
from pyproj import Transformer
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from spreiding.travel.speeds import DEFAULT_SPEEDS, Speeds

Array = npt.NDArray[np.float64]
RD_NEW = "EPSG:28992"
COLUMNS = ["site_id", "minutes_education", "minutes_care", "minutes_station", "origin"]


def estimate_minutes(
    sites: pd.DataFrame,
    stations: pd.DataFrame,
    rail_links: pd.DataFrame,
    municipalities: pd.DataFrame,
    speeds: Speeds = DEFAULT_SPEEDS,
) -> pd.DataFrame:
    """Estimate travel times for every site, in minutes with one decimal.

    Education is the centre of a municipality of at least ``speeds.centre_inhabitants`` (the largest
    municipality when there is none), care the centre of any municipality (general practice), station any
    station. A centre is the population centroid.

    Args:
        sites: site_id, lon, lat (degrees, WGS84).
        stations: station_code, lon, lat; at least one.
        rail_links: station_a, station_b (codes in ``stations``), tariff_km; travelled both ways.
        municipalities: lon, lat of the population centroid, population; at least one.
        speeds: the assumptions.

    Returns:
        site_id, minutes_education, minutes_care, minutes_station, origin ("estimate"), in the order of
        ``sites``. Every site has three numbers.
    """
    from_site, at_station = rd_km(sites), rd_km(stations)
    access = street_minutes(_distances(from_site, at_station), speeds)
    rail = rail_minutes(at_station, stations["station_code"], rail_links, speeds)

    def nearest(centres: pd.DataFrame) -> Array:
        return _nearest_centre(from_site, access, at_station, rail, rd_km(centres), speeds)

    minutes = {
        "minutes_education": nearest(education_centres(municipalities, speeds)),
        "minutes_care": nearest(municipalities),
        "minutes_station": access.min(axis=1),
    }
    table = pd.DataFrame({"site_id": sites["site_id"].to_numpy()} | minutes).round(1)
    return table.assign(origin="estimate")[COLUMNS]


def street_minutes(km: Array, speeds: Speeds = DEFAULT_SPEEDS) -> Array:
    """Minutes over a straight-line distance in km: on foot or by bus, whichever is sooner."""
    street_km = speeds.detour * km
    walk = street_km / speeds.walk_kmh * 60
    bus = speeds.bus_wait_minutes + street_km / speeds.bus_kmh * 60
    return np.minimum(walk, bus)


def rail_minutes(at_station: Array, codes: pd.Series, rail_links: pd.DataFrame, speeds: Speeds) -> Array:
    """Minutes in the train between every two stations (infinite when not connected), by the shortest path.

    A tariff distance shorter than the straight line is replaced by it: some short links have a token tariff.
    """
    index = pd.Index(codes)
    a, b = index.get_indexer(rail_links["station_a"]), index.get_indexer(rail_links["station_b"])
    straight = np.hypot(*(at_station[a] - at_station[b]).T)
    km = np.maximum(rail_links["tariff_km"].to_numpy(dtype=np.float64), straight)
    minutes = km / speeds.train_kmh * 60 + speeds.stop_minutes
    links = _shortest_of_duplicates(a, b, minutes, len(index))
    return np.asarray(dijkstra(links, directed=False), dtype=np.float64)


def _shortest_of_duplicates(a: npt.NDArray[np.intp], b: npt.NDArray[np.intp], minutes: Array, size: int) -> coo_array:
    # A sparse matrix adds up the entries of one pair: of two links between stations, keep the faster.
    frame = pd.DataFrame({"a": np.minimum(a, b), "b": np.maximum(a, b), "minutes": minutes})
    fastest = frame.groupby(["a", "b"], as_index=False)["minutes"].min()
    return coo_array((fastest["minutes"], (fastest["a"], fastest["b"])), shape=(size, size))


def _nearest_centre(
    from_site: Array, access: Array, at_station: Array, rail: Array, centres: Array, speeds: Speeds
) -> Array:
    """Minutes from each site to the nearest centre, direct or by train."""
    direct = street_minutes(_distances(from_site, centres), speeds).min(axis=1)
    egress = street_minutes(_distances(at_station, centres), speeds).min(axis=1)
    by_train = speeds.train_wait_minutes + (rail + egress[np.newaxis, :]).min(axis=1)
    fastest: Array = np.minimum(direct, (access + by_train[np.newaxis, :]).min(axis=1))
    return fastest


def education_centres(municipalities: pd.DataFrame, speeds: Speeds) -> pd.DataFrame:
    """Municipalities taken to have all schools: of at least so many inhabitants, or the largest when none has."""
    enough = min(speeds.centre_inhabitants, int(municipalities["population"].max()))
    return municipalities[municipalities["population"] >= enough]


def rd_km(points: pd.DataFrame) -> Array:
    """Coordinates in the Dutch grid (RD New, EPSG:28992) in km, one row a point, from columns lon and lat."""
    to_rd = Transformer.from_crs("EPSG:4326", RD_NEW, always_xy=True)
    x, y = to_rd.transform(points["lon"].to_numpy(), points["lat"].to_numpy())
    return np.column_stack([x, y]) / 1000


def _distances(a: Array, b: Array) -> Array:
    """Straight-line distance in km between every row of a and every row of b."""
    return np.hypot(a[:, np.newaxis, 0] - b[np.newaxis, :, 0], a[:, np.newaxis, 1] - b[np.newaxis, :, 1])
