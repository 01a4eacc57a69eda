"""What a feed may hold beyond the plain case: each thing of the GTFS standard that we read, on the small feed."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from travel.feeds import DAY, FILES, feed_of, write_feed

from spreiding.travel.gtfs.feed import Feed, read_feed

HEAD = "trip_id,stop_sequence,stop_id,arrival_time,departure_time"


def hops(feed: Feed) -> set[tuple[str, str, int, int]]:
    """Connections as (from, to, departure, arrival), times in minutes of the day."""
    ids, table = feed.stops["stop_id"].to_numpy(), feed.timetable
    columns = (ids[table.origin], ids[table.target], table.leaves // 60, table.arrives // 60)
    return set(zip(*(column.tolist() for column in columns), strict=True))


PLAIN = {("a", "b", 480, 490), ("b", "c", 491, 500), ("b", "c", 495, 498)}


def test_the_small_feed_as_it_is(tmp_path: Path) -> None:
    feed = feed_of(tmp_path)
    assert hops(feed) == PLAIN
    assert (feed.day, feed.first_day, feed.last_day) == (date(2026, 11, 17), date(2026, 11, 17), date(2026, 11, 24))
    assert feed.time_zone == "Europe/Amsterdam"
    assert np.all(np.diff(feed.timetable.leaves) <= 0)


def test_a_folder_in_the_zip_a_byte_order_mark_and_columns_of_no_use(tmp_path: Path) -> None:
    stops = "\ufeff" + FILES["stops.txt"].replace("\n", ",x\n").replace("stop_lon,x", "stop_lon,nonsense")
    extra = {"stops.txt": stops, "fare_attributes.txt": "whatever", "shapes.txt": "", "readme.md": "hello"}
    assert hops(feed_of(tmp_path, extra, folder="gtfs-2026/")) == PLAIN


def test_spaces_quotes_and_blank_lines(tmp_path: Path) -> None:
    lines = FILES["stop_times.txt"].replace("t1,1,a", '"t1", 1 ,"a"').replace("t2,1", "\nt2,1")
    assert hops(feed_of(tmp_path, {"stop_times.txt": lines})) == PLAIN


def test_rows_out_of_order_are_put_in_sequence(tmp_path: Path) -> None:
    head, *rows = FILES["stop_times.txt"].splitlines()
    assert hops(feed_of(tmp_path, {"stop_times.txt": "\n".join([head, *reversed(rows)]) + "\n"})) == PLAIN


def test_blank_times_are_spread_evenly_over_the_stops(tmp_path: Path) -> None:
    # a 08:00, c 08:20: b halfway
    text = f"{HEAD}\nt1,1,a,08:00:00,08:00:00\nt1,2,b,,\nt1,3,c,08:20:00,\n"
    assert hops(feed_of(tmp_path, {"stop_times.txt": text})) == {("a", "b", 480, 490), ("b", "c", 490, 500)}


def test_blank_times_follow_the_distance_where_it_is_known(tmp_path: Path) -> None:
    # b lies after a quarter of the way: 08:05
    text = f"{HEAD},shape_dist_traveled\nt1,1,a,08:00:00,08:00:00,0\nt1,2,b,,,2.5\nt1,3,c,08:20:00,08:20:00,10\n"
    assert hops(feed_of(tmp_path, {"stop_times.txt": text})) == {("a", "b", 480, 485), ("b", "c", 485, 500)}
    # a distance is missing at c: evenly, as if there were none
    text = text.replace("08:20:00,08:20:00,10", "08:20:00,08:20:00,")
    assert hops(feed_of(tmp_path, {"stop_times.txt": text})) == {("a", "b", 480, 490), ("b", "c", 490, 500)}


def test_a_week_with_exceptions(tmp_path: Path) -> None:
    week = (
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        "week,1,1,1,1,1,0,0,20261101,20261130\nholiday,0,0,0,0,0,0,0,20261101,20261130\n"
    )
    exceptions = "service_id,date,exception_type\nweek,20261110,2\nholiday,20261110,1\n"
    trips = FILES["trips.txt"] + "r,holiday,t3\n"
    times = FILES["stop_times.txt"] + "t3,1,a,09:00:00,09:00:00\nt3,2,b,09:10:00,09:10:00\n"
    files = {"calendar.txt": week, "calendar_dates.txt": exceptions, "trips.txt": trips, "stop_times.txt": times}
    feed = feed_of(tmp_path, files)
    # Tuesdays: 3 November has both trips; 10 November one, less than nine tenths
    assert feed.day == date(2026, 11, 3)
    assert hops(feed) == PLAIN
    other = read_feed(tmp_path / "feed.zip", date(2026, 11, 10), DAY, phone_ahead=False)
    assert hops(other) == {("a", "b", 540, 550)}


def test_a_tuesday_that_is_a_holiday_or_quiet_is_not_chosen(tmp_path: Path) -> None:
    # 5 May is a Tuesday in 2026; on 12 May one trip of two runs; 19 May is an ordinary one.
    dates = "service_id,date,exception_type\n" + "".join(
        f"{service},{day},1\n"
        for service, day in (("week", "20260505"), ("x", "20260505"), ("x", "20260512"), ("week", "20260519"))
    )
    trips = FILES["trips.txt"] + "r,x,t3\n"
    times = FILES["stop_times.txt"] + "t3,1,a,09:00:00,09:00:00\nt3,2,b,09:10:00,09:10:00\n"
    feed = feed_of(tmp_path, {"calendar_dates.txt": dates, "trips.txt": trips, "stop_times.txt": times})
    assert feed.day == date(2026, 5, 19)


def test_trips_past_midnight_belong_to_the_day_before(tmp_path: Path) -> None:
    text = f"{HEAD}\nt1,1,a,25:10:00,25:10:00\nt1,2,b,25:20:00,25:20:00\n"
    # Tuesday's own trip runs on Wednesday at 01:10, and is read as 25:10 of Tuesday only beyond the end of the day
    assert feed_of(tmp_path, {"stop_times.txt": text}).timetable.size == 0
    wednesday = read_feed(tmp_path / "feed.zip", date(2026, 11, 18), DAY, phone_ahead=False)
    assert hops(wednesday) == {("a", "b", 70, 80)}


@pytest.mark.parametrize("exact", ["0", "1", ""])
def test_frequencies_repeat_a_trip_up_to_the_end(tmp_path: Path, exact: str) -> None:
    rows = f"trip_id,start_time,end_time,headway_secs,exact_times\nt2,07:00:00,07:30:00,600,{exact}\n"
    feed = feed_of(tmp_path, {"frequencies.txt": rows})
    # 07:00, 07:10, 07:20, not 07:30; its own 08:15 does not run
    starts = {("b", "c", minute, minute + 3) for minute in (420, 430, 440)}
    assert hops(feed) == {("a", "b", 480, 490), ("b", "c", 491, 500)} | starts
    assert bool(feed.remarks) == (exact != "1")


def test_a_platform_takes_the_place_of_its_station(tmp_path: Path) -> None:
    stops = "stop_id,stop_lat,stop_lon,location_type,parent_station\n"
    stops += "a,52.1,5.1,0,\nS,52.2,5.2,1,\nb,,,0,S\nc,52.1,5.3,,\nd,52.2,5.2,2,S\n"
    frame = feed_of(tmp_path, {"stops.txt": stops}).stops.set_index("stop_id")
    assert tuple(frame.loc["b", ["lat", "lon", "station"]]) == (52.2, 5.2, "S")
    assert frame["platform"].to_dict() == {"a": True, "S": False, "b": True, "c": True, "d": False}


def test_transfers_of_every_type(tmp_path: Path) -> None:
    stops = "stop_id,stop_lat,stop_lon,location_type,parent_station\n"
    stops += "a,52.1,5.1,0,\nS,52.1,5.2,1,\nb,52.1,5.2,0,S\nb2,52.1,5.2,0,S\nc,52.1,5.3,0,\n"
    rows = "from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_trip_id,to_trip_id\n"
    rows += "S,S,2,300,,\nb,b2,3,,,\na,c,,,,\nc,a,1,,,\n,,4,,t1,t2\n,,5,,t2,t1\na,b,1,,t1,t2\n"
    feed = feed_of(tmp_path, {"stops.txt": stops, "transfers.txt": rows})
    ids = feed.stops["stop_id"].to_numpy()
    told = {(ids[row.from_stop], ids[row.to_stop]): int(row.kind) for row in feed.transfers.itertuples()}
    # the rule for the station holds between its platforms, the one that names both platforms goes before it
    assert told == {("b", "b"): 2, ("b2", "b2"): 2, ("b2", "b"): 2, ("b", "b2"): 3, ("a", "c"): 0, ("c", "a"): 1}
    assert feed.remarks == (
        "Rules of transfers.txt between particular routes or trips were not used: 1 of transfer_type 1.",
    )


def test_staying_seated_goes_from_run_to_run(tmp_path: Path) -> None:
    times = f"{HEAD}\nt1,1,a,08:00:00,08:00:00\nt1,2,b,08:10:00,08:10:00\n"
    times += "t2,1,b,08:10:00,08:10:00\nt2,2,c,08:18:00,08:18:00\n"
    rows = "from_stop_id,to_stop_id,transfer_type,from_trip_id,to_trip_id\nb,b,4,t1,t2\n"
    feed = feed_of(tmp_path, {"stop_times.txt": times, "transfers.txt": rows})
    assert feed.timetable.onward == {0: (1,)}


def test_trips_on_demand_are_left_out_and_told(tmp_path: Path) -> None:
    times = (
        FILES["stop_times.txt"]
        .replace("departure_time\n", "departure_time,location_id\n", 1)
        .replace(":00\n", ":00,\n")
    )
    times = times.replace("t2,1,b,08:15:00,08:15:00,", "t2,1,,,,zone").replace(
        "t2,2,c,08:18:00,08:18:00,", "t2,2,,,,zone"
    )
    feed = feed_of(tmp_path, {"stop_times.txt": times})
    assert hops(feed) == {("a", "b", 480, 490), ("b", "c", 491, 500)}
    assert "1 trips without stops of their own" in feed.remarks[0]


def test_trips_with_one_stop_are_left_out_and_told(tmp_path: Path) -> None:
    times = FILES["stop_times.txt"].replace("t2,1,b,08:15:00,08:15:00\n", "")
    feed = feed_of(tmp_path, {"stop_times.txt": times})
    assert hops(feed) == {("a", "b", 480, 490), ("b", "c", 491, 500)}
    assert feed.remarks == ("1 trips with a single stop were left out.",)


def test_a_day_without_trips_in_the_small_feed_has_no_connections(tmp_path: Path) -> None:
    write_feed(tmp_path / "feed.zip")
    night = read_feed(tmp_path / "feed.zip", None, (0, 3600), phone_ahead=False)
    assert night.timetable.size == 0
