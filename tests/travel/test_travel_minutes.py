"""From a timetable to the table of minutes: medians, the rule per column, what is not reached, assumptions."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from travel.feeds import FILES, feed_of

from spreiding import paths
from spreiding.errors import InputError
from spreiding.tables.read import read_table
from spreiding.tables.sites import SITES
from spreiding.tables.travel_minutes import TRAVEL_MINUTES
from spreiding.travel.assumptions import DEFAULT_ASSUMPTIONS, read_assumptions
from spreiding.travel.facilities import Places, read_places
from spreiding.travel.minutes import KindTimes, detail_table, minutes_table, moments, travel_times

NONE = pd.DataFrame({"lon": [], "lat": []}, dtype="float64")
KINDS = ("primary", "secondary", "gp", "hospital", "station", "ind", "registration")


def places(supplied: str = "own", origin: str = "official", **lon: float) -> list[Places]:
    """One facility per kind at a longitude on the line of the small feed."""
    points = {kind: pd.DataFrame({"lon": [at], "lat": [52.1]}) for kind, at in lon.items()}
    return [Places(kind, points.get(kind, NONE), supplied, origin, "") for kind in KINDS]


def times(**minutes: list[float]) -> dict[str, KindTimes]:
    """Minutes of one site per departure."""
    return {kind: KindTimes(np.array([found]), np.array([np.inf])) for kind, found in minutes.items()}


def test_moments_are_evenly_spread_from_the_start() -> None:
    assert moments((25_200, 34_200), 12).tolist() == [25_200 + 750 * number for number in range(12)]
    assert moments((0, 100), 1).tolist() == [0]


def test_a_site_at_the_stop_waits_rides_and_walks(tmp_path: Path) -> None:
    # At stop a: the trip of 08:00 is at b at 08:10; it goes on to c at 08:20, but who changes at b, which takes two
    # minutes, has that of 08:15 and is there at 08:18. The school is at c, the doctor at a, the station at b.
    # Leaving at 07:40, 07:50, 08:00 and 08:10: 38, 28, 18 minutes and never; the median of four is (28 + 38) / 2.
    feed = feed_of(tmp_path)
    site = pd.DataFrame({"site_id": ["s"], "lon": [5.10], "lat": [52.1]})
    kinds = places(primary=5.30, secondary=5.30, gp=5.10, station=5.20)
    leaving = np.array([7 * 3600 + 60 * minute for minute in (40, 50, 60, 70)])
    found = travel_times(feed, site, kinds, leaving, DEFAULT_ASSUMPTIONS)
    # 13.7 km of straight line is 223 minutes on foot, beyond the limit of 180; to the station at b it is 111
    assert found["primary"].minutes[0].tolist() == [38, 28, 18, np.inf]
    assert found["station"].minutes[0, :3].tolist() == [30, 20, 10]
    assert found["station"].minutes[0, 3] == pytest.approx(111, abs=1)
    assert found["gp"].minutes[0].tolist() == [0, 0, 0, 0]
    table = minutes_table(site["site_id"], found, kinds)
    assert table.iloc[0].tolist() == ["s", 33.0, 0.0, 25.0, "", "reported"]


def test_walking_all_the_way_when_that_is_quicker(tmp_path: Path) -> None:
    # 700 m west of b, the school 300 m further on: no bus is worth waiting for
    per_degree = 68_600.0  # metres of a degree of longitude at 52.1
    site = pd.DataFrame({"site_id": ["s"], "lon": [5.20 - 700 / per_degree], "lat": [52.1]})
    kinds = places(primary=5.20 - 1000 / per_degree)
    found = travel_times(feed_of(tmp_path), site, kinds, np.array([8 * 3600]), DEFAULT_ASSUMPTIONS)
    assert found["primary"].minutes[0, 0] == pytest.approx(300 * 1.3 / 80, abs=0.05)
    assert found["primary"].walking[0] == found["primary"].minutes[0, 0]


def test_a_site_far_from_every_stop_can_only_walk(tmp_path: Path) -> None:
    site = pd.DataFrame({"site_id": ["s"], "lon": [5.05], "lat": [52.1]})
    found = travel_times(feed_of(tmp_path), site, places(gp=5.20), np.array([28_000]), DEFAULT_ASSUMPTIONS)
    assert found["gp"].minutes[0, 0] == pytest.approx(10_290 * 1.3 / 80, abs=1)


def test_education_is_the_longer_of_both_schools_and_care_the_doctor() -> None:
    found = times(primary=[10, 20, 60], secondary=[30, 35, 40], gp=[7, 8, 9], hospital=[50], station=[5, 5, 5])
    row = minutes_table(pd.Series(["s"]), found, places()).iloc[0]
    assert (row.minutes_education, row.minutes_care, row.minutes_station) == (35, 8, 5)


def test_what_is_not_reached_is_a_day_and_named() -> None:
    found = times(primary=[10, 10, 10], secondary=[np.inf, np.inf, 30], gp=[7, 7, np.inf], station=[np.inf] * 3)
    row = minutes_table(pd.Series(["s"]), found, places()).iloc[0]
    assert (row.minutes_education, row.minutes_care, row.minutes_station) == (1440, 7, 1440)
    assert row.unreached == "education;station"


@pytest.mark.parametrize(
    ("supplied", "origin", "word"),
    [
        ("own", "official", "reported"),
        ("own", "official;reported", "reported"),
        ("own", "official;synthetic", "estimate"),
        ("stand-in", "estimate", "estimate"),
    ],
)
def test_a_row_is_as_sure_as_the_facilities_behind_it(supplied: str, origin: str, word: str) -> None:
    found = times(primary=[1], secondary=[1], gp=[1], station=[1])
    assert minutes_table(pd.Series(["s"]), found, places(supplied, origin)).iloc[0].origin == word


def test_the_detail_has_a_row_per_site_and_kind_blank_where_not_reached() -> None:
    table = detail_table(pd.Series(["s"]), times(primary=[10, 20, np.inf, 40], ind=[np.inf] * 4))
    assert list(table["kind"]) == ["primary", "ind"]
    first, second = table.iloc[0], table.iloc[1]
    assert (first.minutes, first.fastest, first.reached) == (30, 10, 0.75)
    assert np.isnan(first.slowest)
    assert np.isnan(second.minutes)
    assert second.reached == 0


def test_stand_ins_and_embedded_places_where_the_user_gives_none() -> None:
    sites = read_table(SITES, paths.DATA / "sites.csv").frame
    found = {kind.kind: kind for kind in read_places(None, sites)}
    assert list(found) == list(KINDS)
    assert {kind: place.supplied for kind, place in found.items()} == {
        "primary": "stand-in",
        "secondary": "stand-in",
        "gp": "stand-in",
        "hospital": "none",
        "station": "embedded",
        "ind": "none",
        "registration": "embedded",
    }
    assert len(found["primary"].points) == 342
    assert 0 < len(found["secondary"].points) < 342
    assert found["station"].sure
    assert not found["gp"].sure


def test_the_users_facilities_replace_kind_by_kind(tmp_path: Path) -> None:
    file = tmp_path / "facilities.csv"
    file.write_text("facility_id,kind,lon,lat,name,origin\nf1,gp,5.1,52.1,De Praktijk,official\n")
    found = {kind.kind: kind for kind in read_places(file, read_table(SITES, paths.DATA / "sites.csv").frame)}
    assert (found["gp"].supplied, len(found["gp"].points), found["gp"].sure) == ("own", 1, True)
    assert found["primary"].supplied == "stand-in"


def test_a_wrong_facility_is_told(tmp_path: Path) -> None:
    file = tmp_path / "facilities.csv"
    file.write_text("facility_id,kind,lon,lat,name,origin\nf1,doctor,5.1,52.1,x,official\nf1,gp,9,52.1,y,official\n")
    with pytest.raises(InputError) as caught:
        read_places(file, pd.DataFrame())
    said = str(caught.value)
    for part in ('value "doctor": is not one of', "is not between 3.2 and 7.3", "repeats an earlier row"):
        assert part in said


def test_unreached_in_the_table_may_only_name_facilities(tmp_path: Path) -> None:
    file = tmp_path / "travel_minutes.csv"
    head = "site_id,minutes_education,minutes_care,minutes_station,unreached,origin\n"
    file.write_text(head + "s,1440,3,1440,education;station,reported\nt,1,2,3,,reported\n")
    assert read_table(TRAVEL_MINUTES, file).findings == ()
    file.write_text(head + "s,1440,3,1440,school,reported\n")
    assert "holds a word other than education, care, station" in str(read_table(TRAVEL_MINUTES, file).findings[0])


def test_assumptions_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "slow.yaml"
    file.write_text("walk_kmh: 3.5\nmin_change_seconds: 300\nphone_ahead: true\n")
    how = read_assumptions(file)
    assert (how.walk_kmh, how.min_change_seconds, how.phone_ahead) == (3.5, 300, True)
    assert how.detour == DEFAULT_ASSUMPTIONS.detour
    file.write_text("")
    assert read_assumptions(file) == DEFAULT_ASSUMPTIONS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("walk_kmh: 0\n", "greater than 0"),
        ("walk_kmh: fast\n", 'value "fast"'),
        ("wlak_kmh: 4\n", "The settings are detour, walk_kmh"),
        ("walk_kmh: .nan\n", 'value "nan"'),
        ("- 1\n", "is no list of settings"),
        ("walk_kmh: 4\nwalk_kmh: 5\n", "stands twice"),
        ("{", "is not YAML"),
    ],
)
def test_wrong_assumptions_are_told(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(text)
    with pytest.raises(InputError) as caught:
        read_assumptions(file)
    assert told in str(caught.value)


def test_the_small_feed_has_the_stops_that_these_tests_count_on() -> None:
    assert "a,52.1,5.10\nb,52.1,5.20\nc,52.1,5.30" in FILES["stops.txt"]
