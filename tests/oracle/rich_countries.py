"""Tiny countries by chance in which any family may be off, soft or hard, with everything else a planner can ask."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
from builders import GOALS, Row
from oracle.random_countries import Drawn, draw, draw_special

# Off, soft, hard: a hard norm of the second kind is seldom met by chance where places are few, and would leave few
# countries with a plan.
EVEN, SELDOM = (0.2, 0.4, 0.4), (0.3, 0.6, 0.1)
STRENGTHS = {
    "municipal_task": EVEN, "existing_sites": EVEN, "durable_places": EVEN, "registration": EVEN, "mix": EVEN,
    "reach": EVEN, "tracks": EVEN, "delivery": SELDOM, "housing": (0.2, 0.5, 0.3), "transition": (0.5, 0.3, 0.2),
    "regional_tables": SELDOM,
}  # fmt: skip
UNWEIGHED = ("delivery", "tracks", "reach", "housing")
STAFFED = ("azc", "accelerated", "amv", "registration")
GOAL_OF = {"shortfall": "delivery", "late_housing": "housing"}


def draw_long(seed: int) -> Drawn:
    """The same over a year and a half, in which doorstroomlocaties end; few sites, so that they can all be tried."""
    return draw_rich(seed, quarters=6)


def draw_weighted(seed: int) -> Drawn:
    """The same with the goals weighed against each other: one place or person is worth some thousands of EUR."""
    drawn, rng = draw_rich(seed), np.random.default_rng([seed, 28])
    goals: list[Row] = [{**row, "tolerance": None} for row in drawn.model["goals"]]
    for row in goals:
        row["weight"] = 1e-3 if row["goal"] == "cost" else float(rng.choice([1.0, 5.0, 20.0]))
    return _with(drawn, goals=goals, goal_method="weighted")


def draw_rich(seed: int, quarters: int | None = None) -> Drawn:
    """A small country, with special reception or without, and everything else that a model file may ask."""
    rng = np.random.default_rng([seed, 20])
    drawn = draw_special(seed) if rng.random() < 0.3 else draw(seed)
    drawn = _registering(_longer(drawn, rng, quarters), rng)
    if quarters is not None:
        drawn = replace(drawn, sites=[{**row, "existing": True} for row in drawn.sites[:3]])
    roomy = bool(rng.random() < 0.35)
    drawn = _larger(drawn, rng) if roomy else drawn
    drawn = draw_scaling(drawn, np.random.default_rng([seed, 21]), roomy)
    drawn = draw_staff(drawn, np.random.default_rng([seed, 22]))
    drawn = _strengths(drawn, np.random.default_rng([seed, 23]), roomy)
    drawn = _stays(drawn, np.random.default_rng([seed, 24]))
    drawn = _ledger(drawn, np.random.default_rng([seed, 25]))
    drawn = _offers(drawn, np.random.default_rng([seed, 26]))
    return _goals(drawn, np.random.default_rng([seed, 27]))


def with_families(drawn: Drawn, families: dict[str, Any]) -> Drawn:
    """With these settings of families beside those that there are."""
    old = drawn.model["families"]
    merged = {**old, **{name: {**old.get(name, {}), **settings} for name, settings in families.items()}}
    return replace(drawn, model={**drawn.model, "families": merged})


def _with(drawn: Drawn, **settings: Any) -> Drawn:
    return replace(drawn, model={**drawn.model, **settings})


def _strength(rng: np.random.Generator, chances: tuple[float, float, float]) -> Row:
    chosen = str(rng.choice(["off", "soft", "hard"], p=chances))
    return {"enabled": chosen != "off", "strength": "hard" if chosen == "off" else chosen}


def _weight(rng: np.random.Generator) -> float:
    return float(rng.choice([0.5, 1.0, 3.0]))


def _longer(drawn: Drawn, rng: np.random.Generator, quarters: int | None) -> Drawn:
    """Sometimes three quarters, for what follows from one to the next; often fewer people, so that places are over."""
    periods = 3 if rng.random() < 0.3 else drawn.model["horizon"]["periods"]
    periods = periods if quarters is None else quarters
    most = int(rng.choice([14, 5, 2]))
    weekly = [float(rng.integers(0, most)) / 10 for _ in range(periods)]
    inflow = {**drawn.model["inflow"], "weekly_arrivals": weekly}
    return _with(drawn, horizon={"periods": periods}, inflow=inflow)


def _registering(drawn: Drawn, rng: np.random.Generator) -> Drawn:
    """Half of them with a small registration site that stands, long stays there, and an azc that may be too far."""
    if rng.random() < 0.5:
        return drawn
    first = {**drawn.sites[0], "location_types": "registration", "existing": True, "closes": None, "restriction": ""}
    inflow = {**drawn.model["inflow"], "registration_stay_weeks": float(rng.choice([6.5, 40.0]))}
    first["places_max"] = first["places_min"] + 1
    azc = {**drawn.sites[1], "location_types": "azc", "transport_possible": True, "restriction": ""}
    far = {"registration": {"max_distance_km": float(rng.choice([3.0, 15.0]))}}
    return with_families(_with(replace(drawn, sites=[first, azc, *drawn.sites[2:]]), inflow=inflow), far)


def _larger(drawn: Drawn, rng: np.random.Generator) -> Drawn:
    """With room for every number."""
    more = [0 if row["location_types"] == "registration" else int(rng.integers(8, 20)) for row in drawn.sites]
    sites = [{**row, "places_max": row["places_max"] + n} for row, n in zip(drawn.sites, more, strict=True)]
    return replace(drawn, sites=sites)


def draw_scaling(drawn: Drawn, rng: np.random.Generator, roomy: bool) -> Drawn:
    """Places in reserve, flexible or given up; the stable stock; the band above the need."""
    sites = [
        {
            **row,
            "emergency": bool(row["emergency"] or rng.random() < 0.2),
            "deployment_weeks": int(rng.choice([4, 20])),
            "flexible_part": float(rng.choice([0.0, 0.25, 0.5, 1.0])),
            "recall_months": int(rng.choice([3, 6])),
            "reserve_cost_per_place_day_eur": rng.choice([None, 50.0]),
        }
        for row in drawn.sites
    ]
    stock = {
        **_strength(rng, (0.5, 0.3, 0.2) if roomy else (0.5, 0.45, 0.05)),
        "weight": _weight(rng),
        "scale_down": str(rng.choice(["under_stock", "always"])),
    }
    band = {**_strength(rng, (0.4, 0.4, 0.2)), "weight": _weight(rng), "band": float(rng.choice([0.0, 0.25, 0.6]))}
    law = {
        "stable_stock_places": int(rng.integers(0, 40)),
        "flexible_places": int(rng.integers(0, 6)),
        "direct_reserve_places": int(rng.integers(0, 6)),
    }
    emergency = {"emergency": str(rng.choice(["keep", "run_down"]))}
    drawn = replace(drawn, sites=sites, law={**drawn.law, **law})
    return with_families(drawn, {"stock": stock, "capacity_band": band, "existing_sites": emergency})


def draw_staff(drawn: Drawn, rng: np.random.Generator) -> Drawn:
    """Staff per place, for one type at the least (a model file asks that), and how fast a region finds it."""
    needed = {kind: float(rng.choice([0.0, 20.0, 100.0])) for kind in STAFFED}
    if not any(needed.values()):
        needed[STAFFED[0]] = 20.0
    staff = {
        **_strength(rng, (0.5, 0.3, 0.2)),
        "weight": _weight(rng),
        "per_100_places": needed,
        "growth": float(rng.choice([0.0, 0.2])),
        "new_staff": float(rng.choice([0.0, 0.5])),
        "lent_part": float(rng.choice([0.0, 0.25])),
        "exchange_cost_eur_per_day": float(rng.choice([0.0, 300.0])),
    }
    return with_families(drawn, {"staff": staff})


def _strengths(drawn: Drawn, rng: np.random.Generator, roomy: bool) -> Drawn:
    """Every family off, soft or hard; regions agree on numbers near their share."""
    families: dict[str, Row] = {
        name: _strength(rng, EVEN if roomy and chances == SELDOM else chances) for name, chances in STRENGTHS.items()
    }
    families["mix"]["band"] = float(rng.choice([0.0, 0.1]))
    for name in families.keys() - set(UNWEIGHED):
        families[name]["weight"] = _weight(rng)
    cap = {"max_change_places": int(rng.integers(0, 8)), "max_change_ratio": float(rng.choice([0.3, 0.8]))}
    families["transition"] |= dict([list(cap.items())[int(rng.integers(2))]]) if rng.random() < 0.8 else cap
    numbers: dict[str, int] = {}
    for row in drawn.towns:
        numbers[row["region"]] = numbers.get(row["region"], 0) + row["share"]
    tables = families["regional_tables"]
    tables["numbers"] = _agreed(numbers, tables["strength"] == "soft", rng)
    tables["enabled"] = tables["enabled"] and bool(tables["numbers"])
    families["burdens"] = {"ukraine_weight": float(rng.choice([0.0, 1.0])), "housing_weight": 0.5}
    return with_families(drawn, families)


def _agreed(shares: dict[str, int], freely: bool, rng: np.random.Generator) -> dict[str, int]:
    """What regions agree on, near their share: any number, or two regions of a province move one place."""
    if freely:
        named = {region: number + int(rng.integers(-1, 2)) for region, number in shares.items() if rng.random() < 0.7}
        return {region: max(0, number) for region, number in named.items()}
    moved = int(rng.integers(-1, 2)) if "VR02" in shares else 0
    by_region = {"VR01": moved, "VR02": -moved}
    return {region: number + by_region.get(region, 0) for region, number in shares.items()}


def _stays(drawn: Drawn, rng: np.random.Generator) -> Drawn:
    """Half of them with people who are followed by when they came, and decisions that may be too few."""
    inflow = drawn.model["inflow"]
    if rng.random() < 0.5:
        return drawn
    rates = inflow["weekly_arrivals"]
    tracks = [
        {
            **row,
            "stay_shape": int(rng.integers(1, 4)),
            "decisions_per_week": [None, row["share"] * 0.7, [row["share"] * 0.4 * n for n in range(len(rates))]][
                int(rng.integers(3))
            ],
        }
        for row in inflow["tracks"]
    ]
    before = [None, 0.0, 0.5][int(rng.integers(3))]
    inflow = {**inflow, "stay_model": "cohorts", "weekly_arrivals_before": before, "tracks": tracks}
    return _with(drawn, inflow=inflow)


def _ledger(drawn: Drawn, rng: np.random.Generator) -> Drawn:
    """A place or two, and some permit holders, that the first municipality takes over from another."""
    inside = [row for row in drawn.towns if row["province"] == drawn.towns[0]["province"]]
    if rng.random() < 0.6 or len(inside) < 2:
        return drawn
    between = {"from": inside[1]["code"], "to": inside[0]["code"]}
    people, share, persons = sum(row["share"] for row in drawn.towns), inside[1]["share"], drawn.dwellings["2025-I"]
    # Nobody hands over more than there is: its number, and its part of the dwellings, rounded up.
    minors = math.floor(drawn.model["need"]["amv"] * share / people + 0.5)
    items: list[Row] = [
        {"what": "reception", "places": min(share - minors, int(rng.integers(1, 3)))},
        {"what": "reception", "places": min(minors, 1), "amv": True},
        {"what": "housing", "half_year": "2025-I", "persons": min(persons * share // people, 2)},
    ]
    return _with(drawn, exchanges=[{**item, **between} for item in items if item.get("places", item.get("persons"))])


def _offers(drawn: Drawn, rng: np.random.Generator) -> Drawn:
    """Sometimes the rest of the task is divided beforehand; with other shares, so that no two claims are equal."""
    shares = [row["share"] for row in drawn.towns]
    if rng.random() < 0.5 or len(set(shares)) < len(shares) or drawn.model["need"]["amv"] or "exchanges" in drawn.model:
        return drawn
    offers = {row["code"]: {"regular": int(rng.integers(0, row["share"] + 1))} for row in drawn.towns}
    family = {**drawn.model["families"]["municipal_task"], "min_ratio": 0.0, "max_ratio": None}
    drawn = with_families(drawn, {"municipal_task": family})
    return _with(drawn, rest_task={"rule": "pro_rata", "offers": offers})


def _goals(drawn: Drawn, rng: np.random.Generator) -> Drawn:
    """The goals that the families leave; in half of the countries in another order, some with a tolerance."""
    families = drawn.model["families"]
    names = [goal for goal in GOALS if goal not in GOAL_OF or families[GOAL_OF[goal]]["enabled"]]
    if rng.random() < 0.5:
        names = [str(name) for name in rng.permutation(names)]
    rows: list[Row] = [{"goal": name, **({"km_per_move": 100.0} if name == "moves_distance" else {})} for name in names]
    if rng.random() < 0.3:
        for row in rows:
            row["tolerance"] = float(rng.choice([0.0, 0.1, 0.25]))
    return _with(drawn, goals=rows)
