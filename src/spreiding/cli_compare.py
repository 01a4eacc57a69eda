"""``spreiding compare``: parse, call, print."""

from datetime import datetime
from pathlib import Path

import click

from spreiding.cli_ends import make_console, told
from spreiding.cli_types import FilePath

PATH = FilePath(path_type=Path)
EPILOG = """\b
Examples:
  spreiding plan --province PV29 --out out/middle
  spreiding plan --province PV29 --scenario high --out out/high
  spreiding compare out/middle out/high
  spreiding compare out/country out/zeeland --province PV29 --out out/table
  spreiding compare out/2024 out/2026 --different-data

\b
docs/compare.md says what the files hold. Exit codes: 0 written, 2 bad input, or runs that rest on other data
(nothing was written), 7 can't be written.
"""


@click.command(epilog=EPILOG)
@click.argument("runs", nargs=-1, required=True, type=PATH, metavar="BASE RUN...")
@click.option("--out", type=PATH, help="Folder of the comparison [default: out/compare-<date-time>].")
@click.option("--province", "provinces", multiple=True, metavar="CODE", help="Only this province (repeatable).")
@click.option("--different-data", is_flag=True, help="Compare runs that rest on other data, law, version or quarters.")
def compare(runs: tuple[Path, ...], out: Path | None, provinces: tuple[str, ...], different_data: bool) -> None:
    """Hold runs side by side: who gains, who loses, and which plan is better at which goal.

    BASE and every RUN are folders that `spreiding plan` wrote; differences are RUN less BASE.
    """
    from spreiding.compare.compare import CompareRequest, compare_runs
    from spreiding.compare.screen import show_comparison
    from spreiding.compare.write import check_out, write_comparison

    out = out or Path("out") / f"compare-{datetime.now():%Y%m%d-%H%M%S}"
    with told(), make_console().status("Comparing ...") as status:
        check_out(out)
        comparison = compare_runs(CompareRequest(runs, provinces, different_data), status.update)
        status.update("writing tables, map layers and pictures")
        write_comparison(comparison, out)
    show_comparison(make_console(), comparison, out)
