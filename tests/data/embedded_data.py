"""Where the embedded tables are, and how the tests read them."""

from pathlib import Path

import pandas as pd

DATA = Path(__file__).resolve().parents[2] / "data"


def read(name: str, **types: str) -> pd.DataFrame:
    """Read data/<name>.csv; ``types`` are pandas types of columns."""
    return pd.read_csv(DATA / f"{name}.csv", dtype=types or None)
