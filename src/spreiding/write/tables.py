"""CSV: comma, UTF-8, decimal point, one line per row."""

from pathlib import Path

import pandas as pd

from spreiding.write.column import Table
from spreiding.write.finish import as_text, finish


def write_csv(frame: pd.DataFrame, table: Table, path: Path) -> None:
    """Write ``frame`` as ``path`` by the contract ``table``; raise ``ContractError`` when it does not fit."""
    write_text(as_text(finish(frame, table), table), path)


def write_text(texts: pd.DataFrame, path: Path) -> None:
    """Write a table whose cells are text already."""
    texts.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
