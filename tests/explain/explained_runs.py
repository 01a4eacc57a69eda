"""Two tiny countries that have what a run with the embedded data lacks."""

from pathlib import Path
from typing import Any

from builders import arrivals, country, site, town
from properties.small_runs import run

TOWNS = [
    town("GM0001", 300, waiting=4),
    town("GM0002", 200, at=(9.0, 0.0), ukraine=30, backlog=2, doorstroom=3),
    town("GM0003", 150, region="VR02", at=(0.0, 20.0)),
    town("GM0004", 350, province="PV02", region="VR03", at=(30.0, 0.0), ukraine=12),
]
SITES = [
    site("S1", "GM0001", "azc", 260, cost_per_place_day_eur=3.0),
    site("S2", "GM0001", "amv", 20),
    site("S3", "GM0002", "azc", 400, minutes=(70.0, 10.0, 20.0), transport_possible=True),
    site("S4", "GM0002", "azc", 40, emergency=True, closes="2025-09-01"),
    site("S5", "GM0004", "azc", 60),
    site("S6", "GM0004", "azc", (150, 200), existing=False, available_from="2025-03-01"),
    site("S7", "GM0004", "htl", 20, closes="2028-01-01"),
]
LEDGER = [
    {"what": "reception", "from": "GM0001", "to": "GM0003", "places": 40, "in_return": "a <b>school</b> & *care*"},
    {"what": "reception", "from": "GM0001", "to": "GM0002", "places": 3, "amv": True},
    {"what": "housing", "from": "GM0001", "to": "GM0002", "half_year": "2025-I", "persons": 5},
]
MODEL = {
    "need": {"places": 1000, "amv": 40},
    "horizon": {"start": "2025-01-01", "periods": 4},
    "inflow": arrivals(12, regular=(1.0, 30.0, 0.5)),
    "exchanges": LEDGER,
    "families": {
        "municipal_task": {"min_ratio": 0.1, "max_ratio": 2.5},
        "reach": {"limits": {"azc": {"education": 60.0, "care": 45.0}}},
        "regional_tables": {"enabled": True, "strength": "soft", "numbers": {"VR03": 350}},
        "transition": {"enabled": True, "max_change_places": 250},
    },
}
OFFERS = {"GM0001": {"regular": 310, "amv": 4}, "GM0002": {"regular": 120}}
REST = {"rest_task": {"rule": "pro_rata", "offers": OFFERS}, "need": {"places": 1000, "amv": 40}}


def small_country(model: dict[str, Any], out: Path) -> Path:
    """A run of the towns and sites with a model: ``MODEL`` or ``REST``."""
    run(country(TOWNS, SITES, model, dwellings=40).instance, out)
    return out
