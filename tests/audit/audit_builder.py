"""A small plan made by hand, with every number that follows from another counted here in plain loops."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from audit_inputs import ARRIVALS, PERIODS, PHI, SITES, STARTS, TOWNS, TRACKS
from audit_regions import OPEN as OPEN_IN
from audit_regions import make_regions
from audit_scaling import DOWN, make_scaling, make_staff

from spreiding.write.geopackage_notes import About
from spreiding.write.run import WrittenPlan

SHARES = {
    "GM0001": (1100, 110),
    "GM0002": (400, 40),
    "GM0003": (800, 80),
    "GM0004": (500, 50),
    "GM0005": (315, 32),
}
TASKS = {"GM0001": (1000, 110), "GM0002": (350, 40), "GM0003": (720, 80), "GM0004": (450, 50)}
# Ordinary durable places on 1 July count from 100, special ones (amv and registration together) from 16.
DURABLE = {"GM0001": (800, 30), "GM0002": (400, 0), "GM0003": (300, 0), "GM0004": (200, 12)}
# 1,230 places stand in the first province, 105 above three quarters of 1,500; only GM0002 did its task.
BONUS = {"GM0002": 105.0}
# Backlog, and what is owed in both half-years: parts of 1,800 and of 1,801, each rounded up, of 300,000 inhabitants.
# GM0001 is 3 persons behind, GM0002 50 ahead.
HOUSING_TASKS = {"GM0001": (3, 1204), "GM0002": (-50, 551), "GM0003": (0, 961), "GM0004": (0, 481)}
# The most places of the sites that stand today, S06 (set aside) and S07 (out of reach) included; and open in the end.
TODAY = {"GM0001": 900 + 40 + 300, "GM0002": 20, "GM0003": 700 + 300, "GM0004": 300 + 20}
AT_THE_END = {"GM0001": 800 + 30, "GM0002": 400 + 10, "GM0003": 300, "GM0004": 200 + 12}
# 1,800 and 1,801 persons a half-year by inhabitants, rounded up, and the mean of the two. Ukraine counts half.
UKRAINE_PLACES = {"GM0001": 30, "GM0003": 12}
HOUSING_TASK = {"GM0001": 600.5, "GM0002": 300.5, "GM0003": 480.5, "GM0004": 240.5}
BURDEN = {"GM0001": 1110 + 15 + 1201, "GM0002": 390 + 601, "GM0003": 800 + 6 + 961, "GM0004": 500 + 481}
# Site, type, places, first period, and what stays there per track: one number per quarter from the first.
OPEN: dict[str, tuple[str, int, int, dict[str, tuple[float, ...]]]] = {
    "S01": (
        "azc",
        800,
        0,
        {
            "regular": (500, 480, 480, 470),
            "permit_holder": (60, 50, 50, 50),
            "dublin": (30, 0, 0, 0),
            "safe_country": (6, 0, 0, 0),
            "low_recognition": (32, 0, 0, 0),
        },
    ),
    "S02": (
        "accelerated",
        400,
        1,
        {
            "dublin": (60, 62, 61),
            "safe_country": (12, 11, 12),
            "low_recognition": (61, 66.125, 60),
            "regular": (20, 20, 20),
            "permit_holder": (10, 5, 5),
        },
    ),
    "S03": ("azc", 600, 0, {"regular": (300, 280, 260), "registration": (5, 5, 5)}),
    "S04": ("registration", 200, 0, {"registration": (30, 35, 40, 40)}),
    "S05": ("amv", 30, 0, {"amv": (27, 27, 27, 27)}),
    "S08": ("amv", 12, 0, {"amv": (10, 10, 10, 10)}),
    "S09": ("azc", 300, 2, {"regular": (50, 200), "permit_holder": (20, 30)}),
    "S11": ("amv", 10, 0, {"amv": (9, 9, 9, 9)}),
}
LAST = {"S03": 2}
UNPLACED_GO_TO = "GM0004"
HOMES = {
    "registration": "registration",
    "dublin": "accelerated",
    "safe_country": "accelerated",
    "low_recognition": "accelerated",
    "regular": "azc",
    "permit_holder": "azc",
    "amv": "amv",
}
LEAVES = {
    "GM0001": (40, 40, 40, 40),
    "GM0002": (25, 25, 25, 25),
    "GM0003": (30, 30, 30, 30),
    "GM0004": (10, 12, 10, 10),
}
INTO, OUT = {"GM0001": (10, 0, 0, 5)}, {"GM0001": (0, 0, 10, 0)}
PARTS = {"GM0001": 0.6, "GM0002": 0.4, "GM0003": 0.7, "GM0004": 0.3}


def make_plan() -> WrittenPlan:
    """Build the plan that fits it."""
    sites, placements = _sites(), _placements()
    housing = _housing(placements)
    homes = {str(region): set(rows["site_id"]) for region, rows in sites.groupby("region_code")}
    return WrittenPlan(
        tasks=_tasks(),
        sites=sites,
        placements=placements,
        housing=housing,
        scaling=make_scaling(sites),
        regions=make_regions(placements, housing, homes),
        staff=make_staff(OPEN_IN, homes),
        provinces=pd.DataFrame({"province_code": ["PV23", "PV25"], "province": ["Overijssel", "Gelderland"]}),
        about=About("plan", "", "", {}),
        manifest={"spreiding": "0"},
    )


def change(plan: WrittenPlan, table: str, row: int, **cells: object) -> WrittenPlan:
    """Return the plan with other cells in one row of one table."""
    frame: pd.DataFrame = getattr(plan, table).copy()
    for column, value in cells.items():
        values = frame[column].to_list()
        values[row] = value
        frame[column] = values
    changed: dict[str, Any] = {table: frame}
    return replace(plan, **changed)


def make_boundaries() -> gpd.GeoDataFrame:
    """Draw a square per municipality."""
    centres = gpd.points_from_xy(TOWNS["lon"], TOWNS["lat"], crs=4326).to_crs(28992)
    frame = TOWNS[["municipality_code"]].assign(schematic=True, origin="synthetic")
    squares = shapely.box(centres.x - 2e3, centres.y - 2e3, centres.x + 2e3, centres.y + 2e3)
    return gpd.GeoDataFrame(frame, geometry=squares, crs=28992)


def _tasks() -> pd.DataFrame:
    rows = []
    for town in TOWNS[TOWNS["municipality_code"].isin(TASKS)].to_dict("records"):
        code = town["municipality_code"]
        weight = (float(town["ses_woa"]) + 1) * town["population"]
        (share, minors), (regular, amv), (there, there_amv) = SHARES[code], TASKS[code], DURABLE[code]
        short, short_amv = max(0, regular - there), max(0, amv - there_amv)
        rows.append(
            {
                **{
                    name: town[name]
                    for name in (
                        "municipality_code",
                        "municipality",
                        "province_code",
                        "region_code",
                        "population",
                    )
                },
                "ses_woa": float(town["ses_woa"]),
                "ses_woa_origin": "estimate",
                "weighting_factor": weight / 300000,
                "unrounded_places": 3116 * weight / 311500,
                "indicative_places": share,
                "indicative_amv": minors,
                "exchanged_places": 0,
                "exchanged_amv": 0,
                "task_places": regular + amv,
                "task_regular": regular,
                "task_amv": amv,
                "durable_places": there + there_amv,
                "durable_regular": there,
                "durable_amv": there_amv,
                "shortfall_places": short + short_amv,
                "shortfall_regular": short,
                "shortfall_amv": short_amv,
                "deviation_places": regular + amv - share,
                "bonus_places": BONUS.get(code, 0.0),
                "housing_backlog_persons": HOUSING_TASKS[code][0],
                "housing_owed_persons": HOUSING_TASKS[code][1],
                "today_places": TODAY[code],
                "change_places": AT_THE_END[code] - TODAY[code],
                "ukraine_places": UKRAINE_PLACES.get(code),
                "housing_task_persons": HOUSING_TASK[code],
                "burden_places": BURDEN[code],
                "burden_per_1000": 1000 * BURDEN[code] / town["population"],
            }
        )
    return pd.DataFrame(rows)


def _sites() -> pd.DataFrame:
    where = TOWNS.set_index("municipality_code")[["province_code", "region_code"]]
    copied = [
        "site_id",
        "name",
        "municipality_code",
        "closes",
        "emergency",
        "minutes_education",
        "minutes_care",
        "minutes_station",
        "minutes_origin",
        "restriction",
        "opening_cost_eur",
        "cost_per_place_day_eur",
        "operator",
        "owner",
        "lon",
        "lat",
        "origin",
    ]
    sites = SITES.loc[SITES["site_id"].isin(OPEN), copied].join(where, on="municipality_code")
    return sites.assign(
        location_type=[OPEN[site][0] for site in sites["site_id"]],
        places=[OPEN[site][1] for site in sites["site_id"]],
        opens=[STARTS[OPEN[site][2]] for site in sites["site_id"]],
        opens_period=[PERIODS[OPEN[site][2]] for site in sites["site_id"]],
        # S04 closes just when its five years are over, S09 a little later.
        durable=[site != "S03" for site in sites["site_id"]],
        transport_organised=[site == "S09" for site in sites["site_id"]],
        cost_eur=[_cost(site) for site in sites["site_id"]],
    )


def _cost(site: str) -> float:
    """Opening, and 91 days a quarter of places in use and in reserve; S09 has transport at EUR 6 besides."""
    _, places, first, _ = OPEN[site]
    offer = SITES.set_index("site_id").loc[site]
    daily = offer["cost_per_place_day_eur"] + (6.0 if site == "S09" else 0.0)
    # A place in reserve costs half of what it costs in use, but EUR 12.50 in S02.
    kept = 12.5 if site == "S02" else 0.5 * offer["cost_per_place_day_eur"]
    total = 0.0 if offer["existing"] else float(offer["opening_cost_eur"])
    for t in range(first, LAST.get(site, 3) + 1):
        reserve, flexible, given_up = DOWN.get((site, t), (0, 0, 0))
        total += 91 * ((places - reserve - flexible - given_up) * daily + reserve * kept)
    return total


def _placements() -> pd.DataFrame:
    towns = TOWNS.set_index("municipality_code")
    home = SITES.set_index("site_id")["municipality_code"]
    rows = [
        {
            "site_id": site,
            "municipality_code": home[site],
            "province_code": towns.at[home[site], "province_code"],
            "region_code": towns.at[home[site], "region_code"],
            "location_type": kind,
            "track": track,
            "period": PERIODS[first + n],
            "persons": float(persons),
            "overflow": HOMES[track] != kind,
        }
        for site, (kind, _, first, tracks) in OPEN.items()
        for track, quarters in tracks.items()
        for n, persons in enumerate(quarters)
        if persons
    ]
    return pd.DataFrame(rows)


def _housing(placements: pd.DataFrame) -> pd.DataFrame:
    rate = {track.track: track.recognition * 13 / track.stay_weeks for track in TRACKS}
    placements = placements.assign(permits=placements["persons"] * placements["track"].map(rate).fillna(0.0))
    permits = placements.groupby(["region_code", "municipality_code", "period"])["permits"].sum()
    nowhere = _permits_without_place(placements, rate)
    rows: list[dict[str, object]] = []
    for town in TOWNS[TOWNS["municipality_code"].isin(TASKS)].to_dict("records"):
        code, region = town["municipality_code"], town["region_code"]
        coupled = [
            {
                source: PARTS[code] * permits[region, source, label]
                for source in permits.index.get_level_values(1).unique()
                if permits.get((region, source, label), 0) > 0
            }
            for label in PERIODS
        ]
        if code == UNPLACED_GO_TO:
            coupled = [{**sources, "": nowhere[t]} for t, sources in enumerate(coupled)]
        rows += _housing_of(town, coupled)
    return pd.DataFrame(rows)


def _permits_without_place(placements: pd.DataFrame, rate: Mapping[str, float]) -> list[float]:
    """Permits of those who have no place: per quarter, of all who need one less those who have it."""
    placed = placements.groupby(["track", "period"])["persons"].sum()
    return [
        sum(
            rate[track.track]
            * (arrivals * track.share * track.stay_weeks * PHI - placed.get((track.track, label), 0.0))
            for track in TRACKS
        )
        for label, arrivals in zip(PERIODS, ARRIVALS, strict=True)
    ]


def _housing_of(town: Mapping[Hashable, Any], coupled: list[dict[str, float]]) -> Iterator[dict[str, object]]:
    code, start = str(town["municipality_code"]), float(str(town["waiting_permit_holders"]))
    totals = [sum(sources.values()) for sources in coupled]
    into, out = INTO.get(code, (0,) * 4), OUT.get(code, (0,) * 4)
    for t, sources in enumerate(coupled):
        left = sum(LEAVES[code][: t + 1]) + sum(into[: t + 1])
        # Fourteen weeks before the end of a quarter is one week before its start.
        due = start * 25 / 26 if t == 0 else start + sum(totals[: t - 1]) + totals[t - 1] * 12 / 13
        numbers = {
            "housed_persons": LEAVES[code][t],
            "doorstroom_persons": into[t],
            "doorstroom_out_persons": out[t],
            "waiting_persons": start + sum(totals[: t + 1]) - left,
            "late_persons": max(0.0, due - left),
        }
        for source, persons in sources.items():
            yield {
                "from_municipality_code": source,
                "to_municipality_code": code,
                "province_code": town["province_code"],
                "region_code": town["region_code"],
                "period": PERIODS[t],
                "coupled_persons": round(persons, 3),
                **{name: round(value * persons / totals[t], 3) for name, value in numbers.items()},
            }
