"""From a run's folder to a report's folder, the kinds of document that are asked for in it: read this first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from spreiding import __version__
from spreiding.errors import Finding, InputError
from spreiding.report.kinds import KINDS, Asked, Kind, Setting
from spreiding.report.release import release_findings
from spreiding.run_files.read import WrittenRun, read_run
from spreiding.selection import select_provinces
from spreiding.write.errors import as_output_error
from spreiding.write.folder import check_free, check_target, put_in_place, staged_folder
from spreiding.write.run_json import sha256_of, write_json

RECORD = "report.json"
_check_free = partial(check_free, record=RECORD, kind="report")
Tell = Callable[[str], None]


@dataclass(frozen=True)
class ReportRequest:
    """What a user asked: the run's folder, kinds by name, provinces by code or name (none: all), and other options."""

    run: Path
    kinds: tuple[str, ...]
    provinces: tuple[str, ...] = ()
    release: bool = False
    compare: tuple[Path, ...] = ()
    templates: Path | None = None
    data: Path | None = None
    known: Mapping[str, Kind] = field(default_factory=lambda: KINDS)


def make_report(request: ReportRequest, out: Path, tell: Tell = lambda what: None) -> Path:
    """Make the kinds asked for and write them to ``out``; an older report there is replaced when all of it stands.

    ``tell`` hears what is being done. Raise ``InputError`` when options don't go together, a run can't be read, or one
    that may not be released should be; when ``out`` holds something else; ``OutputError`` when the disk refuses.
    """
    check_request(request)
    check_target(out, _check_free)
    asked = _read(request, tell)
    with staged_folder(out, _check_free) as stage, as_output_error(out):
        for name in request.kinds:
            tell(f"making {name}")
            folder = stage / name
            folder.mkdir()
            request.known[name].make(asked, folder)
        write_json(record(request, asked, stage), stage / RECORD)
        put_in_place(stage, out, _check_free)
    return out


def check_request(request: ReportRequest) -> None:
    """Raise ``InputError`` when no kind is asked for, or an option is given that none of those heeds."""
    every = [f"--{name}" for name in request.known]
    if not request.kinds:
        rule, advice = "was asked for nothing", f"Give one or more of {', '.join(every)}."
        raise InputError([Finding("report", None, None, None, rule, advice)])
    heeded = {setting for name in request.kinds for setting in request.known[name].heeds}
    findings = [_unheeded(request, setting) for setting in _given(request) if setting not in heeded]
    if findings:
        raise InputError(findings)


def record(request: ReportRequest, asked: Asked, folder: Path) -> dict[str, Any]:
    """``report.json``: the run and its sha256, what was asked, and every file with its sha256."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    names = asked.run.record.provinces
    return {
        "spreiding": __version__,
        "run": _run(asked.run),
        "compared_with": [_run(run) for run in asked.others],
        "kinds": request.kinds,
        "provinces": {code: names[code] for code in asked.provinces},
        "released": asked.released,
        "templates": request.templates,
        "files": files,
        "checksums": {name: sha256_of(folder / name) for name in files},
    }


def _read(request: ReportRequest, tell: Tell) -> Asked:
    tell("reading the run")
    run = read_run(request.run)
    if request.release and (findings := release_findings(run)):
        raise InputError(findings)
    known = run.record.provinces
    frame = pd.DataFrame({"province_code": list(known), "province": list(known.values())})
    provinces = select_provinces(frame, request.provinces)
    others = tuple(read_run(folder) for folder in request.compare)
    return Asked(run, others, provinces, request.release, request.templates, request.data, tell)


def _given(request: ReportRequest) -> list[Setting]:
    settings: dict[Setting, bool] = {
        "release": request.release,
        "compare": bool(request.compare),
        "templates": request.templates is not None,
        "data": request.data is not None,
    }
    return [setting for setting, given in settings.items() if given]


def _unheeded(request: ReportRequest, setting: Setting) -> Finding:
    """An option that would do nothing."""
    able = [f"--{name}" for name, kind in request.known.items() if setting in kind.heeds]
    advice = f"Give it with {' or '.join(able)}, or leave it out." if able else "Leave it out."
    return Finding(f"--{setting}", None, None, None, "does nothing for what is asked", advice)


def _run(run: WrittenRun) -> dict[str, Any]:
    told = run.record
    return {
        "folder": run.folder,
        "run_json_sha256": run.sha256,
        "spreiding": told.spreiding,
        "status": told.status,
        "model": {"name": told.model.name, "path": told.model.path, "sha256": told.model.sha256},
        "scenario": told.scenario,
        "audit_findings": len(told.audit.findings),
    }
