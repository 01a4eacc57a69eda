"""Minutes by public transport per site: from the table where it has the site, else estimated, and marked as such."""

import pandas as pd

from spreiding.tables.bundle import Tables

COLUMNS = ["site_id", "minutes_education", "minutes_care", "minutes_station", "origin"]


def site_minutes(sites: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Columns site_id, minutes_education, minutes_care, minutes_station (minutes) and minutes_origin."""
    known = tables.travel_minutes[tables.travel_minutes["site_id"].isin(sites["site_id"])][COLUMNS]
    missing = sites[~sites["site_id"].isin(known["site_id"])]
    if not missing.empty:
        from spreiding.travel.estimate import estimate_minutes  # late: its paths over the rails are slow to import

        estimated = estimate_minutes(missing, tables.stations, tables.rail_links, _centres(tables))
        known = pd.concat([known, estimated[COLUMNS]], ignore_index=True)
    return known.rename(columns={"origin": "minutes_origin"})


def _centres(tables: Tables) -> pd.DataFrame:
    latest = tables.population[tables.population["reference_date"] == tables.population["reference_date"].max()]
    return tables.municipalities.merge(latest[["municipality_code", "population"]], on="municipality_code")
