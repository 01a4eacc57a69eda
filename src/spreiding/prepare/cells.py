"""Cells: sites of one region that lie near the same registration sites.

Persons are planned per region, type, track and period, not per site: within a region every site of a type is as good as
another, and spreading a region's persons over its open sites in proportion to their room keeps every site within its
capacity and gives it the mix of the region. Only overflow from a registration site looks finer (it must stay near), so
only that is planned per cell.
"""

from dataclasses import dataclass

import pandas as pd

from spreiding.prepare.geography import kilometres, national_grid


@dataclass(frozen=True)
class Cells:
    """``sites``: cell per site_id, sites near no registration site left out. ``table``: cell, region_code.

    ``arcs``: site_id of a registration site, cell that its overflow may go to.
    """

    sites: pd.Series
    table: pd.DataFrame
    arcs: pd.DataFrame


def make_cells(sites: pd.DataFrame, pairs: pd.DataFrame, near_km: float | None, far: bool = False) -> Cells:
    """Group azcs by region and by the registration sites within ``near_km`` (``None``: distance does not matter, S03).

    ``pairs`` holds the site_id and location_type that can be chosen. ``far``: azcs near no registration site are a cell
    of their region too, without arcs.
    """
    azcs = _of_type(sites, pairs, "azc")
    registration = _of_type(sites, pairs, "registration")
    near = _near(azcs, registration, near_km) if near_km is not None else [()] * len(azcs)
    keys = azcs[["site_id", "region_code"]].assign(near=pd.Series(near, index=azcs.index, dtype=object))
    if not far:
        keys = keys[keys["near"].map(len) > 0]
    table = keys[["region_code", "near"]].drop_duplicates().sort_values(["region_code", "near"], ignore_index=True)
    table["cell"] = table["region_code"] + "." + (table.groupby("region_code").cumcount() + 1).astype(str)
    cell = keys.merge(table, on=["region_code", "near"]).set_index("site_id")["cell"]
    arcs = table[table["near"].map(len) > 0].explode("near").rename(columns={"near": "site_id"})[["site_id", "cell"]]
    return Cells(cell, table[["cell", "region_code"]], arcs.sort_values(["site_id", "cell"], ignore_index=True))


def _of_type(sites: pd.DataFrame, pairs: pd.DataFrame, location_type: str) -> pd.DataFrame:
    chosen = pairs.loc[pairs["location_type"] == location_type, "site_id"]
    return sites[sites["site_id"].isin(chosen)].sort_values("site_id", ignore_index=True)


def _near(sites: pd.DataFrame, registration: pd.DataFrame, near_km: float) -> list[tuple[str, ...]]:
    distance = kilometres(national_grid(sites), national_grid(registration))
    names = registration["site_id"].to_list()
    return [
        tuple(name for name, km in zip(names, row, strict=True) if km <= near_km and name != site)
        for site, row in zip(sites["site_id"], distance, strict=True)
    ]
