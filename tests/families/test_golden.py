"""Every family and every goal, written out for a tiny country, is what stands in ``golden/`` for everyone to read.

Shares, places and rates are round numbers, so that each coefficient can be worked out by hand from the docstring. After
a change that is meant: ``SPREIDING_GOLDEN=write pytest tests/families/test_golden.py``, and read the difference.
"""

import os
from pathlib import Path

import pytest
from builders import Row, arrivals, country, site, town
from golden_text import NAMES, text_of

from spreiding.prepare.case import Case

GOLDEN = Path(__file__).parent / "golden"
WRITE = "SPREIDING_GOLDEN=write pytest tests/families/test_golden.py"
# 500 and 300 places of 800, of which 80 amv: 50 and 30. One province, two regions. Five wait in the first town; the
# national housing task is 80 persons a half-year: 50 and 30, half of it in each quarter. In the second town stand 20
# places for people from Ukraine.
TOWNS = [
    town("GM0001", 500, region="VR01", waiting=5),
    town("GM0002", 300, region="VR02", at=(30.0, 0.0), doorstroom=4, ukraine=20),
]
# Of 20 a week 6 Dublin and 2 low recognition, for 13 weeks: 3/4 and 1/4 of the accelerated group. 12 regular, for 26
# weeks, half of them recognised: a quarter of who is there gets a permit each quarter. Registration lasts 2 weeks.
INFLOW = arrivals(
    20, 2.0, dublin=(0.3, 13.0, 0.0), low_recognition=(0.1, 13.0, 0.0), regular=(0.6, 26.0, 0.5),
)  # fmt: skip
SITES = [
    site("S1", "GM0001", "registration", (50, 200), cost_per_place_day_eur=10.0),
    site(
        "S2", "GM0001", "azc;accelerated", (80, 400), at=(5.0, 0.0), existing=False, opening_cost_eur=1_000_000,
        minutes=(70.0, 10.0, 10.0), transport_possible=True, available_from="2025-04-01", cost_per_place_day_eur=20.0,
    ),
    site("S3", "GM0002", "azc", (100, 300), at=(30.0, 3.0), closes="2031-01-01", cost_per_place_day_eur=40.0),
]  # fmt: skip
AMV = site("S4", "GM0002", "amv", (10, 20), at=(30.0, 0.0))
# Of the 12 regular a week one in ten is in an htl for 4.5 weeks: 5.4 persons, so 6 places. 6 a week are refused.
SPECIAL: Row = {
    "enabled": True,
    "htl": {"share": 0.1, "stay_weeks": 4.5, "origin": "assumption"},
    "after_rejection": {"tracks": ["regular"], "return_share": 0.5, "return_stay_weeks": 6, "origin": "assumption"},
}
SPECIAL_SITES = [
    site("S5", "GM0001", "htl", (2, 8), cost_per_place_day_eur=300.0),
    site("S6", "GM0002", "azc;return", (10, 40), at=(30.0, 0.0), cost_per_place_day_eur=80.0),
]
# A stock above the need, so that places may be scaled down.
STOCK = {"stable_stock_places": 700, "flexible_places": 60, "direct_reserve_places": 40}
SCALING = ("scaling", "stock", "capacity_band")
WISHES: Row = {
    "pin": {"GM0001": {"regular": 470}},
    "cap": {"GM0002": 320},
    "floor": {"GM0001": {"amv": 40}},
    "force": [{"site": "S2", "type": "azc", "places": 150}],
    "together": [{"name": "both", "municipalities": ["GM0001", "GM0002"], "places": 800}],
}
ONE, TWO, THREE = 1, 2, 3
QUARTERS = dict.fromkeys(
    (
        "sites",
        "durable_places",
        "registration",
        "reach",
        "housing",
        "late_housing",
        "moves_distance",
        "cost",
        "emergency",
        "transition",
        "stock",
        "wishes",
    ),
    TWO,
) | {"scaling": THREE}


def _case(name: str) -> Case:
    """The tiny country; one quarter where that shows all, and what only some parts speak of where they do."""
    periods = QUARTERS.get(name, ONE)
    sites = {"durable_places": [*SITES[:2], AMV], "soft_norms": [*SITES, AMV]}.get(name, SITES)
    if name in ("emergency", "scaling"):
        sites = [*SITES[:2], {**SITES[2], "emergency": True}]
    strength = {"strength": "soft"} if name == "soft_norms" else {}
    if name == "special_spread":
        sites = [*SITES, *SPECIAL_SITES]
    towns = [TOWNS[0], {**TOWNS[1], "province": "PV02"}] if name.endswith("_spread") else TOWNS
    model: Row = {
        "horizon": {"periods": periods},
        "dates": {"due": "2025-04-01" if periods > ONE else "2025-01-01"},
        "need": {"places": 800, "amv": 80},
        "inflow": INFLOW,
        "wishes": WISHES if name == "wishes" else {},
        "families": {
            "mix": {"enabled": True, "band": 0.2, **strength},
            "municipal_task": {"min_ratio": 0.5, "max_ratio": 1.5, **strength},
            "existing_sites": {"emergency": "run_down" if name == "scaling" else "keep", **strength},
            "stock": {"enabled": name in SCALING},
            "capacity_band": {"enabled": name in SCALING, "band": 0.25},
            "durable_places": strength,
            "registration": {"max_distance_km": 60.0, **strength},
            "reach": {"limits": {"azc": {"education": 60.0}}, "transport_cost_per_place_day_eur": 5.0},
            # 60 places or 15 %: 30 of 200 in the first town, 45 of 300 in the second.
            "transition": {"enabled": name == "transition", "max_change_places": 60, "max_change_ratio": 0.15},
            "burdens": {"ukraine_weight": 0.5, "housing_weight": 2.0},
            "staff": {"enabled": name == "staff", "per_100_places": {"registration": 30, "azc": 20}, **strength},
            "regional_tables": {"enabled": name == "regional_tables", "numbers": {"VR01": 520}, **strength},
            "special": SPECIAL if name == "special_spread" else {},
        },
    }
    return country(towns, sites, model, dwellings=80, law={"occupancy_norm_percent": 90, **STOCK})


@pytest.mark.parametrize("name", NAMES)
def test_the_model_is_what_was_read(name: str) -> None:
    found, file = text_of(name, _case(name)), GOLDEN / f"{name}.lp"
    if os.environ.get("SPREIDING_GOLDEN") == "write":
        file.write_text(found, encoding="utf-8")
    assert found != "end\n" and "minimize\n 0" not in found, (
        f"the tiny country shows nothing of {name}: give it a case that does"
    )
    known = file.read_text(encoding="utf-8") if file.is_file() else ""
    assert found.splitlines() == known.splitlines(), f"{file.name} differs; if that is meant: {WRITE}"


def test_no_golden_file_is_left_over() -> None:
    assert sorted(file.stem for file in GOLDEN.glob("*")) == sorted(NAMES)
