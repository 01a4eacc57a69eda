"""stations.csv and rail_links.csv: the railway network behind estimated travel times."""

from spreiding.tables.common import lon_lat, name, origin
from spreiding.tables.declare import Column, RowRule, Table, above, at_most

_RAIL = "ProRail open data"

STATIONS = Table(
    name="stations",
    meaning="Railway stations.",
    columns=(
        name("station_code", "abbreviation of the station", _RAIL),
        name("station", "name of the station", _RAIL),
        *lon_lat("the station", _RAIL),
        origin(),
    ),
    key=("station_code",),
)

_NOT_ITSELF = RowRule(
    lambda frame: frame["station_a"] != frame["station_b"],
    "station_b",
    ("station_a", "station_b"),
    "links a station with itself",
    "Remove the row.",
)

RAIL_LINKS = Table(
    name="rail_links",
    meaning="Pairs of stations that are consecutive stops of a train.",
    columns=(
        name("station_a", "one station", _RAIL),
        name("station_b", "the other station", _RAIL),
        Column(
            "tariff_km", "decimal", "km", "tariff kilometres between the two", _RAIL, rules=(above(0), at_most(1000))
        ),
        origin(),
    ),
    key=("station_a", "station_b"),
    row_rules=(_NOT_ITSELF,),
)
