"""Feeds with something wrong: findings with file, row and column, all at once, and never a traceback."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from travel.feeds import DAY, FILES, feed_of, write_feed

from spreiding.errors import InputError
from spreiding.travel.gtfs import archive
from spreiding.travel.gtfs.feed import read_feed

WEEK = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
FREQUENCY = "trip_id,start_time,end_time,headway_secs\n"
TRANSFER = "from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_trip_id,to_trip_id\n"
TIMES, STOPS = FILES["stop_times.txt"], FILES["stops.txt"]

WRONG = [
    ("agency.txt", None, "agency.txt: is absent from the feed"),
    ("routes.txt", None, "routes.txt: is absent from the feed"),
    ("trips.txt", None, "trips.txt: is absent from the feed"),
    ("stops.txt", None, "stops.txt: is absent from the feed"),
    ("calendar_dates.txt", None, "calendar.txt: is absent from the feed, and so is calendar_dates.txt"),
    ("stops.txt", "", "stops.txt: is empty"),
    ("stops.txt", b"stop_id,stop_lat\n\xff,52\n", "stops.txt: is not UTF-8 text"),
    ("stops.txt", STOPS + "d,52,5,6,7,8\n", "is not CSV (Expected 3 fields in line 5, saw 6)"),
    ("stops.txt", STOPS.replace("stop_id", "id"), "stops.txt, row 1, column stop_id: is missing"),
    ("stops.txt", STOPS + "a,52.1,5.1\n", 'stops.txt, row 5, column stop_id, value "a": stands twice'),
    ("stops.txt", STOPS.replace("5.20", "5,2O"), "is not CSV (Expected 3 fields in line 3, saw 4)"),
    ("stops.txt", STOPS + 'd,"52.1,5.3\n', "stops.txt: is not CSV"),
    ("stops.txt", STOPS.replace("a,52.1", "a,b,52.1"), "is not CSV (Expected 3 fields in line 2, saw more)"),
    ("stops.txt", STOPS.replace("stop_lat", "stop_id"), "row 1, column stop_id: stands twice in the header"),
    ("stops.txt", STOPS.replace("5.20", "east"), 'row 3, column stop_lon, value "east": is not a number of degrees'),
    ("stops.txt", STOPS.replace("52.1", "521", 1), 'row 2, column stop_lat, value "521": is not between -90 and 90'),
    ("stops.txt", STOPS.replace("b,52.1,5.20", "b,,"), 'row 3, column stop_id, value "b": has no coordinates'),
    ("stops.txt", STOPS.replace("b,52.1,5.20", "b,0,0"), 'row 3, column stop_id, value "b": has no coordinates'),
    (
        "stops.txt",
        "stop_id,stop_lat,stop_lon,parent_station,location_type\na,52.1,5.1,X,\nb,52,5,a,9\nc,52,5,a,0\n",
        [
            'row 2, column parent_station, value "X": is not in stops.txt',
            'row 3, column location_type, value "9": is not 0 to 4',
            'row 4, column parent_station, value "a": is no station',
        ],
    ),
    (
        "agency.txt",
        FILES["agency.txt"] + "2,Ferry,https://example.org,Europe/London\n",
        "agency.txt: has agencies in 2 time zones (Europe/Amsterdam, Europe/London)",
    ),
    ("agency.txt", "agency_timezone\n", "agency.txt: names no time zone"),
    ("routes.txt", "route_id,route_type\nr,99\nr,3\n", ['value "99": is not a type of route', "stands twice"]),
    ("trips.txt", "route_id,service_id,trip_id\nx,week,t1\nr,week,t2\n", 'value "x": is not in routes.txt'),
    ("trips.txt", FILES["trips.txt"] + "r,week,t2\n", 'trips.txt, row 4, column trip_id, value "t2": stands twice'),
    ("trips.txt", FILES["trips.txt"] + "r,never,t3\n", 'row 4, column service_id, value "never": is in neither'),
    ("calendar_dates.txt", "service_id,date,exception_type\nweek,2026-11-17,1\n", "is not a day written as YYYYMMDD"),
    ("calendar_dates.txt", "service_id,date,exception_type\nweek,20261117,3\n", "is neither 1 (added) nor 2 (removed)"),
    ("calendar_dates.txt", "service_id,date,exception_type\n", "calendar.txt: names no day on which anything runs"),
    (
        "calendar.txt",
        WEEK + "week,1,1,1,1,1,0,0,20261130,20261101\n",
        "end_date",
    ),
    (
        "calendar.txt",
        WEEK + "week,1,yes,1,1,1,0,0,20261101,20261130\n",
        'column tuesday, value "yes": is neither 0 nor 1',
    ),
    ("calendar.txt", WEEK + "week,1,1,1,1,1,0,0,20261301,20991130\n", "is not a day written as YYYYMMDD"),
    ("calendar.txt", WEEK + "week,1,1,1,1,1,0,0,20201101,20991130\n", "longer than any timetable holds"),
    ("stop_times.txt", TIMES + "t9,1,a,08:00:00,08:00:00\n", 'row 7, column trip_id, value "t9": is not in trips.txt'),
    ("stop_times.txt", TIMES.replace("1,a", "1,z"), 'row 2, column stop_id, value "z": is not in stops.txt'),
    ("stop_times.txt", TIMES.replace("08:10:00", "8.10"), 'row 3, column arrival_time, value "8.10": is not a time'),
    ("stop_times.txt", TIMES.replace("08:10:00", "08:61:00"), "is not a time"),
    ("stop_times.txt", TIMES.replace("t1,2", "t1,1"), "stands twice in one trip"),
    ("stop_times.txt", TIMES.replace("t1,2", "t1,two"), 'column stop_sequence, value "two": is not a whole number'),
    (
        "stop_times.txt",
        TIMES.replace("08:20:00,08:20:00", ","),
        'row 4, column arrival_time, value "": is blank at the first or last',
    ),
    (
        "stop_times.txt",
        TIMES.replace("08:11:00", "08:09:00"),
        'row 3, column departure_time, value "08:09:00": is before the arrival there',
    ),
    (
        "stop_times.txt",
        TIMES.replace("08:20:00", "08:05:00"),
        'row 4, column arrival_time, value "08:05:00": is before the departure from',
    ),
    ("frequencies.txt", FREQUENCY + "t9,07:00:00,08:00:00,600\n", 'value "t9": is not in trips.txt'),
    ("frequencies.txt", FREQUENCY + "t1,07:00:00,06:00:00,0\n", ["is not after start_time", "seconds from 1"]),
    ("transfers.txt", TRANSFER + "a,b,7,,,\n", 'column transfer_type, value "7": is not 0 to 5'),
    ("transfers.txt", TRANSFER + "a,q,0,,,\n", 'column to_stop_id, value "q": is not in stops.txt'),
    ("transfers.txt", TRANSFER + "a,b,2,,,\n", "which transfer_type 2 needs"),
    ("transfers.txt", TRANSFER + "a,b,4,,t1,t9\n", 'column to_trip_id, value "t9": is not in trips.txt'),
]


def refusal(path: Path, day: date | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read_feed(path, day, DAY, phone_ahead=False)
    return str(caught.value)


@pytest.mark.parametrize(("name", "text", "told"), WRONG)
def test_what_is_wrong_is_told(tmp_path: Path, name: str, text: str | bytes | None, told: str | list[str]) -> None:
    said = refusal(write_feed(tmp_path / "feed.zip", {name: text}))
    for part in [told] if isinstance(told, str) else told:
        assert part in said


def test_findings_of_several_files_come_at_once(tmp_path: Path) -> None:
    changed = {
        "stop_times.txt": TIMES.replace("1,a", "1,z").replace("08:10:00", "8.10"),
        "frequencies.txt": FREQUENCY + "t9,07:00:00,08:00:00,600\n",
        "transfers.txt": TRANSFER + "a,q,0,,,\n",
    }
    said = refusal(write_feed(tmp_path / "feed.zip", changed))
    assert len(said.splitlines()) == 4


def test_of_many_rows_with_one_fault_the_first_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    rows = "".join(f"t9,{number},a,08:00:00,08:00:00\n" for number in range(100))
    said = refusal(write_feed(tmp_path / "feed.zip", {"stop_times.txt": TIMES + rows})).splitlines()
    assert len(said) == 11
    assert "90 more rows, the last is 106" in said[-1]


def test_a_day_that_the_feed_does_not_hold_is_refused_with_its_range(tmp_path: Path) -> None:
    feed = write_feed(tmp_path / "feed.zip")
    assert "is not in the feed (2026-11-17 to 2026-11-24)" in refusal(feed, date(2027, 1, 5))
    assert "is a day on which nothing runs" in refusal(feed, date(2026, 11, 22))


def test_a_feed_without_tuesdays_asks_for_a_day(tmp_path: Path) -> None:
    dates = "service_id,date,exception_type\nweek,20261118,1\n"
    said = refusal(write_feed(tmp_path / "feed.zip", {"calendar_dates.txt": dates}))
    assert "has no Tuesday on which anything runs" in said
    assert "--date" in said


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("../stops.txt", "points outside the zip"),
        ("/etc/stops.txt", "points outside the zip"),
        ("C:\\stops.txt", "points outside the zip"),
    ],
)
def test_entries_that_point_outside_are_refused(tmp_path: Path, entry: str, told: str) -> None:
    assert told in refusal(write_feed(tmp_path / "feed.zip", {entry: "x"}))


def test_a_zip_that_grows_too_much_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 30 MB of zeros pack a thousand times smaller
    big = write_feed(tmp_path / "feed.zip", {"shapes.txt": "0" * 30 * 1024**2})
    assert "grows over 200 times on unpacking" in refusal(big)
    monkeypatch.setattr(archive, "MOST_BYTES", 100)
    assert "unpacks to" in refusal(write_feed(tmp_path / "other.zip"))


def test_what_is_no_zip_and_a_broken_one(tmp_path: Path) -> None:
    text = tmp_path / "feed.zip"
    text.write_text("stop_id\n")
    assert "is not a zip that can be read" in refusal(text)
    whole = write_feed(tmp_path / "whole.zip").read_bytes()
    at = whole.index(b"stop_times.txt") + 20
    text.write_bytes(whole[:at] + b"\0\0\0\0\0\0" + whole[at + 6 :])
    assert "is not a zip that can be read" in refusal(text)
    assert "can't be read" in refusal(tmp_path / "absent.zip")
    assert "can't be read" in refusal(tmp_path)


def test_a_zip_without_a_timetable_and_one_with_a_file_twice(tmp_path: Path) -> None:
    assert "holds no stop_times.txt" in refusal(write_feed(tmp_path / "feed.zip", {"stop_times.txt": None}))
    twice = write_feed(tmp_path / "twice.zip")
    with zipfile.ZipFile(twice, "a") as out, pytest.warns(UserWarning, match="Duplicate"):
        out.writestr("stops.txt", STOPS)
    assert "stands twice in the zip" in refusal(twice)


def test_the_small_feed_is_right(tmp_path: Path) -> None:
    # or every test above would pass for another reason than its own
    assert feed_of(tmp_path).timetable.size == 3
