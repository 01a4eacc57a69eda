"""``spreiding data import``: parse, call, print."""

from pathlib import Path

import click

from spreiding.cli_ends import make_console, told
from spreiding.cli_types import FilePath

PATH = FilePath(path_type=Path)
EPILOG = """\b
Examples:
  spreiding data import locaties.xlsx --as sites --write-map map.yaml   (a map to start from)
  spreiding data import locaties.xlsx --as sites --map map.yaml --sheet Locaties
  spreiding data import oekraine.csv --as ukraine --out my-tables --replace
  spreiding plan --province PV23 --data my-tables

\b
docs/import.md says what can stand in a map. Exit codes: 0 written, 2 bad input (nothing was written),
7 can't be written.
"""


@click.command("import", epilog=EPILOG)
@click.argument("file", type=PATH)
@click.option("--as", "table", required=True, metavar="TABLE", help="The table it becomes, such as sites.")
@click.option("--map", "map_", type=PATH, help="How its columns become ours; without it, by their names.")
@click.option("--sheet", metavar="NAME", help="Sheet of a workbook, or layer of a map.")
@click.option("--data", type=PATH, help="Folder with a municipalities.csv or municipal_changes.csv of your own.")
@click.option("--out", type=PATH, default=Path("my-tables"), show_default=True, help="Folder of the table.")
@click.option("--write-map", type=PATH, help="Write the map that is used, to start from.")
@click.option("--replace", is_flag=True, help="Overwrite what stands there.")
def import_(
    file: Path,
    table: str,
    map_: Path | None,
    sheet: str | None,
    data: Path | None,
    out: Path,
    write_map: Path | None,
    replace: bool,
) -> None:
    """Make one of our tables out of FILE, and report what was changed, left out and filled in."""
    from spreiding.importing.find import ImportRequest
    from spreiding.importing.run import import_table
    from spreiding.importing.screen import show_import

    with told(), make_console().status(f"Importing {file.name} ..."):
        imported = import_table(ImportRequest(file, table, map_, sheet, data, out, write_map, replace))
    show_import(make_console(), imported)
