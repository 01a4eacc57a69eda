"""``spreiding travel``: minutes by public transport from a timetable."""

from datetime import datetime
from pathlib import Path

import click

from spreiding.cli_ends import make_console, told
from spreiding.cli_types import FilePath, Window

PATH = FilePath(path_type=Path)
DEFAULT_OUT = Path("out") / "travel" / "travel_minutes.csv"
TRAVEL_EPILOG = """\b
Examples:
  spreiding travel gtfs-nl.zip
  spreiding travel gtfs-nl.zip --sites my-tables/sites.csv --facilities facilities.csv
  spreiding travel gtfs-nl.zip --sites my-tables/sites.csv --out my-tables/travel_minutes.csv
  spreiding travel gtfs-nl.zip --date 2026-11-17 --window 06:30-09:00 --departures 30
  spreiding travel gtfs-nl.zip --assumptions slow-walkers.yaml
  spreiding plan --data my-tables      (the plan then uses these minutes)

\b
Exit codes: 0 done, 2 bad input, 7 the files can't be written, 130 stopped with Ctrl-C.
"""


@click.command(epilog=TRAVEL_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("gtfs", type=PATH)
@click.option("--sites", type=PATH, help="Table of sites [default: the embedded one].")
@click.option("--facilities", type=PATH, help="Table of schools, doctors and offices [default: stand-ins for them].")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day [default: an ordinary Tuesday of the feed]."
)
@click.option("--window", type=Window(), default="07:00-09:30", show_default=True, help="When people leave.")
@click.option(
    "--departures", type=click.IntRange(1, 1440), default=12, show_default=True, help="Moments in the window."
)
@click.option("--assumptions", type=PATH, help="YAML file with walking speed, longest walks, change time.")
@click.option("--out", type=PATH, default=DEFAULT_OUT, show_default=True, help="CSV file to write.")
def travel(
    gtfs: Path,
    sites: Path | None,
    facilities: Path | None,
    day: datetime | None,
    window: tuple[int, int],
    departures: int,
    assumptions: Path | None,
    out: Path,
) -> None:
    """Work out minutes by public transport from every site to schools, care, stations and offices.

    GTFS is the zip with a timetable. What is written can be used by `spreiding plan --data` as it is.
    """
    from spreiding.travel.run import TravelRequest, travel_run
    from spreiding.travel.screen import TravelScreen, show_travel

    asked = None if day is None else day.date()
    request = TravelRequest(gtfs, out, sites, facilities, asked, window, departures, assumptions)
    with told(), TravelScreen(make_console()) as screen:
        result = travel_run(request, screen)
    show_travel(make_console(), result)
