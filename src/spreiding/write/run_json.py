"""The run's record as JSON: keys in the order given, no NaN, nothing left to guess."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd


def plain(value: Any) -> Any:
    """Turn nested dataclasses, mappings, sequences, dates, paths, fractions and frames into what JSON knows.

    Numbers that are not finite become ``null``: JSON has no word for them. Raises ``TypeError`` for other
    types.
    """
    if value is None or isinstance(value, str | bool | int):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, float | np.floating | Fraction):
        return float(value) if math.isfinite(value) else None
    return _structure(value)


def _structure(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(value.__dict__[field.name]) for field in fields(value)}
    if isinstance(value, Mapping):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, pd.DataFrame):
        return [plain(row) for row in value.to_dict("records")]
    if isinstance(value, pd.Series | np.ndarray):
        return [plain(item) for item in value.tolist()]
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, datetime) and (value.hour or value.minute or value.second or value.tzinfo):
        return value.isoformat()
    if isinstance(value, date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, np.bool_ | np.integer):
        return value.item()
    raise TypeError(f"run.json can't hold a {type(value).__name__}")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"run.json needs text as keys, not {key!r}")
    return key


def write_json(content: Any, path: Path) -> None:
    """Write ``content`` as indented UTF-8 JSON that ends with a newline."""
    text = json.dumps(plain(content), indent=2, ensure_ascii=False, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")


def sha256_of(path: Path) -> str:
    """The sha256 of a file's bytes, in hexadecimal digits; raises ``OSError`` when it can't be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
