"""What is held side by side, and the three columns that each such number has in the files.

A measure ``task_places`` becomes ``task_places_base`` (in the base run), ``task_places`` (in the run that is compared)
and ``task_places_difference`` (the second less the first).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from spreiding.write.column import Column, Table, decimal
from spreiding.write.columns import REGIONS, TASKS

BASE, DIFFERENCE = "_base", "_difference"


def of_table(table: Table, *names: str) -> tuple[Column, ...]:
    """The columns of a run's table that are compared, as the contract of the run describes them."""
    known = {column.name: column for column in table.columns}
    return tuple(known[name] for name in names)


LATE = decimal(
    "late_person_quarters",
    "te laat gehuisvest",
    "person-quarters",
    "permit holders coupled longer ago than the norm of 14 weeks, summed over the quarters of `housing.csv`",
    "Uitvoeringsagenda 2.2.3 and 5",
    decimals=3,
)
_SUMMED = of_table(
    TASKS,
    *("task_places", "task_regular", "task_amv", "durable_places", "shortfall_places", "change_places"),
    "burden_places",
)
MUNICIPAL = (*_SUMMED, *of_table(TASKS, "burden_per_1000"), LATE)
# A burden per 1,000 inhabitants can't be added up.
PROVINCIAL = (*_SUMMED, LATE)
REGIONAL = of_table(
    REGIONS,
    *("task_places", "burden_places", "places", "emergency_places", "persons", "overflow_persons"),
    *("permit_holders_without_place", "coupled_persons", "housed_persons", "waiting_persons", "late_persons"),
    "need_ratio",
)


@dataclass(frozen=True)
class Three:
    """Names of the three columns of a measure."""

    base: str
    run: str
    difference: str


def three(name: str) -> Three:
    """Name the columns of a measure."""
    return Three(f"{name}{BASE}", name, f"{name}{DIFFERENCE}")


def columns_of(measures: Sequence[Column]) -> Iterator[Column]:
    """Three columns per measure."""
    for measure in measures:
        names, dutch = three(measure.name), measure.dutch
        yield replace(measure, name=names.base, meaning=f"in the base run: {measure.meaning}", dutch=f"{dutch}, basis")
        yield replace(measure, name=names.run, meaning="likewise in the run that is compared", source="")
        yield replace(
            measure,
            name=names.difference,
            meaning=f"{names.run} less {names.base}{'; empty: not in both' if measure.blank else ''}",
            source="",
            dutch=f"{dutch}, verschil",
            signed=True,
        )


def side_by_side(base: pd.DataFrame, run: pd.DataFrame, measures: Sequence[Column]) -> pd.DataFrame:
    """The three columns of every measure for the rows that both frames have; both are indexed by the same key."""
    both = base.index.intersection(run.index).sort_values()
    columns: dict[str, pd.Series] = {}
    for measure in measures:
        names, digits = three(measure.name), measure.decimals or 0
        old, new = base.loc[both, measure.name], run.loc[both, measure.name]
        # Both are written with so many decimals: so is their difference, without the computer's own rounding.
        columns |= {names.base: old, names.run: new, names.difference: (new - old).round(digits)}
    return pd.DataFrame(columns, index=both)


def has_difference(frame: pd.DataFrame, measures: Sequence[Column]) -> pd.Series:
    """Which rows differ in any of the measures; a number that only one run has is a difference."""
    names = [three(measure.name) for measure in measures]
    differs = [(frame[name.difference].fillna(0) != 0) for name in names]
    differs += [frame[name.base].isna() != frame[name.run].isna() for name in names]
    return pd.concat(differs, axis=1).any(axis=1)
