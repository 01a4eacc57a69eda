"""Family `goals`: every goal's value, counted again from the files, is what the run says it reached."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from spreiding.audit import (
    durable_places,
    mix,
    municipal_task,
    regional_tables,
    registration,
    sites,
    staff,
    stock,
    transition,
)
from spreiding.audit.burdens import other
from spreiding.audit.costs import open_periods, rounding, site_costs
from spreiding.audit.evidence import DAYS, FAST, WEEKS, Evidence, open_in, stays
from spreiding.audit.finding import RELATIVE, ROUNDING, AuditFinding, Rule, Value
from spreiding.audit.geography import apart, grid
from spreiding.audit.scaling import down

# What each family is passed by, when it is soft.
PASSED: dict[str, Callable[[Evidence], Value]] = {
    "municipal_task": municipal_task.passed,
    "existing_sites": sites.passed,
    "durable_places": durable_places.passed,
    "registration": registration.passed,
    "mix": mix.passed,
    "stock": stock.passed,
    "regional_tables": regional_tables.passed,
    "staff": staff.passed,
    "transition": transition.passed,
    "capacity_band": stock.passed_band,
}


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
    cells = open_periods(evidence).sum() * len(need) + len(evidence.housing)
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
    if kind == "registration":
        national = case.periods[-1].weekly_arrivals * case.registration_stay_weeks
    else:
        national = float(evidence.demand.loc[kind].to_numpy()[-1]) / case.demand_scale
    # Whole places, rounded up; the hair is for the arithmetic.
    parts = np.ceil(tasks / evidence.whole_country * national / case.law.occupancy - 1e-9)
    return float((here - parts).abs().sum())


def _emergency(evidence: Evidence) -> Value:
    known = evidence.sites["site_id"].map(evidence.known["emergency"]).fillna(evidence.sites["emergency"])
    places = evidence.sites["places"].where(known.astype(bool), 0).to_numpy()
    given_up = down(evidence, "given_up_places").sum()
    return float((places * open_periods(evidence)).sum() - given_up), ROUNDING * float(open_periods(evidence).sum())


def _late_housing(evidence: Evidence) -> Value:
    return float(evidence.housing["late_persons"].sum()), ROUNDING * len(evidence.housing)


def _soft_norms(evidence: Evidence) -> Value:
    parts = [(weight, *PASSED[family](evidence)) for family, weight in evidence.case.rules.soft.items()]
    return sum(weight * value for weight, value, _ in parts), sum(weight * slack for weight, _, slack in parts)


def _burden_balance(evidence: Evidence) -> Value:
    tasks, towns = evidence.tasks.set_index("municipality_code"), evidence.towns
    burden = other(evidence) + tasks["task_places"].reindex(towns.index, fill_value=0)
    here = pd.DataFrame({"burden": burden, "people": towns["population"]}).groupby(towns["region_code"]).sum()
    part = here["people"] / here["people"].sum() * here["burden"].sum()
    return float((here["burden"] - part).abs().sum()), 0.0


def _moves_distance(evidence: Evidence) -> Value:
    away = evidence.placements[evidence.placements["overflow"]]
    if evidence.case.rules.tracks == "off":
        away = away[away["track"] == "registration"]
    rate = WEEKS / away["track"].map(stays(evidence.case)).astype(float)
    moves = float((away["persons"] * rate).sum())
    per_move = evidence.case.rules.km_per_move
    distance = _place_kilometres(evidence) / per_move if per_move else 0.0
    # A place that is not written as given up is at most a thousand kilometres from the inhabitants.
    slack = 1000 * ROUNDING * float(open_periods(evidence).sum()) / per_move if per_move else 0.0
    return moves + distance, ROUNDING * _overflow_rates(evidence) + (slack if len(evidence.scaling) else 0.0)


def _overflow_rates(evidence: Evidence) -> float:
    """Moves per person of every overflow that could be: less than half a thousandth of a person is not written."""
    rate = {track: WEEKS / weeks for track, weeks in stays(evidence.case).items()}
    azc = sum(rate[track] for track in ("registration", *FAST))
    accelerated = sum(rate.get(track, 0.0) for track in ("regular", "permit_holder", "rejected"))
    of_type = evidence.sites["location_type"].map({"azc": azc, "accelerated": accelerated})
    return float((of_type.fillna(0.0).to_numpy(float) * open_periods(evidence)).sum())


def _place_kilometres(evidence: Evidence) -> float:
    """Places times periods times the mean distance to the inhabitants of the site's region."""
    known, towns = evidence.known, evidence.towns
    written = evidence.sites[evidence.sites["site_id"].isin(known.index)]
    at = known.loc[written["site_id"]]
    weight = (at["region_code"].to_numpy()[:, None] == towns["region_code"].to_numpy()) * towns["population"].to_numpy(
        float
    )
    far = (apart(grid(at), grid(towns)) * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1e-9)
    given_up = down(evidence, "given_up_places").sum(axis=1)[written.index]
    stays = written["places"].to_numpy() * open_periods(evidence)[written.index] - given_up
    return float((far * stays).sum())


def _cost(evidence: Evidence) -> Value:
    per_quarter = DAYS * evidence.case.rules.staff_cost_per_day_eur
    lent, cells = float(evidence.staff["borrowed_staff"].sum()), len(evidence.staff)
    value = float(site_costs(evidence).sum()) + per_quarter * lent
    return value, float(rounding(evidence).sum()) + per_quarter * ROUNDING * cells


VALUES: dict[str, Callable[[Evidence], Value]] = {
    "no_place": _no_place,
    "shortfall": _shortfall,
    "unevenness_total": _unevenness_total,
    "unevenness_worst": _unevenness_worst,
    "registration_spread": _registration_spread,
    "special_spread": _special_spread,
    "emergency": _emergency,
    "late_housing": _late_housing,
    "soft_norms": _soft_norms,
    "burden_balance": _burden_balance,
    "moves_distance": _moves_distance,
    "cost": _cost,
}
