"""``spreiding batch``: parse, call, print."""

import sys
from datetime import datetime
from pathlib import Path

import click

from spreiding.cli_ends import make_console, told
from spreiding.cli_types import FilePath

PATH = FilePath(path_type=Path)
EPILOG = """\b
Examples:
  spreiding batch models/example-batch.yaml --dry-run
  spreiding batch models/example-batch.yaml --out out/zeeland
  spreiding batch models/example-batch.yaml --out out/zeeland      (goes on where it stopped)
  spreiding batch my-batch.yaml --out out/night --workers 4
  spreiding batch my-batch.yaml --out /shared/night --scheduler tcp://10.0.0.5:8786

\b
docs/batch.md says what a batch file can hold and what is written. Exit codes: 0 every scenario has its answer,
2 bad input (nothing was run), 6 the audit found something, 7 the disk refused, 8 some scenarios failed and have
no answer yet, 130 stopped with Ctrl-C; after 7, 8 and 130 the same command goes on with the rest.
"""


@click.command(epilog=EPILOG)
@click.argument("batch_file", type=PATH, metavar="BATCH")
@click.option("--out", type=PATH, help="Folder of the batch [default: out/<batch>-<date-time>].")
@click.option(
    "--workers", type=click.IntRange(1, 1024), help="Worker processes on this machine [default: by its size]."
)
@click.option("--memory", type=click.IntRange(500), metavar="MIB", help="Most memory of a worker, in MiB.")
@click.option("--scheduler", metavar="ADDRESS", help="Run on the Dask cluster of this scheduler instead.")
@click.option("--dry-run", is_flag=True, help="Check everything, and say how many scenarios, how long and how large.")
def batch(
    batch_file: Path, out: Path | None, workers: int | None, memory: int | None, scheduler: str | None, dry_run: bool
) -> None:
    """Plan many scenarios: a list, a grid or draws of changes to a model file, for the country or per province."""
    from spreiding.batch.dry_run import show_dry_run
    from spreiding.batch.run import BatchRequest, run_batch
    from spreiding.batch.screen import BatchScreen, show_batch

    out = out or Path("out") / f"{batch_file.stem}-{datetime.now():%Y%m%d-%H%M%S}"
    request = BatchRequest(batch_file, out, workers, memory, scheduler)
    with told(), BatchScreen(make_console()) as screen:
        if dry_run:
            return show_dry_run(make_console(), request, screen)
        result = run_batch(request, screen)
    show_batch(make_console(), result)
    if result.stopped:
        raise KeyboardInterrupt
    sys.exit(result.exit_code)
