"""All input tables, read and checked together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pandas as pd

from spreiding import paths
from spreiding.errors import Finding, InputError
from spreiding.formats.lines import label
from spreiding.tables.catalogue import TABLES
from spreiding.tables.cross_checks import Needs, check_needs, cross_check
from spreiding.tables.declare import Table
from spreiding.tables.folder import Source, find_tables
from spreiding.tables.place_checks import outside_sites
from spreiding.tables.read import ReadTable, read_table
from spreiding.tables.redivision import OtherYears

if TYPE_CHECKING:
    import geopandas as gpd

SITES, MINUTES = "sites", "travel_minutes"
Supplied = Literal["embedded", "own"]


@dataclass(frozen=True)
class TableFile:
    """Where a table came from: ``sha256`` is that of the file's bytes; ``origins`` counts rows per origin.

    ``supplied``: ``own`` when the user gave it, else ``embedded``; ``sheet``: that of a workbook.
    """

    name: str
    path: Path
    sheet: str | None
    supplied: Supplied
    sha256: str
    rows: int
    origins: Mapping[str, int]


@dataclass(frozen=True)
class Tables:
    """The input, checked: one typed frame per table and the file behind each."""

    municipalities: pd.DataFrame
    population: pd.DataFrame
    ses_woa: pd.DataFrame
    sites: pd.DataFrame
    travel_minutes: pd.DataFrame
    housing: pd.DataFrame
    housing_task_national: pd.DataFrame
    stations: pd.DataFrame
    rail_links: pd.DataFrame
    ukraine: pd.DataFrame
    files: tuple[TableFile, ...]

    @property
    def own(self) -> tuple[str, ...]:
        """File names of the tables that the user gave."""
        return tuple(label(file.path, file.sheet) for file in self.files if file.supplied == "own")


@dataclass(frozen=True)
class Reading:
    """Every table as it was read, whether it can be used or not, and all findings about and between them."""

    tables: tuple[ReadTable, ...]
    own: frozenset[str]
    findings: tuple[Finding, ...]

    def supplied(self, table: Table) -> Supplied:
        """Tell whose a table is."""
        return "own" if table.name in self.own else "embedded"

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The frames by name of their table, indexed by row in the file."""
        return {read.table.name: read.frame for read in self.tables}

    def named(self, findings: Iterable[Finding]) -> list[Finding]:
        """Give findings about a table the name of the file in which it stands."""
        files = {read.table.file: read.file for read in self.tables}
        return [replace(finding, file=files.get(finding.file, finding.file)) for finding in findings]

    def lacking(self, needs: Needs) -> list[Finding]:
        """Give a finding per date, year and half-year that a model needs and the tables don't hold."""
        return self.named(check_needs(self.frames, needs))

    def outside(self, outlines: "gpd.GeoDataFrame") -> list[Finding]:
        """Give a finding per site of the user's that lies outside its municipality.

        The embedded ones are invented or rounded: they claim nothing about a boundary.
        """
        return self.named(outside_sites(self.frames[SITES], outlines)) if SITES in self.own else []


def read_tables(data_dir: Path | None = None, needs: Needs | None = None) -> Tables:
    """Read every table: from ``data_dir`` when it holds a file of that name, else the embedded one.

    ``needs`` adds what a model asks of them. Raises one ``InputError`` with the findings of all tables and of
    the checks between them.
    """
    return bundle(read_all(data_dir, needs))


def read_all(data_dir: Path | None = None, needs: Needs | None = None) -> Reading:
    """Read every table like ``read_tables``, and give the findings beside what was read."""
    given, findings = ({}, []) if data_dir is None else find_tables(data_dir)
    sources = [given.get(table.name, Source(paths.DATA / table.file)) for table in TABLES]
    tables = [read_table(table, at.path, at.sheet) for table, at in zip(TABLES, sources, strict=True)]
    if SITES in given and MINUTES not in given:
        # The embedded minutes are of the embedded sites; those of the user's sites are estimated at run time.
        tables = [
            replace(table, frame=table.frame.iloc[:0]) if table.table.name == MINUTES else table for table in tables
        ]
    for table in tables:
        findings += table.findings
    reading = Reading(tuple(tables), frozenset(given), tuple(findings))
    between = reading.named(cross_check(reading.frames, OtherYears()))
    return replace(reading, findings=(*findings, *between, *(reading.lacking(needs) if needs is not None else ())))


def bundle(reading: Reading) -> Tables:
    """Give the tables of a reading without findings; raise ``InputError`` with them otherwise."""
    if reading.findings:
        raise InputError(reading.findings)
    frames = {name: frame.reset_index(drop=True) for name, frame in reading.frames.items()}
    return Tables(**frames, files=tuple(_file(table, reading) for table in reading.tables))


def _file(read: ReadTable, reading: Reading) -> TableFile:
    supplied = reading.supplied(read.table)
    return TableFile(read.table.name, read.path, read.sheet, supplied, read.sha256, len(read.frame), read.origins)
