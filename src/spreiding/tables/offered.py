"""Sites that were offered at a table, as rows of text with every column of ``sites.csv``: read like that table."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from spreiding.errors import InputError
from spreiding.formats.lines import Lines
from spreiding.tables.read import check_lines
from spreiding.tables.sites import SITES

Rows = Sequence[Mapping[str, str]]


def with_offered(sites: pd.DataFrame, rows: Rows, file: str) -> pd.DataFrame:
    """The site table with the rows after it; raise ``InputError`` with all that is wrong in them, as of ``file``."""
    if not rows:
        return sites
    names = [column.name for column in SITES.columns]
    records = tuple((number, tuple(row.get(name, "") for name in names)) for number, row in enumerate(rows, 1))
    read = check_lines(SITES, Path(file), None, Lines(f"{file}, offer", "", tuple(names), records, ()))
    if read.findings:
        raise InputError(read.findings)
    return pd.concat([sites, read.frame], ignore_index=True)
