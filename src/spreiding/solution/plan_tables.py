"""The tables of a plan, read from a settled point; columns as in ``write/columns.py``."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import pandas as pd

from spreiding.formulation.sets import HOME, Sets
from spreiding.law.bonus import bonus_places
from spreiding.prepare.case import Case
from spreiding.prepare.periods import DAYS_PER_PERIOD
from spreiding.prepare.scaling import WAYS, reserve_cost
from spreiding.solution.couple import couple
from spreiding.solution.leaving import leaving
from spreiding.solution.point import Point, Values
from spreiding.solution.regions import region_table
from spreiding.solution.scaled import scaled_table
from spreiding.solution.share_out import share_out
from spreiding.solution.spread import spread_persons
from spreiding.solution.staff import staff_table


@dataclass(frozen=True)
class Plan:
    """A plan for the selected provinces."""

    tasks: pd.DataFrame
    sites: pd.DataFrame
    placements: pd.DataFrame
    housing: pd.DataFrame
    scaling: pd.DataFrame
    regions: pd.DataFrame
    staff: pd.DataFrame


def plan_tables(point: Point, case: Case, sets: Sets) -> Plan:
    """Read the tables of a settled point."""
    sites = open_sites(point, case, sets)
    persons = _series(point["persons"], sets.placements, ["region_code", "location_type", "track", "period"])
    near = _series(point["overflow"], sets.arcs, ["site_id", "cell", "period"]).groupby(["cell", "period"]).sum()
    overflow = near.add(_series(point["far_overflow"], sets.far_cells, ["cell", "period"]), fill_value=0.0)
    scaled = scaled_table(point, sites, sets)
    sites = sites.assign(cost_eur=sites["cost_eur"] - _saved(sites, scaled, case))
    placements = spread_persons(persons, overflow, sites, scaled, case)
    state = leaving(share_out(point, case, sets), case)
    elsewhere = _series(point["coupled_unplaced"], list(product(sets.regions, sets.periods)), ["region_code", "period"])
    housing = couple(state, placements, elsewhere, sites, case)
    tasks = task_table(point, sites, case)
    placements = _labelled(placements, case).assign(
        overflow=placements["location_type"] != placements["track"].map(HOME)
    )
    housing = _with_place(_labelled(housing, case), case)
    scaled = _labelled(scaled, case)
    regions = region_table(tasks, sites, placements, housing, scaled, case)
    staff = _labelled(staff_table(point, case, sets), case)
    return Plan(tasks, sites, placements, housing, scaled, regions, staff)


def open_sites(point: Point, case: Case, sets: Sets) -> pd.DataFrame:
    """Sites that open, as in ``sites.csv``, with what they cost when nothing is scaled down."""
    index = ["site_id", "location_type", "period"]
    chosen = _series(point["places"], sets.choices, index).rename("places").reset_index()
    chosen = chosen[_series(point["start"], sets.choices, index).to_numpy() > 0.5].merge(case.choices, on=index)
    chosen = chosen.join(case.sites.drop(columns="location_types"), on="site_id").rename(
        columns={"period": "first_period"}
    )
    begins = chosen["first_period"].map(case.periods.set_index("period")["start"])
    labels = chosen["first_period"].map(case.periods.set_index("period")["label"])
    chosen = chosen.assign(opens=begins, opens_period=labels, transport_organised=chosen["needs_transport"])
    chosen["cost_eur"] = _cost(chosen, case.instance.model.families.reach.transport_cost_per_place_day_eur)
    return chosen.astype({"places": int}).sort_values("site_id", ignore_index=True)


def _cost(chosen: pd.DataFrame, transport_eur: float) -> pd.Series:
    """EUR per site over the horizon, as in the goal ``cost``."""
    per_day = chosen["cost_per_place_day_eur"] + transport_eur * chosen["transport_organised"]
    opening = chosen["opening_cost_eur"].where(~chosen["existing"], 0)
    return opening + DAYS_PER_PERIOD * chosen["open_periods"] * per_day * chosen["places"]


def _saved(sites: pd.DataFrame, scaled: pd.DataFrame, case: Case) -> pd.Series:
    """EUR per site that scaling down saves, as in the goal ``cost``."""
    families = case.instance.model.families
    places = scaled.groupby("site_id")[[f"{way}_places" for way in WAYS]].sum()
    down = sites[["site_id"]].join(places, on="site_id").fillna(0.0)
    transport = families.reach.transport_cost_per_place_day_eur * sites["transport_organised"]
    kept = reserve_cost(sites, families.stock.reserve_cost_part) * down["reserve_places"]
    daily = (sites["cost_per_place_day_eur"] + transport) * down[[f"{way}_places" for way in WAYS]].sum(axis=1)
    return DAYS_PER_PERIOD * (daily - kept)


def task_table(point: Point, sites: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Numbers of municipalities with what follows from them, as in ``tasks.csv``."""
    tasks = case.municipalities.reset_index()
    code = tasks["municipality_code"]
    for column in ("task_regular", "task_amv", "shortfall_regular", "shortfall_amv"):
        tasks[column] = code.map(_whole(point[column]))
    counted = {kind: code.map(_whole(point[f"counted_{kind}"])) for kind in ("ordinary", "special", "amv")}
    tasks["durable_regular"] = counted["ordinary"] + counted["special"]
    tasks["durable_amv"] = counted["amv"]
    for column in ("task", "durable", "shortfall"):
        tasks[f"{column}_places"] = tasks[f"{column}_regular"] + tasks[f"{column}_amv"]
    tasks["exchanged_places"] = tasks["agreed_places"] - tasks["indicative_places"]
    tasks["exchanged_amv"] = tasks["agreed_amv"] - tasks["indicative_amv"]
    tasks["housing_owed_persons"] = code.map(case.room.owed.sum(axis=1))
    backlog = case.instance.tables.housing.set_index("municipality_code")["backlog_persons"]
    tasks["housing_backlog_persons"] = code.map(backlog)
    threshold = case.instance.law.number("bonus_threshold_percent") / 100
    deviation = tasks["task_places"] - tasks["indicative_places"]
    tasks = tasks.assign(deviation_places=deviation, bonus_places=bonus_places(tasks, threshold))
    return _with_burdens(_with_change(tasks, sites, case), case)


