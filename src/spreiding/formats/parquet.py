"""Parquet, and GeoParquet with its shapes."""

from io import BytesIO
from typing import Any

import numpy as np
import pandas as pd

from spreiding.formats.limits import MIB, MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED
from spreiding.formats.lines import Lines, no_lines
from spreiding.formats.maps import FileError, map_lines

_GEO = b"geo"
_WHAT = "Write the table again, or save it as CSV."


def read_parquet_lines(file: str, digest: str, raw: bytes) -> Lines:
    """Give the lines of a Parquet file."""
    try:
        return map_lines(file, digest, _frame(raw))
    except FileError as trouble:
        return no_lines(file, digest, trouble.rule, trouble.advice)
    except Exception as error:  # a damaged file makes pyarrow trip in any way; none of them is the user's language
        why = " ".join(str(error).split())[:200] or type(error).__name__
        return no_lines(file, digest, f"can't be read as Parquet ({why})", _WHAT)


def _frame(raw: bytes) -> pd.DataFrame:
    import pyarrow.parquet as pq

    stored = pq.ParquetFile(BytesIO(raw), page_checksum_verification=True)
    about = stored.metadata
    _within_limits(about)
    if _GEO in (about.metadata or {}):
        import geopandas as gpd

        with_shapes: pd.DataFrame = gpd.read_parquet(BytesIO(raw))
        return with_shapes
    table = stored.read()
    # Whole numbers with gaps stay whole, and exact decimals exact: each cell as Python has it.
    columns = {name: _cells(table.column(place)) for place, name in enumerate(table.column_names)}
    return pd.DataFrame({name: pd.Series(cells, dtype="object") for name, cells in columns.items()})


def _within_limits(about: Any) -> None:
    if about.num_rows > MOST_ROWS:
        rule = f"has {about.num_rows} rows, more than the {MOST_ROWS} that a table may have"
        raise FileError(rule, "Leave out rows that are no part of the table.")
    if about.num_columns > MOST_COLUMNS:
        rule = f"has {about.num_columns} columns, more than the {MOST_COLUMNS} of a table"
        raise FileError(rule, "Keep the columns of the table.")
    size = sum(about.row_group(place).total_byte_size for place in range(about.num_row_groups))
    if size > MOST_UNPACKED:
        raise FileError(f"unpacks to more than {MOST_UNPACKED // MIB} MiB", _WHAT)


def _cells(column: Any) -> list[Any]:
    import pyarrow as pa

    values: list[Any] = column.to_pylist()
    if pa.types.is_float32(column.type) or pa.types.is_float16(column.type):
        return [None if value is None else np.float32(value) for value in values]
    return values
