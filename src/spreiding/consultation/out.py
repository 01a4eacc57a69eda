"""The record in the form that was asked for; a torn last line is told beside it."""

from pathlib import Path

import click
from rich.console import Console

from spreiding.consultation.read import read_chain, torn_finding
from spreiding.consultation.show import as_csv, as_json, show_log
from spreiding.errors import Finding, InputError


def give_log(console: Console, run_folder: Path, json: bool, csv: bool) -> None:
    """Print the record; raise ``InputError`` when its chain is broken, or on two forms at once."""
    if json and csv:
        raise InputError(
            [Finding("--json", None, None, None, "can't go together with --csv", "Leave one of them out.")]
        )
    chain = read_chain(run_folder)
    if json:
        click.echo(as_json(chain))
    elif csv:
        click.echo(as_csv(chain), nl=False)
    else:
        show_log(console, chain)
    if chain.torn:
        click.echo(str(torn_finding(run_folder, chain)), err=True)
