"""The goals of the hand-made plan, counted one row at a time."""

from math import hypot
from typing import Any

from audit_builder import HOMES, LAST, OPEN
from audit_inputs import ARRIVALS, PERIODS, PHI, SITES, TOWNS, TRACKS
from audit_scaling import DOWN
from pyproj import Transformer

from spreiding.write.run import WrittenPlan


def make_goals(plan: WrittenPlan) -> dict[str, float]:
    """Count the goals, one row at a time."""
    tasks = plan.tasks.to_dict("records")
    off = [abs(r["task_regular"] + r["indicative_amv"] - r["indicative_places"]) for r in tasks]
    off += [abs(r["task_amv"] - r["indicative_amv"]) for r in tasks]
    return {
        "no_place": _no_place(plan),
        "shortfall": float(sum(r["shortfall_places"] for r in tasks)),
        "unevenness_total": float(sum(off)),
        "unevenness_worst": max(abs(r["task_places"] - r["indicative_places"]) / r["indicative_places"] for r in tasks),
        "late_housing": float(plan.housing["late_persons"].sum()),
        "burden_balance": _balance(tasks),
        "moves_distance": _moves(plan),
        "cost": _cost(plan),
    }


def need(track: str, t: int) -> float:
    """Persons of a track who need a place."""
    if track == "registration":
        return ARRIVALS[t] * 2
    if track == "amv":
        return 312 * 0.9 * PHI
    own = next(item for item in TRACKS if item.track == track)
    return ARRIVALS[t] * own.share * own.stay_weeks * PHI


def _balance(tasks: list[dict[str, Any]]) -> float:
    """Two regions: what the one has too much the other has too little."""
    each = sum(r["burden_places"] for r in tasks) / sum(r["population"] for r in tasks)
    north = [r for r in tasks if r["region_code"] == "VR04"]
    return 2 * abs(sum(r["burden_places"] - each * r["population"] for r in north))


def _no_place(plan: WrittenPlan) -> float:
    total = 0.0
    for t, label in enumerate(PERIODS):
        now = plan.placements[plan.placements["period"] == label].groupby("track")["persons"].sum().to_dict()
        waiting = float(plan.housing.loc[plan.housing["period"] == label, "waiting_persons"].sum())
        total += sum(need(track, t) - now.get(track, 0.0) for track in HOMES if track != "permit_holder")
        total += waiting - now.get("permit_holder", 0.0)
    return total


def _moves(plan: WrittenPlan) -> float:
    stays = {**{track.track: track.stay_weeks for track in TRACKS}, "registration": 2, "permit_holder": 14}
    away = plan.placements[plan.placements["overflow"]]
    moves = sum(persons * 13 / stays[track] for persons, track in zip(away["persons"], away["track"], strict=True))
    to_grid = Transformer.from_crs(4326, 28992, always_xy=True)
    where = TOWNS.set_index("municipality_code")
    distance = 0.0
    for site in SITES[SITES["site_id"].isin(OPEN)].to_dict("records"):
        towns = TOWNS[TOWNS["region_code"] == where.at[site["municipality_code"], "region_code"]]
        x, y = to_grid.transform(site["lon"], site["lat"])
        centres = [to_grid.transform(lon, lat) for lon, lat in zip(towns["lon"], towns["lat"], strict=True)]
        far = sum(hypot(x - a, y - b) / 1000 * n for (a, b), n in zip(centres, towns["population"], strict=True))
        _, places, first, _ = OPEN[site["site_id"]]
        quarters = places * (LAST.get(site["site_id"], 3) - first + 1)
        quarters -= sum(DOWN.get((site["site_id"], t), (0, 0, 0))[2] for t in range(4))
        distance += far / towns["population"].sum() * quarters
    return float(moves + distance / 100)


def _cost(plan: WrittenPlan) -> float:
    """What the sites cost, and EUR 300 a day for everyone who is lent to another region."""
    return float(plan.sites["cost_eur"].sum() + 91 * 300 * plan.staff["lent_staff"].sum())
