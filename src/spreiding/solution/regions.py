"""The state of affairs per region and period (S17, S23), added up from the tables as they are written.

Regions of the kinds that lie within one province have one row per period; of a labour market region in several
provinces each province's part has its own, so that a province's folder holds its rows and no others.
"""

import pandas as pd

from spreiding.prepare.case import Case
from spreiding.prepare.scaling import WAYS
from spreiding.solution.spread import standing_sites
from spreiding.write.flow_columns import HOUSING
from spreiding.write.site_columns import SITE_TYPES

DECIMALS = 3
HALF = 0.5 * 10**-DECIMALS
REGION = ["province_code", "region_code"]
KEY = [*REGION, "period"]
NONE = 1e-6  # places: what the computer's own rounding leaves of a site that is scaled down whole
DOWN = [f"{way}_places" for way in WAYS]
HOUSED = [column.name for column in HOUSING.of_kind("decimal")]


def region_table(
    tasks: pd.DataFrame,
    sites: pd.DataFrame,
    placements: pd.DataFrame,
    housing: pd.DataFrame,
    scaled: pd.DataFrame,
    case: Case,
) -> pd.DataFrame:
    r"""Add the other tables up per region and period; columns as in ``write/region_columns.py``.

    Persons and burdens are rounded first, as they are written: whoever adds up the rows of a file finds the same.
    Permit holders without a place are those who wait in a region and stay at none of its sites,

    $$\max(\mathrm{waiting}_{r t} - \mathrm{persons}_{r, permit\_holder, t}, 0)$$

    counted as none up to what rounding may make of it (0.0005 per row of ``housing.csv`` and per open site), and
    divided over the provinces of a region by where they wait. The ratio of need to capacity is persons with and without
    a place per place in use at the occupancy norm.
    """
    parts = (_open(sites, case), _staying(placements), _housed(housing), _down(scaled))
    table = _frame(tasks, case).join(pd.concat(parts, axis=1), on=KEY)
    numbers = table.columns.difference([*KEY, "region", "burden_places"])
    table = table.fillna(dict.fromkeys(numbers, 0))
    table["permit_holders_without_place"] = _without_place(table)
    present = table["persons"] + table["permit_holders_without_place"]
    room = case.occupancy * (table["places"] - table[DOWN].sum(axis=1))
    return table.assign(
        burden_per_1000=1000 * table["burden_places"] / table["population"],
        places_per_1000=1000 * table["places"] / table["population"],
        need_ratio=present / room.where(room > NONE),
    )


def _frame(tasks: pd.DataFrame, case: Case) -> pd.DataFrame:
    """One row per region and period, with what does not change over the periods."""
    tasks = tasks.assign(burden_places=tasks["burden_places"].astype(float).round(DECIMALS))
    sums = tasks.groupby(REGION)[["population", "task_places", "burden_places"]].sum(min_count=1).reset_index()
    kind = case.instance.model.region
    towns = case.instance.tables.municipalities
    names = towns.drop_duplicates(f"{kind}_code").set_index(f"{kind}_code")[kind]
    periods = case.periods["label"].to_frame("period")
    return sums.assign(region=sums["region_code"].map(names)).merge(periods, how="cross")


def _open(sites: pd.DataFrame, case: Case) -> pd.DataFrame:
    standing = standing_sites(sites, case)
    labels = case.periods.set_index("period")["label"]
    emergency = standing["site_id"].map(sites.set_index("site_id")["emergency"]).astype(bool)
    standing = standing.assign(period=standing["period"].map(labels))
    by_type = {f"places_{kind}": standing["places"].where(standing["location_type"] == kind, 0) for kind in SITE_TYPES}
    by_type["emergency_places"] = standing["places"].where(emergency, 0)
    counted = standing[[*KEY, "places"]].assign(**by_type, open_sites=1)
    return counted.groupby(KEY).sum()


def _down(scaled: pd.DataFrame) -> pd.DataFrame:
    numbers = scaled[DOWN].astype(float).round(DECIMALS)
    return pd.concat([scaled[KEY], numbers], axis=1).groupby(KEY).sum()


def _staying(placements: pd.DataFrame) -> pd.DataFrame:
    persons = placements["persons"].astype(float).round(DECIMALS)
    counted = placements[KEY].assign(
        persons=persons,
        overflow_persons=persons.where(placements["overflow"].astype(bool), 0.0),
        permit_holders=persons.where(placements["track"] == "permit_holder", 0.0),
    )
    return counted.groupby(KEY).sum()


def _housed(housing: pd.DataFrame) -> pd.DataFrame:
    counted = housing[HOUSED].astype(float).round(DECIMALS)
    return pd.concat([housing[KEY], counted], axis=1).assign(housing_rows=1).groupby(KEY).sum()


def _without_place(table: pd.DataFrame) -> pd.Series:
    whole = table.groupby(["region_code", "period"])
    waiting = whole["waiting_persons"].transform("sum")
    left = waiting - whole["permit_holders"].transform("sum")
    noise = HALF * (whole["housing_rows"].transform("sum") + whole["open_sites"].transform("sum"))
    part = table["waiting_persons"] / waiting.where(waiting > 0, 1.0)
    # Both are whole halves of thousandths: the last term keeps the computer's own rounding out of the comparison.
    return left.where(left > noise + 1e-9, 0.0) * part
