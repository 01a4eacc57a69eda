"""All input tables, read and checked together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import pandas as pd

from spreiding import paths
from spreiding.errors import InputError
from spreiding.tables.catalogue import TABLES
from spreiding.tables.cross_checks import Needs, check_needs, cross_check
from spreiding.tables.folder import find_tables
from spreiding.tables.read import ReadTable, read_table

SITES, MINUTES = "sites.csv", "travel_minutes.csv"


@dataclass(frozen=True)
class TableFile:
    """Where a table came from: ``sha256`` is that of the file's bytes; ``origins`` counts rows per origin.

    ``supplied``: ``own`` when the user gave it, else ``embedded``.
    """

    name: str
    path: Path
    supplied: Literal["embedded", "own"]
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
        return tuple(f"{file.name}.csv" for file in self.files if file.supplied == "own")


def read_tables(data_dir: Path | None = None, needs: Needs | None = None) -> Tables:
    """Read every table: from ``data_dir`` when it holds a file of that name, else the embedded one.

    ``needs`` adds what a model asks of them. Raises one ``InputError`` with the findings of all tables and of
    the checks between them.
    """
    given, findings = ({}, []) if data_dir is None else find_tables(data_dir)
    tables = [read_table(table, given.get(table.file, paths.DATA / table.file)) for table in TABLES]
    if SITES in given and MINUTES not in given:
        # The embedded minutes are of the embedded sites; those of the user's sites are estimated at run time.
        tables = [
            replace(table, frame=table.frame.iloc[:0]) if table.table.file == MINUTES else table for table in tables
        ]
    for table in tables:
        findings += table.findings
    frames = {table.table.name: table.frame for table in tables}
    findings += cross_check(frames)
    if needs is not None:
        findings += check_needs(frames, needs)
    if findings:
        raise InputError(findings)
    return _bundle(tables, given)


def _bundle(tables: list[ReadTable], given: Mapping[str, Path]) -> Tables:
    frames = {table.table.name: table.frame.reset_index(drop=True) for table in tables}
    return Tables(
        municipalities=frames["municipalities"],
        population=frames["population"],
        ses_woa=frames["ses_woa"],
        sites=frames["sites"],
        travel_minutes=frames["travel_minutes"],
        housing=frames["housing"],
        housing_task_national=frames["housing_task_national"],
        stations=frames["stations"],
        rail_links=frames["rail_links"],
        ukraine=frames["ukraine"],
        files=tuple(_file(table, given) for table in tables),
    )


def _file(read: ReadTable, given: Mapping[str, Path]) -> TableFile:
    origins = {str(origin): int(count) for origin, count in sorted(read.frame["origin"].value_counts().items())}
    supplied: Literal["embedded", "own"] = "own" if read.table.file in given else "embedded"
    return TableFile(read.table.name, read.path, supplied, read.sha256, len(read.frame), origins)
