"""Outlines get few points, and borders still meet."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from spreiding.paths import DATA
from spreiding.report.page import outlines as room
from spreiding.report.page.outlines import grid_points, page_outlines, simplified


def wavy(points: int) -> gpd.GeoDataFrame:
    """Two areas of 10 by 20 km with a border of many points between them, and an island beside the second."""
    north = np.linspace(0, 20_000, points)
    east = 10_000 + 300 * np.sin(north / 150)
    border = list(zip(east, north, strict=True))
    west = shapely.Polygon([*border, (0, 20_000), (0, 0)])
    other = shapely.Polygon([*border, (20_000, 20_000), (20_000, 0)])
    islands = shapely.MultiPolygon([other, shapely.box(25_000, 0, 26_000, 1000)])
    return areas({"GM0001": west, "GM0002": islands})


def areas(shapes: dict[str, object]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"municipality_code": list(shapes)}, geometry=list(shapes.values()), crs=28992)


def points(rings: list[list[list[int]]]) -> set[tuple[int, int]]:
    flat = [number for polygon in rings for ring in polygon for number in ring]
    return set(zip(flat[::2], flat[1::2], strict=True))


def test_numbers_are_tens_of_metres() -> None:
    made = page_outlines(areas({"GM0001": shapely.box(100_004, 200_000, 110_000, 210_006)}), {"GM0001": "PV21"})
    assert points(made["municipalities"]["GM0001"]) == {(10000, 20000), (11000, 20000), (11000, 21001), (10000, 21001)}
    assert points(made["provinces"]["PV21"]) == points(made["municipalities"]["GM0001"])


def test_fewer_points_and_the_same_ones_on_both_sides_of_a_border(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_POINTS", 400)
    frame = wavy(3000)
    assert shapely.get_num_coordinates(simplified(frame.geometry.to_numpy())).sum() <= 400
    made = page_outlines(frame, {"GM0001": "PV21", "GM0002": "PV21"})["municipalities"]
    inner = [{point for point in points(rings) if 900 < point[0] < 1100} for rings in made.values()]
    assert inner[0] == inner[1]
    assert len(inner[0]) > 20


def test_a_province_is_one_area_without_the_borders_inside() -> None:
    made = page_outlines(wavy(50), {"GM0001": "PV21", "GM0002": "PV21"})
    assert len(made["provinces"]["PV21"]) == 2  # the mainland and the island
    inside = {point for point in points(made["provinces"]["PV21"]) if 900 < point[0] < 1100}
    assert {north for _, north in inside} <= {0, 2000}


def test_a_hole_stays_and_what_is_too_small_to_see_goes() -> None:
    ring = shapely.box(0, 0, 5000, 5000).difference(shapely.box(1000, 1000, 2000, 2000))
    speck = shapely.box(9000, 9000, 9003, 9003)
    made = page_outlines(areas({"GM0001": shapely.MultiPolygon([ring, speck])}), {"GM0001": "PV21"})
    (polygon,) = made["municipalities"]["GM0001"]
    assert len(polygon) == 2


def test_who_has_no_outline_or_is_not_wanted_is_left_out() -> None:
    frame = areas({"GM0001": shapely.box(0, 0, 100, 100), "GM0002": None, "GM0003": shapely.box(0, 0, 1, 1)})
    made = page_outlines(frame, {"GM0001": "PV21", "GM0002": "PV21"})
    assert list(made["municipalities"]) == ["GM0001"]
    assert page_outlines(frame[:0], {}) == {"municipalities": {}, "provinces": {}}


def test_areas_that_overlap_are_drawn_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_POINTS", 60)
    overlapping = [shapely.Point(x, 0).buffer(8000, 64) for x in (0, 5000)]
    bow = shapely.Polygon([(0, 0), (9000, 9000), (9000, 0), (0, 9000)])
    frame = areas({"GM0001": overlapping[0], "GM0002": overlapping[1], "GM0003": bow})
    made = page_outlines(frame, dict.fromkeys(frame["municipality_code"], "PV21"))
    assert len(made["municipalities"]) == 3 and len(made["provinces"]["PV21"]) >= 1


def test_very_many_islands_keep_their_points_rather_than_vanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_POINTS", 10)
    islands = shapely.MultiPolygon([shapely.box(x, 0, x + 5000, 5000) for x in range(0, 100_000, 10_000)])
    made = simplified(areas({"GM0001": islands}).geometry.to_numpy())
    assert len(shapely.get_parts(made[0])) == 10


def test_a_site_stands_where_the_national_grid_has_it() -> None:
    # The centre of the grid: the tower of Amersfoort, at 155,000 east and 463,000 north.
    assert grid_points(pd.Series([5.38720621]), pd.Series([52.15517440])) == ([15500], [46300])


def test_the_country_stays_small() -> None:
    frame = gpd.read_file(DATA / "boundaries_schematic.gpkg")
    made = page_outlines(frame, dict.fromkeys(frame["municipality_code"], "PV21"))
    numbers = sum(len(ring) for rings in made["municipalities"].values() for polygon in rings for ring in polygon)
    assert len(made["municipalities"]) == 342
    assert numbers <= 2 * room.MOST_POINTS
