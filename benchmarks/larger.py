"""Larger instances than the embedded one, as tables and a model file that ``spreiding plan`` could read too.

Sites: historic sites and registration sites stay what they are (twenty times the sites does not mean twenty times the
registration centres), the other synthetic ones are taken round after round in one shuffled order until there are
enough. A copy keeps everything of its site but id, name and place: it lies up to 3 km off, within the schematic outline
of its municipality. So the mixture of existing and offered sites and of types stays that of the embedded table.

Persons: arrivals, need and national housing task grow in proportion to the sites, so that a larger plan has more lines
to write (the need stops at the million places that a model file accepts, which 20,000 sites exceed).

Periods: inhabitants and the national housing task of half-years that the tables don't reach are those of the last one
they do. Nothing of this is to be believed; it is there to be counted with.
"""

from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
import yaml
from pyproj import Transformer

from spreiding import paths
from spreiding.instance import national_need
from spreiding.law.housing_task import HalfYear
from spreiding.law.parameters import LawBook
from spreiding.limits import MOST_NEED
from spreiding.model_file import load_model
from spreiding.prepare.periods import planning_periods
from spreiding.tables.boundaries import read_boundaries

SEED = 20260101
FURTHEST_M = 3000.0
TRIES = 12
Metres = npt.NDArray[np.float64]


def write_larger(folder: Path, sites: int, periods: int) -> tuple[Path, Path]:
    """Write the tables and the model file of an instance; give the paths of the folder of tables and of the model."""
    data, model = folder / "tables", folder / "model.yaml"
    table = _table("sites")
    times = sites / len(table)
    _write_model(model, periods, times)
    halves = [HalfYear.parse(label) for label in planning_periods(load_model(model).content.horizon)["half_year"]]
    data.mkdir()
    for name, frame in {
        "sites": grow_sites(table, sites, _outlines()),
        "population": longer_population(_table("population"), max(halves)),
        "housing_task_national": longer_tasks(_table("housing_task_national"), max(halves), times),
    }.items():
        frame.to_csv(data / f"{name}.csv", index=False)
    return data, model


def _write_model(path: Path, periods: int, times: float) -> None:
    embedded = paths.MODELS / "raming-2024.yaml"
    content = load_model(embedded).content
    need = national_need(content, LawBook.load(paths.LAW).at(content.dates.estimate))
    places, amv = (min(round(times * number), MOST_NEED) for number in (need.places, need.amv))
    tree = yaml.safe_load(embedded.read_text(encoding="utf-8"))
    tree["need"] = {"places": places, "amv": amv, "origin": "assumption"}
    tree["horizon"]["periods"] = periods
    tree["inflow"]["weekly_arrivals"] = times * content.arrivals(0)
    path.write_text(yaml.safe_dump(tree, sort_keys=False, allow_unicode=True), encoding="utf-8")


def grow_sites(table: pd.DataFrame, sites: int, outlines: gpd.GeoSeries) -> pd.DataFrame:
    """Give ``sites`` rows of text cells like those of the table; ``outlines`` by municipality code, in EPSG:28992.

    Raise ``ValueError`` when fewer are asked than always stay.
    """
    copied = (table["origin"] == "synthetic") & ~table["location_types"].str.contains("registration")
    fixed, pool = table[~copied], table[copied]
    wanted = sites - len(fixed)
    if wanted < 0:
        raise ValueError(f"at least {len(fixed)} sites: those always stay")
    random = np.random.default_rng(SEED)
    order = random.permutation(len(pool))
    drawn = pool.iloc[order[np.arange(wanted) % len(pool)]]
    turn = np.arange(wanted) // len(pool)
    copies = _copies(drawn[turn > 0], turn[turn > 0], outlines, random)
    grown: pd.DataFrame = pd.concat([fixed, drawn[turn == 0], copies])
    return grown


def _copies(
    drawn: pd.DataFrame, turn: npt.NDArray[np.intp], outlines: gpd.GeoSeries, random: np.random.Generator
) -> pd.DataFrame:
    to_rd = Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)
    at = np.column_stack(to_rd.transform(drawn["lon"].to_numpy(float), drawn["lat"].to_numpy(float)))
    moved = _displaced(at, outlines.loc[drawn["municipality_code"]].to_numpy(), random)
    lon, lat = to_rd.transform(moved[:, 0], moved[:, 1], direction="INVERSE")
    number = turn.astype(str)
    return drawn.assign(
        site_id=drawn["site_id"] + "-" + number,
        name=drawn["name"] + " (copy " + number + ")",
        lon=[f"{value:.5f}" for value in lon],
        lat=[f"{value:.5f}" for value in lat],
        source="copy of an invented site, made by benchmarks/larger.py",
    )


def _displaced(at: Metres, outlines: npt.NDArray[np.object_], random: np.random.Generator) -> Metres:
    """Move every point within a circle that halves with each try, until it lies in its outline.

    A point that never does stays where it was.
    """
    moved, left = at.copy(), np.arange(len(at))
    for tried in range(TRIES):
        radius = FURTHEST_M / 2**tried * np.sqrt(random.random(len(left)))
        angle = random.uniform(0, 2 * np.pi, len(left))
        proposed = at[left] + np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
        inside = shapely.contains_xy(outlines[left], proposed[:, 0], proposed[:, 1])
        moved[left[inside]] = proposed[inside]
        left = left[~inside]
    return moved


def longer_population(table: pd.DataFrame, last: HalfYear) -> pd.DataFrame:
    """Repeat the latest inhabitants for every later 1 January up to the year of the last half-year."""
    latest = str(table["reference_date"].max())
    years = range(int(latest[:4]) + 1, last.year + 1)
    rows = table[table["reference_date"] == latest].assign(origin="assumption", source=f"those of {latest} repeated")
    return pd.concat([table, *(rows.assign(reference_date=f"{year}-01-01") for year in years)])


def longer_tasks(table: pd.DataFrame, last: HalfYear, times: float = 1.0) -> pd.DataFrame:
    """Repeat the latest national task for every later half-year up to the last; all of them ``times`` as large."""
    latest = max(HalfYear.parse(label) for label in table["half_year"])
    row = table[table["half_year"] == latest.label].assign(
        origin="assumption", source=f"that of {latest.label} repeated"
    )
    added, half = [table], latest.next()
    while half <= last:
        added.append(row.assign(half_year=half.label))
        half = half.next()
    longer = pd.concat(added)
    return longer.assign(persons=(times * longer["persons"].astype(int)).round().astype(int))


def _table(name: str) -> pd.DataFrame:
    return pd.read_csv(paths.DATA / f"{name}.csv", dtype=str, keep_default_na=False)


def _outlines() -> gpd.GeoSeries:
    return read_boundaries(None, _table("municipalities")).set_index("municipality_code").geometry
