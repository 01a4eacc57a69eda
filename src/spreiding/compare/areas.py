"""Municipalities, provinces and regions side by side."""

import pandas as pd

from spreiding.compare.columns import MUNICIPALITIES, PROVINCES, REGIONS
from spreiding.compare.measures import LATE, MUNICIPAL, PROVINCIAL, REGIONAL, side_by_side
from spreiding.compare.pair import Pair
from spreiding.run_files.read import WrittenRun
from spreiding.write.column import Column, whole

_SITES = (whole("sites", "", "", ""), whole("site_places", "", "", ""))


def compare_municipalities(pair: Pair) -> pd.DataFrame:
    """Rows of ``municipalities.csv`` for one pair."""
    frame = side_by_side(municipal_numbers(pair.base.run), municipal_numbers(pair.other.run), MUNICIPAL)
    known = pair.other.run.tasks.set_index("municipality_code")[["municipality", "province_code", "region_code"]]
    frame = frame.join(known).rename_axis("municipality_code").reset_index().assign(run=pair.letter)
    return frame[MUNICIPALITIES.names]


def municipal_numbers(run: WrittenRun) -> pd.DataFrame:
    """The numbers of ``MUNICIPAL`` per municipality_code: ``tasks.csv``, and late housing summed over the quarters."""
    tasks = run.tasks.set_index("municipality_code")
    late = run.housing.groupby("to_municipality_code")["late_persons"].sum().round(3)
    own = {LATE.name: late.reindex(tasks.index).fillna(0.0)}
    return tasks.assign(**own)[[measure.name for measure in MUNICIPAL]]


def compare_provinces(pair: Pair, municipalities: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``provinces.csv`` for one pair; ``municipalities`` is what ``compare_municipalities`` gave."""
    sums = [provincial_numbers(named.run) for named in (pair.base, pair.other)]
    frame = side_by_side(sums[0], sums[1], (*PROVINCIAL, *_SITES))
    change = municipalities.groupby("province_code")["task_places_difference"]
    counts = {
        "municipalities": change.size(),
        "municipalities_more": change.agg(lambda values: int((values > 0).sum())),
        "municipalities_fewer": change.agg(lambda values: int((values < 0).sum())),
    }
    frame = frame.assign(**counts).rename_axis("province_code").reset_index()
    frame = frame.assign(run=pair.letter, province=frame["province_code"].map(dict(pair.provinces)))
    return frame[PROVINCES.names]


def provincial_numbers(run: WrittenRun) -> pd.DataFrame:
    """Sums per province_code of the municipal numbers, with its sites and their places; NaN with an unknown part."""
    numbers = municipal_numbers(run)
    names = [measure.name for measure in PROVINCIAL]
    provinces = run.tasks["province_code"].to_numpy()
    sums = pd.DataFrame({name: numbers[name].groupby(provinces).agg(_whole_sum) for name in names})
    sites = run.sites.groupby("province_code")["places"].agg(["size", "sum"]).reindex(sums.index).fillna(0).astype(int)
    return sums.assign(sites=sites["size"], site_places=sites["sum"])


def compare_regions(pair: Pair) -> pd.DataFrame:
    """Rows of ``regions.csv`` for one pair: regions and quarters that both runs have."""
    key = ["province_code", "region_code", "period"]
    old, new = (named.run.regions.set_index(key) for named in (pair.base, pair.other))
    frame = side_by_side(old, new, REGIONAL).join(new["region"]).reset_index().assign(run=pair.letter)
    return frame[REGIONS.names]


def total(frame: pd.DataFrame, measures: tuple[Column, ...] = PROVINCIAL) -> dict[str, dict[str, float | None]]:
    """Sums over a comparison's rows, per measure: ``base``, ``run`` and ``difference``; ``None``: not known of all."""
    totals: dict[str, dict[str, float | None]] = {}
    for measure in measures:
        columns = {"base": f"{measure.name}_base", "run": measure.name, "difference": f"{measure.name}_difference"}
        sums = {word: _whole_sum(frame[column]) for word, column in columns.items()}
        totals[measure.name] = {word: None if pd.isna(value) else value for word, value in sums.items()}
    return totals


def _whole_sum(values: pd.Series) -> float:
    value = values.sum(skipna=False)
    return int(value) if pd.api.types.is_integer_dtype(values) else float(round(value, 3))
