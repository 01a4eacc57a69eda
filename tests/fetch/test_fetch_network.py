"""What a network does: failures that pass and that don't, bodies that break off, parts that are gone on with."""

import json
import socket
import threading
import time
from pathlib import Path

import pytest
from fetch_country import feed
from fetch_run import Fetcher, Told
from fetch_server import Reply, body, cut, drip, status

from spreiding.fetch.attempt import LONGEST_WAIT
from spreiding.fetch.wrong import UnreachableError

ZIP, ROWS = "gtfs-nl.zip", "TypedDataSet"


def ranges(fetcher: Fetcher) -> list[str]:
    return [headers.get("Range", "") for path, headers in fetcher.server.asked if ZIP in path]


def test_a_server_that_recovers_is_tried_again(fetcher: Fetcher) -> None:
    fetcher.server.fail(ZIP, status(500), status(503))
    fetcher("timetable")
    assert fetcher.server.times(ZIP) == 3
    assert [line.split(" (")[0] for line in fetcher.told.lines] == [
        "gtfs-nl: the server answered 500 Internal Server Error",
        "gtfs-nl: the server answered 503 Service Unavailable",
    ]


def test_a_server_that_keeps_failing_ends_the_fetch_in_words(fetcher: Fetcher) -> None:
    fetcher.server.endless = True
    fetcher.server.fail("DataProperties", status(500))
    told = fetcher.refused()
    assert "could not be fetched: the server answered 500 Internal Server Error, after 3 tries" in told
    assert fetcher.server.times("DataProperties") == 3
    # Nothing else is asked of servers once one can't be had.
    assert fetcher.server.times(ZIP) == fetcher.server.times("items") == 0


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410])
def test_an_answer_that_will_not_change_is_not_asked_again(fetcher: Fetcher, code: int) -> None:
    fetcher.server.fail(ZIP, status(code))
    assert f"was answered with {code}" in fetcher.refused("timetable")
    assert fetcher.server.times(ZIP) == 1


def test_the_server_says_how_long_to_wait(fetcher: Fetcher) -> None:
    fetcher.server.fail(ZIP, status(429, Retry_After="1"))
    began = time.monotonic()
    fetcher("timetable")
    assert 1.0 <= time.monotonic() - began < 5
    assert "(1.000 s)" in fetcher.told.lines[0]


def test_a_server_that_wants_too_long_a_wait_is_left_alone(fetcher: Fetcher) -> None:
    fetcher.server.fail(ZIP, status(429, Retry_After=str(int(LONGEST_WAIT) + 1)))
    assert f"asks to wait {LONGEST_WAIT + 1:.0f} s" in fetcher.refused("timetable")
    assert fetcher.server.times(ZIP) == 1


@pytest.mark.parametrize("word", ["Wed, 21 Oct 2015 07:28:00 GMT", "soon", "-3"])
def test_a_wait_that_is_over_or_is_no_time_does_not_stop_anything(fetcher: Fetcher, word: str) -> None:
    fetcher.server.fail(ZIP, status(503, Retry_After=word))
    fetcher("timetable")
    assert fetcher.server.times(ZIP) == 2


def test_a_body_that_breaks_off_is_gone_on_with(fetcher: Fetcher) -> None:
    whole = fetcher.server.country.timetable
    fetcher.server.fail(ZIP, cut(100_000), cut(50_000))
    fetcher("timetable")
    # The second part, too, breaks off: the third begins where it ended.
    assert ranges(fetcher) == ["", "bytes=100000-", "bytes=150000-"]
    assert (fetcher.out / ZIP).read_bytes() == whole
    assert fetcher.told.bytes == len(whole)
    assert "the connection broke off (IncompleteRead(100000 bytes read, 557077 more expected))" in fetcher.told.lines[0]
    assert fetcher.told.begun[1] == ("gtfs-nl", 100_000, len(whole))
    assert not list(fetcher.cache.glob("*.part*"))


def test_a_server_without_ranges_is_read_from_the_start(fetcher: Fetcher) -> None:
    fetcher.server.ranges = False
    fetcher.server.fail(ZIP, cut(100_000))
    fetcher("timetable")
    assert ranges(fetcher) == ["", "bytes=100000-"]
    assert (fetcher.out / ZIP).read_bytes() == fetcher.server.country.timetable


