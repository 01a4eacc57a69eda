"""The estimate of travel times, worked by hand on a straight line of places in the Dutch grid."""

import numpy as np
import pandas as pd
import pytest
from pyproj import Transformer

from spreiding.travel.estimate import estimate_minutes, rail_minutes, rd_km, street_minutes
from spreiding.travel.speeds import DEFAULT_SPEEDS, Speeds

# Round figures, to check every expected number in the head: 12 minutes a km on foot, 2 minutes a km by bus
# after a wait of 10, 1 minute a km by train after a wait of 5, 2 minutes per link, no detours.
ROUND = Speeds(
    detour=1.0,
    walk_kmh=5.0,
    bus_kmh=30.0,
    bus_wait_minutes=10.0,
    train_kmh=60.0,
    train_wait_minutes=5.0,
    stop_minutes=2.0,
    centre_inhabitants=40_000,
)
TO_DEGREES = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)


def places(**km: float) -> pd.DataFrame:
    """Places on one west-east line through Amersfoort, by their km from it; the index column is ``name``."""
    x = 155_000 + 1000 * np.array(list(km.values()))
    lon, lat = TO_DEGREES.transform(x, np.full(len(km), 463_000.0))
    return pd.DataFrame({"name": list(km), "lon": lon, "lat": lat})


def sites(**km: float) -> pd.DataFrame:
    return places(**km).rename(columns={"name": "site_id"})


STATIONS = places(A=0, B=10, C=20).rename(columns={"name": "station_code"})
LINKS = pd.DataFrame({"station_a": ["A", "B"], "station_b": ["B", "C"], "tariff_km": [10, 10]})
VILLAGE_AND_TOWN = places(village=0.5, town=20.5).assign(population=[5_000, 90_000])


def estimate(site: pd.DataFrame, towns: pd.DataFrame = VILLAGE_AND_TOWN, links: pd.DataFrame = LINKS) -> list[float]:
    table = estimate_minutes(site, STATIONS, links, towns, ROUND)
    return [float(table[f"minutes_{what}"].iloc[0]) for what in ("education", "care", "station")]


def test_walk_when_that_is_sooner_than_waiting_for_a_bus() -> None:
    # 0.5 km: 6 minutes on foot; 1 km: 12 on foot, 12 by bus; 2 km: 24 on foot, 10 + 4 = 14 by bus
    assert street_minutes(np.array([0.5, 1.0, 2.0]), ROUND) == pytest.approx([6.0, 12.0, 14.0])


def test_street_minutes_count_the_detour() -> None:
    # 0.5 km straight is 0.65 km of street: 0.65 / 4.8 h on foot
    assert street_minutes(np.array([0.5])) == pytest.approx([0.65 / 4.8 * 60])


def test_site_beside_the_station_takes_the_train_to_school() -> None:
    # education: 0 to A, wait 5, two links of 10 + 2, then 0.5 km on foot (6): 35; by bus 10 + 41 = 51
    # care: the village at 0.5 km on foot: 6; station: 0
    assert estimate(sites(s=0)) == [35.0, 6.0, 0.0]


def test_site_far_from_the_rails_takes_the_bus() -> None:
    # 30 km west of A. care: the village, 30.5 km by bus: 10 + 61 = 71. station: 10 + 60 = 70.
    # education: 70 to A, then 35 as above: 105; by bus all the way: 10 + 101 = 111
    assert estimate(sites(s=-30)) == [105.0, 71.0, 70.0]


def test_without_rails_there_is_still_a_number() -> None:
    # no links at all: the bus to the town takes 10 + 2 * 20.5
    assert estimate(sites(s=0), links=LINKS.iloc[:0]) == [51.0, 6.0, 0.0]


def test_where_no_town_is_large_enough_the_largest_serves() -> None:
    small = VILLAGE_AND_TOWN.assign(population=[5_000, 39_999])
    assert estimate(sites(s=0), towns=small) == [35.0, 6.0, 0.0]


def test_the_limit_of_inhabitants_is_inclusive() -> None:
    # the village has just enough: school is at 0.5 km on foot
    grown = VILLAGE_AND_TOWN.assign(population=[40_000, 90_000])
    assert estimate(sites(s=0), towns=grown) == [6.0, 6.0, 0.0]


def test_a_token_tariff_is_replaced_by_the_straight_line() -> None:
    token = LINKS.assign(tariff_km=[1, 10])
    minutes = rail_minutes(rd_km(STATIONS), STATIONS["station_code"], token, ROUND)
    assert minutes[0, 1] == pytest.approx(12.0, abs=0.01)


def test_of_two_links_between_the_same_stations_the_faster_counts() -> None:
    double = pd.DataFrame({"station_a": ["A", "B"], "station_b": ["B", "A"], "tariff_km": [10, 14]})
    minutes = rail_minutes(rd_km(STATIONS), STATIONS["station_code"], double, ROUND)
    assert minutes[0, 1] == minutes[1, 0] == pytest.approx(12.0, abs=0.01)
    assert np.isinf(minutes[0, 2])


def test_grid_coordinates_of_the_reference_point() -> None:
    # The tower of Our Lady in Amersfoort is the origin of the grid: (155, 463) km.
    tower = pd.DataFrame({"lon": [5.387203657], "lat": [52.155172897]})
    assert rd_km(tower)[0] == pytest.approx([155.0, 463.0], abs=0.01)


def test_rows_keep_the_order_and_ids_of_the_sites() -> None:
    several = sites(z=3, a=-4, m=12).set_index(pd.Index([7, 3, 5]))
    table = estimate_minutes(several, STATIONS, LINKS, VILLAGE_AND_TOWN, ROUND)
    assert list(table["site_id"]) == ["z", "a", "m"]
    assert set(table["origin"]) == {"estimate"}
    assert not table.isna().any().any()
    alone = estimate_minutes(several.iloc[[2]], STATIONS, LINKS, VILLAGE_AND_TOWN, ROUND)
    assert alone.iloc[0].to_list() == table.iloc[2].to_list()


def test_no_sites_give_an_empty_table() -> None:
    table = estimate_minutes(sites(s=0).iloc[:0], STATIONS, LINKS, VILLAGE_AND_TOWN, DEFAULT_SPEEDS)
    assert len(table) == 0
