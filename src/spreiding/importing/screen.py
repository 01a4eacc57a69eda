"""What a person sees of an import."""

from rich.console import Console

from spreiding.importing.report import lines_of
from spreiding.importing.run import Imported
from spreiding.screen_lines import show_lines


def show_import(console: Console, imported: Imported) -> None:
    """Print what was done to the file, and where the table and the record of the import are."""
    show_lines(console, list(lines_of(imported.report)))
    console.print(f"Written to {imported.table}, and all of this to {imported.record}", soft_wrap=True, highlight=False)
