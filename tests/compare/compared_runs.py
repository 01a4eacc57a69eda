"""Runs in memory to hold side by side: two municipalities in two provinces, each with one site and one flow."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from run_files.written_runs import record
from write.write_frames import frame

from spreiding.compare.pair import Named, Pair, make_pair
from spreiding.run_files.read import WrittenRun
from spreiding.run_files.record import RunRecord
from spreiding.write.columns import HOUSING, PLACEMENTS, REGIONS, SCALING, SITES, STAFF, TASKS

FRAMES = (TASKS, SITES, PLACEMENTS, HOUSING, SCALING, REGIONS, STAFF)


def a_run(folder: str = "a", *, tasks: dict[str, list[Any]] | None = None, **parts: Any) -> WrittenRun:
    """A run; ``tasks``, ``sites``, ``housing`` and ``regions`` replace columns, other names parts of the record."""
    columns = {"tasks": tasks or {}}
    columns |= {name: parts.pop(name) for name in ("sites", "housing", "regions") if name in parts}
    frames = {table.name: made(table, columns.get(table.name, {})) for table in FRAMES}
    told = RunRecord.model_validate({**record(**parts), "files": [], "checksums": {}})
    return WrittenRun(Path(folder), told, "cc", {}, **frames)


def made(table: Any, columns: dict[str, list[Any]]) -> pd.DataFrame:
    names = {"site_id": ["S1", "S2"], "from_municipality_code": ["GM0001", "GM0002"], "period": ["2025-Q1", "2025-Q1"]}
    places = {"lon": [5.0, 5.1], "lat": [52.0, 52.1]}
    own = {name: value for name, value in {**names, **places}.items() if name in table.names}
    return frame(table, **{**own, **columns})


def a_pair(base: WrittenRun, run: WrittenRun, asked: tuple[str, ...] = ()) -> Pair:
    return make_pair(Named("A", base), Named("B", run), asked)


def without(run: WrittenRun, municipality: str) -> WrittenRun:
    """The run as if a municipality, and its province, were not planned."""
    tasks = run.tasks[run.tasks["municipality_code"] != municipality]
    selection = tuple(sorted(tasks["province_code"]))
    return replace(run, tasks=tasks, record=run.record.model_copy(update={"selection": selection}))
