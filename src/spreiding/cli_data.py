"""The commands about input tables: ``spreiding data ...``."""

import click

from spreiding.cli_import import import_


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def data() -> None:
    """Make, check, import and fetch input tables."""


data.add_command(import_)
