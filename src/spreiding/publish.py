"""From a solved case to a folder that stands: tables, audit, record; nothing is seen before all of it is right."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd

from spreiding.about_plan import about_plan
from spreiding.audit.run import audit_run
from spreiding.audit_input import audit_case
from spreiding.goal_record import GoalRecord
from spreiding.manifest import manifest, plan_record
from spreiding.prepare.case import Case
from spreiding.result import Result, Watch
from spreiding.solution.plan_tables import Plan
from spreiding.solved import Solved
from spreiding.write.columns import HOUSING, PLACEMENTS, REGIONS, SCALING, SITES, STAFF, TASKS
from spreiding.write.point_file import POINT, digest
from spreiding.write.run import WrittenPlan, stage_run


def publish(
    solved: Solved,
    plan: Plan,
    case: Case,
    goals: GoalRecord,
    boundaries: gpd.GeoDataFrame,
    out: Path,
    more: Mapping[str, Any],
    watch: Watch,
) -> Result:
    """Write a plan's folder, audit it there, and bring it into sight; ``more`` goes into its record.

    ``case`` is the one that was asked, of which ``solved.case`` may have regions apart. Raise ``InputError`` when
    something else stands at ``out``, ``OutputError`` when the disk refuses.
    """
    with stage_run(out) as staged:
        with watch.step("write"):
            staged.write_plan(written(plan, case, goals.payoff), boundaries)
            staged.write_point(solved.settled.vector(solved.matrix))
        with watch.step("audit"):
            findings = audit_run(staged.folder, audit_case(case), goals.values)
        record = manifest(case, solved.status, goals, watch.seconds, findings)
        folder = staged.commit({**record, **plan_record(plan, case), **more, "point": _point(solved)})
    parts = (goals.weighted_sum, goals.payoff, goals.soft_norms)
    return Result(solved.status, folder, goals.goals, case, plan, findings, *parts)


def _point(solved: Solved) -> dict[str, Any]:
    """What ``point.npy`` holds: which columns, and which regions had their municipalities apart."""
    pools = solved.case.pools.region
    return {
        "file": POINT,
        "columns": len(solved.matrix.columns),
        "columns_sha256": digest(solved.matrix.columns),
        "regions_apart": sorted({region for pool, region in pools.items() if pool != region}),
    }


def written(plan: Plan, case: Case, payoff: tuple[Mapping[str, Any], ...] | None = None) -> WrittenPlan:
    """The plan as it is written: the contract's columns, the provinces that get a folder, and the payoff table."""
    share = case.instance.share
    provinces = share[["province_code", "province"]].drop_duplicates().sort_values("province_code")
    provinces = provinces[provinces["province_code"].isin(case.instance.selection)]
    return WrittenPlan(
        tasks=plan.tasks[TASKS.names],
        sites=plan.sites[SITES.names],
        placements=plan.placements[PLACEMENTS.names],
        housing=plan.housing[HOUSING.names],
        scaling=plan.scaling[SCALING.names],
        regions=plan.regions[REGIONS.names],
        staff=plan.staff[STAFF.names],
        provinces=provinces,
        about=about_plan(case.instance),
        payoff=payoff,
    )
