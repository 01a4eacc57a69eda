"""Small bases: a country in memory, its run on disk, and the desk that a real base would have."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
from builders import Row, arrivals, country, site, town
from properties.small_runs import run

from spreiding.alternative.alternative import Answer, answer_of
from spreiding.alternative.desk import Desk
from spreiding.alternative.file import as_alternative
from spreiding.alternative.question import pose
from spreiding.formulation.build import build
from spreiding.formulation.compile import compile_model
from spreiding.instance import Instance
from spreiding.prepare.case import prepare, with_pools_apart
from spreiding.result import Watch
from spreiding.run_files.read import WrittenRun, read_run
from spreiding.write.point_file import read_point

# Two provinces side by side: in the first a town without sites and one with places over, in the second the reverse.
TOWNS = [
    town("GM0001", 100, province="PV20", region="VR01"),
    town("GM0002", 100, province="PV20", region="VR01", at=(5.0, 0.0)),
    town("GM0003", 80, province="PV21", region="VR02", at=(20.0, 0.0)),
    town("GM0004", 120, province="PV21", region="VR02", at=(25.0, 0.0)),
]
NEW: Row = {"existing": False, "opening_cost_eur": 1_000_000}
SITES = [
    site("S1", "GM0001", "azc", (100, 160), cost_per_place_day_eur=50.0),
    site("S2", "GM0002", "azc", (100, 200), cost_per_place_day_eur=60.0, **NEW),
    site("S3", "GM0004", "azc", (100, 200), at=(25.0, 0.0), cost_per_place_day_eur=50.0),
    site("S4", "GM0003", "azc", (100, 150), at=(20.0, 0.0), cost_per_place_day_eur=70.0, **NEW),
]
MODEL: Row = {"inflow": arrivals(6, regular=(1.0, 26.0, 0.5))}


@dataclass(frozen=True)
class Base:
    """A run on disk and its desk."""

    run: WrittenRun
    desk: Desk

    def ask(self, tree: Mapping[str, Any], *provinces: str) -> Answer:
        """The answer to what a file asks."""
        where = Path("alt.yaml")
        return answer_of(pose(self.desk, self.run, as_alternative(tree, where), provinces, where), None, Watch())


def small_instance(**differs: Any) -> Instance:
    """The two provinces, with other settings of the model; a station, from which minutes of an offer are estimated."""
    instance = country(TOWNS, SITES, {**MODEL, **differs}, dwellings=20).instance
    here = instance.tables.municipalities.iloc[:1]
    row = {"station_code": "A", "station": "A", "lon": here["lon"], "lat": here["lat"], "origin": "assumption"}
    return replace(instance, tables=replace(instance.tables, stations=pd.DataFrame(row)))


def make_base(instance: Instance, out: Path) -> Base:
    """Plan an instance, and open the desk of its run."""
    run(instance, out)
    written = read_run(out)
    apart = written.record.point.regions_apart
    case = prepare(instance)
    case = with_pools_apart(case, apart) if apart else case
    built = build(case)
    return Base(written, Desk(case, built.sets, compile_model(built.model), read_point(out)))
