"""Family `files`: every folder is there, and what it holds is the national file's rows of its province."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from spreiding.audit.case import AuditCase
from spreiding.audit.finding import AuditFinding, Rule
from spreiding.audit.read import read_texts
from spreiding.write.columns import TABLES

NATIONAL = "national"
GEOPACKAGE = "plan.gpkg"
_CONTRACT = "docs/output.md"
_FILES = (*(table.file for table in TABLES), GEOPACKAGE)

Texts = dict[str, pd.DataFrame]


def audit_layout(run: Path, case: AuditCase) -> tuple[dict[str, str], list[AuditFinding]]:
    """Find the folders of the country (key ``""``) and of the selected provinces, and what is amiss."""
    there = sorted(path.name for path in run.iterdir() if path.is_dir())
    folders = {NATIONAL: ""} if NATIONAL in there else {}
    folders |= {name: name.partition("-")[0] for name in there if name.partition("-")[0] in case.selection}
    rule = Rule("files", "the run", "one folder for the country and one per selected province", _CONTRACT)
    wanted = ["", *case.selection]
    rows = [rule.finding(code or NATIONAL, "no folder", "a folder") for code in wanted if code not in folders.values()]
    rows += [rule.finding(name, "a folder", "no folder") for name in there if name not in folders]
    if len(set(folders.values())) < len(folders):
        rows.append(rule.finding("a province", "two folders", "one folder"))
    files = Rule("files", "the run", "every folder holds the tables and the GeoPackage", _CONTRACT)
    for name in folders:
        found = {path.name for path in (run / name).iterdir()}
        rows += [files.finding(f"{name}/{file}", "no file", "a file") for file in _FILES if file not in found]
        rows += [files.finding(f"{name}/{file}", "a file", "no file") for file in sorted(found - set(_FILES))]
    return {code: name for name, code in folders.items()}, rows


def read_tables(run: Path, folder: str) -> tuple[Texts, list[AuditFinding]]:
    """Read the tables of a folder as text."""
    texts: Texts = {}
    rows = []
    for table in TABLES:
        try:
            texts[table.name] = read_texts(run / folder / table.file)
        except (ValueError, OSError) as error:
            rule = Rule("files", f"{folder}/{table.file}", "the file is a table in CSV", _CONTRACT)
            rows.append(rule.finding("the file", " ".join(str(error).split()), "a table"))
    return texts, rows


def audit_copies(
    national: Mapping[str, pd.DataFrame], own: Mapping[str, pd.DataFrame], code: str, folder: str
) -> list[AuditFinding]:
    """Compare a province's tables, cell by cell as text, with the national rows of that province."""
    rows: list[AuditFinding] = []
    for table in TABLES:
        whole = national[table.name]
        wanted = whole[whole["province_code"] == code].reset_index(drop=True)
        rows += _difference(wanted, own[table.name], f"{folder}/{table.file}", list(table.key))
    return rows


def _difference(wanted: pd.DataFrame, found: pd.DataFrame, file: str, key: list[str]) -> list[AuditFinding]:
    rule = Rule("files", file, "the rows are the national rows of the province", _CONTRACT)
    if list(found.columns) != list(wanted.columns):
        return [rule.finding("header", ",".join(found.columns), ",".join(wanted.columns))]
    if found.equals(wanted):
        return []
    saw, want = (set(frame.itertuples(index=False, name=None)) for frame in (found, wanted))
    places = [list(wanted.columns).index(name) for name in key]
    rows = [rule.finding(_key(row, places), ",".join(row), "another row, or none") for row in sorted(saw - want)]
    rows += [rule.finding(_key(row, places), "another row, or none", ",".join(row)) for row in sorted(want - saw)]
    return rows or [rule.finding("order", "another order, or rows twice", "the national order")]


def _key(row: tuple[str, ...], places: list[int]) -> str:
    return ", ".join(row[place] for place in places)
