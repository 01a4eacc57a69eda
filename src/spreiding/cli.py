"""The front door: parse, call, print."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from spreiding import __version__, paths
from spreiding.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

BAD_INPUT, CANT_WRITE = 2, 7
PLAN_EPILOG = """\b
Examples:
  spreiding plan
  spreiding plan --province PV23 --out out/overijssel
  spreiding plan models/raming-2024.yaml --data my-tables --boundaries gemeenten.gpkg
  spreiding plan --gap 0.01 --time-limit 60

\b
Exit codes: 0 optimal within the gap, 3 feasible at the time limit, 4 infeasible, 5 no solution in time,
2 bad input, 6 the audit found something, 7 the result can't be written or the solver can't be trusted.
"""
SHARE_EPILOG = """\b
Examples:
  spreiding share
  spreiding share --year 2026 --out share-2026.csv
  spreiding share --need 88000 --amv 7462 --municipality GM0758
  spreiding share --data my-tables      (a ses_woa.csv or population.csv of your own)
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="spreiding")
def main() -> None:
    """Plan the reception of asylum seekers over Dutch municipalities under the Spreidingswet."""


@main.command(epilog=PLAN_EPILOG)
@click.argument("model", required=False, type=click.Path(path_type=Path))
@click.option("--province", "provinces", multiple=True, metavar="CODE", help="Plan only this province (repeatable).")
@click.option("--data", type=click.Path(path_type=Path), help="Folder with tables that replace the embedded ones.")
@click.option("--boundaries", type=click.Path(path_type=Path), help="File with municipal boundaries and CBS codes.")
@click.option("--gap", type=click.FloatRange(0, 1, max_open=True), help="Relative MIP gap for every goal.")
@click.option("--time-limit", type=click.FloatRange(0, min_open=True), help="Seconds for all goals together.")
@click.option("--threads", type=click.IntRange(1), help="Threads of the solver.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the run [default: out/<model>-<date-time>].")
def plan(
    model: Path | None,
    provinces: tuple[str, ...],
    data: Path | None,
    boundaries: Path | None,
    gap: float | None,
    time_limit: float | None,
    threads: int | None,
    out: Path | None,
) -> None:
    """Make a draft plan: numbers per municipality, sites, tracks and housing, per province.

    MODEL is a model file; without one, models/raming-2024.yaml is planned.
    """
    from spreiding.inputs import Request
    from spreiding.plan import make_plan
    from spreiding.screen import Screen, show_result

    model = model or paths.MODELS / "raming-2024.yaml"
    out = out or Path("out") / f"{model.stem}-{datetime.now():%Y%m%d-%H%M%S}"
    request = Request(model, out, provinces, data, boundaries, gap, time_limit, threads)
    with _told(), Screen(_console()) as screen:
        result = make_plan(request, screen)
    show_result(_console(), result)
    sys.exit(result.exit_code)


@main.command(epilog=SHARE_EPILOG)
@click.option("--need", type=click.IntRange(0), help="National need in places [default: the law's of that year].")
@click.option("--amv", type=click.IntRange(0), help="Of which for unaccompanied minors [default: likewise].")
@click.option("--year", type=click.IntRange(1900, 2199), default=2024, show_default=True, help="Year of the estimate.")
@click.option("--municipality", "municipalities", multiple=True, metavar="CODE", help="Show this one's calculation.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder with tables that replace the embedded ones.")
@click.option("--out", type=click.Path(path_type=Path), help="CSV file to write [default: out/share-<year>.csv].")
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

    with _told():
        result = share_of(ShareRequest(year, need, amv, data))
        show_share(_console(), result, municipalities)
        written = write_share(result, out or Path("out") / f"share-{year}.csv")
    click.echo(f"Written to {written}")


def _console() -> "Console":
    # Imported late, like the pipeline itself: --help should not wait for it.
    from rich.console import Console

    return Console()


@contextmanager
def _told() -> Iterator[None]:
    """Turn what can go wrong into sentences and an exit code; a traceback is for defects only."""
    from spreiding.law.parameters import LawError
    from spreiding.screen_lines import show_findings
    from spreiding.solve.errors import SettleError, SolverError
    from spreiding.write.errors import ContractError, OutputError

    try:
        yield
    except InputError as error:
        show_findings(_console(), error.findings)
        sys.exit(BAD_INPUT)
    except LawError as error:
        click.echo(f"The law table can't answer: {error}", err=True)
        sys.exit(BAD_INPUT)
    except (OutputError, SolverError, SettleError, ContractError) as error:
        click.echo(str(error), err=True)
        sys.exit(CANT_WRITE)
