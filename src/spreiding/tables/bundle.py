"""All input tables, read and checked together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from spreiding import paths
from spreiding.errors import Finding, InputError
from spreiding.tables.catalogue import OTHER_FILES, TABLES
from spreiding.tables.cross_checks import Needs, check_needs, cross_check
from spreiding.tables.read import ReadTable, read_table

SITES, MINUTES = "sites.csv", "travel_minutes.csv"


@dataclass(frozen=True)
class TableFile:
    """Where a table came from: ``sha256`` is that of the file's bytes; ``origins`` counts rows per origin."""

    name: str
    path: Path
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
    files: tuple[TableFile, ...]


def read_tables(data_dir: Path | None = None, needs: Needs | None = None) -> Tables:
    """Read every table: from ``data_dir`` when it holds a file of that name, else the embedded one.

    ``needs`` adds what a model asks of them. Raises one ``InputError`` with the findings of all tables and of
    the checks between them.
    """
    given, findings = _given(data_dir)
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
    return _bundle(tables)


def _given(data_dir: Path | None) -> tuple[dict[str, Path], list[Finding]]:
    """The files of the user's folder by name, and findings about the folder."""
    if data_dir is None:
        return {}, []
    advice = "Give a folder with tables that replace the embedded ones."
    try:
        files = {path.name: path for path in sorted(data_dir.iterdir())}
    except OSError as error:
        rule = f"can't be read as a folder ({error.strerror})"
        return {}, [Finding(str(data_dir), None, None, None, rule, advice)]
    found = [_stranger(path, [table.file for table in TABLES]) for path in files.values()]
    return files, [finding for finding in found if finding is not None]


def _stranger(path: Path, known: list[str]) -> Finding | None:
    """A table under a name that would be passed over in silence."""
    if path.name in known or path.name in OTHER_FILES:
        return None
    if path.suffix.lower() != ".csv" and f"{path.stem.lower()}.csv" not in known:
        return None
    near = get_close_matches(f"{path.stem.lower()}.csv", known, n=1)
    advice = f"Did you mean {near[0]}?" if near else f"Remove it; the tables are {', '.join(known)}."
    return Finding(path.name, None, None, None, "is not one of the tables", advice)


def _bundle(tables: list[ReadTable]) -> Tables:
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
        files=tuple(_file(table) for table in tables),
    )


def _file(read: ReadTable) -> TableFile:
    origins = {str(origin): int(count) for origin, count in sorted(read.frame["origin"].value_counts().items())}
    return TableFile(read.table.name, read.path, read.sha256, len(read.frame), origins)
