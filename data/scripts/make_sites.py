"""Write data/sites.csv and data/housing.csv: the sites of 2015 (historic) and invented ones (synthetic).

No list of today's reception sites is public in one place, so the default data is a plausible picture, not the
truth: replace it by your own table. What is invented and how stands in site_rule.py (places per province and
stage), historic_sites.py, synthetic_sites.py, special_sites.py, site_values.py (sizes, dates, costs) and
housing_start.py. The same seed gives the same files, byte for byte.

    python data/scripts/make_sites.py
"""

from collections import Counter, defaultdict
from pathlib import Path

import housing_start
from historic_sites import historic_sites
from places_on_map import DATA, Point, postcode_points, read_table, write_table
from site_rule import COLUMNS, Site
from special_sites import special_sites
from synthetic_sites import Municipality, blocks, draw_block, finish, zevenaar


def make_sites() -> list[Site]:
    """All sites: H001.. historic, then S0001.. synthetic, then B001.. special reception."""
    points = postcode_points()
    historic = historic_sites(points)
    municipalities = _municipalities()
    synthetic = _synthetic(historic, municipalities, points)
    return [*historic, *synthetic, *special_sites([*historic, *synthetic], municipalities, points, _stations())]


def _synthetic(historic: list[Site], municipalities: list[Municipality], points: list[Point]) -> list[Site]:
    province = {m.code: m.province_code for m in municipalities}
    by_municipality: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        by_municipality[point.municipality_code].append(point)
    stage_places: Counter[tuple[str, str]] = Counter()
    load: Counter[str] = Counter()
    for site in historic:
        stage = "emergency" if site.emergency else "existing"
        stage_places[province[site.municipality_code], stage] += site.places_max
        load[site.municipality_code] += site.places_max
    draws = [zevenaar(municipalities, by_municipality)]
    used = {draws[0].point.pc4}
    for block in blocks(stage_places):
        draws += draw_block(block, municipalities, by_municipality, used, load)
    return [finish(number, draw, points, _stations()) for number, draw in enumerate(draws, start=1)]


def _stations() -> list[tuple[float, float]]:
    return [(float(r["lon"]), float(r["lat"])) for r in read_table("stations")]


def _municipalities() -> list[Municipality]:
    population = {
        r["municipality_code"]: int(r["population"])
        for r in read_table("population")
        if r["reference_date"] == housing_start.REFERENCE_DATE
    }
    return [
        Municipality(r["municipality_code"], r["municipality"], r["province_code"], population[r["municipality_code"]])
        for r in read_table("municipalities")
    ]


def write(folder: Path = DATA) -> None:
    """Write both tables into a folder."""
    sites = make_sites()
    write_table(folder / "sites.csv", COLUMNS, [site.cells() for site in sites])
    write_table(folder / "housing.csv", housing_start.COLUMNS, housing_start.housing_rows(sites))


if __name__ == "__main__":
    write()
