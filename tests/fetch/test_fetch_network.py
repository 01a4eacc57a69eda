"""What a network does: failures that pass and that don't, bodies that break off, parts that are gone on with."""

import socket
import threading
import time
from pathlib import Path

import pytest
from fetch_country import feed
from fetch_run import Fetcher
from fetch_server import Reply, cut, drip, status

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


def test_a_server_that_sends_less_than_the_rest_is_asked_for_what_is_left(fetcher: Fetcher) -> None:
    """A range may be cut short by the server, and then its length is right: only the total says that more must come."""
    size = len(fetcher.server.country.timetable)

    def short(reply: Reply) -> None:
        reply.body = reply.body[:50_000]
        reply.headers["Content-Range"] = f"bytes 100000-149999/{size}"

    fetcher.server.fail(ZIP, cut(100_000), short)
    fetcher("timetable")
    assert ranges(fetcher) == ["", "bytes=100000-", "bytes=150000-"]
    assert f"the connection ended after 150,000 of {size:,} bytes" in fetcher.told.lines[1]
    assert (fetcher.out / ZIP).read_bytes() == fetcher.server.country.timetable


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


def test_the_time_of_the_last_change_serves_where_there_is_no_strong_etag(fetcher: Fetcher) -> None:
    fetcher.server.etag, fetcher.server.last_modified = 'W/"weak"', "Fri, 06 Oct 2023 03:00:00 GMT"
    fetcher.server.fail(ZIP, cut(100_000))
    fetcher("timetable")
    assert ranges(fetcher) == ["", "bytes=100000-"]
    assert fetcher.server.asked[1][1]["If-Range"] == fetcher.server.last_modified
    assert (fetcher.out / ZIP).read_bytes() == fetcher.server.country.timetable


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
