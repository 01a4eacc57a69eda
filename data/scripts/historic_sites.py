"""The reception sites of November 2015 as sites of today.

Rule. Rows without places and the head office are left out. Labels are trimmed and read without case ('Acz' =
azc). ``Ja`` in the emergency column, or the type 'Noodopvang', makes an emergency site. COL (Ter Apel)
becomes the registration site. POL sites and Budel-Cranendonck (our choice, for its size) become azcs
that can also be a registration site. Azcs of 350-800 places whose row number is even can also run accelerated
procedures. AVO is read as azc; GLO (family location) as an azc that can also be one for return, unless a POL has
its places too. A site whose rounded coordinates don't lie clearly inside the cell of its municipality is put on
the nearest postcode point of that municipality. Places, municipality and coordinates are of 2015; everything else
is invented.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

import site_values
from places_on_map import Point, margin, metres, read_table
from site_rule import CELL_MARGIN_METRES, SEED, Site

OPENED = date(2015, 11, 1)
EXTRA_REGISTRATION = {"Budel-Cranendonck"}
ACCELERATED_PLACES = range(350, 801)
SOURCE = (
    "COA, list of reception sites of November 2015: name, places, municipality, coordinates; "
    "other columns invented by data/scripts/make_sites.py"
)


@dataclass(frozen=True)
class Listed:
    """One usable row of the list of 2015."""

    row: int
    name: str
    label: str
    places: int
    emergency: bool
    municipality_code: str
    lon: float
    lat: float


def listed_sites() -> list[Listed]:
    """The rows of data/coa_sites_2015.csv that are a site with places."""
    listed = [_read(row, cells) for row, cells in enumerate(read_table("coa_sites_2015"), start=1)]
    return [site for site in listed if site.places > 0 and "centraal bureau" not in site.label]


def _read(row: int, cells: dict[str, str]) -> Listed:
    label = cells["type"].strip().lower().replace("acz", "azc")
    emergency = cells["emergency"].strip().lower() == "ja" or label == "noodopvang"
    position = float(cells["lon"]), float(cells["lat"])
    return Listed(row, cells["name"], label, int(cells["places"]), emergency, cells["municipality_code"], *position)


def historic_sites(points: list[Point]) -> list[Site]:
    """Make the rows H001, H002, ... of data/sites.csv."""
    return [_site(number, site, points) for number, site in enumerate(listed_sites(), start=1)]


def _site(number: int, listed: Listed, points: list[Point]) -> Site:
    random = Random(f"{SEED}:historic:{listed.name}")
    types = _types(listed)
    kind = "emergency" if listed.emergency else "registration" if types.startswith("registration") else "azc"
    lon, lat = _position(listed, points)
    closes = site_values.term(random, "emergency").closes if listed.emergency else None
    return Site(
        f"H{number:03d}",
        listed.name,
        listed.municipality_code,
        f"{lon:.5f}",
        f"{lat:.5f}",
        site_values.least_places(random, listed.places),
        listed.places,
        types,
        OPENED,
        0,
        closes,
        True,
        listed.emergency,
        "",
        True,
        0,
        site_values.cost_per_place_day(random, kind, listed.places),
        "coa",
        random.choice(("coa", "third_party")),
        "historic",
        SOURCE,
    )


def _types(listed: Listed) -> str:
    if listed.label.startswith("col"):
        return "registration"
    if "pol" in listed.label or listed.name in EXTRA_REGISTRATION:
        return "registration;azc"
    fit = not listed.emergency and listed.places in ACCELERATED_PLACES and listed.row % 2 == 0
    family = ";return" if listed.label == "glo" else ""
    return ("accelerated;azc" if fit else "azc") + family


def _position(listed: Listed, points: list[Point]) -> tuple[float, float]:
    if margin(points, listed.municipality_code, listed.lon, listed.lat) > CELL_MARGIN_METRES:
        return listed.lon, listed.lat
    own = [p for p in points if p.municipality_code == listed.municipality_code]
    point = min(own, key=lambda p: metres(listed.lon, listed.lat, p.lon, p.lat))
    return point.lon, point.lat
