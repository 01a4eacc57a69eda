"""A base run made ready to be solved again: its case, its matrix and its point, kept warm between commands.

What is kept is worked out from the run's record, the tables and the point file, and held against the goals that the
run reports: a desk that says something else than the run is refused. It is kept in the user's own cache folder under
the sha256 of the run's record, so another run, or another version of the code, never finds it.
"""

import os
import pickle
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from platformdirs import user_cache_path
from pydantic import ValidationError

from spreiding import __version__, paths
from spreiding.errors import Finding, InputError
from spreiding.formulation.goal_units import goal_scale
from spreiding.formulation.sets import Sets
from spreiding.inputs import needs_of
from spreiding.instance import make_instance
from spreiding.model_file import LoadedModel, ModelFile
from spreiding.prepare.case import Case, prepare, with_pools_apart
from spreiding.result import Watch
from spreiding.run_files.read import WrittenRun
from spreiding.solve.matrix import Matrix, Vector
from spreiding.tables.bundle import Tables, read_tables
from spreiding.tables.offered import with_offered
from spreiding.write.point_file import digest, read_point

CACHE = "SPREIDING_CACHE"
# A desk of the country is 5 MB; more than a season of tables needs is not kept.
MOST_KEPT = 20
# The record has the goals to all digits, and the point is the one they were counted from.
CLOSE = 1e-6
_AGAIN = "Make the base again with `spreiding plan`."


@dataclass(frozen=True)
class Desk:
    """``case`` is the one the base was solved as; ``x`` its plan in the columns of ``matrix``."""

    case: Case
    sets: Sets
    matrix: Matrix
    x: Vector


def open_desk(base: WrittenRun, data: Path | None, watch: Watch) -> Desk:
    """Give the desk of a run: the one that is kept, or a new one, which is then kept.

    ``data``: the folder of tables that the run was made with, when it was not the embedded ones. Raise ``InputError``
    when the tables, or what the code makes of them, are not those of the run.
    """
    kept = cache_folder() / f"{_key(base)}.desk"
    with watch.step("base"):
        desk = _load(kept)
    if desk is None:
        with watch.step("build base"):
            desk = make_desk(base, data)
        _keep(desk, kept)
    return desk


def cache_folder() -> Path:
    """Where desks are kept: the user's cache folder, or the one that SPREIDING_CACHE names."""
    return Path(os.environ.get(CACHE) or user_cache_path("spreiding")) / "desks"


def make_desk(base: WrittenRun, data: Path | None) -> Desk:
    """Work a desk out from the run's record, the tables and its point."""
    # Pyomo is only needed where nothing is kept yet.
    from spreiding.formulation.build import build
    from spreiding.formulation.compile import compile_model

    case = _case(base, _tables(base, data))
    formulation = build(case)
    desk = Desk(case, formulation.sets, compile_model(formulation.model), read_point(base.folder))
    _check_point(base, desk)
    return desk


def model_of(base: WrittenRun) -> LoadedModel:
    """The model of a run, after all options, as its record has it; raise ``InputError`` when it is none."""
    used = base.record.model
    try:
        content = ModelFile.model_validate(used.content)
    except ValidationError as error:
        raise _refuse(base, f"holds a model that this version can't read ({error.errors()[0]['msg']})") from error
    return LoadedModel(Path(used.path), used.sha256, content)


def _tables(base: WrittenRun, data: Path | None) -> Tables:
    read = read_tables(data, needs_of(model_of(base).content))
    had = {file.table: file.sha256 for file in base.record.inputs}
    other = sorted(file.name for file in read.files if had.get(file.name) != file.sha256)
    if other:
        own = [file.table for file in base.record.inputs if file.supplied == "own"]
        advice = f"Give --data with the folder it was made with ({', '.join(own)})." if own else _AGAIN
        raise _refuse(base, f"was made with other tables than these: {', '.join(other)}", advice)
    return replace(read, sites=with_offered(read.sites, base.record.offers, base.folder.name))


def _case(base: WrittenRun, tables: Tables) -> Case:
    case = prepare(make_instance(model_of(base), tables, paths.LAW, base.record.selection))
    return with_pools_apart(case, base.record.point.regions_apart) if base.record.point.regions_apart else case


def _check_point(base: WrittenRun, desk: Desk) -> None:
    told = base.record.point
    if digest(desk.matrix.columns) != told.columns_sha256 or len(desk.x) != told.columns:
        raise _refuse(base, "was made by another version: this one builds another model from its record")
    for number, goal in enumerate(base.record.goals):
        value = desk.matrix.value(number, desk.x) * goal_scale(goal.goal)
        if not np.isclose(value, goal.value, rtol=CLOSE, atol=CLOSE * goal_scale(goal.goal)):
            rule = f"reports {goal.value:g} for the goal {goal.goal}, but its point makes {value:g}"
            raise _refuse(base, rule)


def _refuse(base: WrittenRun, rule: str, advice: str = _AGAIN) -> InputError:
    return InputError([Finding(str(base.folder), None, None, None, rule, advice)])


def _key(base: WrittenRun) -> str:
    """Of the run and of the code: a desk holds objects of this very version, down to the files it came from."""
    files = sorted(Path(__file__).parents[1].rglob("*.py"))
    stamp = [f"{path.name} {status.st_mtime_ns} {status.st_size}" for path in files for status in (path.stat(),)]
    return sha256("\n".join([base.sha256, __version__, *stamp]).encode()).hexdigest()


def _load(path: Path) -> Desk | None:
    """The kept desk; none when there is none, or when what stands there can't be read back."""
    try:
        with path.open("rb") as file:
            found: Any = pickle.load(file)
    except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, IndexError, ValueError, TypeError):
        return None
    path.touch()
    return found if isinstance(found, Desk) else None


def _keep(desk: Desk, path: Path) -> None:
    """Keep a desk, whole or not at all; a cache that can't be written costs seconds and nothing else."""
    beside = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with beside.open("wb") as file:
            pickle.dump(desk, file, protocol=pickle.HIGHEST_PROTOCOL)
        beside.replace(path)
        for old in sorted(path.parent.glob("*.desk"), key=lambda item: item.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink()
