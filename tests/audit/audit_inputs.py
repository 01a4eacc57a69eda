"""The input of the hand-made plan.

Three provinces, of which Overijssel and Gelderland are in the run: two regions, four municipalities, four
quarters.
"""

from datetime import date
from io import StringIO

import pandas as pd

from spreiding.audit import AuditCase, AuditLaw, AuditPeriod, AuditRules, AuditTrack, ReachLimit

PERIODS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
STARTS = (date(2025, 1, 1), date(2025, 4, 1), date(2025, 7, 1), date(2025, 10, 1), date(2026, 1, 1))
ARRIVALS = (20.0, 22.0, 24.0, 22.0)
# The shares work out by hand: weights 110000, 40000, 80000, 50000, 31500; 3116 places, 312 of them amv.
TOWNS = pd.DataFrame(
    [
        ("GM0001", "Een", "PV23", "VR04", 6.09, 52.51, 100000, "0.1", 50, 15),
        ("GM0002", "=Twee", "PV23", "VR04", 6.66, 52.36, 50000, "-0.2", 20, 0),
        ("GM0003", "Drie", "PV25", "VR06", 5.91, 51.98, 80000, "0", 60, 0),
        ("GM0004", "Vier", "PV25", "VR06", 5.86, 51.84, 40000, "0.25", 10, 0),
        ("GM0005", "Vijf", "PV26", "VR09", 5.12, 52.09, 30000, "0.05", 5, 0),
    ],
    columns=[
        "municipality_code",
        "municipality",
        "province_code",
        "region_code",
        "lon",
        "lat",
        "population",
        "ses_woa",
        "waiting_permit_holders",
        "doorstroom_places",
    ],
).assign(ses_woa_origin="estimate", backlog_persons=[3, -50, 0, 0, 0])
TOWNS["region"] = "Regio " + TOWNS["region_code"]
# Of the others nothing is known.
UKRAINE = pd.DataFrame({"municipality_code": ["GM0001", "GM0003"], "places": [30, 12]})
PHI = 2800 / 3115

OFFERS = pd.read_csv(StringIO("""\
site_id,municipality_code,lon,lat,places_min,places_max,location_types,available_from,closes,existing,emergency
S01,GM0001,6.10,52.52,100,900,azc;accelerated,2020-01-01,,True,False
S02,GM0002,6.65,52.35,200,500,accelerated;azc,2025-02-01,,False,False
S03,GM0003,5.92,51.99,100,700,azc,2020-01-01,2025-10-01,True,True
S04,GM0004,5.85,51.85,100,300,registration,2020-01-01,2030-07-01,True,False
S05,GM0001,6.08,52.50,10,40,amv,2020-01-01,,True,False
S06,GM0001,6.12,52.53,50,300,azc;accelerated,2020-01-01,,True,False
S07,GM0003,5.93,51.97,50,300,azc,2020-01-01,,True,False
S08,GM0004,5.87,51.83,10,20,amv,2020-01-01,,True,False
S09,GM0003,5.94,52.00,100,300,azc,2025-06-15,2031-01-01,False,False
S10,GM0005,5.12,52.09,10,300,azc,2020-01-01,,True,False
S11,GM0002,6.64,52.34,10,20,amv,2020-01-01,,True,False
"""), keep_default_na=False)  # fmt: skip
TERMS = pd.read_csv(StringIO("""\
site_id,lead_time_weeks,restriction,transport_possible,opening_cost_eur,cost_per_place_day_eur,minutes_care
S01,0,,True,0,50.5,20
S02,10,,True,90000,60,20
S03,0,,True,0,80,20
S04,0,,True,0,70,20
S05,0,,True,0,90,20
S06,0,families,True,0,50,20
S07,0,,False,0,50,90
S08,0,,True,0,90,20
S09,0,,True,40000,55,70.4
S10,0,,True,0,50,20
S11,0,,True,0,90,20
"""), keep_default_na=False)  # fmt: skip
SITES = OFFERS.merge(TERMS, on="site_id").assign(minutes_education=20.0, minutes_station=20.0)
SITES = SITES.assign(name="Locatie " + SITES["site_id"], minutes_origin="estimate", origin="synthetic")
SITES = SITES.assign(operator="coa", owner="municipality")
# S01 and S02 can be scaled down; the reserve of S02 has a price of its own.
SITES = SITES.assign(
    deployment_weeks=[8.0 if site in ("S01", "S02") else 26.0 for site in SITES["site_id"]],
    reserve_cost_per_place_day_eur=[12.5 if site == "S02" else None for site in SITES["site_id"]],
    flexible_part=[0.2 if site == "S01" else 0.0 for site in SITES["site_id"]],
    recall_months=[6 if site == "S01" else 3 for site in SITES["site_id"]],
)
STAFF_PER_100 = {"azc": 10.0, "accelerated": 12.0, "amv": 20.0, "registration": 10.0}
TRACKS = (
    AuditTrack("dublin", 0.15, 26, 0.0),
    AuditTrack("safe_country", 0.05, 15, 0.02),
    AuditTrack("low_recognition", 0.10, 40, 0.05),
    AuditTrack("regular", 0.70, 70, 0.75),
)
GOALS = (
    "no_place",
    "shortfall",
    "unevenness_total",
    "unevenness_worst",
    "late_housing",
    "burden_balance",
    "moves_distance",
    "cost",
)


def make_case() -> AuditCase:
    """What the input says."""
    quarters = [
        AuditPeriod(label, STARTS[t], STARTS[t + 1], "2025-I" if t < 2 else "2025-II", ARRIVALS[t])
        for t, label in enumerate(PERIODS)
    ]
    people = [TOWNS[["municipality_code", "population"]].assign(half_year=half) for half in ("2025-I", "2025-II")]
    limits = (
        ReachLimit("azc", "care", 45),
        ReachLimit("azc", "education", 60),
        ReachLimit("accelerated", "station", 60),
    )
    return AuditCase(
        # A stock of one place: the need is never under it.
        law=AuditLaw(3116, 312, 5, 100, 16, 14, 26, 0.9, 0.75, stable_stock=1, stock_flexible=0, stock_reserve=0),
        rules=AuditRules(
            band_min=0.5,
            band_max=1.5,
            reach_limits=limits,
            transport_cost_per_place_day_eur=6.0,
            overflow_max_km=30.0,
            mix_band=0.1,
            realisation=0.25,
            km_per_move=100.0,
            burden_weights=(0.5, 2.0),
            stock=True,
            scale_down="always",
            emergency_run_down=True,
            staff=True,
            staff_per_100=STAFF_PER_100,
            staff_lent_part=0.05,
            staff_cost_per_day_eur=300.0,
        ),
        selection=("PV23", "PV25"),
        decision_date=date(2024, 12, 20),
        due_date=date(2025, 7, 1),
        periods=tuple(quarters),
        tracks=TRACKS,
        registration_stay_weeks=2,
        demand_scale=PHI,
        registration_scale=1.0,
        municipalities=TOWNS,
        housing_need=pd.DataFrame({"half_year": ["2025-I", "2025-II"], "persons": [1800, 1801]}),
        housing_population=pd.concat(people),
        sites=SITES,
        goals=GOALS,
        ukraine=UKRAINE,
    )
