"""Small runs to draw: three municipalities in two provinces; one may have a name that would break a careless page."""

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from run_files.written_runs import law, record

from spreiding.write.column import Column, Table
from spreiding.write.columns import HOUSING, PLACEMENTS, REGIONS, SCALING, SITES, STAFF, TASKS
from spreiding.write.geopackage_notes import About
from spreiding.write.run import WrittenPlan, stage_run

OWNERS = {"GM0001": "PV21", "GM0002": "PV28", "GM0003": "PV28"}
# Ends a script, and begins one: what a page must show as text.
HOSTILE = "</script><script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">"
FORMULA = '=1+1;"x"'
NOTHING = {"whole": 0, "decimal": 0.0, "date": "2025-01-01", "boolean": False}
SHARE = {
    "national_need": 1000,
    "national_amv": 100,
    "inhabitants": 60_000,
    "sum_of_weighting_factors": 1.25,
    "need_origin": "official",
    "population_origins": ["official"],
}
PERIODS = [
    {"label": "2025-Q1", "start": "2025-01-01", "end": "2025-04-01"},
    {"label": "2025-Q2", "start": "2025-04-01", "end": "2025-07-01"},
]


def rows(table: Table, **columns: list[Any]) -> pd.DataFrame:
    """As many rows as the given columns have; other cells are empty or nothing."""
    (size,) = {len(cells) for cells in columns.values()}
    cells = {column.name: [nothing(column)] * size for column in table.columns}
    return pd.DataFrame({**cells, **columns})


def nothing(column: Column) -> object:
    """The least that a cell may hold."""
    if column.kind != "text":
        return NOTHING[column.kind]
    return "" if column.blank else next(iter(column.values), column.name)


def tasks(given: list[int], sudwest: str = "Súdwest") -> pd.DataFrame:
    """``given``: task of each municipality; the shares are 100, 300 and 600 places."""
    shares = [100, 300, 600]
    return rows(
        TASKS,
        municipality_code=list(OWNERS),
        municipality=[sudwest, "Zoeterwoude", "'s-Gravenhage"],
        province_code=list(OWNERS.values()),
        region_code=["VR02", "VR15", "VR15"],
        population=[10_000, 20_000, 30_000],
        ses_woa=[0.05, -0.1, 0.0],
        ses_woa_origin=["estimate"] * 3,
        weighting_factor=[0.125, 0.375, 0.75],
        unrounded_places=[100.0, 300.0, 600.0],
        indicative_places=shares,
        task_places=given,
        task_regular=given,
        deviation_places=[task - share for task, share in zip(given, shares, strict=True)],
        ukraine_places=[None, 5, 10],
        housing_task_persons=[10.0, 20.0, 30.0],
    )


def sites(name: str) -> pd.DataFrame:
    """Open from the first quarter on, from the second, and only in the first."""
    return rows(
        SITES,
        site_id=["S1", "S2", "S3"],
        name=[name, FORMULA, "Emergency hall"],
        municipality_code=list(OWNERS),
        province_code=list(OWNERS.values()),
        region_code=["VR02", "VR15", "VR15"],
        location_type=["azc", "registration", "amv"],
        places=[1500, 300, 20],
        opens=["2025-01-01", "2025-04-01", "2025-01-01"],
        opens_period=["2025-Q1", "2025-Q2", "2025-Q1"],
        closes=["", "", "2025-04-01"],
        durable=[True, True, False],
        emergency=[False, False, True],
        lon=[4.65, 4.66, 4.07],
        lat=[52.49, 52.13, 52.12],
    )


def flows() -> dict[str, pd.DataFrame]:
    """Who stays where, and who is coupled to where."""
    where = {"province_code": ["PV21", "PV28"] * 2, "region_code": ["VR02", "VR15"] * 2}
    quarters = ["2025-Q1", "2025-Q1", "2025-Q2", "2025-Q2"]
    housing = rows(
        HOUSING,
        from_municipality_code=["GM0001", "GM0001", "", "GM0001"],
        to_municipality_code=["GM0001", "GM0002", "GM0001", "GM0002"],
        period=quarters,
        coupled_persons=[10.0, 20.5, 0.0, 5.0],
        waiting_persons=[8.0, 9.0, 4.0, 3.0],
        late_persons=[1.0, 2.5, 0.5, 0.25],
        **where,
    )
    placements = rows(
        PLACEMENTS,
        site_id=["S1", "S3", "S1", "S2"],
        municipality_code=["GM0001", "GM0003", "GM0001", "GM0002"],
        location_type=["azc", "amv", "azc", "registration"],
        track=["regular", "amv", "regular", "registration"],
        period=quarters,
        persons=[900.0, 18.0, 1000.5, 250.0],
        overflow=[False, False, True, False],
        **where,
    )
    regions = rows(
        REGIONS,
        region=["Fryslân", "Haaglanden"] * 2,
        period=quarters,
        places=[1500, 20, 1500, 300],
        places_azc=[1500, 0, 1500, 0],
        places_registration=[0, 0, 0, 300],
        places_amv=[0, 20, 0, 0],
        persons=[900.0, 18.0, 1000.5, 250.0],
        permit_holders_without_place=[0.0, 1.0, 0.0, 0.0],
        late_persons=[1.0, 2.5, 0.5, 0.25],
        **where,
    )
    return {"housing": housing, "placements": placements, "regions": regions}


def plan(given: list[int], name: str, sudwest: str) -> WrittenPlan:
    """All tables of a run; scaling and staff have no rows."""
    nothing = {table.name: rows(table, province_code=[]) for table in (SCALING, STAFF)}
    provinces = pd.DataFrame({"province_code": ["PV21", "PV28"], "province": ["Fryslân", "Zuid-Holland"]})
    told = {"about": About("plan", "", "", {}), "manifest": {}}
    own = {"tasks": tasks(given, sudwest), "sites": sites(name), "provinces": provinces}
    return WrittenPlan(**own, **told, **flows(), **nothing)


def boundaries() -> gpd.GeoDataFrame:
    """Squares of 40 km: Súdwest lies north of Zoeterwoude, 's-Gravenhage west of it."""
    corners = [(80_000, 480_000), (80_000, 440_000), (40_000, 440_000)]
    squares = [shapely.box(x, y, x + 40_000, y + 40_000) for x, y in corners]
    frame = pd.DataFrame({"municipality_code": list(OWNERS), "schematic": True, "origin": "synthetic"})
    return gpd.GeoDataFrame(frame, geometry=squares, crs=28992)


def page_run(
    out: Path,
    given: tuple[int, ...] = (60, 300, 640),
    name: str = "Azc Súdwest",
    sudwest: str = "Súdwest",
    **changed: Any,
) -> Path:
    """Write a run of which a page can be made; ``changed`` replaces parts of its record."""
    told: dict[str, Any] = {
        "periods": PERIODS,
        "due_period": "2025-Q2",
        "share": SHARE,
        "law": [{**law("occupancy_norm_percent", 90), "unit": "percent"}],
        "burdens": {"ukraine_weight": 1.0, "housing_weight": 2.0},
        "demand": [
            {"track": "regular", "period": 1, "persons": 1000.0},
            {"track": "regular", "period": 2, "persons": 1000.5},
            {"track": "dublin", "period": 2, "persons": 12.0},
        ],
        **changed,
    }
    with stage_run(out) as staged:
        staged.write_plan(plan(list(given), name, sudwest), boundaries())
        return staged.commit(record(**told))
