"""Everything a run reads, read at once, so that all findings come together."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from spreiding import paths
from spreiding.errors import Finding, InputError
from spreiding.instance import Instance, make_instance
from spreiding.law.agreements import agreement_findings
from spreiding.law.exchanges import ledger_findings, with_exchanges
from spreiding.law.housing_task import HalfYear, housing_tasks
from spreiding.law.norms import Norms
from spreiding.law.parameters import LawBook
from spreiding.law.rest_task import rest_findings
from spreiding.model_file import LoadedModel, ModelFile, load_model
from spreiding.model_inflow import scenario_advice
from spreiding.norm_gaps import gap_findings
from spreiding.prepare.periods import planning_periods
from spreiding.tables.bundle import Reading, Tables, bundle, read_all
from spreiding.tables.cross_checks import Needs
from spreiding.write.errors import OutputError
from spreiding.write.folder import check_target

if TYPE_CHECKING:
    import geopandas as gpd

Read = TypeVar("Read")


@dataclass(frozen=True)
class Request:
    """What a user asked of ``spreiding plan``; ``None`` leaves the model file's own setting.

    ``payoff``: work out the payoff table too. ``scenario``: the one of the model file that is planned for.
    """

    model: Path
    out: Path
    provinces: tuple[str, ...] = ()
    data: Path | None = None
    boundaries: Path | None = None
    gap: float | None = None
    time_limit: float | None = None
    threads: int | None = None
    payoff: bool = False
    scenario: str | None = None


@dataclass(frozen=True)
class Inputs:
    """A validated instance and the outlines of its municipalities."""

    instance: Instance
    boundaries: "gpd.GeoDataFrame"


def read_inputs(request: Request) -> Inputs:
    """Read model, tables and boundaries, and look where the run is to go; raise one ``InputError`` with all findings.

    When nothing is wrong but that the disk refuses, that is an ``OutputError``.
    """
    findings: list[Finding] = []
    blocked = _blocked(request.out)
    loaded = _collect(findings, lambda: _planned(load_model(request.model), request.scenario))
    needs = None if loaded is None else needs_of(loaded.content)
    if loaded is not None:
        findings += gap_findings(loaded, Norms.load())
    reading = read_all(request.data, needs)
    tables = _collect(findings, lambda: bundle(reading))
    outlines = None if tables is None else _collect(findings, lambda: _outlines(request.boundaries, tables))
    if outlines is not None:
        findings += reading.outside(outlines)
    instance = None
    if loaded is not None and tables is not None:
        instance = _collect(findings, lambda: _instance(request, loaded, tables))
    if instance is None or outlines is None or findings:
        raise InputError([*findings, *_missing(request.boundaries, tables), *(blocked.findings if blocked else ())])
    if blocked:
        raise blocked
    return Inputs(instance, outlines)


@dataclass(frozen=True)
class Ground:
    """What there is, read and checked once for any number of models: tables and outlines."""

    reading: Reading
    tables: Tables
    outlines: "gpd.GeoDataFrame"


def read_ground(data: Path | None, boundaries: Path | None) -> Ground:
    """Read tables and boundaries; raise one ``InputError`` with all findings."""
    findings: list[Finding] = []
    reading = read_all(data)
    tables = _collect(findings, lambda: bundle(reading))
    outlines = None if tables is None else _collect(findings, lambda: _outlines(boundaries, tables))
    if outlines is not None:
        findings += reading.outside(outlines)
    if tables is None or outlines is None or findings:
        raise InputError([*findings, *_missing(boundaries, tables)])
    return Ground(reading, tables, outlines)


def inputs_on(ground: Ground, loaded: LoadedModel, request: Request) -> Inputs:
    """Put a model on tables that were read before; raise one ``InputError`` with all that does not fit.

    What ``read_inputs`` checks of a model is checked here; of ``request`` the paths are not looked at.
    """
    planned = _planned(loaded, request.scenario)
    findings = gap_findings(planned, Norms.load())
    findings += ground.reading.lacking(needs_of(planned.content))
    instance = None if findings else _collect(findings, lambda: _instance(request, planned, ground.tables))
    if instance is None:
        raise InputError(findings)
    return Inputs(instance, ground.outlines)


def _blocked(out: Path) -> InputError | OutputError | None:
    try:
        check_target(out)
    except (InputError, OutputError) as error:
        return error
    return None


def _outlines(boundaries: Path | None, tables: Tables) -> "gpd.GeoDataFrame":
    # Whoever only asks what a model needs of the tables draws no map.
    from spreiding.tables.boundaries import read_boundaries

    return read_boundaries(boundaries, tables.municipalities)


def _missing(boundaries: Path | None, tables: Tables | None) -> list[Finding]:
    """Outlines can't be judged without municipalities; that the file is not there can be said all the same."""
    from spreiding.tables.boundaries import path_findings

    return [] if tables is not None or boundaries is None else path_findings(boundaries)


