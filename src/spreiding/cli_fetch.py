"""``spreiding data fetch``: parse, call, print."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from spreiding.cli_ends import make_console, told
from spreiding.cli_types import FilePath, Number

if TYPE_CHECKING:
    from spreiding.fetch.fetch import Protocol, What

_PATH = FilePath(path_type=Path)
_WHAT = ("population", "ses-woa", "boundaries", "timetable")
_EPILOG = """\b
Examples:
  spreiding data fetch
  spreiding data fetch population ses-woa --year 2025
  spreiding data fetch timetable --timeout 120 --retries 8
  spreiding data fetch --offline                     (from the cache, without a network)
  spreiding data fetch --base-url cbs=https://mirror.example.nl/cbs
  spreiding plan --data data-2023 --boundaries data-2023/boundaries.gpkg
"""


@click.command(epilog=_EPILOG)
@click.argument("what", nargs=-1, type=click.Choice(_WHAT))
@click.option(
    "--year", type=click.IntRange(1900, 2199), default=2023, show_default=True, help="Municipalities of this year."
)
@click.option("--out", type=_PATH, help="Folder to write [default: data-<year>].")
@click.option("--cache", type=_PATH, help="Folder with what was fetched before [default: the user's cache].")
@click.option("--offline", is_flag=True, help="Take everything from the cache.")
@click.option("--base-url", "base_urls", multiple=True, metavar="NAME=URL", help="Another server (repeatable).")
@click.option("--endpoints", type=_PATH, help="A changed copy of endpoints.yaml: servers, tables, columns.")
@click.option("--protocol", type=click.Choice(("v3", "v4")), default="v3", show_default=True, help="OData of CBS.")
@click.option("--retries", type=click.IntRange(0, 20), default=4, show_default=True, help="Tries after the first.")
@click.option(
    "--timeout", type=Number(0, 3600, min_open=True), default=30, show_default=True, help="Seconds without an answer."
)
@click.option(
    "--wait",
    type=Number(0, 60),
    default=1,
    show_default=True,
    help="Seconds before the second try, at most; it doubles.",
)
def fetch(
    what: tuple["What", ...],
    year: int,
    out: Path | None,
    cache: Path | None,
    offline: bool,
    base_urls: tuple[str, ...],
    endpoints: Path | None,
    protocol: "Protocol",
    retries: int,
    timeout: float,
    wait: float,
) -> None:
    """Fetch official figures of CBS, PDOK and OVapi for one year, into a folder of tables.

    WHAT is population, ses-woa, boundaries or timetable; without it all four. Where everything came from, with
    licence, date and sha256, is written beside it.
    """
    from platformdirs import user_cache_path

    from spreiding.fetch.fetch import EVERYTHING, FetchRequest
    from spreiding.fetch.fetch import fetch as fetch_all
    from spreiding.fetch.resource import Net
    from spreiding.fetch.screen import FetchScreen, show_fetched

    asked = tuple(one for one in EVERYTHING if not what or one in what)
    folder, store = out or Path(f"data-{year}"), cache or user_cache_path("spreiding")
    net = Net(timeout, retries, wait, offline)
    request = FetchRequest(asked, year, folder, store, net, endpoints, base_urls, protocol)
    with told(), FetchScreen(make_console()) as screen:
        fetched = fetch_all(request, screen)
    show_fetched(make_console(), fetched)
