"""How many persons need a place, and how many of them get a permit, per track and period (S02, S03, S27)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from spreiding.model_file import ModelFile
from spreiding.model_inflow import Track
from spreiding.prepare.periods import WEEKS_PER_PERIOD
from spreiding.prepare.stay import Stay, Vector, stays

ACCELERATED_TRACKS = ("dublin", "safe_country", "low_recognition")
PROCEDURE_TRACKS = (*ACCELERATED_TRACKS, "regular")


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
    asked = model.planned_inflow.weekly_arrivals_before
    before = (weekly[0] if asked is None else asked) * track.share
    capacity = track.decisions_per_week
    bound = None if capacity is None else np.broadcast_to(np.array(capacity, dtype=float), arrivals.shape)
    return stays(arrivals, before, track.stay_weeks, track.stay_shape, bound, WEEKS_PER_PERIOD)


def demand(model: ModelFile, periods: pd.DataFrame, amv_persons: float, scale: Scale) -> pd.Series:
    """Persons who need a place, indexed by (track, period); permit holders are not here: housing decides them.

    Registration is short, so it holds arrivals times its stay; minors are a constant need.
    """
    rows, staying = {}, procedure_stays(model)
    for period in periods["period"]:
        weekly = model.arrivals(period - 1)
        rows["registration", period] = weekly * model.planned_inflow.registration_stay_weeks * scale.registration
        for track, stay in staying.items():
            rows[track, period] = float(stay.persons[period - 1]) * scale.procedure
        rows["amv", period] = amv_persons * scale.procedure
    index = pd.MultiIndex.from_tuples(rows, names=["track", "period"])
    return pd.Series(list(rows.values()), index=index, name="persons")


def permits_per_person(model: ModelFile) -> dict[tuple[str, int], float]:
    """Permits granted in a period per person of the track in reception, by (track, period).

    Recognition times the decisions of the period, per person; tracks without recognition are left out.
    """
    staying, rates = procedure_stays(model), dict[tuple[str, int], float]()
    for track in model.planned_inflow.tracks:
        stay = staying[track.track]
        for period, (persons, decisions) in enumerate(zip(stay.persons, stay.decisions, strict=True), start=1):
            if track.recognition > 0 and persons > 0:
                rates[track.track, period] = track.recognition * float(decisions / persons)
    return rates


def mean_stay_weeks(model: ModelFile, coupling_weeks: float) -> dict[str, float]:
    """Mean stay in a place per group that can be placed in overflow, in weeks.

    One overflow placement lasts that long.
    """
    stays: dict[str, float] = {track.track: track.stay_weeks for track in model.planned_inflow.tracks}
    return {**stays, "registration": model.planned_inflow.registration_stay_weeks, "permit_holder": coupling_weeks}
