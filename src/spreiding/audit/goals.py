"""Family `goals`: every goal's value, counted again from the files, is what the run says it reached."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from spreiding.audit.evidence import DAYS, FAST, WEEKS, Evidence, open_in, stays
from spreiding.audit.finding import RELATIVE, ROUNDING, AuditFinding, Rule
from spreiding.audit.geography import apart, grid

# A value and what rounding in the files may be worth in it.
Value = tuple[float, float]


def check(evidence: Evidence, goals: Mapping[str, float]) -> list[AuditFinding]:
    """Compare the reported values with recomputed ones."""
    rows = []
    for name in (*evidence.case.goals, *(name for name in goals if name not in evidence.case.goals)):
        rule = Rule("goals", "run.json", "the value of the goal is that of the written plan", "model file, goals")
        if name not in goals:
            rows.append(rule.finding(name, "no value", "a value"))
        elif name not in VALUES:
            rows.append(rule.finding(name, goals[name], "a goal that the auditor knows"))
        else:
            value, slack = VALUES[name](evidence)
            if not abs(goals[name] - value) <= slack + RELATIVE * max(1.0, abs(value)):
                rows.append(rule.finding(name, float(goals[name]), value))
    return rows


def recompute(evidence: Evidence) -> dict[str, float]:
    """Value of every goal of the run, from the files."""
    return {name: VALUES[name](evidence)[0] for name in evidence.case.goals}


def _no_place(evidence: Evidence) -> Value:
    placed = evidence.placements[evidence.placements["t"] >= 0]
    sums = placed.pivot_table(index="track", columns="t", values="persons", aggfunc="sum", fill_value=0.0)
    need = evidence.demand.copy()
    waiting = evidence.housing[evidence.housing["t"] >= 0].groupby("t")["waiting_persons"].sum()
    need.loc["permit_holder"] = waiting.reindex(need.columns, fill_value=0.0)
    left = need - sums.reindex(index=need.index, columns=need.columns, fill_value=0.0).fillna(0.0)
    cells = _open_periods(evidence).sum() * len(need) + len(evidence.housing)
    return float(left.clip(lower=0).to_numpy().sum()), ROUNDING * float(cells)


def _shortfall(evidence: Evidence) -> Value:
    return float(evidence.tasks["shortfall_places"].sum()), 0.0


def _unevenness_total(evidence: Evidence) -> Value:
    tasks = evidence.tasks
    minors = tasks["indicative_amv"] + tasks["exchanged_amv"]
    regular = tasks["indicative_places"] + tasks["exchanged_places"] - minors
    off = (tasks["task_regular"] - regular).abs() + (tasks["task_amv"] - minors).abs()
    return float(off.sum()), 0.0


def _unevenness_worst(evidence: Evidence) -> Value:
    tasks = evidence.tasks
    agreed = tasks["indicative_places"] + tasks["exchanged_places"]
    off = (tasks["task_places"] - agreed).abs() / agreed.clip(lower=1)
    return float(off.max()), 0.0


def _registration_spread(evidence: Evidence) -> Value:
    return _beside_the_parts(evidence, "registration"), 0.0


def _special_spread(evidence: Evidence) -> Value:
    return sum(_beside_the_parts(evidence, kind) for kind in evidence.case.rules.special_types), 0.0


def _beside_the_parts(evidence: Evidence, kind: str) -> float:
    """Places of a type above or below the provinces' parts of what its group needs at the end."""
    sites, case = evidence.sites, evidence.case
    at_the_end = open_in(sites, len(case.periods))[:, -1] & sites["location_type"].eq(kind).to_numpy()
    province = sites["site_id"].map(evidence.known["province_code"]).fillna(sites["province_code"])
    here = sites["places"].where(at_the_end, 0).groupby(province).sum().reindex(case.selection, fill_value=0)
    tasks = evidence.towns.groupby("province_code")["indicative_places"].sum().reindex(case.selection, fill_value=0)
    need = evidence.demand.loc[kind].iloc[-1] / case.law.occupancy
    # Whole places, rounded up; the hair is for the arithmetic.
    parts = np.ceil(tasks * need / max(tasks.sum(), 1) - 1e-9)
    return float((here - parts).abs().sum())


def _emergency(evidence: Evidence) -> Value:
    known = evidence.sites["site_id"].map(evidence.known["emergency"]).fillna(evidence.sites["emergency"])
    places = evidence.sites["places"].where(known.astype(bool), 0).to_numpy()
    return float((places * _open_periods(evidence)).sum()), 0.0


def _late_housing(evidence: Evidence) -> Value:
    return float(evidence.housing["late_persons"].sum()), ROUNDING * len(evidence.housing)


def _moves_distance(evidence: Evidence) -> Value:
    away = evidence.placements[evidence.placements["overflow"]]
    rate = WEEKS / away["track"].map(stays(evidence.case)).astype(float)
    moves = float((away["persons"] * rate).sum())
    per_move = evidence.case.rules.km_per_move
    distance = _place_kilometres(evidence) / per_move if per_move else 0.0
    return moves + distance, ROUNDING * _overflow_rates(evidence)


def _overflow_rates(evidence: Evidence) -> float:
    """Moves per person of every overflow that could be: less than half a thousandth of a person is not written."""
    rate = {track: WEEKS / weeks for track, weeks in stays(evidence.case).items()}
    azc = sum(rate[track] for track in ("registration", *FAST))
    accelerated = sum(rate.get(track, 0.0) for track in ("regular", "permit_holder", "rejected"))
    of_type = evidence.sites["location_type"].map({"azc": azc, "accelerated": accelerated})
    return float((of_type.fillna(0.0).to_numpy(float) * _open_periods(evidence)).sum())


def _place_kilometres(evidence: Evidence) -> float:
    """Places times periods times the mean distance to the inhabitants of the site's region."""
    known, towns = evidence.known, evidence.towns
    written = evidence.sites[evidence.sites["site_id"].isin(known.index)]
    at = known.loc[written["site_id"]]
    weight = (at["region_code"].to_numpy()[:, None] == towns["region_code"].to_numpy()) * towns["population"].to_numpy(
        float
    )
    far = (apart(grid(at), grid(towns)) * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1e-9)
    return float((far * written["places"].to_numpy() * _open_periods(evidence)[written.index]).sum())


def _cost(evidence: Evidence) -> Value:
    return float(site_costs(evidence).sum()), 0.0


def site_costs(evidence: Evidence) -> pd.Series:
    """EUR per written site: opening when it is new, and its places and transport while it is open."""
    sites, known = evidence.sites, evidence.known
    new = ~sites["site_id"].map(known["existing"]).eq(True)
    opening = sites["opening_cost_eur"].where(new, 0)
    daily = sites["site_id"].map(known["cost_per_place_day_eur"]).astype(float).fillna(sites["cost_per_place_day_eur"])
    daily = daily + evidence.case.rules.transport_cost_per_place_day_eur * sites["transport_organised"]
    return opening + DAYS * daily * sites["places"] * _open_periods(evidence)


def _open_periods(evidence: Evidence) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.asarray(open_in(evidence.sites, len(evidence.case.periods)).sum(axis=1))


VALUES: dict[str, Callable[[Evidence], Value]] = {
    "no_place": _no_place,
    "shortfall": _shortfall,
    "unevenness_total": _unevenness_total,
    "unevenness_worst": _unevenness_worst,
    "registration_spread": _registration_spread,
    "special_spread": _special_spread,
    "emergency": _emergency,
    "late_housing": _late_housing,
    "moves_distance": _moves_distance,
    "cost": _cost,
}
