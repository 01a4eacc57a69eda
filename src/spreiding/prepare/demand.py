"""How many persons need a place, and how many of them get a permit, per track and period (S02, S03, S27)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from spreiding.model_file import ModelFile
from spreiding.model_inflow import Track
from spreiding.prepare.periods import WEEKS_PER_PERIOD
from spreiding.prepare.special import ordinary_persons, special_persons
from spreiding.prepare.stay import Stay, Vector, stays

ACCELERATED_TRACKS = ("dublin", "safe_country", "low_recognition")
PROCEDURE_TRACKS = (*ACCELERATED_TRACKS, "regular")
DAYS_PER_WEEK = 7


@dataclass(frozen=True)
class Scale:
    """Which part of the national demand a run plans for: 1 and 1 for the country.

    ``procedure``: share of the provincial tasks that is selected.
    ``registration``: share of today's registration places.
    """

    procedure: float
    registration: float


def procedure_stays(model: ModelFile) -> dict[str, Stay]:
    """Persons in reception and decisions per track of the procedure, for the country (``prepare/stay.py``).

    With ``stay_model: steady_state`` every period stands on its own: arrivals times mean stay (Little, 1961, "A proof
    for the queuing formula L = λW"), as many decisions as arrivals, and decision capacity is not looked at.
    """
    weekly = np.array([model.arrivals(period) for period in range(model.horizon.periods)])
    return {track.track: _stays_of(model, track, weekly) for track in model.planned_inflow.tracks}


def _stays_of(model: ModelFile, track: Track, weekly: Vector) -> Stay:
    arrivals = weekly * track.share
    if model.planned_inflow.stay_model == "steady_state":
        return Stay(arrivals * track.stay_weeks, arrivals * WEEKS_PER_PERIOD)
    before = model.arrivals_before * track.share
    capacity = track.decisions_per_week
    bound = None if capacity is None else np.broadcast_to(np.array(capacity, dtype=float), arrivals.shape)
    return stays(arrivals, before, track.stay_weeks, track.stay_shape, bound, WEEKS_PER_PERIOD)


def demand(model: ModelFile, periods: pd.DataFrame, amv_persons: float, rejected_days: int, scale: Scale) -> pd.Series:
    """Persons who need a place, indexed by (track, period); permit holders are not here: housing decides them.

    Registration is short, so it holds arrivals times its stay; minors are a constant need. Who is in an htl or ibo is
    no longer in the regular track (``prepare/special.py``). The stay of a track begins when
    registration ends, so nobody is counted twice.
    """
    rows, staying = {}, procedure_stays(model)
    ordinary, special = ordinary_persons(model, staying), special_persons(model, staying, rejected_days)
    for period in periods["period"]:
        weekly = model.arrivals(period - 1)
        rows["registration", period] = weekly * model.planned_inflow.registration_stay_weeks * scale.registration
        for track, persons in ordinary.items():
            rows[track, period] = float(persons[period - 1]) * scale.procedure
        rows["amv", period] = amv_persons * scale.procedure
        for group, persons in special.items():
            rows[group, period] = float(persons[period - 1]) * scale.procedure
    index = pd.MultiIndex.from_tuples(rows, names=["track", "period"])
    return pd.Series(list(rows.values()), index=index, name="persons")


def permits_per_person(model: ModelFile) -> dict[tuple[str, int], float]:
    """Permits granted in a period per person of the track in reception, by (track, period).

    Recognition times the decisions of the period, per person; tracks without recognition are left out. Nobody is
    decided in an htl or ibo: those who go back to an azc are decided there, so no permit gets lost.
    """
    staying, rates = procedure_stays(model), dict[tuple[str, int], float]()
    ordinary = ordinary_persons(model, staying)
    for track in model.planned_inflow.tracks:
        numbers = zip(ordinary[track.track], staying[track.track].decisions, strict=True)
        for period, (persons, decisions) in enumerate(numbers, start=1):
            if track.recognition > 0 and persons > 0:
                rates[track.track, period] = track.recognition * float(decisions / persons)
    return rates


def mean_stay_weeks(model: ModelFile, coupling_weeks: float, rejected_days: int) -> dict[str, float]:
    """Mean stay in a place per group that can be placed in overflow, in weeks.

    One overflow placement lasts that long.
    """
    stays: dict[str, float] = {track.track: track.stay_weeks for track in model.planned_inflow.tracks}
    if model.families.special.rejection is not None:
        stays["rejected"] = rejected_days / DAYS_PER_WEEK
    return {**stays, "registration": model.planned_inflow.registration_stay_weeks, "permit_holder": coupling_weeks}
