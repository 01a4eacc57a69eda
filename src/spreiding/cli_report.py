"""``spreiding report``: parse, call, print."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from spreiding.cli_ends import make_console, told
from spreiding.cli_types import FilePath
from spreiding.report.kinds import KINDS

PATH = FilePath(path_type=Path)
EPILOG = """\b
Examples:
  spreiding report out/overijssel --decision --verslag
  spreiding report out/country --decision --province PV23 --province Zeeland --out out/documents
  spreiding report out/country --state-of-affairs --provincial-plan
  spreiding report out/overijssel --decision --templates my-templates --release

\b
docs/report.md says what the files hold. Exit codes: 0 written, 2 bad input or a run that may not be released
(nothing was written), 7 can't be written.
"""


def kind_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command an option for every kind of document, in their order."""
    for name, kind in reversed(KINDS.items()):
        command = click.option(f"--{name}", is_flag=True, help=kind.help)(command)
    return command


@click.command(epilog=EPILOG)
@click.argument("run", type=PATH)
@kind_options
@click.option("--province", "provinces", multiple=True, metavar="CODE", help="Only this province (repeatable).")
@click.option("--release", is_flag=True, help="Without the CONCEPT mark; refused when tables hold invented rows.")
@click.option("--compare", multiple=True, type=PATH, metavar="RUN", help="A run to hold beside it (repeatable).")
@click.option("--templates", type=PATH, help="Folder with templates of your own.")
@click.option("--data", type=PATH, help="Folder with the site table of the run, when it is not the embedded one.")
@click.option("--out", type=PATH, help="Folder of the report [default: out/report-<date-time>].")
def report(
    run: Path,
    provinces: tuple[str, ...],
    release: bool,
    compare: tuple[Path, ...],
    templates: Path | None,
    data: Path | None,
    out: Path | None,
    **kinds: bool,
) -> None:
    """Make documents of a run: give an option for each kind.

    RUN is a folder that `spreiding plan` wrote. Every document is marked CONCEPT until it is released.
    """
    from spreiding.report.report import ReportRequest, make_report

    out = out or Path("out") / f"report-{datetime.now():%Y%m%d-%H%M%S}"
    chosen = tuple(name for name in KINDS if kinds[name.replace("-", "_")])
    request = ReportRequest(run, chosen, provinces, release, compare, templates, data)
    with told(), make_console().status("Reading ...") as status:
        make_report(request, out, status.update)
    click.echo(f"Written to {out}")
