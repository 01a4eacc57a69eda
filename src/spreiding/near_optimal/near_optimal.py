"""``spreiding alternatives``: plans that differ as much as can be and are nearly as good as a run. Read this first.

base = read_run(folder);  desk = open_desk(base)       the run, kept warm between commands (alternative/desk.py)
space = space_of(desk, provinces, tolerance)           all plans within the tolerance, as a matrix (within.py)
ranges = possible(space); searched(space, ranges)      the least and most of every municipality (ranges.py)
found = alternatives(space, ranges, number)            plans as far apart as can be (distance.py, search.py, whole.py)
write_near(near, out)                                  tables, map layers and a picture (tables.py, write.py)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from spreiding.alternative.desk import open_desk
from spreiding.errors import Finding, InputError
from spreiding.near_optimal.ranges import possible, searched
from spreiding.near_optimal.search import Alternative, alternatives
from spreiding.near_optimal.tables import alternatives_table, goals_table, ranges_table, sites_table
from spreiding.near_optimal.within import Space, space_of
from spreiding.result import Watch
from spreiding.run_files.read import WrittenRun, read_outlines, read_run
from spreiding.selection import select_provinces
from spreiding.solution.point import Point
from spreiding.solve.engine import Settings
from spreiding.solve.nearby import FEW
from spreiding.solve.selftest import check_solver


@dataclass(frozen=True)
class NearRequest:
    """What a user asked: the run's folder, how many alternatives, the tolerance as a part, and which provinces.

    Without provinces the whole run is decided again; ``data``: the tables it was made with, when not the embedded ones.
    """

    run: Path
    number: int
    tolerance: float
    provinces: tuple[str, ...] = ()
    data: Path | None = None


@dataclass(frozen=True)
class Near:
    """What came of it: the rows of every file by name, the alternatives in order, and outlines for maps.

    ``whole``: whether all of the run was decided again; ``others``: plans that were found for the ranges alone.
    """

    request: NearRequest
    base: WrittenRun
    provinces: Mapping[str, str]
    whole: bool
    space: Space
    found: tuple[Alternative, ...]
    others: int
    tables: Mapping[str, pd.DataFrame]
    outlines: gpd.GeoDataFrame


class NearWatch(Watch):
    """Keeps time per step, and hears how far each is; a screen overrides the rest to show it."""

    def count(self, done: int, of: int) -> None:
        """Be told how far a step is."""


def make_near(request: NearRequest, watch: NearWatch) -> Near:
    """Read the run, find ranges and alternatives, and work out all rows.

    Raise ``InputError`` on a run or province that can't be used, ``SolverError`` when HiGHS can't be trusted.
    """
    with watch.step("read base"):
        base, outlines = _read(request.run)
    provinces = _chosen(base, request.provinces)
    desk = open_desk(base, request.data, watch)
    solver = desk.case.instance.model.solver
    settings = Settings(solver.threads, solver.seed)
    check_solver(settings)
    space = space_of(desk, provinces, request.tolerance)
    _check_size(space, provinces)
    with watch.step("ranges"):
        ranges = possible(space, settings, watch.count)
    with watch.step("ends"):
        ranges, others = searched(space, ranges, settings, watch.count)
    with watch.step("alternatives"):
        found, ranges = alternatives(space, ranges, request.number, settings, watch.count)
    points = [Point.of(desk.matrix, desk.x), *(one.plan.point for one in found)]
    rows = alternatives_table(space, points)
    tables = {
        "alternatives": rows,
        "goals": goals_table(space, [space.values, *(one.plan.values for one in found)]),
        "ranges": ranges_table(space, ranges, rows),
        "sites": sites_table(space, points),
    }
    names = {code: base.record.provinces[code] for code in provinces}
    whole = set(provinces) == set(base.record.selection)
    return Near(request, base, names, whole, space, found, len(others), tables, outlines)


def _check_size(space: Space, provinces: tuple[str, ...]) -> None:
    """Raise ``InputError`` when so much is decided again that ranges and plans would take hours."""
    whole = int(space.matrix.integer.sum())
    if whole > FEW:
        rule = f"decides {whole:,} whole numbers again, more than the {FEW:,} that can be searched"
        advice = "Name one province, or two small ones; the rest of the run is then held as it is."
        raise InputError([Finding("--province", None, None, ", ".join(provinces), rule, advice)])


def _read(folder: Path) -> tuple[WrittenRun, gpd.GeoDataFrame]:
    base = read_run(folder)
    return base, read_outlines(base)


def _chosen(base: WrittenRun, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of the provinces that are decided again, all of the run when none is named."""
    known = base.record.provinces
    frame = pd.DataFrame({"province_code": list(known), "province": list(known.values())})
    chosen = select_provinces(frame, asked)
    if not chosen:
        rule, advice = "has no province to decide again", "Make the run again with `spreiding plan`."
        raise InputError([Finding(str(base.folder), None, None, None, rule, advice)])
    return chosen
