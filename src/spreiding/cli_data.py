"""The commands about input tables: ``spreiding data ...``."""

import sys
from pathlib import Path

import click

from spreiding.cli_ends import make_console, told
from spreiding.cli_fetch import fetch
from spreiding.cli_import import import_
from spreiding.cli_types import FilePath

PATH = FilePath(path_type=Path)
CHECK_EPILOG = """\b
Examples:
  spreiding data check my-tables
  spreiding data check my-tables --model models/raming-2024.yaml --boundaries gemeenten.gpkg
  spreiding data check my-tables --json > findings.json

\b
Exit codes: 0 nothing is wrong, 2 there are findings.
"""
TEMPLATE_EPILOG = """\b
Examples:
  spreiding data template my-tables
  spreiding plan --data my-tables/csv      (once the tables that you need are filled in and the others removed)
  spreiding plan --data my-tables/excel    (sheets that are left empty are passed over)
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def data() -> None:
    """Make, check, import and fetch input tables."""


data.add_command(fetch)
data.add_command(import_)


@data.command(epilog=CHECK_EPILOG)
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--json", "as_data", is_flag=True, help="Print the result as JSON.")
@click.option("--model", type=PATH, help="Model file whose dates, years and half-years must be there.")
@click.option("--boundaries", type=PATH, help="File with municipal boundaries, in which the sites must lie.")
def check(folder: Path, as_data: bool, model: Path | None, boundaries: Path | None) -> None:
    """Check all tables in DIR, alone and together with the embedded ones, and say all that is wrong at once."""
    from rich.console import Console

    from spreiding.data_check import CheckRequest, as_json, check_data, show_checked

    with told(), Console(stderr=True).status("Reading and checking the tables ..."):
        checked = check_data(CheckRequest(folder, model, boundaries))
    if as_data:
        click.echo(as_json(checked))
    else:
        show_checked(make_console(), checked)
    sys.exit(checked.exit_code)


@data.command(epilog=TEMPLATE_EPILOG)
@click.argument("folder", metavar="DIR", type=PATH)
def template(folder: Path) -> None:
    """Write empty tables to fill in into DIR: as CSV files, and as one Excel workbook."""
    from spreiding.tables.template import write_template

    with told():
        written = write_template(folder)
    click.echo("\n".join(f"Written: {path}" for path in written))
