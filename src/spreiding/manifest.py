"""``run.json``: what a run rests on, how it ended, and what the auditor said; enough to repeat and to contest it."""

import platform
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from spreiding import __version__
from spreiding.audit.finding import AuditFinding
from spreiding.goal_record import GoalRecord
from spreiding.inputs import Inputs, Request
from spreiding.instance import LAW_USED, Instance
from spreiding.law.cycle import cycle_remarks
from spreiding.law.exchanges import ledger_rows
from spreiding.law.indicative_share import rounding_difference
from spreiding.law.norms import Norms
from spreiding.law.parameters import Parameter
from spreiding.law.rest_task import BASIS
from spreiding.plan_record import three_burdens, transition
from spreiding.prepare.case import Case
from spreiding.prepare.inflow_band import Path
from spreiding.solution.plan_tables import Plan
from spreiding.solve.outcome import Status
from spreiding.solve.selftest import installed_highs
from spreiding.tables.bundle import TableFile

LIBRARIES = ("pyomo", "highspy", "pandas", "geopandas", "shapely", "numpy", "scipy")


def manifest(
    case: Case,
    status: Status,
    goals: GoalRecord,
    seconds: Mapping[str, float],
    audit: tuple[AuditFinding, ...],
) -> dict[str, Any]:
    """Compose the record of a run; plain values, stable key order."""
    instance = case.instance
    model, loaded = instance.model, instance.loaded
    return {
        "spreiding": __version__,
        "status": status.value,
        "model": {
            "name": model.name,
            "path": loaded.path.name,
            "sha256": loaded.sha256,
            "content": model.model_dump(mode="json", by_alias=True),
        },
        "selection": instance.selection,
        "provinces": _provinces(instance),
        "inputs": [_input(file) for file in instance.tables.files],
        "law": [_law(instance.law[name]) for name in LAW_USED],
        "cycle": cycle_remarks(model.dates, instance.law),
        "share": _share(instance),
        "exchanges": ledger_rows(model.exchanges, _province_of(instance)),
        "rest_task": _rest(case),
        "periods": case.periods[["label", "start", "end", "half_year"]],
        "due_period": case.periods.set_index("period")["label"][case.due_period],
        "scale": asdict(case.scale),
        "demand": case.demand.reset_index(),
        "scenario": model.inflow.scenario,
        "inflow_band": [_path(path, case) for path in case.band],
        "goal_method": model.goal_method,
        "goals": goals.goals,
        "weighted_sum": goals.weighted_sum,
        "payoff": goals.payoff,
        "soft_norms": goals.soft_norms,
        "excluded_sites": case.excluded,
        "audit": {"findings": [asdict(finding) for finding in audit]},
        "norms": _norms(),
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
        "solver": {"name": "HiGHS", "version": installed_highs(), **model.solver.model_dump()},
        "versions": {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
    }


def plan_record(plan: Plan, case: Case) -> dict[str, Any]:
    """What the plan comes to beside its goals: the change against today, and the three burdens."""
    weights = case.instance.model.families.burdens
    return {"transition": transition(plan.tasks), "burdens": three_burdens(plan.tasks, weights)}


def boundary_record(request: Request, inputs: Inputs) -> dict[str, Any]:
    """Which outlines the maps have, and whether they are schematic."""
    outlines = inputs.boundaries
    return {
        "file": "embedded" if request.boundaries is None else request.boundaries.name,
        "schematic": bool(outlines["schematic"].any()),
        "origins": outlines["origin"].value_counts().sort_index().to_dict(),
    }


def _province_of(instance: Instance) -> dict[str, str]:
    return dict(zip(instance.share["municipality_code"], instance.share["province_code"], strict=True))


def _provinces(instance: Instance) -> dict[str, str]:
    """Names of the provinces in the run, by code."""
    names = instance.share.drop_duplicates("province_code").set_index("province_code")["province"]
    return {code: str(names[code]) for code in instance.selection}


def _input(file: TableFile) -> dict[str, Any]:
    return {
        "table": file.name,
        "path": file.path.name,
        "sheet": file.sheet,
        "supplied": file.supplied,
        "sha256": file.sha256,
        "rows": file.rows,
        "origins": file.origins,
    }


def _law(parameter: Parameter) -> dict[str, Any]:
    return {
        "id": parameter.id,
        "value": parameter.value,
        "unit": parameter.unit,
        "article": parameter.article,
        "from": parameter.from_date,
        "certainty": parameter.certainty,
    }


def _share(instance: Instance) -> dict[str, Any]:
    need, share = instance.need, instance.share
    amv = int(share["indicative_amv"].sum())
    return {
        "national_need": need.places,
        "sum_of_rounded": int(share["indicative_places"].sum()),
        "difference": rounding_difference(share, need.places),
        "national_amv": need.amv,
        "sum_of_rounded_amv": amv,
        "difference_amv": amv - need.amv,
        "inhabitants": int(share["population"].sum()),
        "sum_of_weighting_factors": float(share["total_factor"].iloc[0]),
        "need_origin": need.origin,
        "ses_woa_origins": sorted(share["ses_woa_origin"].unique()),
        "population_origins": sorted(share["population_origin"].unique()),
    }


def _rest(case: Case) -> dict[str, Any]:
    """Every number that the rule for the rest fixes, with its calculation, and the offers that the run does not use."""
    asked = case.instance.model.rest_task
    if case.rest is None:
        return {"rule": asked.rule}
    elsewhere = sorted(set(asked.offers) - set(case.municipalities.index))
    return {"rule": asked.rule, "basis": BASIS, "numbers": case.rest, "offers_outside_the_selection": elsewhere}


def _path(path: Path, case: Case) -> dict[str, Any]:
    """A path of the inflow: persons in reception (permit holders not counted) and permits granted, per period."""
    labels = case.periods.set_index("period")["label"]
    return {
        "scenario": path.scenario,
        "planned": path.planned,
        "origin": path.origin,
        "note": path.note,
        "periods": [
            {"period": labels[t], "persons": round(path.persons[t], 3), "permits": round(path.permits[t], 3)}
            for t in case.periods["period"]
        ],
    }


def _norms() -> dict[str, Any]:
    """The whole register as it was for this run: what is modelled, approximated or left out, and why."""
    norms = Norms.load()
    return {"counts": norms.counts(), "register": [norm.model_dump() for norm in norms.norms]}