def _with_change(tasks: pd.DataFrame, sites: pd.DataFrame, case: Case) -> pd.DataFrame:
    """What stands today, and by how much that differs at the end of the horizon."""
    standing = sites[sites["last_period"] >= case.periods["period"].iloc[-1]]
    at_the_end = tasks["municipality_code"].map(standing.groupby("municipality_code")["places"].sum()).fillna(0)
    today = tasks["municipality_code"].map(case.today["today_places"])
    return tasks.assign(today_places=today, change_places=at_the_end.astype(int) - today)


def _with_burdens(tasks: pd.DataFrame, case: Case) -> pd.DataFrame:
    """The three burdens side by side; together they stand empty where the model file does not count them."""
    tasks = tasks.join(case.burdens, on="municipality_code")
    together = tasks["task_places"] + tasks["other_places"]
    if not case.instance.model.families.burdens.enabled:
        together = together * float("nan")
    return tasks.assign(burden_places=together, burden_per_1000=1000 * together / tasks["population"])


def _labelled(table: pd.DataFrame, case: Case) -> pd.DataFrame:
    return table.assign(period=table["period"].map(case.periods.set_index("period")["label"]))


def _with_place(housing: pd.DataFrame, case: Case) -> pd.DataFrame:
    return housing.join(case.municipalities[["province_code", "region_code"]], on="to_municipality_code")


def _whole(values: Values) -> dict[str, int]:
    return {index: round(value) for index, value in values.items()}


def _series(values: Values, keys: Sequence[tuple[str | int, ...]], names: list[str]) -> pd.Series:
    if not keys:
        return pd.Series(dtype=float, index=pd.MultiIndex.from_arrays([[] for _ in names], names=names))
    return pd.Series([values[key] for key in keys], pd.MultiIndex.from_tuples(keys, names=names), dtype=float)
