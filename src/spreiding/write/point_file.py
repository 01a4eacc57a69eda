"""The plan in the model's own terms, kept beside its tables: what one province is solved again from."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from spreiding.errors import Finding, InputError
from spreiding.solve.matrix import Column, Vector

POINT = "point.npy"


def write_point(x: Vector, folder: Path) -> None:
    """Write the value of every column as 64-bit numbers in NumPy's format, which holds no code."""
    np.save(folder / POINT, np.ascontiguousarray(x, dtype=np.float64), allow_pickle=False)


def read_point(folder: Path) -> Vector:
    """Read it back; raise ``InputError`` when it is gone or is no such file."""
    path = folder / POINT
    try:
        x = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        told = " ".join(str(error).split())
        advice = "Make the run again with `spreiding plan`."
        raise InputError([Finding(str(path), None, None, None, f"can't be read ({told})", advice)]) from error
    return np.asarray(x, dtype=np.float64)


def digest(columns: Sequence[Column]) -> str:
    """The sha256 of the names of all columns in order: another model has another."""
    return hashlib.sha256("\n".join(column.name for column in columns).encode()).hexdigest()
