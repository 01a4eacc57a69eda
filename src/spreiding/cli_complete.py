"""``spreiding complete``: what a plan made by hand leaves open is decided, what it has stays."""

import gc
import sys
from datetime import datetime
from pathlib import Path

import click

from spreiding.cli_ends import make_console, told
from spreiding.cli_types import FilePath

PATH = FilePath(path_type=Path)
EPILOG = """\b
Examples:
  spreiding complete out/country plan.xlsx --province PV23 --out out/overijssel-whole
  spreiding complete out/overijssel plan.csv --sites locaties.csv
  spreiding audit out/overijssel plan.csv       (judge it first: which norms do its numbers pass?)

\b
docs/handmade.md says what may stand in PLAN. Exit codes: 0 optimal within the gap, 4 no plan has all that it says,
2 bad input, 6 the audit found something, 7 can't be written.
"""


@click.command(epilog=EPILOG)
@click.argument("base", type=PATH)
@click.argument("plan", type=PATH)
@click.option("--province", metavar="CODE", help="The province of the plan, by code or name.")
@click.option("--sheet", metavar="NAME", help="Sheet of the workbook with the numbers.")
@click.option("--sites", type=PATH, help="File with the sites of the plan [default: a sheet Sites or Locaties].")
@click.option("--data", type=PATH, help="Folder with the tables of the base, when they are not the embedded ones.")
@click.option("--out", type=PATH, help="Folder of the run [default: out/complete-<date-time>].")
def complete(
    base: Path,
    plan: Path,
    province: str | None,
    sheet: str | None,
    sites: Path | None,
    data: Path | None,
    out: Path | None,
) -> None:
    """Decide what a plan made by hand leaves open; every number and site that it has stays.

    BASE is a folder that `spreiding plan` wrote; PLAN a table with a number per municipality, some of them open.
    """
    gc.set_threshold(100_000, 50, 50)
    from spreiding.handmade.complete import complete_plan
    from spreiding.handmade.read import PlanFiles

    out = out or Path("out") / f"complete-{datetime.now():%Y%m%d-%H%M%S}"
    with told():
        sys.exit(complete_plan(base, PlanFiles(plan, sheet, sites, province, data), out, make_console()))
