"""Where the published instances stand: beside the checkout, or where SPREIDING_BENCH says; never in the project.

The folder holds ``optima.csv`` (set, instance, ..., and columns that begin with ``opt_multi_source`` and
``opt_single_source``) and a folder per set with a file per instance.
"""

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2].parent / "shared" / "bench"
VARIABLE = "SPREIDING_BENCH"
ABSENT = f"no published instances: put them in shared/bench beside the checkout, or set {VARIABLE}"


@dataclass(frozen=True)
class Published:
    """An instance and its published optimum; ``undivided``: every customer served by one warehouse.

    ``exact``: how far the published number, with so many decimals, may be from the optimum.
    """

    path: Path
    undivided: bool
    optimum: float
    exact: float


def folder() -> Path:
    """The folder of the instances, there or not."""
    return Path(os.environ.get(VARIABLE, str(HERE)))


def published(undivided: bool) -> list[object]:
    """A parameter per published optimum; one that is skipped when there are none."""
    found = list(_rows(undivided))
    if not found:
        return [pytest.param(None, marks=pytest.mark.skip(reason=ABSENT), id="absent")]
    return [pytest.param(item, id=item.path.name) for item in found]


def _rows(undivided: bool) -> Iterator[Published]:
    record = folder() / "optima.csv"
    if not record.is_file():
        return
    name = "opt_single_source" if undivided else "opt_multi_source"
    with record.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = next((value for column, value in row.items() if column.startswith(name)), "")
            if text:
                decimals = len(text.partition(".")[2])
                yield Published(folder() / row["set"] / row["instance"], undivided, float(text), 10.0**-decimals)
