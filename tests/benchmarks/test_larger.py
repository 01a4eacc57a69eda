"""The instances of `make bench-scale` are what they are said to be."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

import larger
from spreiding import paths
from spreiding.inputs import Request, read_inputs
from spreiding.law.housing_task import HalfYear
from spreiding.tables.boundaries import read_boundaries

SITES = 3000
ROUNDED_M = 1.5  # of five decimals of a degree


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return pd.read_csv(paths.DATA / "sites.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def outlines() -> gpd.GeoSeries:
    municipalities = pd.read_csv(paths.DATA / "municipalities.csv", dtype=str)
    return read_boundaries(None, municipalities).set_index("municipality_code").geometry


@pytest.fixture(scope="module")
def grown(table: pd.DataFrame, outlines: gpd.GeoSeries) -> pd.DataFrame:
    return larger.grow_sites(table, SITES, outlines)


def test_as_many_sites_as_asked_each_with_its_own_id_and_name(grown: pd.DataFrame) -> None:
    assert len(grown) == SITES
    assert grown["site_id"].is_unique and grown["name"].is_unique


def test_registration_and_historic_sites_are_not_copied(table: pd.DataFrame, grown: pd.DataFrame) -> None:
    def fixed(frame: pd.DataFrame) -> list[str]:
        kept = (frame["origin"] == "historic") | frame["location_types"].str.contains("registration")
        return sorted(frame.loc[kept, "site_id"])

    assert fixed(grown) == fixed(table)


def test_a_copy_stands_elsewhere_within_the_outline_of_its_municipality(
    table: pd.DataFrame, grown: pd.DataFrame, outlines: gpd.GeoSeries
) -> None:
    copies = grown[~grown["site_id"].isin(table["site_id"])]
    points = gpd.GeoSeries(gpd.points_from_xy(copies["lon"], copies["lat"], crs="EPSG:4326")).to_crs(outlines.crs)
    home = gpd.GeoSeries(outlines.loc[copies["municipality_code"]].to_numpy(), crs=outlines.crs)
    assert (points.distance(home) < ROUNDED_M).all()
    assert copies[["lon", "lat"]].drop_duplicates().shape[0] > 0.99 * len(copies)


def test_the_mixture_of_existing_and_offered_sites_stays(table: pd.DataFrame, grown: pd.DataFrame) -> None:
    def mixture(frame: pd.DataFrame) -> pd.Series:
        copied = (frame["origin"] == "synthetic") & ~frame["location_types"].str.contains("registration")
        return frame[copied].groupby(["location_types", "existing", "emergency"]).size() / copied.sum()

    assert (mixture(grown) - mixture(table)).abs().max() < 0.03


def test_fewer_sites_than_always_stay_is_refused(table: pd.DataFrame, outlines: gpd.GeoSeries) -> None:
    with pytest.raises(ValueError, match="at least"):
        larger.grow_sites(table, 10, outlines)


def test_later_half_years_repeat_the_last_and_the_earlier_ones_stay() -> None:
    tasks = pd.DataFrame(
        {"half_year": ["2025-II", "2026-I"], "persons": ["13000", "12000"], "origin": "reported", "source": "x"}
    )
    longer = larger.longer_tasks(tasks, HalfYear(2027, 1))
    assert longer["half_year"].to_list() == ["2025-II", "2026-I", "2026-II", "2027-I"]
    assert longer["persons"].to_list() == [13000, 12000, 12000, 12000]
    assert longer["origin"].to_list() == ["reported", "reported", "assumption", "assumption"]


def test_a_larger_instance_is_read_without_a_finding_and_grows_with_its_sites(
    table: pd.DataFrame, tmp_path: Path
) -> None:
    data, model = larger.write_larger(tmp_path, sites=2 * len(table), periods=40)
    instance = read_inputs(Request(model, tmp_path / "run", data=data)).instance
    assert len(instance.tables.sites) == 2 * len(table)
    assert instance.model.horizon.periods == 40
    assert (instance.need.places, instance.need.amv) == (192_000, 16_280)
    assert instance.model.arrivals(0) == 2100
