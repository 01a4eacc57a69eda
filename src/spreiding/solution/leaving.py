"""How permit holders leave reception once their couplings are known (S07)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from spreiding.prepare.case import Case


@dataclass(frozen=True)
class Leaving:
    """Persons per municipality (rows) and period (columns).

    Flows within a period: ``coupled``, ``housed`` (reception to dwelling), ``into_doorstroom``, ``out_of_doorstroom``
    (to a dwelling). Stocks at its end: ``waiting`` in reception, ``late`` among them.
    """

    coupled: pd.DataFrame
    housed: pd.DataFrame
    into_doorstroom: pd.DataFrame
    out_of_doorstroom: pd.DataFrame
    waiting: pd.DataFrame
    late: pd.DataFrame


def leaving(so_far: pd.DataFrame, case: Case) -> Leaving:
    """Work out housing from cumulative couplings: as early as there is room, doorstroomlocaties first in, first out.

    ``so_far``: persons coupled since the start of the horizon, per municipality (rows) and period (columns).
    """
    codes = case.municipalities.index
    coupled = so_far.diff(axis=1).fillna(so_far.iloc[:, :1])
    at_start = case.waiting_at_start.loc[codes]
    room = case.room.leaving.loc[codes]
    left = so_far.add(at_start, axis=0).where(lambda known: known <= room, room)
    in_doorstroom = (left - case.room.dwellings.loc[codes]).clip(lower=0.0)
    leaves = _flow(left)
    gain = _flow(in_doorstroom)
    before = in_doorstroom - gain
    into_dwelling = leaves - gain
    out = before.where(before <= into_dwelling, into_dwelling)
    housed = into_dwelling - out
    due = so_far.add(at_start * 1.0, axis=0) - _recent(coupled, at_start, case)
    return Leaving(
        coupled=coupled,
        housed=housed.clip(lower=0.0),
        into_doorstroom=(leaves - housed).clip(lower=0.0),
        out_of_doorstroom=out.clip(lower=0.0),
        waiting=(so_far.add(at_start, axis=0) - left).clip(lower=0.0),
        late=(due - left).clip(lower=0.0),
    )


def _flow(stock: pd.DataFrame) -> pd.DataFrame:
    return stock.diff(axis=1).fillna(stock.iloc[:, :1])


def _recent(coupled: pd.DataFrame, at_start: pd.Series, case: Case) -> pd.DataFrame:
    """Couplings that are at most the norm old at the end of each period."""
    recent = pd.DataFrame(
        np.outer(at_start, [case.window.initial[t] for t in case.periods["period"]]), at_start.index, coupled.columns
    )
    for ago, part in enumerate(case.window.weights):
        recent = recent + part * coupled.shift(ago, axis=1).fillna(0.0)
    return recent
