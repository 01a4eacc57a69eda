"""``scaling.csv`` and ``staff.csv`` of the hand-made plan, counted one site, one region and one quarter at a time."""

import pandas as pd
from audit_inputs import PERIODS, STAFF_PER_100

# Site, period: direct reserve, flexible, given up. S01 is recalled in six months: what is flexible in the second
# quarter for the first time stays so in the third. S03 is an emergency site that is run down.
DOWN: dict[tuple[str, int], tuple[float, float, float]] = {
    ("S01", 1): (20, 100, 0),
    ("S01", 2): (0, 100, 0),
    ("S01", 3): (0, 50.5, 0),
    ("S02", 2): (100, 0, 0),
    ("S03", 1): (0, 0, 100),
    ("S03", 2): (0, 0, 200),
}
WAYS = ("reserve_places", "flexible_places", "given_up_places")
# Own staff, borrowed and lent per quarter. VR06 begins with all of its 134: 70 of S03, 30 of S04, 30 of S07, 4 of S08.
STAFF = {
    "VR04": ("PV23", (126, 126, 126, 126), (0, 0, 0, 4.95), (0, 0, 0, 0)),
    "VR06": ("PV25", (134, 110, 110, 110), (0, 0, 0, 0), (0, 0, 0, 4.95)),
}


def make_scaling(sites: pd.DataFrame) -> pd.DataFrame:
    """A row per site and period in which some of its places are not in use."""
    offers = sites.set_index("site_id")
    rows = []
    for (site, t), down in DOWN.items():
        copied = {name: offers.at[site, name] for name in ("municipality_code", "province_code", "region_code")}
        kind, places = offers.at[site, "location_type"], int(offers.at[site, "places"])
        numbers = dict(zip(WAYS, map(float, down), strict=True))
        row = {"site_id": site, **copied, "location_type": kind, "period": PERIODS[t], "places": places, **numbers}
        rows.append({**row, "places_in_use": places - sum(down)})
    return pd.DataFrame(rows)


def down_in(sites: set[str], t: int) -> dict[str, float]:
    """Places per way of scaling down in a period, over some sites."""
    rows = [down for (site, when), down in DOWN.items() if site in sites and when == t]
    return {way: float(sum(down[n] for down in rows)) for n, way in enumerate(WAYS)}


def make_staff(places: dict[str, dict[str, tuple[int, ...]]], homes: dict[str, set[str]]) -> pd.DataFrame:
    """Two regions, four quarters; ``places``: open places by region, type and quarter; ``homes``: sites by region."""
    rows = []
    for region, (province, own, borrowed, lent) in STAFF.items():
        for t, label in enumerate(PERIODS):
            stands = sum(STAFF_PER_100[kind] / 100 * numbers[t] for kind, numbers in places[region].items())
            down = {kind: down_in(homes[region] & AZC[kind], t) for kind in AZC}
            idle = sum(STAFF_PER_100[kind] / 100 * sum(ways.values()) for kind, ways in down.items())
            rows.append(
                {
                    "province_code": province,
                    "region_code": region,
                    "period": label,
                    "needed_staff": stands - idle,
                    "staff": float(own[t]),
                    "borrowed_staff": float(borrowed[t]),
                    "lent_staff": float(lent[t]),
                }
            )
    return pd.DataFrame(rows)


AZC = {"azc": {"S01", "S03"}, "accelerated": {"S02"}}
