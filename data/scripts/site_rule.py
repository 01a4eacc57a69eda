"""The rule behind data/sites.csv: how many places each province gets, of what kind, when. All invented.

The aim is a plausible start on 2025-01-01: about 82,500 places in use, of which about 23,000 in emergency
reception; about 144,000 places (1.5 times the 96,000 asked) when every offer is counted; more durable places
than asked in the north and in Flevoland, Zeeland and Limburg, and fewer by mid 2025 in the Randstad, Utrecht
and Noord-Brabant.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from datetime import date

SEED = "spreiding-2024-12-20"
WILLING_SHARE = 0.78  # share of municipalities that offer a site at all, besides the historic ones
CAP_OF_POPULATION = 0.02  # places per inhabitant (amv left out) above which a municipality gets no more sites
CAP_MINIMUM = 130  # places every willing municipality may offer
ACCELERATED_SHARE = 0.15  # part of the regular places of a block in sites fit for accelerated procedures
SMALL_SITE_SHARE = 0.40  # share of regular sites that are small municipal ones
JITTER_METRES = 250.0  # a site stands at most this far from a postcode point in both directions
CELL_MARGIN_METRES = 300.0  # and at least half of this inside the municipality's cell


STAGES = (
    "existing",  # durable and open on 2025-01-01
    "existing_temporary",  # open on 2025-01-01, closing 2027-2029
    "emergency",  # open on 2025-01-01, closing 2025-07-01 to 2027-01-01
    "mid_2025",  # new, durable, can open before 2025-07-01
    "later",  # new, durable, opens later
    "temporary",  # new, closing 2027-2029
)
PLACES: Mapping[str, tuple[int, int, int, int, int, int]] = {  # by province, in the order of STAGES
    "PV20": (4300, 100, 1100, 500, 900, 200),
    "PV21": (3400, 150, 1300, 900, 1400, 300),
    "PV22": (4100, 100, 1000, 400, 800, 200),
    "PV23": (4200, 200, 1900, 1100, 3200, 600),
    "PV24": (3900, 100, 700, 400, 900, 250),
    "PV25": (7400, 250, 4600, 2000, 4600, 900),
    "PV26": (3300, 200, 1900, 1000, 4300, 700),
    "PV27": (6900, 350, 3600, 3700, 6300, 1200),
    "PV28": (6200, 350, 3500, 4300, 6800, 1300),
    "PV29": (1900, 80, 400, 500, 600, 150),
    "PV30": (7400, 250, 2000, 2000, 4900, 900),
    "PV31": (4500, 120, 1000, 1500, 1250, 300),
}
AMV_PLACES: Mapping[str, int] = {  # unaccompanied minors, by province, inside PLACES
    "PV20": 330,
    "PV21": 380,
    "PV22": 320,
    "PV23": 640,
    "PV24": 290,
    "PV25": 1130,
    "PV26": 760,
    "PV27": 1540,
    "PV28": 1780,
    "PV29": 240,
    "PV30": 1420,
    "PV31": 670,
}
AMV_PARTS: Mapping[str, float] = {"existing": 0.65, "mid_2025": 0.12, "later": 0.23}  # of them, by stage
# Special reception comes on top of PLACES. The need is that of models/raming-2024.yaml, rounded; SPECIAL_OFFERED times
# it is offered.
SPECIAL_NEED: Mapping[str, int] = {"ibo": 300, "return": 1900}
SPECIAL_OFFERED = 1.4
SPECIAL_STAGES: Mapping[str, Mapping[str, float]] = {  # chance of a stage, per kind
    "htl": {"later": 1.0},
    "ibo": {"existing": 0.5, "mid_2025": 0.15, "later": 0.35},
    "return": {"existing": 0.2, "mid_2025": 0.2, "later": 0.6},
}


@dataclass(frozen=True)
class Site:
    """One row of data/sites.csv, columns in order."""

    site_id: str
    name: str
    municipality_code: str
    lon: str
    lat: str
    places_min: int
    places_max: int
    location_types: str
    available_from: date
    lead_time_weeks: int
    closes: date | None
    existing: bool
    emergency: bool
    restriction: str
    transport_possible: bool
    opening_cost_eur: int
    cost_per_place_day_eur: str
    operator: str
    owner: str
    origin: str
    source: str

    def cells(self) -> list[str]:
        """Write the row: booleans as true/false, dates as YYYY-MM-DD, no value as a blank."""
        return [_text(value) for value in astuple(self)]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


COLUMNS = [field.name for field in fields(Site)]