def test_a_file_that_changed_meanwhile_is_begun_anew(fetcher: Fetcher) -> None:
    newer = feed({"stops.txt": "stop_id,stop_name,stop_lat,stop_lon\n1,Elsewhere,52.1,5.1\n"})

    def changed(reply: Reply) -> None:
        cut(100_000)(reply)
        fetcher.server.country.timetable, fetcher.server.etag = newer, '"two"'

    fetcher.server.fail(ZIP, changed)
    fetcher("timetable")
    assert (fetcher.out / ZIP).read_bytes() == newer


def test_a_server_that_sends_a_range_of_another_file_is_not_believed(fetcher: Fetcher) -> None:
    """It ignores If-Range: only the ETag of the part tells that the file is another."""

    def other(reply: Reply) -> None:
        assert reply.status == 206
        reply.headers["ETag"] = '"two"'

    fetcher.server.fail(ZIP, cut(100_000), other)
    fetcher("timetable")
    assert ranges(fetcher) == ["", "bytes=100000-", ""]
    assert "the file changed" in fetcher.told.lines[1]
    assert (fetcher.out / ZIP).read_bytes() == fetcher.server.country.timetable


@pytest.mark.parametrize("etag", ['W/"weak"', ""])
def test_a_part_without_a_strong_validator_is_never_gone_on_with(fetcher: Fetcher, etag: str) -> None:
    fetcher.server.etag = etag
    fetcher.server.fail(ZIP, cut(100_000))
    fetcher("timetable")
    assert ranges(fetcher) == ["", ""]


def test_a_part_that_is_longer_than_the_file_is_thrown_away(fetcher: Fetcher) -> None:
    fetcher.server.fail(ZIP, cut(300_000))
    fetcher.refused("timetable", retries=0)
    (part,) = fetcher.cache.glob("*.part")
    part.write_bytes(bytes(len(fetcher.server.country.timetable) + 5))
    fetcher("timetable")
    assert (fetcher.out / ZIP).read_bytes() == fetcher.server.country.timetable


def test_a_json_page_that_breaks_off_is_fetched_again(fetcher: Fetcher) -> None:
    fetcher.server.fail(ROWS, cut(1_000))
    fetcher("population")
    assert len(fetcher.table("population.csv")) == 3 * 342


@pytest.mark.parametrize("after", [0, 500])
def test_a_server_that_falls_silent_is_given_up(fetcher: Fetcher, after: int) -> None:
    fetcher.server.fail(ZIP, drip(5.0, after))
    began = time.monotonic()
    fetcher("timetable", timeout=0.3)
    assert time.monotonic() - began < 3
    assert "no answer within the time-out" in fetcher.told.lines[0]


def test_a_server_that_drips_is_given_up(tmp_path: Path, fetcher: Fetcher) -> None:
    """Every byte comes in time, but the whole never would."""
    listener = socket.create_server(("127.0.0.1", 0))

    def dribble() -> None:
        line, _ = listener.accept()
        with line:
            line.recv(4_096)
            line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            for _ in range(100):
                try:
                    line.sendall(b"x")
                except OSError:
                    return
                time.sleep(0.05)

    threading.Thread(target=dribble, daemon=True).start()
    url = f"timetable=http://127.0.0.1:{listener.getsockname()[1]}"
    with listener:
        told = fetcher.refused("timetable", base_urls=(url,), timeout=0.3, retries=0)
    assert "the answer came too slowly" in told


def test_no_connection_is_said_with_what_to_do(fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(UnreachableError) as caught:
        fetcher("timetable", base_urls=(f"timetable=http://127.0.0.1:{port}",), retries=1)
    told = str(caught.value)
    assert "Connection refused), after 2 tries" in told
    assert "Check the network and the proxy (HTTPS_PROXY), or try later. Nothing is kept." in told
    assert "docs/fetch.md" in told


def test_the_copy_that_can_be_used_meanwhile_is_named(fetcher: Fetcher) -> None:
    fetcher("timetable")
    day = fetcher.record()["files"][0]["sources"][0]["retrieved"][:10]
    fetcher.server.endless = True
    fetcher.server.fail(ZIP, status(503))
    assert f"The copy of {day} in the cache can be used: add --offline." in fetcher.refused("timetable")
    fetcher("timetable", offline=True)


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
    from spreiding.fetch.endpoints import EMBEDDED

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
    assert isinstance(fetcher.told, Told)
