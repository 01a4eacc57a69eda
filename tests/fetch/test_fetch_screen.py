"""What a person sees: bytes and time left on a terminal, lines elsewhere."""

import re
from io import StringIO

from fetch_run import Fetcher
from fetch_server import status
from rich.console import Console

from spreiding.fetch.fetch import FetchRequest, fetch
from spreiding.fetch.resource import Net
from spreiding.fetch.screen import FetchScreen, show_fetched


def shown(fetcher: Fetcher, terminal: bool) -> str:
    text = StringIO()
    console = Console(file=text, force_terminal=terminal, width=120, markup=False)
    urls = fetcher.server.options()[1::2]
    request = FetchRequest(("timetable",), 2023, fetcher.out, fetcher.cache, Net(5.0, 2, 0.001), base_urls=urls)
    with FetchScreen(console) as screen:
        fetched = fetch(request, screen)
    show_fetched(console, fetched)
    return text.getvalue()


def test_a_terminal_shows_bytes_and_time_left(fetcher: Fetcher) -> None:
    text = shown(fetcher, terminal=True)
    size = len(fetcher.server.country.timetable)
    assert f"{size / 1e3:.1f} kB" in text or f"/{size / 1e3:.1f}" in text
    assert re.search(r"[\d-]:[\d-]{2}:[\d-]{2}", text), "time left, or dashes before it is known"


def test_elsewhere_only_what_goes_wrong_and_the_result_are_told(fetcher: Fetcher) -> None:
    fetcher.server.fail("gtfs-nl.zip", status(503))
    text = shown(fetcher, terminal=False)
    assert "gtfs-nl: the server answered 503 Service Unavailable; again in 0.0 s" in text
    assert "2023-10-06 to 2023-12-12, version 7" in text
    assert "A timetable is of its own period" in text
    assert "SOURCES.md" in text
    assert "spreiding plan" not in text, "a timetable alone is no table to plan with"
