"""``spreiding table``: parse, call, print."""

import gc
import sys
from pathlib import Path

import click

from spreiding.cli_ends import make_console, told
from spreiding.cli_types import FilePath, Number
from spreiding.limits import MOST_SECONDS

PATH = FilePath(path_type=Path)
EPILOG = """\b
Examples:
  spreiding table out/country PV23
  spreiding table PV23                                  (the newest run in out/ that covers the province)
  spreiding table out/overijssel --data my-tables       (the tables that the base was made with)
  spreiding table out/overijssel < wishes.txt           (commands from a file, one a line)

\b
Commands there: pin, cap, floor, free, exclude, force, offer, exchange, set, wishes, solve, show, compare, explain,
undo, redo, save, load, write, help, quit. docs/table.md has a session.

\b
Exit codes: 0 left by the user, or every line done; 3 a plan at the time limit; of a line from a file that can't be
done: 2 bad input, 4 what is asked can't be, 5 no plan in time, 6 the audit found something, 7 can't be written.
"""


@click.command(epilog=EPILOG)
@click.argument("base", type=PATH)
@click.argument("province", required=False)
@click.option("--data", type=PATH, help="Folder with the tables of the base, when they are not the embedded ones.")
@click.option("--time-limit", type=Number(0, MOST_SECONDS, min_open=True), help="Seconds for every solve.")
def table(base: Path, province: str | None, data: Path | None, time_limit: float | None) -> None:
    """Sit at the table of a province: ask, solve, see what follows, take it back.

    BASE is the folder of a run, or a province: then the newest run in out/ that covers it. PROVINCE: a code or name.
    """
    gc.set_threshold(100_000, 50, 50)
    from spreiding.at_table.open import TableRequest
    from spreiding.at_table.piped import run_table

    with told():
        sys.exit(run_table(TableRequest(base, province, data, time_limit), make_console()))
