"""What municipalities can house, and from when on who leaves reception must have a dwelling (Hw art. 29, S07).

Housing earlier is never worse for any goal, so nothing has to be decided about it: by the end of a period as many
permit holders have left reception as are coupled, or as there is room for. Room is the half-yearly task so far, plus
what stays in a doorstroomlocatie; because that is at most a year, whoever leaves now must have a dwelling four quarters
on.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from spreiding.law.housing_task import HalfYear, carried_over, housing_tasks
from spreiding.tables.bundle import Tables

QUARTERS_PER_HALF_YEAR = 2
# More persons than a municipality could ever be asked to house.
ROOM_FOR_EVERYONE = 1e6


@dataclass(frozen=True)
class HousingRoom:
    """Cumulative persons from the start, rows municipality_code, columns period.

    ``dwellings``: dwellings so far. ``leaving``: how many can have left reception, doorstroomlocaties included.
    ``owed``: persons to house per half-year (columns) of the horizon, exchanges, backlog and lead included.
    """

    dwellings: pd.DataFrame
    leaving: pd.DataFrame
    owed: pd.DataFrame


def housing_room(
    tables: Tables,
    selected: pd.Index,
    periods: pd.DataFrame,
    realisation: float | None,
    doorstroom_periods: int,
    years_before: int,
    exchanged: Mapping[tuple[str, str], int] | None = None,
) -> HousingRoom:
    """Work out the room per municipality and period.

    The task of a half-year, rounded up per municipality, times the share of it that is realised, half in each quarter;
    what is not used carries over. With dwellings :math:`K_t`, doorstroom places :math:`D` and at most :math:`n`
    periods in one, the room to leave is :math:`\\min(K_t + D, K_{t+n})`, and :math:`K_t + D` where :math:`t+n` lies
    beyond the horizon. ``years_before``: how long before a half-year's year its inhabitants are counted (Hw art. 29).
    ``realisation`` is ``None`` when the norm is off: there is room for everyone then.
    ``exchanged``: persons by (municipality_code, half_year) by which tasks were changed jointly (Hw art. 29 lid 2).
    A backlog comes on top of the first half-year's task; a lead comes off it, and off the next ones as far as it goes.
    """
    halves = tuple(HalfYear.parse(label) for label in periods["half_year"].unique())
    tasks = housing_tasks(tables.population, tables.housing_task_national, halves, years_before)
    agreed = exchanged or {}
    changes = [agreed.get(key, 0) for key in zip(tasks["municipality_code"], tasks["half_year"], strict=True)]
    tasks["task_persons"] += changes
    per_half = tasks.pivot(index="municipality_code", columns="half_year", values="task_persons").loc[selected]
    table = tables.housing.set_index("municipality_code").loc[selected]
    owed = _owed(per_half, table["backlog_persons"])
    if realisation is None:
        everyone = pd.DataFrame(ROOM_FOR_EVERYONE, selected, periods["period"].to_list())
        return HousingRoom(everyone, everyone, owed)
    quarterly = owed[periods["half_year"]].astype(float) * realisation / QUARTERS_PER_HALF_YEAR
    dwellings = quarterly.set_axis(periods["period"].to_list(), axis=1).cumsum(axis=1)
    with_doorstroom = dwellings.add(table["doorstroom_places"], axis=0)
    later = dwellings.shift(-doorstroom_periods, axis=1)
    return HousingRoom(dwellings, with_doorstroom.where(later.isna() | (with_doorstroom <= later), later), owed)


def _owed(tasks: pd.DataFrame, backlog: pd.Series) -> pd.DataFrame:
    """Per half-year, in order of the calendar, which is that of its labels."""
    ordered = tasks.sort_index(axis=1)
    rows = [carried_over(row, int(backlog[code])) for code, *row in ordered.itertuples(name=None)]
    return pd.DataFrame(rows, index=ordered.index, columns=ordered.columns)
