"""Lists of sentences on the screen."""

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.table import Column, Table

from spreiding.errors import Finding
from spreiding.tables.catalogue import TABLES

MOST_FINDINGS = 50
_WIDEST = 1000


def show_findings(console: Console, findings: Iterable[Finding]) -> None:
    """Print what is wrong with the input, one line each."""
    lines = [str(finding) for finding in findings]
    console.print(f"The input can't be used: {len(lines)} finding{'s' if len(lines) != 1 else ''}.", style="bold red")
    show_lines(console, lines)


def show_table(console: Console, table: Table) -> None:
    """Print a table whole: on a screen that is too narrow the lines wrap, but no number is cut.

    A column that may wrap does so first; one of numbers has ``no_wrap``.
    """
    roomiest = console.options.update(max_width=_WIDEST)
    slack = sum(_slack(console, roomiest, column) for column in table.columns if not column.no_wrap)
    needed = Measurement.get(console, roomiest, table).maximum - slack
    roomy = console if needed <= console.width else Console(file=console.file, width=needed, markup=False, emoji=False)
    roomy.print(table)


def _slack(console: Console, options: ConsoleOptions, column: Column) -> int:
    """By how much a column of texts can become narrower without breaking a word."""
    widths = [Measurement.get(console, options, cell) for cell in (column.header, *column.cells)]
    return max(width.maximum for width in widths) - max(width.minimum for width in widths)


def own_tables(own: Iterable[str]) -> str:
    """Say which tables are the user's own."""
    names = list(own)
    if not names:
        return "All tables are the embedded ones."
    rest = len(TABLES) - len(names)
    return f"Your own tables: {', '.join(names)}; " + (
        f"the other {rest} are embedded." if rest else "none is embedded."
    )


def show_lines(console: Console, lines: list[str]) -> None:
    """Print lines as they are, the first fifty of a long list."""
    for line in lines[:MOST_FINDINGS]:
        console.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)
    if len(lines) > MOST_FINDINGS:
        console.print(f"  ... and {len(lines) - MOST_FINDINGS} more")
