"""Places that are scaled down, within the whole places of their sites."""

import pandas as pd

from spreiding.formulation.choices import standing_at
from spreiding.formulation.sets import Scaled, Sets, group
from spreiding.prepare.case import Case
from spreiding.prepare.scaling import WAYS
from spreiding.solution.point import Point

# Half of the last written decimal.
SMALL = 5e-4
SITE = ["site_id", "municipality_code", "province_code", "region_code", "location_type"]


def fit_scaled(point: Point, case: Case, sets: Sets) -> Point:
    """Bring what is scaled down within the whole places that stand."""
    standing, places, scaled = standing_at(sets, case), point["places"], dict[Scaled, float]()
    for (s, l, t), keys in group(((s, l, t), (w, s, l, t)) for w, s, l, t in sets.scaled).items():
        room = sum(places[choice] for choice in standing[s, l, t])
        for key in keys:
            scaled[key] = min(max(point["scaled"][key], 0.0), room)
            room -= scaled[key]
    return point.changed(scaled=scaled)


def scaled_table(point: Point, sites: pd.DataFrame, sets: Sets) -> pd.DataFrame:
    """What is scaled down per site and period, to a thousandth as it is written: a row where anything is.

    ``sites``: the open sites, with their places. Columns: those of the site, places, period (number),
    reserve_places, flexible_places, given_up_places and places_in_use.
    """
    scaled = point["scaled"]
    rows = [(*key, round(scaled[key], 3)) for key in sets.scaled if scaled[key] > SMALL]
    long = pd.DataFrame(rows, columns=["way", "site_id", "location_type", "period", "number"])
    wide = long.pivot_table(index=["site_id", "period"], columns="way", values="number", aggfunc="sum", fill_value=0.0)
    table = wide.reindex(columns=list(WAYS), fill_value=0.0).add_suffix("_places").reset_index()
    table = table.merge(sites[[*SITE, "places"]], on="site_id")
    down = table[[f"{way}_places" for way in WAYS]].sum(axis=1)
    return table.assign(places_in_use=table["places"] - down)
