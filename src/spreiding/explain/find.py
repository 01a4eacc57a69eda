"""Which municipality a user means, and its row of the site table that the run was made with."""

from pathlib import Path

import pandas as pd

from spreiding import paths
from spreiding.errors import Finding, InputError
from spreiding.run_files.read import WrittenRun
from spreiding.selection import near_name
from spreiding.tables.folder import Source, find_tables
from spreiding.tables.municipalities import MUNICIPALITIES
from spreiding.tables.offered import with_offered
from spreiding.tables.read import ReadTable, read_table
from spreiding.tables.sites import SITES


def find_municipality(run: WrittenRun, typed: str, where: str = "MUNICIPALITY") -> str:
    """Give the code of a municipality of the run, by code or name, whatever its capitals; ``where`` it was typed.

    Raise ``InputError`` on one that the run does not plan for, or that is unknown, with the nearest one.
    """
    names: dict[str, str] = dict(zip(run.tasks["municipality_code"], run.tasks["municipality"], strict=True))
    wanted = typed.strip().casefold()
    found = [code for code, name in names.items() if wanted in (code.casefold(), name.casefold())]
    if len(found) == 1:
        return found[0]
    if found:
        rule, advice = f"is the name of {' and '.join(found)}", "Give the code."
    else:
        rule, advice = _unknown(run, names, typed)
    raise InputError([Finding(where, None, None, typed, rule, advice)])


def _unknown(run: WrittenRun, names: dict[str, str], typed: str) -> tuple[str, str]:
    chosen = ", ".join(f"{code} {name}" for code, name in run.record.provinces.items())
    elsewhere = read_table(MUNICIPALITIES, paths.DATA / MUNICIPALITIES.file).frame
    wanted = typed.strip().casefold()
    rows = zip(elsewhere["municipality_code"], elsewhere["municipality"], elsewhere["province"], strict=True)
    for code, name, province in rows:
        if code not in names and wanted in (code.casefold(), name.casefold()):
            return f"is {code} {name} in {province}, outside the run", f"The run plans for {chosen}."
    labels = {code: f"{code} {name}" for code, name in names.items()}
    return "is no municipality of the run", f"{near_name(typed, labels)}Give a CBS code or a name in {chosen}."


def site_table(run: WrittenRun, data: Path | None) -> pd.DataFrame | None:
    """The rows of the site table of the run: that of ``data``, or the embedded one; ``None`` when it is another.

    Raise ``InputError`` when a table that was given can't be read, or is not the one of the run.
    """
    given, findings = ({}, []) if data is None else find_tables(data)
    own = given.get(SITES.name)
    if data is not None and own is None and not findings:
        rule, advice = f"holds no table {SITES.name}", "Give the folder with the tables of the run, or leave it out."
        findings = [Finding(str(data), None, None, None, rule, advice)]
    if findings:
        raise InputError(findings)
    source = own or Source(paths.DATA / SITES.file)
    read = read_table(SITES, source.path, source.sheet)
    wanted = {table.sha256 for table in run.record.inputs if table.table == SITES.name}
    if read.sha256 in wanted and not read.findings:
        return with_offered(read.frame, run.record.offers, run.folder.name)
    if own is not None:
        raise InputError([*read.findings] or [_another(read)])
    return None


def _another(read: ReadTable) -> Finding:
    rule = f"is not the site table of the run: its sha256 begins with {read.sha256[:12]}"
    return Finding(
        str(read.path), None, None, None, rule, "Give the tables that the run was made with (run.json, inputs)."
    )
