"""Coordinates in any system -> longitude and latitude (WGS 84)."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from spreiding.formats.numbers import Problem
from spreiding.importing.cells import as_decimal, number
from spreiding.importing.columns import Did, Made, Source
from spreiding.importing.map_file import RD, Position
from spreiding.importing.sheet import Row, cell

if TYPE_CHECKING:
    from pyproj import Transformer

_RD_X, _RD_Y = (0, 300_000), (300_000, 640_000)
_DECIMALS = 5  # a metre
_WAY = "longitude and latitude"


def known_crs(crs: str) -> bool:
    """Tell whether PROJ knows a coordinate system."""
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        CRS.from_user_input(crs)
    except CRSError:
        return False
    return True


def lon_lat(position: Position, x: Source, y: Source, rows: Sequence[Row]) -> tuple[list[Made], list[Made]]:
    """Give the cells of ``lon`` and ``lat`` of every row; blank coordinates give blank cells."""
    from pyproj import Transformer

    transformer = Transformer.from_crs(position.crs, "EPSG:4326", always_xy=True)
    pairs = [_point(position, x, y, row, transformer) for row in rows]
    return [lon for lon, _ in pairs], [lat for _, lat in pairs]


def _point(position: Position, x: Source, y: Source, row: Row, transformer: "Transformer") -> tuple[Made, Made]:
    text_x, text_y = cell(row, x.places[0]), cell(row, y.places[0])
    if not text_x and not text_y:
        return Made("", ""), Made("", "")
    east, north = _read(x, row, text_x), _read(y, row, text_y)
    if isinstance(east, Problem) or isinstance(north, Problem):
        # Of a point with one wrong coordinate the other one is not shown as a finding.
        return _alone(east, text_x), _alone(north, text_y)
    outside = _outside(position, east, north)
    if outside:
        return Made(outside, text_x), Made("", text_y)
    lon, lat = transformer.transform(float(east), float(north))
    return _made("lon", position, text_x, lon), _made("lat", position, text_y, lat)


def _read(source: Source, row: Row, text: str) -> Fraction | Problem:
    if not text:
        return Problem("is empty", "Fill in both coordinates, or neither.")
    return number(text, source.of_row(row.number), whole=False)


def _alone(value: Fraction | Problem, text: str) -> Made:
    return Made(value if isinstance(value, Problem) else "", text)


def _outside(position: Position, east: Fraction, north: Fraction) -> Problem | None:
    """A point outside the grid of the Netherlands, when the system is RD New."""
    if position.crs.upper() != RD or (_in(_RD_X, east) and _in(_RD_Y, north)):
        return None
    swapped = _in(_RD_X, north) and _in(_RD_Y, east)
    advice = (
        "x and y look swapped: swap them in the map." if swapped else "Check both, and crs under position in the map."
    )
    return Problem("lies outside the grid of RD New", advice)


def _in(bounds: tuple[int, int], value: Fraction) -> bool:
    return bounds[0] <= value <= bounds[1]


def _made(column: str, position: Position, before: str, degrees: float) -> Made:
    if abs(degrees) > 360:  # PROJ says infinity where a point has no place
        return Made(Problem(f"has no place in {position.crs}", "Check crs under position in the map."), before)
    after = as_decimal(Fraction(round(degrees * 10**_DECIMALS), 10**_DECIMALS))
    return Made(after, before, (Did(column, f"{position.crs} to {_WAY}", before, after),))
