"""Frames that fit the contract, with made-up cells, to write."""

import geopandas as gpd
import pandas as pd
import shapely

from spreiding.write.column import Column, Table
from spreiding.write.columns import HOUSING, PLACEMENTS, REGIONS, SCALING, SITES, STAFF, TASKS
from spreiding.write.geopackage_notes import About
from spreiding.write.run import WrittenPlan

PLACES = {"GM0001": "PV21", "GM0002": "PV28"}


def cell(column: Column, row: int) -> object:
    """Make up a cell of the column's type."""
    if column.values:
        return column.values[row % len(column.values)]
    return {
        "text": f"{column.name}{row}",
        "whole": row,
        "decimal": row / 4,
        "date": "2025-01-01",
        "boolean": row == 0,
    }[column.kind]


def frame(table: Table, **columns: list[object]) -> pd.DataFrame:
    """Two rows, one per province; ``columns`` replaces cells."""
    cells = {column.name: [cell(column, row) for row in range(2)] for column in table.columns}
    towns = {name: list(PLACES) for name in cells if name.endswith("municipality_code")}
    return pd.DataFrame({**cells, **towns, "province_code": list(PLACES.values()), **columns})


ABOUT = About("Spreidingsplan m", "Met het model m.", "geen", {"Published": "2024-02-01"})


def plan() -> WrittenPlan:
    """Two municipalities in two provinces; the second is coupled to from the first."""
    provinces = pd.DataFrame({"province_code": ["PV21", "PV28"], "province": ["Fryslân", "Zuid-Holland"]})
    sites = frame(SITES, lon=[5.0, 5.1], lat=[52.0, 52.1])
    housing = frame(HOUSING, from_municipality_code=["GM0001", "GM0001"])
    record = {"spreiding": "0.1", "note": "é"}
    return WrittenPlan(
        tasks=frame(TASKS),
        sites=sites,
        placements=frame(PLACEMENTS),
        housing=housing,
        scaling=frame(SCALING),
        regions=frame(REGIONS),
        staff=frame(STAFF),
        provinces=provinces,
        about=ABOUT,
        manifest=record,
    )


def boundaries() -> gpd.GeoDataFrame:
    """One square per municipality."""
    squares = [shapely.box(0, 0, 10, 10), shapely.box(100, 0, 110, 10)]
    frame = pd.DataFrame({"municipality_code": list(PLACES), "schematic": True, "origin": "synthetic"})
    return gpd.GeoDataFrame(frame, geometry=squares, crs=28992)
