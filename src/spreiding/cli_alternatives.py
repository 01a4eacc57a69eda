"""``spreiding alternatives``: parse, call, print."""

from datetime import datetime
from pathlib import Path

import click

from spreiding.cli_ends import make_console, told
from spreiding.cli_types import FilePath, Percentage

PATH = FilePath(path_type=Path)
MOST_PLANS = 50
EPILOG = """\b
Examples:
  spreiding plan --province PV23 --out out/overijssel
  spreiding alternatives out/overijssel -n 8 --within 2%
  spreiding alternatives out/country --province PV23 --within 1% --out out/room
  spreiding alternatives out/mine --data my-tables      (the tables that the run was made with)

\b
docs/alternatives-near.md says what the files hold. Exit codes: 0 written, 2 bad input (nothing was written),
7 can't be written or the solver can't be trusted, 130 stopped with Ctrl-C.
"""


@click.command(epilog=EPILOG)
@click.argument("run", type=PATH)
@click.option(
    "-n", "--number", type=click.IntRange(1, MOST_PLANS), default=8, show_default=True, help="How many plans."
)
@click.option("--within", type=Percentage(), default="2%", show_default=True, help="How much worse a goal may be.")
@click.option("--province", "provinces", multiple=True, metavar="CODE", help="Decide only this one again (repeatable).")
@click.option("--data", type=PATH, help="Folder with the tables of the run, when they are not the embedded ones.")
@click.option("--out", type=PATH, help="Folder to write [default: out/alternatives-<date-time>].")
def alternatives(
    run: Path, number: int, within: float, provinces: tuple[str, ...], data: Path | None, out: Path | None
) -> None:
    """Find plans that are nearly as good and differ most: what is robust, and where is room to negotiate.

    RUN is a folder that `spreiding plan` wrote.
    """
    from spreiding.near_optimal.near_optimal import NearRequest, make_near
    from spreiding.near_optimal.screen import NearScreen, show_near
    from spreiding.near_optimal.write import check_out, write_near

    out = out or Path("out") / f"alternatives-{datetime.now():%Y%m%d-%H%M%S}"
    with told(), NearScreen(make_console()) as screen:
        check_out(out)
        near = make_near(NearRequest(run, number, within, provinces, data), screen)
        write_near(near, out)
    show_near(make_console(), near, out)
