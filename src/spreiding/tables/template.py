"""``spreiding data template``: the tables without rows, to fill in, as CSV files and as one workbook."""

import os
import shutil
import tempfile
from pathlib import Path

import pandas as pd

from spreiding.errors import Finding, InputError
from spreiding.formats.formulas import neutralise
from spreiding.tables.catalogue import TABLES
from spreiding.tables.declare import Column, Table
from spreiding.tables.template_book import write_book
from spreiding.write.errors import OutputError

CSV_FOLDER, BOOK_FOLDER = "csv", "excel"
EXPLANATION = "explanation"
_HEAD = ("table", "column", "kind", "unit", "meaning", "refused when it", "if absent or blank", "source")


def write_template(folder: Path) -> tuple[Path, ...]:
    """Write the templates into a new or empty folder, whole or not at all; give the paths that appeared.

    The CSV files have what Excel in the Netherlands reads and writes: semicolons and UTF-8 with a byte order mark.
    Raises ``InputError`` when something stands in the folder, ``OutputError`` when the disk refuses.
    """
    try:
        _check_free(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            _fill(stage)
            if folder.is_dir():
                folder.rmdir()  # an empty one; some systems rename over none
            stage.chmod(0o777 & ~_umask())
            stage.rename(folder)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        rule = f"can't be written ({(error.strerror or str(error)).lower()})"
        advice = "Choose another folder, or make room on the disk."
        raise OutputError(Finding(str(folder), None, None, None, rule, advice)) from error
    return folder / CSV_FOLDER, folder / BOOK_FOLDER / "tables.xlsx"


def explanation() -> pd.DataFrame:
    """Give a row per column of every table: what may stand there and what it means."""
    rows = [_explained(table, column) for table in TABLES for column in table.columns]
    frame = pd.DataFrame(rows, columns=list(_HEAD), dtype="str")
    return frame.apply(neutralise)


def _explained(table: Table, column: Column) -> tuple[str, ...]:
    about = (column.kind, column.unit, column.meaning, column.refused_when, column.if_blank, column.source)
    return (table.name, column.name, *about)


def _check_free(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        rule = "is no folder"
    elif folder.exists() and any(folder.iterdir()):
        rule = "holds files already"
    else:
        return
    advice = "Give a new or empty folder; nothing was changed."
    raise InputError([Finding(str(folder), None, None, None, rule, advice)])


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _fill(stage: Path) -> None:
    explained = explanation()
    (stage / CSV_FOLDER).mkdir()
    (stage / BOOK_FOLDER).mkdir()
    for table in TABLES:
        header = pd.DataFrame(columns=[column.name for column in table.columns])
        _write_csv(header, stage / CSV_FOLDER / table.file)
    _write_csv(explained, stage / CSV_FOLDER / f"{EXPLANATION}.csv")
    write_book(stage / BOOK_FOLDER / "tables.xlsx", explained)


def _write_csv(frame: pd.DataFrame, path: Path) -> None:
    frame.to_csv(path, index=False, sep=";", encoding="utf-8-sig", lineterminator="\r\n")
