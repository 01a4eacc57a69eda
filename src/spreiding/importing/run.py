"""``spreiding data import``: a file of somebody else becomes one of our tables, or nothing does. Read this first."""

import json
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from spreiding import paths
from spreiding.errors import Finding, InputError
from spreiding.importing.find import ImportRequest, find
from spreiding.importing.finish import finish
from spreiding.importing.report import Report
from spreiding.tables.catalogue import TABLES
from spreiding.tables.declare import Table
from spreiding.tables.municipal_changes import MUNICIPAL_CHANGES
from spreiding.tables.municipalities import MUNICIPALITIES
from spreiding.tables.read import read_table
from spreiding.tables.redivision import Changes, embedded_changes, read_changes
from spreiding.write.beside import check_free, put_files


@dataclass(frozen=True)
class Imported:
    """The table and the record of the import that were written, and what was done."""

    table: Path
    record: Path
    report: Report


def import_table(request: ImportRequest) -> Imported:
    """Read, map, check and write; raise ``InputError`` with every finding, and then nothing is written.

    Only the map to start from (``write_map``) is written whatever the rest has to say: it is there to be completed.
    Raises ``OutputError`` when the disk refuses.
    """
    table = _table(request.table)
    record = f"{table.name}.import.json"
    check_free(request.out, (table.file, record), request.replace)
    found = find(table, request)
    report, text = finish(found, _municipalities(request.data), _changes(request.data))
    told = json.dumps(report.record(), ensure_ascii=False, indent=2) + "\n"
    put_files(request.out, {record: told, table.file: text}, request.replace)
    return Imported(request.out / table.file, request.out / record, report)


def _table(name: str) -> Table:
    known = {table.name: table for table in TABLES}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1)
    advice = f"Did you mean {near[0]}?" if near else f"Write one of {', '.join(known)}."
    raise InputError([Finding("--as", None, None, name, "is not a table", advice)])


def _municipalities(data: Path | None) -> pd.DataFrame:
    read = read_table(MUNICIPALITIES, _own(data, MUNICIPALITIES) or paths.DATA / MUNICIPALITIES.file)
    if read.findings:
        raise InputError(read.findings)
    return read.frame


def _changes(data: Path | None) -> Changes:
    own = _own(data, MUNICIPAL_CHANGES)
    return embedded_changes() if own is None else read_changes(own)


def _own(data: Path | None, table: Table) -> Path | None:
    """The user's file of that name; ``None`` when the folder does not hold it."""
    if data is not None and not data.is_dir():
        raise InputError([Finding(str(data), None, None, None, "is not a folder", "Check the path after --data.")])
    own = None if data is None else data / table.file
    return own if own is not None and own.exists() else None
