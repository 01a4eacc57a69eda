"""Small feeds for tests: files of text in a zip."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from spreiding.travel.gtfs.feed import Feed, read_feed

DAY = (0, 24 * 3600)
# Three stops on a line west to east: a -- b -- c, two trips; both run on Tuesday 17 November 2026 and the week after.
FILES = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\n1,Bus,https://example.org,Europe/Amsterdam\n",
    "calendar_dates.txt": "service_id,date,exception_type\nweek,20261117,1\nweek,20261118,1\nweek,20261124,1\n",
    "routes.txt": "route_id,route_type\nr,3\n",
    "trips.txt": "route_id,service_id,trip_id\nr,week,t1\nr,week,t2\n",
    "stops.txt": "stop_id,stop_lat,stop_lon\na,52.1,5.10\nb,52.1,5.20\nc,52.1,5.30\n",
    "stop_times.txt": (
        "trip_id,stop_sequence,stop_id,arrival_time,departure_time\n"
        "t1,1,a,08:00:00,08:00:00\nt1,2,b,08:10:00,08:11:00\nt1,3,c,08:20:00,08:20:00\n"
        "t2,1,b,08:15:00,08:15:00\nt2,2,c,08:18:00,08:18:00\n"
    ),
}


def write_feed(path: Path, changed: Mapping[str, str | bytes | None] | None = None, folder: str = "") -> Path:
    """Write the small feed with some files changed, added, or (``None``) left out."""
    files: dict[str, str | bytes | None] = {**FILES, **(changed or {})}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in files.items():
            if text is not None:
                out.writestr(folder + name, text)
    return path


def feed_of(path: Path, changed: Mapping[str, str | bytes | None] | None = None, folder: str = "") -> Feed:
    """Write and read the small feed, all of the day."""
    return read_feed(write_feed(path / "feed.zip", changed, folder), None, DAY, phone_ahead=False)
