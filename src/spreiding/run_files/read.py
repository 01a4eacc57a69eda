"""From the folder that ``spreiding plan`` wrote to a ``WrittenRun``; what is wrong with the folder is told in words.

run = read_run(Path("out/overijssel"))
run.record.goals, run.record.model.content, run.tasks, run.sites, run.housing

Nothing here imports Pyomo, so a command that only reads runs starts fast.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from pydantic import ValidationError

from spreiding.audit.files import GEOPACKAGE, NATIONAL, Texts, read_tables
from spreiding.audit.finding import AuditFinding
from spreiding.audit.read import audit_form, typed
from spreiding.errors import Finding, InputError
from spreiding.run_files.record import RunRecord
from spreiding.write.columns import TABLES
from spreiding.write.folder import RECORD
from spreiding.write.run_json import sha256_of

if TYPE_CHECKING:
    import geopandas as gpd

_FOLDER = "Give a folder that `spreiding plan` wrote: the one with run.json in it."
_AGAIN = "Make the run again with `spreiding plan`, or give another."
_OUTLINES = ("municipality_code", "schematic", "boundary_origin")


@dataclass(frozen=True)
class WrittenRun:
    """A run as it stands on disk.

    ``record`` is run.json, ``sha256`` that of its bytes, ``raw`` all of it as JSON has it. The frames are the tables of
    ``national/`` with the columns of the contract (``spreiding.write.columns``, docs/output.md) in its order: whole
    numbers ``int64``, decimals and numbers that may be empty ``float64`` (empty: NaN), yes and no ``bool``, texts and
    dates ``str`` (empty: ``""``, dates ``2025-07-01``), without the apostrophes that guard spreadsheets.
    """

    folder: Path
    record: RunRecord
    sha256: str
    raw: Mapping[str, Any]
    tasks: pd.DataFrame
    sites: pd.DataFrame
    placements: pd.DataFrame
    housing: pd.DataFrame
    scaling: pd.DataFrame
    regions: pd.DataFrame
    staff: pd.DataFrame


def read_run(folder: Path) -> WrittenRun:
    """Read a run; raise ``InputError`` with all that is wrong when it is missing, foreign, broken or changed since.

    Checked are run.json, that every file it lists is there, the form of the national tables against the contract, and
    the checksums of all CSV files. Files that the run did not write are left alone.
    """
    raw, digest = _read_json(folder)
    record = _record(folder, raw)
    findings = [*_missing(folder, record), *_changed(folder, record)]
    if findings:
        raise InputError(findings)
    frames = _frames(folder)
    return WrittenRun(folder, record, digest, raw, **frames)


def read_outlines(run: WrittenRun) -> "gpd.GeoDataFrame":
    """Read the outlines of the run's municipalities: municipality_code, schematic, boundary_origin, geometry.

    Coordinates are in EPSG:28992; a municipality without an outline has no geometry. Raises ``InputError`` when
    ``national/plan.gpkg`` can't be read or lacks the layer.
    """
    # Most of what reads a run needs no map.
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError

    path = run.folder / NATIONAL / GEOPACKAGE
    try:
        frame = pyogrio.read_dataframe(path, layer="municipalities", columns=list(_OUTLINES))
        return frame[[*_OUTLINES, "geometry"]]
    except (DataSourceError, DataLayerError, KeyError, OSError) as error:
        rule = f"is no GeoPackage with the layer municipalities of a run ({' '.join(str(error).split())})"
        raise InputError([Finding(str(path), None, None, None, rule, _AGAIN)]) from error


def _read_json(folder: Path) -> tuple[dict[str, Any], str]:
    path = folder / RECORD
    if not folder.is_dir():
        raise _refuse(folder, "is no folder" if folder.exists() else "does not exist", _FOLDER)
    try:
        content = path.read_bytes()
        raw = json.loads(content.decode("utf-8"))
    except FileNotFoundError as error:
        raise _refuse(folder, f"is no run: there is no {RECORD} in it", _FOLDER) from error
    except OSError as error:
        raise _refuse(path, f"can't be read ({(error.strerror or str(error)).lower()})", _FOLDER) from error
    except (ValueError, RecursionError) as error:
        raise _refuse(path, f"is no JSON ({' '.join(str(error).split())})", _AGAIN) from error
    if not isinstance(raw, dict) or not isinstance(raw.get("spreiding"), str):
        raise _refuse(path, "is not the record of a spreiding run", _FOLDER)
    return raw, hashlib.sha256(content).hexdigest()


def _record(folder: Path, raw: Mapping[str, Any]) -> RunRecord:
    try:
        return RunRecord.model_validate(raw)
    except ValidationError as error:
        advice = f"The record was changed, or another version of spreiding made it. {_AGAIN}"
        places = [(".".join(map(str, item["loc"])), item["msg"].rstrip(".")) for item in error.errors()]
        name = str(folder / RECORD)
        raise InputError([Finding(name, None, where, None, rule, advice) for where, rule in places]) from error


def _missing(folder: Path, record: RunRecord) -> list[Finding]:
    wanted = {*record.files, *record.checksums, *(f"{NATIONAL}/{table.file}" for table in TABLES)}
    gone = [name for name in sorted(wanted) if not (folder / name).is_file()]
    return [Finding(str(folder / name), None, None, None, f"is gone: {RECORD} lists it", _AGAIN) for name in gone]


def _changed(folder: Path, record: RunRecord) -> list[Finding]:
    rule = f"was changed after the run: its sha256 is not that of {RECORD}"
    return [
        Finding(str(folder / name), None, None, None, rule, _AGAIN)
        for name, digest in record.checksums.items()
        if (folder / name).is_file() and sha256_of(folder / name) != digest
    ]


def _frames(folder: Path) -> dict[str, pd.DataFrame]:
    texts, unreadable = read_tables(folder, NATIONAL)
    wrong = unreadable or audit_form(texts, NATIONAL)
    if wrong:
        raise InputError(_in_words(folder, finding) for finding in wrong)
    return _typed(texts)


def _typed(texts: Texts) -> dict[str, pd.DataFrame]:
    return {table.name: typed(texts[table.name], table) for table in TABLES}


def _in_words(folder: Path, finding: AuditFinding) -> Finding:
    rule = f"{finding.rule}; found {finding.found}, expected {finding.expected} ({finding.article})"
    return Finding(str(folder / finding.file), None, finding.key, None, rule, _AGAIN)


def _refuse(path: Path, rule: str, advice: str) -> InputError:
    return InputError([Finding(str(path), None, None, None, rule, advice)])
