"""What the benchmarks share: a measurement in a process of its own, and results as lines of Markdown or CSV."""

import csv
import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def in_own_process(script: str, arguments: Sequence[str]) -> Row:
    """Run a benchmark's child, whose last line is a row in JSON; raise ``CalledProcessError`` when it fails."""
    done = subprocess.run([sys.executable, script, *arguments], check=True, stdout=subprocess.PIPE, text=True)
    row: Row = json.loads(done.stdout.splitlines()[-1])
    return row


def peak_mb() -> float:
    """The most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def markdown(head: Sequence[str], lines: Sequence[Sequence[str]]) -> list[str]:
    """A table as lines of Markdown."""
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *lines)]


def number(value: float | None, decimals: int) -> str:
    """A number with so many decimals, none from a thousand on; ``-`` for none."""
    return "-" if value is None else f"{value:,.{0 if abs(value) >= 1000 else decimals}f}"


def write_rows(path: Path, rows: Sequence[Row]) -> None:
    """Write rows with the same keys, or a first row that has them all."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
