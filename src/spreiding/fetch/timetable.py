"""The GTFS feed: a zip that is looked through before anything relies on it, and never unpacked here."""

import csv
import io
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from spreiding.fetch.client import Check, Client
from spreiding.fetch.endpoints import Endpoints
from spreiding.fetch.resource import MEGABYTE, Copy, Resource, Watch
from spreiding.fetch.wrong import refused

# https://gtfs.org/documentation/schedule/reference: what a feed can't do without; either calendar is enough.
_NEEDED = ("agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt")
_CALENDARS = ("calendar.txt", "calendar_dates.txt")
_CHUNK = 1 << 20
_SMALL = MEGABYTE
_ADVICE = "Try later; or give another server with --base-url timetable=URL."


def fetch_timetable(client: Client, endpoints: Endpoints) -> tuple[Copy, str]:
    """Give the feed in the cache, and its period in words (empty when it has no ``feed_info.txt``)."""
    server, limits = endpoints.servers["timetable"], endpoints.limits
    url = f"{server.url}/{endpoints.timetable.path}"
    resource = Resource(server, url, "gtfs-nl", "application/zip, */*", limits.timetable_megabytes * MEGABYTE)
    copy = client.get(resource, zip_check(limits.unpacked_megabytes * MEGABYTE, client.watch))
    return copy, feed_period(copy.path)


def zip_check(most: int, watch: Watch) -> Check:
    """Give a check of a feed that unpacks to at most ``most`` bytes; it reads all of them, and tells ``watch``."""

    def check(resource: Resource, path: Path, content_type: str) -> None:
        with path.open("rb") as file:
            start = file.read(512)
        if start.lstrip()[:1] == b"<" or "html" in content_type.lower():
            raise refused(resource, "was answered with a web page instead of a zip", _ADVICE)
        try:
            with zipfile.ZipFile(path) as feed:
                rule = _wrong(feed, most) or _damage(feed, watch)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            rule = f"is no whole zip ({error})"
        if rule:
            raise refused(resource, rule, _ADVICE)

    return check


def _wrong(feed: zipfile.ZipFile, most: int) -> str | None:
    """What its table of contents says that must not be."""
    names = feed.namelist()
    stray = [name for name in names if _leads_out(name)]
    if stray:
        return f"holds a file that would land outside its folder ({stray[0]})"
    if len(set(names)) != len(names):
        return "holds two files of one name"
    if any(member.flag_bits & 0x1 for member in feed.infolist()):
        return "is encrypted"
    unpacked = sum(member.file_size for member in feed.infolist())
    if unpacked > most:
        return f"unpacks to {unpacked:,} bytes, more than the {most:,} that are allowed"
    absent = [name for name in _NEEDED if name not in names]
    if not any(name in names for name in _CALENDARS):
        absent.append(" or ".join(_CALENDARS))
    return f"is no GTFS feed: it lacks {', '.join(absent)}" if absent else None


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name


def _damage(feed: zipfile.ZipFile, watch: Watch) -> str | None:
    """Read everything once: a wrong checksum or a stream that breaks off shows itself there."""
    name = "looking through gtfs-nl"
    watch.begin(name, 0, sum(member.file_size for member in feed.infolist()))
    for member in feed.infolist():
        try:
            with feed.open(member) as content:
                while data := content.read(_CHUNK):
                    watch.advance(len(data))
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            return f"is damaged: {member.filename} ({error})"
    watch.end(name)
    return None


def feed_period(path: Path) -> str:
    """Give the period of a feed as ``2026-10-06 to 2026-12-12, version ...`` from its ``feed_info.txt``."""
    with zipfile.ZipFile(path) as feed:
        if "feed_info.txt" not in feed.namelist():
            return ""
        with feed.open("feed_info.txt") as content:
            text = content.read(_SMALL).decode("utf-8-sig", errors="replace")
    row = next(csv.DictReader(io.StringIO(text)), {})
    start, end = (_day(row.get(name)) for name in ("feed_start_date", "feed_end_date"))
    version = (row.get("feed_version") or "").strip()
    period = f"{start} to {end}" if start and end else ""
    return ", version ".join(part for part in (period, version) if part)


def _day(text: str | None) -> str:
    digits = (text or "").strip()
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isdecimal() else ""
