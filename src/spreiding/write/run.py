"""From a finished plan to a folder of files, in two steps, so that files are audited before they count.

with stage_run(out) as staged:
    staged.write_plan(plan, boundaries)
    findings = audit_run(staged.folder, case, goals)
    staged.commit(manifest)

"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from spreiding.solve.matrix import Vector
from spreiding.write.columns import TABLES
from spreiding.write.errors import as_output_error
from spreiding.write.finish import as_text, finish
from spreiding.write.folder import RECORD, put_in_place, staged_folder
from spreiding.write.geopackage import make_layers, write_geopackage
from spreiding.write.geopackage_notes import About, make_notes
from spreiding.write.payoff_columns import PAYOFF
from spreiding.write.plan_styles import plan_styles
from spreiding.write.point_file import write_point
from spreiding.write.run_json import sha256_of, write_json
from spreiding.write.tables import write_csv, write_text

NATIONAL = "national"
GEOPACKAGE = "plan.gpkg"


@dataclass(frozen=True)
class WrittenPlan:
    """A plan as tables with the contract's columns, for all selected provinces together.

    ``provinces`` (province_code, province) names the provinces that get a folder; ``about`` is what the maps say
    of the plan; ``manifest`` becomes ``run.json``, ``payoff`` the table of that name (``None``: not asked for).
    """

    tasks: pd.DataFrame
    sites: pd.DataFrame
    placements: pd.DataFrame
    housing: pd.DataFrame
    scaling: pd.DataFrame
    regions: pd.DataFrame
    staff: pd.DataFrame
    provinces: pd.DataFrame
    about: About
    manifest: Mapping[str, Any] = field(default_factory=dict)
    payoff: Sequence[Mapping[str, Any]] | None = None


@dataclass(frozen=True)
class StagedRun:
    """A run that is being written in the hidden ``folder`` and will be seen at ``out`` after ``commit``."""

    folder: Path
    out: Path

    def write_plan(self, plan: WrittenPlan, boundaries: gpd.GeoDataFrame) -> None:
        """Write all folders; raise ``ContractError`` on a table that does not fit the contract."""
        with as_output_error(self.out):
            self._write_plan(plan, boundaries)

    def write_point(self, x: Vector) -> None:
        """Write the plan in the model's own terms beside the tables."""
        with as_output_error(self.out):
            write_point(x, self.folder)

    def commit(self, manifest: Mapping[str, Any]) -> Path:
        """Write ``run.json`` and bring the folder into sight.

        It holds ``manifest``, the list of ``files``, and the sha256 of every table in ``checksums``. A GeoPackage has
        none: looking at it with a map program may change its bytes.
        """
        files = sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())
        with as_output_error(self.out):
            checksums = {name: sha256_of(self.folder / name) for name in files if name.endswith((".csv", ".npy"))}
            write_json({**manifest, "files": files, "checksums": checksums}, self.folder / RECORD)
            put_in_place(self.folder, self.out)
        return self.out

    def _write_plan(self, plan: WrittenPlan, boundaries: gpd.GeoDataFrame) -> None:
        frames = (plan.tasks, plan.sites, plan.placements, plan.housing, plan.scaling, plan.regions, plan.staff)
        finished = {table.name: finish(frame, table) for table, frame in zip(TABLES, frames, strict=True)}
        texts = {table.name: as_text(finished[table.name], table) for table in TABLES}
        layers = make_layers(finished["tasks"], finished["sites"], finished["housing"], boundaries)
        notes = make_notes(plan_styles(layers.municipalities, layers.couplings), plan.about)
        _write_folder(self.folder / NATIONAL, texts)
        write_geopackage(layers, self.folder / NATIONAL / GEOPACKAGE, notes)
        for code, province in plan.provinces[["province_code", "province"]].itertuples(index=False):
            own = {name: text[text["province_code"] == code] for name, text in texts.items()}
            folder = self.folder / province_folder(code, province)
            _write_folder(folder, own)
            write_geopackage(layers.of_province(code), folder / GEOPACKAGE, notes)
        if plan.payoff is not None:
            write_csv(pd.DataFrame(plan.payoff, columns=PAYOFF.names), PAYOFF, self.folder / PAYOFF.file)


@contextmanager
def stage_run(out: Path) -> Iterator[StagedRun]:
    """Begin a run's folder; without ``commit`` nothing of it remains and what stood at ``out`` stays.

    Raises ``InputError`` when something stands at ``out`` that is no run, ``OutputError`` when the disk
    refuses.
    """
    with staged_folder(out) as stage:
        yield StagedRun(stage, out)


def write_run(plan: WrittenPlan, boundaries: gpd.GeoDataFrame, out: Path) -> Path:
    """Write a whole run, ``plan.manifest`` included, without looking at it in between."""
    with stage_run(out) as staged:
        staged.write_plan(plan, boundaries)
        return staged.commit(plan.manifest)


def province_folder(code: str, province: str) -> str:
    """Name a province's folder: its code and its name in small letters without accents (``PV21-fryslan``)."""
    bare = unicodedata.normalize("NFKD", province).encode("ascii", "ignore").decode()
    words = "".join(letter if letter.isalnum() else " " for letter in bare.lower()).split()
    return "-".join([code, *words])


def _write_folder(folder: Path, texts: Mapping[str, pd.DataFrame]) -> None:
    folder.mkdir()
    for table in TABLES:
        write_text(texts[table.name], folder / table.file)
