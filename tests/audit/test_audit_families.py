"""Every family finds what breaks its norm, in a plan that the writer wrote from wrong tables.

Each case changes cells of one row of the hand-made plan; the files agree with each other, so only the norm
can find it.
"""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from audit_builder import change, make_plan
from audit_fixtures import about, findings

from spreiding.write.run import WrittenPlan

PLAN = make_plan()


def row(table: pd.DataFrame, **cells: object) -> int:
    """Number of the first row with these cells."""
    found = pd.Series(True, index=table.index)
    for name, value in cells.items():
        found &= table[name].astype(object) == value
    return int(found.to_numpy().argmax())


def placed(**cells: object) -> int:
    return row(PLAN.placements, **cells)


def housed(**cells: object) -> int:
    return row(PLAN.housing, **cells)


def site(code: str) -> int:
    return row(PLAN.sites, site_id=code)


CHANGES: list[tuple[str, str, WrittenPlan]] = [
    (
        "municipal_task",
        "adds up to the provincial task",
        change(PLAN, "tasks", 0, task_regular=1001, task_places=1111, deviation_places=11),
    ),
    (
        "municipal_task",
        "task_places = task_regular + task_amv",
        change(PLAN, "tasks", 0, task_places=1111, deviation_places=11),
    ),
    ("municipal_task", "deviation_places", change(PLAN, "tasks", 0, deviation_places=11)),
    ("municipal_task", "share rounded half up", change(PLAN, "tasks", 1, indicative_places=401)),
    ("municipal_task", "indicative_amv is the share", change(PLAN, "tasks", 1, indicative_amv=41)),
    ("municipal_task", "weighting_factor follows", change(PLAN, "tasks", 1, weighting_factor=0.1333)),
    ("municipal_task", "unrounded_places follows", change(PLAN, "tasks", 1, unrounded_places=400.1)),
    ("municipal_task", "population is that", change(PLAN, "tasks", 1, population=50001)),
    ("municipal_task", "exactly the municipalities", replace(PLAN, tasks=PLAN.tasks.iloc[1:])),
    ("municipal_task", "exchanged_places is what", change(PLAN, "tasks", 1, exchanged_places=4)),
    ("housing", "housing_owed_persons is what", change(PLAN, "tasks", 0, housing_owed_persons=1201)),
    ("housing", "housing_backlog_persons is what", change(PLAN, "tasks", 0, housing_backlog_persons=0)),
    ("municipal_task", "exchanged_amv is what", change(PLAN, "tasks", 1, exchanged_amv=4)),
    ("delivery", "bonus_places divides", change(PLAN, "tasks", 1, bonus_places=104.0)),
    ("sites", "is in the input", change(PLAN, "sites", site("S05"), site_id="S99")),
    ("sites", "one that the site can have", change(PLAN, "sites", site("S09"), location_type="accelerated")),
    ("sites", "stay within the site", change(PLAN, "sites", site("S01"), places=901)),
    ("sites", "reach the least", change(PLAN, "sites", site("S01"), places=99)),
    (
        "sites",
        "opens when it can",
        change(PLAN, "sites", site("S09"), opens=date(2025, 4, 1), opens_period="2025-Q2"),
    ),
    (
        "sites",
        "opens when it can",
        change(PLAN, "sites", site("S01"), opens=date(2025, 4, 1), opens_period="2025-Q2"),
    ),
    ("sites", "first day of opens_period", change(PLAN, "sites", site("S09"), opens=date(2025, 7, 2))),
    (
        "sites",
        "open for a whole period",
        change(PLAN, "sites", site("S03"), opens=date(2025, 10, 1), opens_period="2025-Q4"),
    ),
    ("sites", "closes is that", change(PLAN, "sites", site("S03"), closes="2026-10-01")),
    ("sites", "durable means", change(PLAN, "sites", site("S03"), durable=True)),
    ("sites", "emergency is that", change(PLAN, "sites", site("S03"), emergency=False)),
    ("sites", "stays open until it closes", replace(PLAN, sites=PLAN.sites[PLAN.sites["site_id"] != "S08"])),
    ("sites", "set aside", change(PLAN, "sites", site("S01"), site_id="S06")),
    ("sites", "cost_eur is opening", change(PLAN, "sites", site("S02"), cost_eur=9000)),
    ("sites", "operator is that", change(PLAN, "sites", site("S02"), operator="municipality")),
    ("sites", "owner is that", change(PLAN, "sites", site("S02"), owner="coa")),
    ("sites", "opening_cost_eur", change(PLAN, "sites", site("S02"), opening_cost_eur=9000)),
    (
        "durable_places",
        "durable_regular counts",
        change(PLAN, "tasks", 0, durable_regular=801, durable_places=831),
    ),
    ("durable_places", "durable_places counts", change(PLAN, "tasks", 0, durable_places=831)),
    # Ten amv places stand in GM0002, and ten do not count.
    ("durable_places", "durable_amv counts", change(PLAN, "tasks", 1, durable_amv=10, durable_places=410)),
    # Emergency places do not count, whatever the file says of them.
    (
        "durable_places",
        "durable_regular counts",
        change(PLAN, "tasks", 2, durable_regular=900, durable_places=900),
    ),
    ("delivery", "shortfall_regular", change(PLAN, "tasks", 0, shortfall_regular=0, shortfall_places=80)),
    ("delivery", "shortfall_amv", change(PLAN, "tasks", 0, shortfall_amv=0, shortfall_places=200)),
    ("delivery", "shortfall_places", change(PLAN, "tasks", 0, shortfall_places=0)),
    (
        "registration",
        "near a registration site",
        change(PLAN, "placements", placed(site_id="S01", track="dublin"), track="registration"),
    ),
    (
        "registration",
        "registration sites or in overflow",
        change(PLAN, "placements", placed(site_id="S02", track="dublin"), track="registration"),
    ),
    (
        "tracks",
        "may stay at a site of this type",
        change(PLAN, "placements", placed(site_id="S05"), track="regular", overflow=True),
    ),
    (
        "tracks",
        "overflow says",
        change(PLAN, "placements", placed(site_id="S01", track="dublin"), overflow=False),
    ),
    (
        "tracks",
        "occupancy norm",
        change(PLAN, "placements", placed(site_id="S01", track="regular"), persons=593.0),
    ),
    (
        "tracks",
        "the site is open",
        change(PLAN, "placements", placed(site_id="S09", track="regular"), period="2025-Q2"),
    ),
    ("tracks", "sites of sites.csv", change(PLAN, "placements", placed(site_id="S05"), site_id="S99")),
    (
        "tracks",
        "location_type is that",
        change(PLAN, "placements", placed(site_id="S01"), location_type="accelerated", overflow=True),
    ),
    (
        "tracks",
        "than there are",
        change(PLAN, "placements", placed(site_id="S02", track="safe_country"), persons=16.0),
    ),
    ("tracks", "a row has persons", change(PLAN, "placements", placed(site_id="S05"), persons=0.0)),
    # The input of the hand-made plan plans for no special reception.
    ("special", "of types that are planned for", change(PLAN, "sites", site("S05"), location_type="htl")),
    (
        "tracks",
        "may stay at a site of this type",
        change(PLAN, "placements", placed(site_id="S05"), track="htl", overflow=True),
    ),
    (
        "mix",
        "the part of dublin",
        change(PLAN, "placements", placed(site_id="S02", track="low_recognition"), persons=10.0),
    ),
    ("reach", "minutes_care is that", change(PLAN, "sites", site("S09"), minutes_care=44.0)),
    ("reach", "exactly where", change(PLAN, "sites", site("S09"), transport_organised=False)),
    ("reach", "exactly where", change(PLAN, "sites", site("S01"), transport_organised=True)),
    ("reach", "only where transport can be organised", change(PLAN, "sites", site("S09"), site_id="S07")),
    (
        "housing",
        "coupled in that region",
        change(
            PLAN,
            "housing",
            housed(to_municipality_code="GM0004"),
            coupled_persons=20.0,
            waiting_persons=19.999,
        ),
    ),
    (
        "housing",
        "stays within the region",
        change(PLAN, "housing", housed(to_municipality_code="GM0004"), from_municipality_code="GM0001"),
    ),
    (
        "housing",
        "with an open azc",
        change(PLAN, "housing", housed(to_municipality_code="GM0004"), from_municipality_code="GM0004"),
    ),
    (
        "housing",
        "couplings without an origin",
        change(PLAN, "housing", housed(to_municipality_code="GM0003"), from_municipality_code=""),
    ),
    (
        "housing",
        "housing task so far",
        change(PLAN, "housing", housed(to_municipality_code="GM0004"), housed_persons=31.0),
    ),
    (
        "housing",
        "than wait",
        change(PLAN, "housing", housed(to_municipality_code="GM0004"), housed_persons=90.0),
    ),
    (
        "housing",
        "waiting_persons =",
        change(PLAN, "housing", housed(to_municipality_code="GM0001"), waiting_persons=30.0),
    ),
    (
        "housing",
        "late_persons are",
        change(PLAN, "housing", housed(to_municipality_code="GM0003", period="2025-Q3"), late_persons=0.0),
    ),
    (
        "housing",
        "within their places",
        change(PLAN, "housing", housed(to_municipality_code="GM0001"), doorstroom_persons=16.0),
    ),
    (
        "housing",
        "than came",
        change(PLAN, "housing", housed(to_municipality_code="GM0001"), doorstroom_out_persons=11.0),
    ),
    (
        "housing",
        "beyond the term",
        change(
            PLAN,
            "housing",
            housed(to_municipality_code="GM0001", period="2025-Q3", from_municipality_code="GM0001"),
            doorstroom_out_persons=0.0,
        ),
    ),
    (
        "housing",
        "than wait there",
        change(PLAN, "placements", placed(site_id="S01", track="permit_holder"), persons=80.0),
    ),
    (
        "housing",
        "the period is one",
        change(PLAN, "housing", housed(to_municipality_code="GM0004"), period="2027-Q1"),
    ),
    ("transition", "today_places follows", change(PLAN, "tasks", 0, today_places=940)),
    ("transition", "change_places follows", change(PLAN, "tasks", 2, change_places=0)),
    ("burdens", "ukraine_places is that", change(PLAN, "tasks", 0, ukraine_places=31)),
    ("burdens", "ukraine_places is that", change(PLAN, "tasks", 0, ukraine_places=None)),
    # Unknown is not none.
    ("burdens", "ukraine_places is that", change(PLAN, "tasks", 1, ukraine_places=0)),
    ("burdens", "housing_task_persons is", change(PLAN, "tasks", 1, housing_task_persons=300.0)),
    ("burdens", "burden_places weighs", change(PLAN, "tasks", 1, burden_places=None)),
    ("burdens", "burden_per_1000 is", change(PLAN, "tasks", 1, burden_per_1000=19.0)),
    ("regions", "places adds up", change(PLAN, "regions", 0, places=841)),
    ("regions", "places_azc adds up", change(PLAN, "regions", 6, places_azc=300)),
    ("regions", "need_ratio adds up", change(PLAN, "regions", 0, need_ratio=None)),
    ("regions", "region is the name", change(PLAN, "regions", 0, region="Regio VR06")),
    ("regions", "one row per region", replace(PLAN, regions=PLAN.regions.iloc[1:])),
    # A right sum of a wrong row of another file: the region's row is what differs.
    ("regions", "late_persons adds up", change(PLAN, "regions", 3, late_persons=0.0)),
    ("goals", "value of the goal", change(PLAN, "placements", placed(site_id="S05"), persons=26.0)),
]


@pytest.mark.parametrize(
    ("family", "rule", "plan"), CHANGES, ids=[f"{family}-{n}" for n, (family, _, _) in enumerate(CHANGES)]
)
def test_a_broken_norm_is_found_by_its_family(family: str, rule: str, plan: WrittenPlan) -> None:
    found = findings(plan)
    assert about(found, family, rule), [str(finding) for finding in found]


def test_a_finding_says_what_is_wrong_where_and_by_which_article() -> None:
    found = findings(change(PLAN, "tasks", 0, shortfall_amv=0, shortfall_places=200))
    first = about(found, "delivery", "shortfall_amv")[0]
    assert (first.file, first.key, first.found, first.expected, first.article) == (
        "tasks.csv",
        "GM0001",
        "0",
        "80",
        "Wet art. 7 lid 1",
    )
    assert str(first).startswith("delivery: tasks.csv, GM0001: shortfall_amv")


def test_rounding_to_three_decimals_is_no_finding() -> None:
    # The 30 places of S05 hold 27 persons at the norm; 27.0004 is written as 27.000.
    full = change(PLAN, "placements", placed(site_id="S05"), persons=27.0004)
    assert findings(full) == ()
