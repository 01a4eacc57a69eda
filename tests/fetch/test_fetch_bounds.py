"""Where a fetch may go, how much it takes, and what it makes of an answer that is no table."""

import json
from pathlib import Path

import pytest
from fetch_run import Fetcher
from fetch_server import Reply, body, cut, status

from spreiding.fetch.endpoints import EMBEDDED

ZIP = "gtfs-nl.zip"


def test_redirects_stay_on_known_ground(fetcher: Fetcher) -> None:
    server = fetcher.server
    server.fail(ZIP, status(302, Location="/gtfs/nl/gtfs-nl.zip?again"))
    fetcher("timetable")
    for target in (
        "http://127.0.0.2:1/x.zip",
        "https://elsewhere.example/x.zip",
        "http://gtfs.ovapi.nl/x",
        "file:///x",
    ):
        server.fail(ZIP, status(302, Location=target))
        assert "sends on to a place that is not known" in fetcher.refused("timetable")


def test_redirects_come_to_an_end(fetcher: Fetcher) -> None:
    fetcher.server.endless = True
    fetcher.server.fail(ZIP, status(301, Location="/gtfs/nl/gtfs-nl.zip"))
    assert "sends on more than 5 times" in fetcher.refused("timetable")


def test_a_body_beyond_the_limit_is_not_taken(fetcher: Fetcher, tmp_path: Path) -> None:
    limited = limits(tmp_path, timetable_megabytes=1)
    fetcher.server.country.timetable = bytes(1_000_001)
    assert "is larger than 1,000,000 bytes" in fetcher.refused("timetable", endpoints=limited)

    def unsaid(reply: Reply) -> None:
        # No length, and the end is the end of the line.
        reply.headers |= {"Content-Length": "", "Connection": "close"}
        cut(2_000_000)(reply)

    fetcher.server.fail(ZIP, unsaid)
    assert "is larger than 1,000,000 bytes" in fetcher.refused("timetable", endpoints=limited)
    assert not list(fetcher.cache.glob("*.part"))


def limits(folder: Path, **changes: int) -> Path:
    """A copy of endpoints.yaml with other limits."""
    lines = EMBEDDED.read_text(encoding="utf-8").splitlines()
    for name, value in changes.items():
        lines = [f"  {name}: {value}" if line.startswith(f"  {name}:") else line for line in lines]
    path = folder / "endpoints.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_pages_and_bytes_of_a_table_are_bounded(fetcher: Fetcher, tmp_path: Path) -> None:
    fetcher.server.page = 10
    assert "goes on after 3 pages" in fetcher.refused("population", endpoints=limits(tmp_path, pages=3))
    fetcher.server.page = 10_000
    fetcher.server.change_json = lambda path, page: page.update(filling="x" * 1_000_001)
    bounded = limits(tmp_path, table_megabytes=1)
    assert "is more than 1 MB in all" in fetcher.refused("population", endpoints=bounded)
    assert "is larger than 1,000,000 bytes" in fetcher.refused(
        "population", endpoints=limits(tmp_path, page_megabytes=1)
    )


@pytest.mark.parametrize("protocol", ["v3", "v4"])
def test_next_links_neither_go_round_nor_elsewhere(fetcher: Fetcher, protocol: str) -> None:
    name = {"v3": "odata.nextLink", "v4": "@odata.nextLink"}[protocol]
    fetcher.server.change_json = lambda path, page: page.update({name: fetcher.server.url + path})
    assert "leads back to a page that was read already" in fetcher.refused("population", protocol=protocol)
    for link in ("https://elsewhere.example/rows", "http://localhost:1/rows", 7, "file:///etc/passwd"):
        fetcher.server.change_json = lambda path, page, link=link: page.update({name: link})
        told = fetcher.refused("population", protocol=protocol)
        assert f'value "{link}": has a next link to another server' in told


def test_next_links_of_boundaries_go_nowhere_else(fetcher: Fetcher) -> None:
    def foreign(path: str, page: dict[str, object]) -> None:
        if "features" in page:
            page["links"] = [{"rel": "next", "href": "https://elsewhere.example/items"}]

    fetcher.server.change_json = foreign
    assert "has a next link to another server" in fetcher.refused("boundaries")


@pytest.mark.parametrize(
    ("content", "kind", "rule"),
    [
        (b"<!DOCTYPE html><html>Storing</html>", "text/html", "a web page instead of JSON"),
        (b"<html>Log in</html>", "application/json", "a web page instead of JSON"),
        (b'{"value": [', "application/json", "JSON that can't be read"),
        (b"[1, 2]", "application/json", "JSON that is no object"),
        (b"", "application/json", "JSON that can't be read"),
        (b"\xff\xfe\x00", "application/json", "something else than JSON"),
        (b'{"error": "gone"}', "application/json", "without a list of rows (value); it holds error"),
        (b"[" * 100_000, "application/json", "JSON that can't be read"),
    ],
)
def test_what_is_no_table_is_told_by_its_first_words(fetcher: Fetcher, content: bytes, kind: str, rule: str) -> None:
    fetcher.server.fail("DataProperties", body(content, kind))
    told = fetcher.refused("population")
    assert rule in told
    assert "DataProperties" in told or "85385NED" in told


def test_only_one_set_of_names_reaches_the_disk(fetcher: Fetcher) -> None:
    """The server names its file ../../x: nothing of that is heeded."""
    fetcher("timetable")
    assert not list(fetcher.folder.rglob("x"))
    assert {path.parent for path in fetcher.folder.rglob("*") if path.is_file()} == {fetcher.out, fetcher.cache}
    notes = [json.loads(path.read_text(encoding="utf-8")) for path in fetcher.cache.glob("*.json")]
    assert [note["name"] for note in notes] == ["gtfs-nl"]


def test_progress_knows_bytes_and_total(fetcher: Fetcher) -> None:
    fetcher("timetable")
    size = len(fetcher.server.country.timetable)
    assert fetcher.told.begun == [("gtfs-nl", 0, size)]
    assert fetcher.told.bytes == size
