"""``spreiding data check``: what a folder of tables holds, and everything that is wrong with it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from spreiding import paths
from spreiding.errors import Finding, InputError
from spreiding.inputs import needs_of
from spreiding.model_file import ModelFile, load_model
from spreiding.screen_lines import MOST_FINDINGS, show_table
from spreiding.tables.boundaries import path_findings, read_boundaries
from spreiding.tables.bundle import Reading, bundle, read_all
from spreiding.tables.place_checks import outside_sites
from spreiding.tables.read import ReadTable, read_table
from spreiding.tables.totals import COMPARED, existing_findings, total_findings

_WIDEST = 60  # characters of a column on the screen


@dataclass(frozen=True)
class CheckRequest:
    """What a user asked: the folder, and a model file and boundaries to hold it against."""

    folder: Path
    model: Path | None = None
    boundaries: Path | None = None


@dataclass(frozen=True)
class TableLine:
    """What was read of one table: where it stands, whose it is, how many rows, and how many of each origin."""

    table: str
    file: str
    supplied: str
    rows: int
    origins: dict[str, int]


@dataclass(frozen=True)
class Checked:
    """A line per table, and the findings; ``exit_code`` is 0 without any, else 2."""

    tables: tuple[TableLine, ...]
    findings: tuple[Finding, ...]

    @property
    def exit_code(self) -> int:
        """The exit code of the command."""
        return 2 if self.findings else 0


def check_data(request: CheckRequest) -> Checked:
    """Read all tables, the embedded ones where the folder has none, and give every finding.

    Findings about a model file that can't be read stand beside those about the tables.
    """
    findings: list[Finding] = []
    model = _model(request.model, findings)
    reading = read_all(request.folder, None if model is None else needs_of(model))
    findings += reading.findings
    findings += reading.named(total_findings(reading.frames, _embedded(reading)))
    if model is not None:
        findings += reading.named(existing_findings(reading.frames["sites"], model.horizon.start))
    findings += _outside(request.boundaries, reading)
    return Checked(tuple(_line(read, reading) for read in reading.tables), tuple(dict.fromkeys(findings)))


def as_json(checked: Checked) -> str:
    """Give the result for a machine: ``counts``, ``tables`` and ``findings``, with keys that stay."""
    own = sum(line.supplied == "own" for line in checked.tables)
    counts = {"findings": len(checked.findings), "tables": len(checked.tables), "own": own}
    content = {
        "counts": counts,
        "tables": [asdict(line) for line in checked.tables],
        "findings": [asdict(finding) for finding in checked.findings],
    }
    return json.dumps(content, indent=2, ensure_ascii=False)


def show_checked(console: Console, checked: Checked) -> None:
    """Print what was read, a line per table, and the findings, a row each."""
    show_table(console, _table_of_tables(checked.tables))
    if not checked.findings:
        console.print("Nothing is wrong with these tables.", style="bold", highlight=False)
        return
    console.print(f"{len(checked.findings)} finding{'s' if len(checked.findings) != 1 else ''}.", style="bold red")
    show_table(console, _table_of_findings(checked.findings[:MOST_FINDINGS]))
    if len(checked.findings) > MOST_FINDINGS:
        console.print(f"... and {len(checked.findings) - MOST_FINDINGS} more; --json gives them all.", highlight=False)


def _model(path: Path | None, findings: list[Finding]) -> ModelFile | None:
    try:
        return None if path is None else load_model(path).content
    except InputError as error:
        findings.extend(error.findings)
        return None


def _embedded(reading: Reading) -> dict[str, pd.DataFrame]:
    """The frames that ship; those that the user did not replace are the very ones that were read."""
    return {
        read.table.name: read_table(read.table, paths.DATA / read.table.file).frame
        if read.table.name in reading.own and read.table.name in COMPARED
        else read.frame
        for read in reading.tables
    }


def _outside(path: Path | None, reading: Reading) -> list[Finding]:
    """Sites outside their municipality, by the boundaries that were given; what is wrong with those otherwise."""
    if path is None:
        return []
    try:
        outlines = read_boundaries(path, bundle(reading).municipalities)
    except InputError as error:
        known = set(reading.findings)
        return [*path_findings(path), *(finding for finding in error.findings if finding not in known)]
    return reading.named(outside_sites(reading.frames["sites"], outlines))


def _line(read: ReadTable, reading: Reading) -> TableLine:
    return TableLine(read.table.name, read.file, reading.supplied(read.table), len(read.frame), read.origins)


def _plain_table(*texts: str) -> Table:
    table = Table(title_justify="left", box=SIMPLE_HEAD, padding=(0, 0, 0, 1), pad_edge=False)
    table.show_edge = False
    for text in texts:
        table.add_column(text, overflow="fold", max_width=_WIDEST)
    return table


def _table_of_tables(lines: tuple[TableLine, ...]) -> Table:
    table = _plain_table("table", "read from", "whose", "rows", "origins")
    for line in lines:
        origins = ", ".join(f"{count:,} {origin}" for origin, count in line.origins.items())
        table.add_row(line.table, line.file, line.supplied, f"{line.rows:,}", origins)
    return table


def _table_of_findings(findings: tuple[Finding, ...]) -> Table:
    table = _plain_table("file", "row", "column", "value", "rule", "what to do")
    for finding in findings:
        row = "" if finding.row is None else str(finding.row)
        table.add_row(finding.file, row, finding.column or "", finding.value or "", finding.rule, finding.advice)
    return table
