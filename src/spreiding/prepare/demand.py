"""How many persons need a place, per track and period (S02, S03).

The stock of a track is its arrivals times its mean stay (Little, 1961, "A proof for the queuing formula L = λW"):
a steady state per period, not yet a dynamic stay model.
"""

from dataclasses import dataclass

import pandas as pd

from spreiding.model_file import ModelFile, Track
from spreiding.prepare.periods import WEEKS_PER_PERIOD

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


def demand(model: ModelFile, periods: pd.DataFrame, amv_persons: float, scale: Scale) -> pd.Series:
    """Persons who need a place, indexed by (track, period); permit holders are not here: housing decides them."""
    rows = {}
    for period in periods["period"]:
        weekly = model.arrivals(period - 1)
        rows["registration", period] = weekly * model.inflow.registration_stay_weeks * scale.registration
        for track in model.inflow.tracks:
            rows[track.track, period] = weekly * track.share * track.stay_weeks * scale.procedure
        rows["amv", period] = amv_persons * scale.procedure
    index = pd.MultiIndex.from_tuples(rows, names=["track", "period"])
    return pd.Series(list(rows.values()), index=index, name="persons")


def permits_per_person(track: Track) -> float:
    """Permits granted in one period per person of the track in reception: recognition times the rate of leaving it."""
    return track.recognition * WEEKS_PER_PERIOD / track.stay_weeks


def mean_stay_weeks(model: ModelFile, coupling_weeks: float) -> dict[str, float]:
    """Mean stay in a place per group that can be placed in overflow, in weeks.

    One overflow placement lasts that long.
    """
    stays: dict[str, float] = {track.track: track.stay_weeks for track in model.inflow.tracks}
    return {**stays, "registration": model.inflow.registration_stay_weeks, "permit_holder": coupling_weeks}
