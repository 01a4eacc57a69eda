"""``spreiding audit``: a plan made by hand, judged against a base run."""

import sys
from pathlib import Path

import click

from spreiding.cli_ends import make_console, told
from spreiding.cli_types import FilePath

PATH = FilePath(path_type=Path)
EPILOG = """\b
Examples:
  spreiding audit out/overijssel plan.xlsx
  spreiding audit out/country plan.csv --province PV23
  spreiding audit out/overijssel plan.xlsx --sheet Verdeling --sites locaties.csv
  spreiding audit out/overijssel plan.csv --json
  spreiding audit out/overijssel plan.csv --out judgement.csv

\b
docs/handmade.md says what may stand in PLAN. Exit codes: 0 every hard norm holds, as far as numbers are filled in,
6 a hard norm is passed, 2 bad input (nothing was judged), 7 can't be written.
"""


@click.command(epilog=EPILOG)
@click.argument("base", type=PATH)
@click.argument("plan", type=PATH)
@click.option("--province", metavar="CODE", help="The province of the plan, by code or name.")
@click.option("--sheet", metavar="NAME", help="Sheet of the workbook with the numbers.")
@click.option("--sites", type=PATH, help="File with the sites of the plan [default: a sheet Sites or Locaties].")
@click.option("--data", type=PATH, help="Folder with the site table of the run, when it is not the embedded one.")
@click.option("--json", "as_json", is_flag=True, help="Print the judgement as JSON.")
@click.option("--out", type=PATH, help="File to write too: .csv (a row per norm and place) or .json.")
def audit(
    base: Path,
    plan: Path,
    province: str | None,
    sheet: str | None,
    sites: Path | None,
    data: Path | None,
    as_json: bool,
    out: Path | None,
) -> None:
    """Judge a plan made by hand: which norms its numbers pass, by how many places, and what would put it right.

    BASE is a folder that `spreiding plan` wrote; PLAN a table with a number per municipality, some perhaps open.
    """
    from rich.console import Console

    from spreiding.handmade.judge import audit as audited
    from spreiding.handmade.out import check_form, give
    from spreiding.handmade.read import PlanFiles

    with told():
        check_form(out)
        with Console(stderr=True).status("Reading the run and the plan ..."):
            judged = audited(base, PlanFiles(plan, sheet, sites, province, data))
        give(make_console(), judged, as_json, out)
    sys.exit(judged.exit_code)
