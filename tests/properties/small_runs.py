"""Whole runs of small countries by chance: read from memory, and from there what every run goes through."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import geopandas as gpd
import shapely
from oracle.random_countries import draw, draw_special

from spreiding import plan
from spreiding.audit import AuditFinding, audit_run
from spreiding.audit_input import audit_case
from spreiding.inputs import Inputs, Request
from spreiding.instance import Instance
from spreiding.publish import written
from spreiding.result import Result, Watch
from spreiding.write.run import WrittenPlan, write_run


def run(instance: Instance, out: Path) -> Result:
    """Plan, write and audit an instance as ``make_plan`` does, with a square around every municipality."""
    inputs = Inputs(instance, _outlines(instance))
    with patch.object(plan, "read_inputs", return_value=inputs):
        return plan.make_plan(Request(model=Path("small.yaml"), out=out), Watch())


@cache
def made(seed: int, with_special: bool = False) -> Result:
    """The run of a country by chance (with special reception, if asked), kept for many tests."""
    drawn = draw_special(seed) if with_special else draw(seed)
    with TemporaryDirectory() as folder:
        return run(drawn.case().instance, Path(folder) / "run")


def plan_of(result: Result) -> WrittenPlan:
    """The tables of a run, as they were written."""
    assert result.plan is not None
    return written(result.plan, result.case)


def with_other(tables: WrittenPlan, table: str, row: int, column: str, more: int) -> WrittenPlan:
    """The tables with one number changed."""
    frame = getattr(tables, table).reset_index(drop=True).copy()
    frame[column] = frame[column] + [more * (n == row) for n in range(len(frame))]
    return replace(tables, **{table: frame})


def audited(result: Result, tables: WrittenPlan) -> tuple[AuditFinding, ...]:
    """What the auditor finds when these tables are written, beside the goals and the input of a run."""
    case = result.case
    with TemporaryDirectory() as folder:
        out = write_run(tables, _outlines(case.instance), Path(folder) / "run")
        return audit_run(out, audit_case(case), {row["goal"]: row["value"] for row in result.goals})


def _outlines(instance: Instance) -> gpd.GeoDataFrame:
    towns = instance.tables.municipalities
    centres = gpd.points_from_xy(towns["lon"], towns["lat"], crs=4326).to_crs(28992)
    squares = shapely.box(centres.x - 2e3, centres.y - 2e3, centres.x + 2e3, centres.y + 2e3)
    frame = towns[["municipality_code"]].assign(schematic=True, origin="synthetic")
    return gpd.GeoDataFrame(frame, geometry=squares, crs=28992)
