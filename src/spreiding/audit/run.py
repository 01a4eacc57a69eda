"""The auditor's front door: a folder, what the input says, and the goals that the run claims."""

from collections.abc import Callable, Mapping
from pathlib import Path

from spreiding.audit import (
    burdens,
    delivery,
    durable_places,
    housing,
    mix,
    municipal_task,
    reach,
    regional_tables,
    regions,
    registration,
    scaling,
    sites,
    special,
    staff,
    stock,
    tracks,
    transition,
    wishes,
)
from spreiding.audit import goals as goal_values
from spreiding.audit.case import AuditCase
from spreiding.audit.evidence import Evidence, gather
from spreiding.audit.files import GEOPACKAGE, NATIONAL, Texts, audit_copies, audit_layout, read_tables
from spreiding.audit.finding import AuditFinding
from spreiding.audit.geopackage import audit_geopackage, expected_layers
from spreiding.audit.read import audit_form, typed
from spreiding.write.columns import TABLES

FAMILIES: tuple[tuple[str, Callable[[Evidence], list[AuditFinding]]], ...] = (
    ("municipal_task", municipal_task.check),
    ("sites", sites.check),
    ("scaling", scaling.check),
    ("stock", stock.check),
    ("regional_tables", regional_tables.check),
    ("staff", staff.check),
    ("durable_places", durable_places.check),
    ("delivery", delivery.check),
    ("registration", registration.check),
    ("tracks", tracks.check),
    ("special", special.check),
    ("mix", mix.check),
    ("reach", reach.check),
    ("housing", housing.check),
    ("transition", transition.check),
    ("wishes", wishes.check),
    ("burdens", burdens.check),
    ("regions", regions.check),
)


def audit_run(folder: Path, case: AuditCase, goals: Mapping[str, float]) -> tuple[AuditFinding, ...]:
    """Judge the files under ``folder`` (staged or in place) by the norms; none found wrong, none returned.

    ``goals`` gives the value of every goal as the run reports it. When the files are not of the form of the
    contract only findings of the family ``files`` are given: nothing else can be read from them then.
    """
    folders, layout = audit_layout(folder, case)
    if layout:
        return tuple(layout)
    texts, unreadable = _read_all(folder, folders)
    form = unreadable or audit_form(texts[""], NATIONAL)
    if form:
        return tuple(form)
    tables = {table.name: typed(texts[""][table.name], table) for table in TABLES}
    evidence = gather(case, tables)
    judged = [finding for _, check in FAMILIES for finding in check(evidence)]
    return (*_copies(folder, folders, texts), *judged, *goal_values.check(evidence, goals))


def recompute_goals(folder: Path, case: AuditCase) -> dict[str, float]:
    """Count every goal of ``case.goals`` from the national files alone; their form must be right."""
    texts, _ = read_tables(folder, NATIONAL)
    return goal_values.recompute(gather(case, {table.name: typed(texts[table.name], table) for table in TABLES}))


def _read_all(folder: Path, folders: Mapping[str, str]) -> tuple[dict[str, Texts], list[AuditFinding]]:
    texts, rows = {}, []
    for code, name in folders.items():
        texts[code], wrong = read_tables(folder, name)
        rows += wrong
    return texts, rows


def _copies(folder: Path, folders: Mapping[str, str], texts: Mapping[str, Texts]) -> list[AuditFinding]:
    layers = expected_layers(texts[""])
    rows = []
    for code, name in folders.items():
        if code:
            rows += audit_copies(texts[""], texts[code], code, name)
        rows += audit_geopackage(folder / name / GEOPACKAGE, f"{name}/{GEOPACKAGE}", layers, code)
    return rows
