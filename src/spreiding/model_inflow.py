"""The inflow of a model file: who arrives, how long they stay, what they get."""

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from spreiding.model_kinds import Fraction01, Origin, PerPeriod, PerWeek, Strict, Weeks

ProcedureTrack = Literal["dublin", "safe_country", "low_recognition", "regular"]

# Permits are counted per person in reception: with shorter stays those are too few for the solver to count by.
SHORTEST = 0.1


class Track(Strict):
    """One track of the procedure (S02): share of arrivals, mean stay in weeks, share that gets a permit.

    ``stay_shape``: stages of the Erlang stay (1: exponential); ``decisions_per_week``: what the chain can decide in the
    country (S27), one number or one per period; none: every stay ends in time.
    """

    track: ProcedureTrack
    share: Fraction01
    stay_weeks: Weeks
    recognition: Fraction01
    stay_shape: Annotated[int, Field(ge=1, le=50)] = 1
    decisions_per_week: PerPeriod | None = None
    origin: Origin
    note: str = ""

    @model_validator(mode="after")
    def _long_enough_for_permits(self) -> "Track":
        if self.recognition > 0 and self.stay_weeks < SHORTEST:
            raise ValueError(f"stay_weeks must be at least {SHORTEST} in a track that grants permits")
        return self


class Inflow(Strict):
    """Arrivals in persons a week and how they divide over the tracks.

    ``weekly_arrivals``: one number or one per period; ``weekly_arrivals_before``: what it was until the horizon (none:
    as in the first period). ``stay_model``: follow who came when (``prepare/stay.py``), or take every period by itself.
    """

    weekly_arrivals: PerPeriod
    weekly_arrivals_before: PerWeek | None = None
    stay_model: Literal["cohorts", "steady_state"] = "cohorts"
    registration_stay_weeks: Weeks
    origin: Origin
    note: str = ""
    tracks: list[Track]

    @model_validator(mode="after")
    def _every_track_once(self) -> "Inflow":
        names = [track.track for track in self.tracks]
        known = get_args(ProcedureTrack)
        if sorted(names) != sorted(known):
            raise ValueError(f"tracks must hold each of {', '.join(known)} once")
        if abs(sum(track.share for track in self.tracks) - 1) > 1e-9:
            raise ValueError("the shares of the tracks must add up to 1")
        return self
