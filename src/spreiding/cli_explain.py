"""``spreiding explain``: a municipality's number in a run, as a calculation that can be followed."""

from pathlib import Path

import click

from spreiding.cli_ends import make_console, told
from spreiding.cli_types import FilePath

PATH = FilePath(path_type=Path)
EPILOG = """\b
Examples:
  spreiding explain out/raming-2024-20261123-230500 GM0193
  spreiding explain out/overijssel Zwolle --markdown --out zwolle.md
  spreiding explain out/overijssel GM0193 --json
  spreiding explain out/overijssel GM0193 --price     (solves the province again with a place more and one fewer)
  spreiding explain out/overijssel GM0193 --data my-tables      (the tables that the run was made with)
"""


@click.command(epilog=EPILOG)
@click.argument("run", type=PATH)
@click.argument("municipality")
@click.option("--json", "as_json", is_flag=True, help="As JSON: every number with its unit, source and article.")
@click.option("--markdown", "as_markdown", is_flag=True, help="As Dutch paragraphs for the motivation of a decision.")
@click.option("--price", is_flag=True, help="Also what one place more or fewer costs in every goal: solved again.")
@click.option("--data", type=PATH, help="Folder with the site table of the run, when it is not the embedded one.")
@click.option("--out", type=PATH, help="File to write instead of printing.")
def explain(
    run: Path, municipality: str, as_json: bool, as_markdown: bool, price: bool, data: Path | None, out: Path | None
) -> None:
    """Explain a municipality's number: share, what moved it, what binds, and what stands behind it.

    RUN is a folder that `spreiding plan` wrote; MUNICIPALITY a CBS code or a name.
    """
    from rich.console import Console

    from spreiding.explain.explain import explain as explained
    from spreiding.explain.out import give, which_form
    from spreiding.result import Watch

    with told():
        form = which_form(as_json, as_markdown)
        with Console(stderr=True).status("Reading the run ..."):
            explanation = explained(run, municipality, data, Watch() if price else None)
        give(make_console(), explanation, form, out)
