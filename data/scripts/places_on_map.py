"""Postcode points, and the nearest one.

The schematic cell of a municipality is where its points are nearer than those of any other.
"""

import csv
import math
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent
METRES_PER_DEGREE = 111_195.0  # of latitude, on a sphere of 6,371 km
COSINE = math.cos(math.radians(52.2))  # longitude at the middle of the Netherlands; good to 2 % for short distances


def read_table(name: str) -> list[dict[str, str]]:
    """Read data/<name>.csv as text."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_table(path: Path, columns: list[str], rows: list[list[str]]) -> None:
    """Write a table with comma, UTF-8 and line feeds."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


@dataclass(frozen=True)
class Point:
    """A postcode-4 area: its municipality, inhabitants and a point inside it (degrees, WGS84)."""

    pc4: str
    municipality_code: str
    population: int
    lon: float
    lat: float


def postcode_points() -> list[Point]:
    """Read all postcode points, in order of postcode."""
    return [
        Point(r["pc4"], r["municipality_code"], int(r["population"]), float(r["lon"]), float(r["lat"]))
        for r in read_table("postcode_points")
    ]


def metres(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Straight-line distance, flat-earth approximation."""
    east = (lon_a - lon_b) * METRES_PER_DEGREE * COSINE
    north = (lat_a - lat_b) * METRES_PER_DEGREE
    return math.hypot(east, north)


def nearest(points: list[Point], lon: float, lat: float) -> tuple[Point, float]:
    """The nearest point and the distance to it in metres."""
    return min(((p, metres(lon, lat, p.lon, p.lat)) for p in points), key=lambda pair: pair[1])


def margin(points: list[Point], municipality_code: str, lon: float, lat: float) -> float:
    """Metres by which the nearest point of another municipality is farther than the nearest of its own."""
    own = min(metres(lon, lat, p.lon, p.lat) for p in points if p.municipality_code == municipality_code)
    near = [p for p in points if p.municipality_code != municipality_code and abs(p.lat - lat) < 0.3]
    return min(metres(lon, lat, p.lon, p.lat) for p in near) - own
