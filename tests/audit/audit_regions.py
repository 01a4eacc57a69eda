"""``regions.csv`` of the hand-made plan, counted one site, one row and one quarter at a time."""

import pandas as pd
from audit_inputs import PERIODS
from audit_scaling import down_in

# Region: its province, inhabitants, numbers given, and burdens (see ``audit_builder``).
REGIONS = {
    "VR04": ("PV23", 100000 + 50000, 1110 + 390, 2326 + 991),
    "VR06": ("PV25", 80000 + 40000, 800 + 500, 1767 + 981),
}
# Places by type in each quarter; S02 opens in the second, S09 in the third, S03 (an emergency site) closes after it.
OPEN = {
    "VR04": {"azc": (800,) * 4, "accelerated": (0, 400, 400, 400), "amv": (30 + 10,) * 4, "registration": (0,) * 4},
    "VR06": {"azc": (600, 600, 600 + 300, 300), "accelerated": (0,) * 4, "amv": (12,) * 4, "registration": (200,) * 4},
}
EMERGENCY = {"VR04": (0,) * 4, "VR06": (600, 600, 600, 0)}
HOUSED = [f"{flow}_persons" for flow in ("coupled", "housed", "doorstroom", "doorstroom_out", "waiting", "late")]


def make_regions(placements: pd.DataFrame, housing: pd.DataFrame, homes: dict[str, set[str]]) -> pd.DataFrame:
    """Two regions, four quarters; occupancy is 0.9; ``homes``: the sites by region."""
    rows = [_row(region, t, placements, housing, down_in(homes[region], t)) for region in REGIONS for t in range(4)]
    return pd.DataFrame(rows)


def _row(
    region: str, t: int, placements: pd.DataFrame, housing: pd.DataFrame, down: dict[str, float]
) -> dict[str, object]:
    province, people, task, burden = REGIONS[region]
    kinds = {kind: numbers[t] for kind, numbers in OPEN[region].items()}
    here = [r for r in placements.to_dict("records") if (r["region_code"], r["period"]) == (region, PERIODS[t])]
    homes = [r for r in housing.to_dict("records") if (r["region_code"], r["period"]) == (region, PERIODS[t])]
    sums = {name: round(sum(r[name] for r in homes), 3) for name in HOUSED}
    present = sum(r["persons"] for r in here)
    without = sums["waiting_persons"] - sum(r["persons"] for r in here if r["track"] == "permit_holder")
    in_use = sum(kinds.values()) - sum(down.values())
    return {
        "province_code": province,
        "region_code": region,
        "region": f"Regio {region}",
        "period": PERIODS[t],
        "population": people,
        "task_places": task,
        "burden_places": burden,
        "burden_per_1000": 1000 * burden / people,
        "places": sum(kinds.values()),
        **{f"places_{kind}": kinds.get(kind, 0) for kind in (*kinds, "htl", "ibo", "return")},
        "emergency_places": EMERGENCY[region][t],
        **down,
        "places_per_1000": 1000 * sum(kinds.values()) / people,
        "persons": present,
        "overflow_persons": sum(r["persons"] for r in here if r["overflow"]),
        "permit_holders_without_place": without,
        "need_ratio": (present + without) / (0.9 * in_use),
        **sums,
    }
