"""The default travel times: made again byte for byte, a number for every site, plausible."""

from pathlib import Path

import make_travel
import pandas as pd
import pytest
from embedded_data import DATA, read

MINUTES = ["minutes_education", "minutes_care", "minutes_station"]


@pytest.fixture(scope="module")
def minutes() -> pd.DataFrame:
    return read("travel_minutes").set_index("site_id")


def test_travel_minutes_are_made_again_byte_for_byte(tmp_path: Path) -> None:
    make_travel.write(tmp_path)
    assert (tmp_path / "travel_minutes.csv").read_bytes() == (DATA / "travel_minutes.csv").read_bytes()


def test_every_site_has_three_numbers(minutes: pd.DataFrame, sites: pd.DataFrame) -> None:
    assert list(minutes.index) == list(sites["site_id"])
    assert not minutes[MINUTES].isna().any().any()
    assert minutes[MINUTES].ge(0).all().all()


def test_the_middle_is_plausible(minutes: pd.DataFrame) -> None:
    # half of the sites within 15-25 minutes of a station; care is never farther than education
    assert 15 <= minutes["minutes_station"].median() <= 25
    assert (minutes["minutes_care"] <= minutes["minutes_education"]).all()
    assert minutes[MINUTES].max().max() < 180


def test_islands_without_a_railway_are_far_from_a_station(minutes: pd.DataFrame, sites: pd.DataFrame) -> None:
    wadden = sites["municipality_code"].isin(["GM0060", "GM0088", "GM0093", "GM0096"])
    assert wadden.any()
    assert (minutes.loc[sites.loc[wadden, "site_id"], "minutes_station"] > 60).all()
