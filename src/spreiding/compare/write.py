"""A comparison's folder: tables, map layers, pictures and ``compare.json``, whole or not at all."""

from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from spreiding import __version__
from spreiding.compare.areas import total
from spreiding.compare.columns import MUNICIPALITIES, SITES, TABLES
from spreiding.compare.compare import Against, Comparison
from spreiding.compare.geopackage import about_runs, write_differences
from spreiding.compare.pair import Named, Pair
from spreiding.compare.picture import draw_differences
from spreiding.write.errors import as_output_error
from spreiding.write.finish import finish
from spreiding.write.folder import check_free, check_target, put_in_place, staged_folder
from spreiding.write.run_json import write_json
from spreiding.write.tables import write_csv

RECORD = "compare.json"
GEOPACKAGE = "differences.gpkg"
_check_free = partial(check_free, record=RECORD, kind="comparison")


def check_out(out: Path) -> None:
    """Raise ``InputError`` when ``out`` holds anything but a comparison, ``OutputError`` when the disk refuses."""
    check_target(out, _check_free)


def write_comparison(comparison: Comparison, out: Path) -> Path:
    """Write everything to ``out``; an older comparison there is replaced when all of the new one stands.

    Raise ``InputError`` when something else stands there, ``OutputError`` when the disk refuses.
    """
    with staged_folder(out, _check_free) as stage, as_output_error(out):
        _write_files(comparison, stage)
        files = sorted(path.name for path in stage.iterdir())
        write_json({**record(comparison), "files": files}, stage / RECORD)
        put_in_place(stage, out, _check_free)
    return out


def record(comparison: Comparison) -> dict[str, Any]:
    """What was compared, what differs in what it rests on, and the totals."""
    return {
        "spreiding": __version__,
        "base": comparison.runs[0].letter,
        "runs": [_run(named) for named in comparison.runs],
        "against": [_against(against) for against in comparison.against],
    }


def _write_files(comparison: Comparison, folder: Path) -> None:
    for table in TABLES:
        rows = pd.concat([against.frame(table.name) for against in comparison.against], ignore_index=True)
        write_csv(rows, table, folder / table.file)
    drawn = [
        (against.pair, finish(against.municipalities, MUNICIPALITIES), finish(against.sites, SITES))
        for against in comparison.against
    ]
    layers = [(pair.letter, municipalities, sites) for pair, municipalities, sites in drawn]
    write_differences(folder / GEOPACKAGE, layers, comparison.outlines, about_runs(comparison.runs))
    for pair, municipalities, sites in drawn:
        path = folder / f"differences_{pair.letter}.png"
        draw_differences(path, titles(pair), pair.letter, municipalities, sites, comparison.outlines)


def titles(pair: Pair) -> tuple[str, str]:
    """Title of a picture and the line below it."""
    names = list(pair.provinces.values())
    where = names[0] if len(names) == 1 else f"{len(names)} provinces"
    folders = f"A: {pair.base.run.folder.name}   {pair.letter}: {pair.other.run.folder.name}"
    return f"Places given to municipalities, {pair.letter} less A", f"{where}.   {folders}"


def _run(named: Named) -> dict[str, Any]:
    told = named.run.record
    return {
        "run": named.letter,
        "folder": named.run.folder,
        "run_json_sha256": named.run.sha256,
        "spreiding": told.spreiding,
        "status": told.status,
        "model": {"name": told.model.name, "path": told.model.path, "sha256": told.model.sha256},
        "selection": told.selection,
        "scenario": told.scenario,
        "goal_method": told.goal_method,
        "audit_findings": len(told.audit.findings),
    }


def _against(against: Against) -> dict[str, Any]:
    pair = against.pair
    return {
        "run": pair.letter,
        "differences": pair.grounds,
        "provinces": pair.provinces,
        "municipalities": len(against.municipalities),
        "municipalities_only_in_base": pair.only_base,
        "municipalities_only_in_run": pair.only_run,
        "totals": total(against.provinces),
    }
