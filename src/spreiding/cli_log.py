"""``spreiding log``: the consultation's record of a run."""

from pathlib import Path

import click

from spreiding.cli_ends import make_console, told
from spreiding.cli_types import FilePath

PATH = FilePath(path_type=Path)
KINDS = ("offer", "wish", "exchange", "agreement", "remark")
HELP = {"help_option_names": ["-h", "--help"]}
ADD_EPILOG = """\b
Examples:
  spreiding log out/overijssel add --who "college van Zwolle" --kind offer --about Zwolle --places 350
      --why "Kazerne Noord, vanaf 1 juli 2025"
  spreiding log out/overijssel add --who "regionale tafel" --kind exchange --about GM0193 --to GM0166 --places 50
      --why "Kampen neemt er 50 over; Zwolle huisvest 20 statushouders extra"
  spreiding log out/overijssel add --who "CdK" --kind remark --about PV23 --why "volgende tafel op 12 juni"

\b
Exit codes: 0 written, 2 bad input or a record that was changed (nothing was written), 7 can't be written.
"""
SHOW_EPILOG = """\b
Examples:
  spreiding log out/overijssel show
  spreiding log out/overijssel show --csv > record.csv
  spreiding log out/overijssel show --json
"""


@click.group(context_settings=HELP)
@click.argument("run", type=PATH)
@click.pass_context
def log(ctx: click.Context, run: Path) -> None:
    """Keep what is said at the table about a run: offers, wishes, exchanges, agreements and remarks.

    RUN is a folder that `spreiding plan` wrote; the record stands in it. docs/consultation.md says how it is kept.
    """
    ctx.obj = run


@log.command(epilog=ADD_EPILOG, context_settings=HELP)
@click.option("--who", required=True, metavar="TEXT", help="Which office or body says it; no private person.")
@click.option("--kind", required=True, type=click.Choice(KINDS), help="What it is.")
@click.option("--about", required=True, metavar="CODE", help="A municipality by code or name, or a province by code.")
@click.option("--places", type=int, help="How many places it is about.")
@click.option("--to", metavar="CODE", help="Who takes the places over.")
@click.option("--amv", is_flag=True, help="The places are for unaccompanied minors.")
@click.option("--why", required=True, metavar="TEXT", help="The reason, in a sentence or two.")
@click.option("--with-user", is_flag=True, help="Keep the name of your account on this computer with it.")
@click.pass_obj
def add(
    run: Path, who: str, kind: str, about: str, places: int | None, to: str | None, amv: bool, why: str, with_user: bool
) -> None:
    """Add an entry to the record; what stands there is never changed."""
    from spreiding.consultation.record import Asked, record

    with told():
        added = record(run, Asked(who, kind, about, why, places, to, amv, with_user))
    if added.repaired:
        click.echo(added.repaired, err=True)
    click.echo(f"Entry {added.entry.number} is recorded in {run} ({added.entry.at:%Y-%m-%d %H:%M:%S} UTC).")


@log.command(epilog=SHOW_EPILOG, context_settings=HELP)
@click.option("--json", "as_json", is_flag=True, help="As JSON, with the sha256 of every entry.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV, one row per entry.")
@click.pass_obj
def show(run: Path, as_json: bool, as_csv: bool) -> None:
    """Show the record, once every line is checked: one that was changed or removed is told with its number."""
    from spreiding.consultation.out import give_log

    with told():
        give_log(make_console(), run, as_json, as_csv)


@log.command(context_settings=HELP)
@click.pass_obj
def repair(run: Path) -> None:
    """Put a last line right that was cut off because its writer was stopped; nothing of it is thrown away."""
    from spreiding.consultation.add import repair as repaired

    with told():
        done = repaired(run)
    click.echo(done or "There is nothing to repair: no line is cut off.")