def _instance(request: Request, loaded: LoadedModel, tables: Tables) -> Instance:
    instance = make_instance(_override(loaded, request), tables, paths.LAW, request.provinces)
    model = loaded.content
    if model.exchanges:
        halves = [HalfYear.parse(label) for label in planning_periods(model.horizon)["half_year"].unique()]
        years_before = instance.law.whole("housing_population_years_before")
        tasks = housing_tasks(tables.population, tables.housing_task_national, halves, years_before)
        findings = ledger_findings(model.exchanges, loaded.path.name, instance.share, tasks)
        if findings:
            raise InputError(findings)
    if model.families.regional_tables.enabled:
        codes = tables.municipalities.rename(columns={f"{model.region}_code": "region_code"})
        numbers = model.families.regional_tables.numbers
        findings = agreement_findings(numbers, loaded.path.name, codes, instance.selection)
        if findings:
            raise InputError(findings)
    if model.rest_task.rule == "pro_rata":
        agreed = with_exchanges(instance.share, model.exchanges)
        findings = rest_findings(model.rest_task.offers, loaded.path.name, agreed)
        if findings:
            raise InputError(findings)
    return instance


def _collect(findings: list[Finding], read: Callable[[], Read]) -> Read | None:
    try:
        return read()
    except InputError as error:
        findings.extend(error.findings)
        return None


def needs_of(model: ModelFile) -> Needs:
    """Give what a model asks of the tables."""
    labels = planning_periods(model.horizon)["half_year"].unique()
    halves = [HalfYear.parse(label) for label in labels]
    years_before = LawBook.load(paths.LAW).at(model.dates.estimate).whole("housing_population_years_before")
    return Needs.of(model.dates.population, model.dates.ses_woa_year, halves, years_before)


def _planned(loaded: LoadedModel, scenario: str | None) -> LoadedModel:
    """The model in the scenario that the command line asks for; the model file's own when it asks for none."""
    if scenario is None:
        return loaded
    known = list(loaded.content.inflow.scenarios)
    if scenario not in known:
        rule = f"is not a scenario of {loaded.path.name}"
        raise InputError([Finding("--scenario", None, None, scenario, rule, scenario_advice(scenario, known))])
    return replace(loaded, content=loaded.content.in_scenario(scenario))


def _override(loaded: LoadedModel, request: Request) -> LoadedModel:
    """Let the command line's solver settings replace those of the model file; a gap holds for every goal."""
    asked = {"gap": request.gap, "time_limit": request.time_limit, "threads": request.threads}
    changes = {name: value for name, value in asked.items() if value is not None}
    model = loaded.content
    goals = model.goals
    if request.gap is not None:
        goals = [goal.model_copy(update={"gap": None}) for goal in goals]
    solver = model.solver.model_copy(update=changes)
    content = model.model_copy(update={"solver": solver, "goals": goals})
    return LoadedModel(loaded.path, loaded.sha256, content)
