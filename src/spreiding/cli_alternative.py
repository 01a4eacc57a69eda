"""``spreiding alternative``: parse, call, print."""

import gc
import sys
from datetime import datetime
from pathlib import Path

import click

from spreiding.cli_ends import make_console, told
from spreiding.cli_types import FilePath, Number
from spreiding.limits import MOST_SECONDS

PATH = FilePath(path_type=Path)
EPILOG = """\b
Examples:
  spreiding alternative out/country alt.yaml --out out/zwolle-500
  spreiding alternative out/country --pin GM0193=500
  spreiding alternative out/country --cap GM0150=700 --floor GM0166.amv=20
  spreiding alternative out/country --exchange GM0193:GM0166:50 --exclude S0412
  spreiding compare out/country out/zwolle-500

\b
docs/alternatives.md says what a file can ask. Exit codes: 0 optimal within the gap, 3 feasible at the time limit,
4 what is asked can't be, 5 no plan in time, 2 bad input, 6 the audit found something, 7 can't be written.
"""


@click.command(epilog=EPILOG)
@click.argument("base", type=PATH)
@click.argument("file", required=False, type=PATH)
@click.option("--pin", multiple=True, metavar="CODE=PLACES", help="A municipality's number is this (repeatable).")
@click.option("--cap", multiple=True, metavar="CODE=PLACES", help="Its number is at most this (repeatable).")
@click.option("--floor", multiple=True, metavar="CODE=PLACES", help="Its number is at least this (repeatable).")
@click.option("--force", multiple=True, metavar="SITE", help="This site opens (repeatable).")
@click.option("--exclude", multiple=True, metavar="SITE", help="This site is taken out (repeatable).")
@click.option("--exchange", multiple=True, metavar="FROM:TO:PLACES", help="Places taken over (repeatable).")
@click.option("--province", "provinces", multiple=True, metavar="CODE", help="Decide this province again (repeatable).")
@click.option("--data", type=PATH, help="Folder with the tables of the base, when they are not the embedded ones.")
@click.option("--time-limit", type=Number(0, MOST_SECONDS, min_open=True), help="Seconds for every goal together.")
@click.option("--out", type=PATH, help="Folder of the run [default: out/alternative-<date-time>].")
@click.option("--show", is_flag=True, help="Only show what follows; write nothing.")
def alternative(
    base: Path,
    file: Path | None,
    provinces: tuple[str, ...],
    data: Path | None,
    time_limit: float | None,
    out: Path | None,
    show: bool,
    **options: tuple[str, ...],
) -> None:
    """Solve a province again with what a table asks; all else stays as it is in BASE.

    BASE is a folder that `spreiding plan` or this command wrote; FILE says what is asked, as do the options.
    """
    gc.set_threshold(100_000, 50, 50)
    from spreiding.alternative.alternative import AlternativeRequest
    from spreiding.alternative.session import run_alternative

    out = None if show else out or Path("out") / f"alternative-{datetime.now():%Y%m%d-%H%M%S}"
    request = AlternativeRequest(base, file, options, provinces, data, out, time_limit)
    with told():
        sys.exit(run_alternative(request, make_console()))
