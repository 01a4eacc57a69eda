"""Fetched files are read as a plan reads them before they take their place."""

from pathlib import Path

from spreiding.errors import Finding, InputError
from spreiding.tables.boundaries import read_boundaries
from spreiding.tables.catalogue import TABLES
from spreiding.tables.cross_checks import cross_check
from spreiding.tables.read import read_table

_OURS = ("municipalities", "population", "ses_woa")
_BOUNDARIES = "boundaries.gpkg"


def verify(stage: Path, names: list[str]) -> None:
    """Raise one ``InputError`` with what a plan would find wrong with the fetched files among ``names``."""
    ours = [table for table in TABLES if table.name in _OURS and table.file in names]
    read = {table.name: read_table(table, stage / table.file) for table in ours}
    findings: list[Finding] = [finding for table in read.values() for finding in table.findings]
    findings += cross_check({name: table.frame for name, table in read.items()})
    if not findings and _BOUNDARIES in names and "municipalities" in read:
        read_boundaries(stage / _BOUNDARIES, read["municipalities"].frame)
    if findings:
        raise InputError(findings)
