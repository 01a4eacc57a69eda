"""Zips that are no whole, harmless GTFS feed."""

import zipfile
from io import BytesIO

import pytest
from fetch_country import feed
from fetch_run import Fetcher

from spreiding.fetch.endpoints import EMBEDDED


def broken(content: bytes) -> bytes:
    """Turn a byte in the middle of the first file."""
    return content[:60] + bytes([content[60] ^ 1]) + content[61:]


def encrypted(content: bytes) -> bytes:
    """Set the flag that says so in the table of contents."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + bytes([content[at] | 1]) + content[at + 1 :]


def bomb() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("stops.txt", bytes(3_000_000))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (feed()[:-10], "is no whole zip"),
        (feed()[:1_000], "is no whole zip"),
        (broken(feed()), "is damaged: agency.txt"),
        (encrypted(feed()), "is encrypted"),
        (bomb(), "unpacks to 3,000,000 bytes, more than the 2,000,000 that are allowed"),
        (feed({"../evil.txt": "x"}), "would land outside its folder (../evil.txt)"),
        (feed({"/etc/evil.txt": "x"}), "would land outside its folder (/etc/evil.txt)"),
        (feed({"C:evil.txt": "x"}), "would land outside its folder (C:evil.txt)"),
        (b"<html>Storing</html>", "a web page instead of a zip"),
        (b"", "is no whole zip"),
    ],
)
def test_a_zip_that_is_not_what_it_should_be_is_refused(fetcher: Fetcher, content: bytes, rule: str) -> None:
    path = fetcher.folder / "endpoints.yaml"
    text = EMBEDDED.read_text(encoding="utf-8").replace("unpacked_megabytes: 20000", "unpacked_megabytes: 2")
    path.write_text(text, encoding="utf-8")
    fetcher.server.country.timetable = content
    assert rule in fetcher.refused("timetable", endpoints=path)
    assert not list(fetcher.cache.glob("*.data")), "what was refused is not kept"
    assert not list(fetcher.cache.glob("*.part"))


def test_a_zip_without_what_a_timetable_needs_is_refused(fetcher: Fetcher) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("stops.txt", "stop_id\n")
    fetcher.server.country.timetable = buffer.getvalue()
    told = fetcher.refused("timetable")
    assert "is no GTFS feed: it lacks agency.txt, routes.txt, trips.txt, stop_times.txt, calendar.txt or" in told


def test_a_feed_without_a_period_says_so(fetcher: Fetcher) -> None:
    fetcher.server.country.timetable = feed({"feed_info.txt": "feed_publisher_name\nOVapi\n"})
    fetcher("timetable")
    assert fetcher.record()["files"][0]["period"] == "not stated"
