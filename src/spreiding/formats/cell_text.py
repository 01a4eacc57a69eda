"""A value as a typed format holds it -> one fixed form of text, the one that a table in CSV would have."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

_LOOSE = re.compile(r"[+-]?[\d ]*\d?[.,][\d.,]*\d[\d.,]*", re.ASCII)


def cell_text(value: Any) -> str:
    """Give the text of a cell: ``96000`` for 96000.0, ``0.3`` for 0.1 + 0.2, ``2025-01-01``, ``true``; blank for none.

    Fifteen digits are what a spreadsheet shows of a number; the rest is noise of the binary form.
    """
    if value is None or value is pd.NaT or value is pd.NA:
        return ""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, int | np.integer):
        return str(value)
    if isinstance(value, float | np.floating):
        return _number(value)
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else str(value)
    if isinstance(value, datetime):
        return str(value.date()) if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


def looks_loose(value: Any) -> bool:
    """Tell whether a value is a text that looks like a number with a comma or point."""
    return isinstance(value, str) and _LOOSE.fullmatch(value.strip()) is not None


def _number(value: "float | np.floating[Any]") -> str:
    if np.isnan(value):
        return ""
    if not np.isfinite(value):
        return str(value)
    digits = "7" if isinstance(value, np.float32 | np.float16) else "15"
    exact = Decimal(format(float(value), f".{digits}g"))
    return format(exact, "f") if exact else "0"
