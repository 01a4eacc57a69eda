"""Headers, links and texts that no honest server sends are told in words, or made harmless."""

import pytest
from fetch_run import Fetcher
from fetch_server import Reply, status

ZIP = "gtfs-nl.zip"
LONG = "9" * 5_000  # Python makes no number of so many digits


@pytest.mark.parametrize("target", ["http://[::1", "http://ex\u2100ample/"])
def test_a_redirect_to_no_address_at_all(fetcher: Fetcher, target: str) -> None:
    fetcher.server.endless = True
    # Headers travel as latin-1; requests reads them as the UTF-8 that they are.
    fetcher.server.fail(ZIP, status(302, Location=target.encode().decode("latin-1")))
    assert "the answer has a header that can't be read" in fetcher.refused("timetable", retries=0)


@pytest.mark.parametrize(
    ("code", "name", "value"),
    [(200, "Content-Length", LONG), (206, "Content-Range", f"bytes {LONG}-1/{LONG}")],
)
def test_a_length_of_thousands_of_digits(fetcher: Fetcher, code: int, name: str, value: str) -> None:
    def lie(reply: Reply) -> None:
        reply.status = code
        reply.headers[name] = value

    fetcher.server.endless = True
    fetcher.server.fail(ZIP, lie)
    assert "the answer has a header that can't be read" in fetcher.refused("timetable", retries=0)


@pytest.mark.parametrize("moment", ["Mon, 01 Jan 0001 00:00:00 -0000", "Fri, 31 Dec 9999 23:59:59 -2359", "soon"])
def test_a_moment_to_wait_for_that_is_none(fetcher: Fetcher, moment: str) -> None:
    fetcher.server.endless = True
    fetcher.server.fail(ZIP, status(503, Retry_After=moment))
    told = fetcher.refused("timetable", retries=0)
    assert "the server answered 503" in told or "asks to wait" in told


def test_a_next_link_to_no_address_at_all(fetcher: Fetcher) -> None:
    fetcher.server.change_json = lambda path, page: page.update({"odata.nextLink": "http://[bad"})
    assert "has a next link to another server" in fetcher.refused("population")


def test_a_name_that_a_spreadsheet_would_work_out(fetcher: Fetcher) -> None:
    fetcher.server.country.municipalities[0]["municipality"] = "=1+1"
    fetcher("population")
    (row,) = [row for row in fetcher.table("municipalities.csv") if row["municipality_code"] == "GM0014"]
    assert row["municipality"] == "'=1+1"
