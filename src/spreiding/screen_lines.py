"""Lists of sentences on the screen."""

from collections.abc import Iterable

from rich.console import Console

from spreiding.errors import Finding

MOST_FINDINGS = 50


def show_findings(console: Console, findings: Iterable[Finding]) -> None:
    """Print what is wrong with the input, one line each."""
    lines = [str(finding) for finding in findings]
    console.print(f"The input can't be used: {len(lines)} finding{'s' if len(lines) != 1 else ''}.", style="bold red")
    show_lines(console, lines)


def show_lines(console: Console, lines: list[str]) -> None:
    """Print lines as they are, the first fifty of a long list."""
    for line in lines[:MOST_FINDINGS]:
        console.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)
    if len(lines) > MOST_FINDINGS:
        console.print(f"  ... and {len(lines) - MOST_FINDINGS} more")
