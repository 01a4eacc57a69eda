"""Everything a run reads, read at once, so that all findings come together."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import geopandas as gpd

from spreiding import paths
from spreiding.errors import Finding, InputError
from spreiding.instance import Instance, make_instance
from spreiding.law.housing_task import HalfYear
from spreiding.law.norms import Norms
from spreiding.law.parameters import LawBook
from spreiding.model_file import LoadedModel, ModelFile, load_model
from spreiding.norm_gaps import gap_findings
from spreiding.prepare.periods import planning_periods
from spreiding.tables.boundaries import read_boundaries
from spreiding.tables.bundle import Tables, read_tables
from spreiding.tables.cross_checks import Needs

Read = TypeVar("Read")


@dataclass(frozen=True)
class Request:
    """What a user asked of ``spreiding plan``; ``None`` leaves the model file's own setting."""

    model: Path
    out: Path
    provinces: tuple[str, ...] = ()
    data: Path | None = None
    boundaries: Path | None = None
    gap: float | None = None
    time_limit: float | None = None
    threads: int | None = None


@dataclass(frozen=True)
class Inputs:
    """A validated instance and the outlines of its municipalities."""

    instance: Instance
    boundaries: gpd.GeoDataFrame


def read_inputs(request: Request) -> Inputs:
    """Read model, tables and boundaries; raise one ``InputError`` with the findings of all of them."""
    findings: list[Finding] = []
    loaded = _collect(findings, lambda: load_model(request.model))
    needs = None if loaded is None else _needs(loaded.content)
    if loaded is not None:
        findings += gap_findings(loaded, Norms.load())
    tables = _collect(findings, lambda: read_tables(request.data, needs))
    outlines = None if tables is None else _collect(findings, lambda: _outlines(request, tables))
    instance = None
    if loaded is not None and tables is not None:
        instance = _collect(findings, lambda: _instance(request, loaded, tables))
    if instance is None or outlines is None or findings:
        raise InputError([*findings, *_missing(request, tables)])
    return Inputs(instance, outlines)


def _outlines(request: Request, tables: Tables) -> gpd.GeoDataFrame:
    return read_boundaries(request.boundaries, tables.municipalities)


def _missing(request: Request, tables: Tables | None) -> list[Finding]:
    """Outlines can't be judged without municipalities; that the file is not there can be said all the same."""
    if tables is not None or request.boundaries is None or request.boundaries.is_file():
        return []
    return [Finding(request.boundaries.name, None, None, None, "is not there", "Check the path after --boundaries.")]


def _instance(request: Request, loaded: LoadedModel, tables: Tables) -> Instance:
    return make_instance(_override(loaded, request), tables, paths.LAW, request.provinces)


def _collect(findings: list[Finding], read: Callable[[], Read]) -> Read | None:
    try:
        return read()
    except InputError as error:
        findings.extend(error.findings)
        return None


def _needs(model: ModelFile) -> Needs:
    labels = planning_periods(model.horizon)["half_year"].unique()
    halves = [HalfYear.parse(label) for label in labels]
    years_before = LawBook.load(paths.LAW).at(model.dates.estimate).whole("housing_population_years_before")
    return Needs.of(model.dates.population, model.dates.ses_woa_year, halves, years_before)


def _override(loaded: LoadedModel, request: Request) -> LoadedModel:
    """Let the command line's solver settings replace those of the model file; a gap replaces that of every goal."""
    asked = {"gap": request.gap, "time_limit": request.time_limit, "threads": request.threads}
    changes = {name: value for name, value in asked.items() if value is not None}
    model = loaded.content
    goals = model.goals
    if request.gap is not None:
        goals = [goal.model_copy(update={"gap": request.gap}) for goal in goals]
    solver = model.solver.model_copy(update=changes)
    content = model.model_copy(update={"solver": solver, "goals": goals})
    return LoadedModel(loaded.path, loaded.sha256, content)
