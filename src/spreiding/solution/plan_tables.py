"""The tables of a plan, read from a settled model; columns as in ``write/columns.py``."""

from dataclasses import dataclass

import pandas as pd
import pyomo.environ as pyo

from spreiding.formulation.build import Formulation
from spreiding.formulation.sets import HOME
from spreiding.law.bonus import bonus_places
from spreiding.prepare.case import Case
from spreiding.prepare.periods import DAYS_PER_PERIOD
from spreiding.solution.couple import couple
from spreiding.solution.leaving import leaving
from spreiding.solution.share_out import share_out
from spreiding.solution.spread import spread_persons


@dataclass(frozen=True)
class Plan:
    """A plan for the selected provinces."""

    tasks: pd.DataFrame
    sites: pd.DataFrame
    placements: pd.DataFrame
    housing: pd.DataFrame


def plan_tables(formulation: Formulation, case: Case) -> Plan:
    """Read the four tables; the model's variables must hold a settled point."""
    m = formulation.model
    sites = _open_sites(m, case)
    persons = _series(m.persons, ["region_code", "location_type", "track", "period"])
    overflow = _series(m.overflow, ["site_id", "cell", "period"]).groupby(["cell", "period"]).sum()
    placements = spread_persons(persons, overflow, sites, case)
    state = leaving(share_out(formulation, case), case)
    elsewhere = _series(m.coupled_unplaced, ["region_code", "period"])
    housing = couple(state, placements, elsewhere, sites, case)
    return Plan(
        tasks=_tasks(m, case),
        sites=sites,
        placements=_labelled(placements, case).assign(
            overflow=placements["location_type"] != placements["track"].map(HOME)
        ),
        housing=_with_place(_labelled(housing, case), case),
    )


def _open_sites(m: pyo.ConcreteModel, case: Case) -> pd.DataFrame:
    index = ["site_id", "location_type", "period"]
    chosen = _series(m.places, index).rename("places").reset_index()
    chosen = chosen[_series(m.start, index).to_numpy() > 0.5].merge(case.choices, on=index)
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


def _tasks(m: pyo.ConcreteModel, case: Case) -> pd.DataFrame:
    tasks = case.municipalities.reset_index()
    code = tasks["municipality_code"]
    for column in ("task_regular", "task_amv", "shortfall_regular", "shortfall_amv"):
        tasks[column] = code.map(_whole(m.component(column)))
    counted = {kind: code.map(_whole(m.component(f"counted_{kind}"))) for kind in ("ordinary", "special", "amv")}
    tasks["durable_regular"] = counted["ordinary"] + counted["special"]
    tasks["durable_amv"] = counted["amv"]
    for column in ("task", "durable", "shortfall"):
        tasks[f"{column}_places"] = tasks[f"{column}_regular"] + tasks[f"{column}_amv"]
    tasks["exchanged_places"] = tasks["agreed_places"] - tasks["indicative_places"]
    tasks["exchanged_amv"] = tasks["agreed_amv"] - tasks["indicative_amv"]
    threshold = case.instance.law.number("bonus_threshold_percent") / 100
    deviation = tasks["task_places"] - tasks["indicative_places"]
    return tasks.assign(deviation_places=deviation, bonus_places=bonus_places(tasks, threshold))


def _labelled(table: pd.DataFrame, case: Case) -> pd.DataFrame:
    return table.assign(period=table["period"].map(case.periods.set_index("period")["label"]))


def _with_place(housing: pd.DataFrame, case: Case) -> pd.DataFrame:
    return housing.join(case.municipalities[["province_code", "region_code"]], on="to_municipality_code")


def _whole(component: pyo.Var) -> dict[str, int]:
    return {index: round(variable.value or 0.0) for index, variable in component.items()}


def _series(component: pyo.Var, names: list[str]) -> pd.Series:
    index = pd.MultiIndex.from_tuples(list(component.keys()), names=names) if len(component) else None
    values = [variable.value or 0.0 for variable in component.values()]
    if index is None:
        index = pd.MultiIndex.from_arrays([[] for _ in names], names=names)
    return pd.Series(values, index=index, dtype=float)
