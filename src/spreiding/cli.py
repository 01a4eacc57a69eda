"""The front door: parse, call, print."""

import gc
import sys
from datetime import datetime
from pathlib import Path

import click

from spreiding import __version__, paths
from spreiding.cli_alternative import alternative
from spreiding.cli_alternatives import alternatives
from spreiding.cli_audit import audit
from spreiding.cli_batch import batch
from spreiding.cli_compare import compare
from spreiding.cli_complete import complete
from spreiding.cli_data import data
from spreiding.cli_ends import Front, make_console, told
from spreiding.cli_explain import explain
from spreiding.cli_log import log
from spreiding.cli_report import report
from spreiding.cli_table import table
from spreiding.cli_travel import travel
from spreiding.cli_types import FilePath, Number
from spreiding.limits import MOST_NEED, MOST_SECONDS, MOST_THREADS

PATH = FilePath(path_type=Path)
NEED, AMV = click.IntRange(1, MOST_NEED), click.IntRange(0, MOST_NEED)
PLAN_EPILOG = """\b
Examples:
  spreiding plan
  spreiding plan --province PV23 --out out/overijssel
  spreiding plan models/raming-2024.yaml --data my-tables --boundaries gemeenten.gpkg
  spreiding plan --gap 0.01 --time-limit 60
  spreiding plan --province PV23 --scenario high
  spreiding plan --province PV23 --payoff      (which goal keeps which others from being better, in payoff.csv)

\b
Exit codes: 0 optimal within the gap, 3 feasible at the time limit, 4 infeasible, 5 no solution in time,
2 bad input, 6 the audit found something, 7 the result can't be written or the solver can't be trusted,
130 stopped with Ctrl-C.
"""
SHARE_EPILOG = """\b
Examples:
  spreiding share
  spreiding share --year 2026 --out share-2026.csv
  spreiding share --need 88000 --amv 7462 --municipality GM0758
  spreiding share --data my-tables      (a ses_woa.csv or population.csv of your own)
"""


@click.group(cls=Front, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="spreiding")
def main() -> None:
    """Plan the reception of asylum seekers over Dutch municipalities under the Spreidingswet."""


main.add_command(batch)
main.add_command(alternatives)
main.add_command(data)
main.add_command(alternative)
main.add_command(audit)
main.add_command(compare)
main.add_command(complete)
main.add_command(explain)
main.add_command(log)
main.add_command(report)
main.add_command(table)
main.add_command(travel)


@main.command(epilog=PLAN_EPILOG)
@click.argument("model", required=False, type=PATH)
@click.option("--province", "provinces", multiple=True, metavar="CODE", help="Plan only this province (repeatable).")
@click.option("--data", type=PATH, help="Folder with tables that replace the embedded ones.")
@click.option("--boundaries", type=PATH, help="File with municipal boundaries and CBS codes.")
@click.option("--gap", type=Number(0, 1, max_open=True), help="Relative MIP gap for every goal.")
@click.option("--time-limit", type=Number(0, MOST_SECONDS, min_open=True), help="Seconds for all goals together.")
@click.option("--threads", type=click.IntRange(1, MOST_THREADS), help="Threads of the solver.")
@click.option("--payoff", is_flag=True, help="Also solve again without each goal: what it costs the others.")
@click.option("--scenario", metavar="NAME", help="Plan for this scenario of the inflow in the model file.")
@click.option("--out", type=PATH, help="Folder of the run [default: out/<model>-<date-time>].")
def plan(
    model: Path | None,
    provinces: tuple[str, ...],
    data: Path | None,
    boundaries: Path | None,
    gap: float | None,
    time_limit: float | None,
    threads: int | None,
    payoff: bool,
    scenario: str | None,
    out: Path | None,
) -> None:
    """Make a draft plan: numbers per municipality, sites, tracks and housing, per province.

    MODEL is a model file; without one, models/raming-2024.yaml is planned.
    """
    # Libraries and the model are many objects that stay: looking for garbage among them takes a tenth of a short run.
    gc.set_threshold(100_000, 50, 50)
    from spreiding.inputs import Request
    from spreiding.plan import make_plan
    from spreiding.screen import Screen, show_result

    model = model or paths.MODELS / "raming-2024.yaml"
    out = out or Path("out") / f"{model.stem}-{datetime.now():%Y%m%d-%H%M%S}"
    request = Request(model, out, provinces, data, boundaries, gap, time_limit, threads, payoff, scenario)
    with told(), Screen(make_console()) as screen:
        result = make_plan(request, screen)
    show_result(make_console(), result)
    sys.exit(result.exit_code)


@main.command(epilog=SHARE_EPILOG)
@click.option("--need", type=NEED, help="National need in places [default: the law's of that year].")
@click.option("--amv", type=AMV, help="Of which for unaccompanied minors [default: likewise].")
@click.option("--year", type=click.IntRange(1900, 2199), default=2024, show_default=True, help="Year of the estimate.")
@click.option("--municipality", "municipalities", multiple=True, metavar="CODE", help="Show this one's calculation.")
@click.option("--data", type=PATH, help="Folder with tables that replace the embedded ones.")
@click.option("--out", type=PATH, help="CSV file to write [default: out/share-<year>.csv].")
def share(
    need: int | None,
    amv: int | None,
    year: int,
    municipalities: tuple[str, ...],
    data: Path | None,
    out: Path | None,
) -> None:
    """Work out the indicative share of every municipality (Besluit art. 2.1 lid 3), and write it as CSV."""
    from spreiding.share_table import ShareRequest, share_of, show_share, write_share

    with told():
        result = share_of(ShareRequest(year, need, amv, data, municipalities))
        written = write_share(result, out or Path("out") / f"share-{year}.csv")
    show_share(make_console(), result, municipalities)
    click.echo(f"Written to {written}")
