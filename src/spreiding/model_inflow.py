"""The inflow of a model file: who arrives, how long they stay, what they get."""

from difflib import get_close_matches
from typing import Annotated, Literal, get_args

from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from spreiding.model_kinds import EACH, ONE, Fraction01, Origin, PerPeriod, PerWeek, Strict, Weeks
from spreiding.model_scenarios import ProcedureTrack, Scenario, ScenarioName

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
    ``scenario``: which of ``scenarios`` is planned for (none: the numbers as they stand).
    """

    weekly_arrivals: PerPeriod
    weekly_arrivals_before: PerWeek | None = None
    stay_model: Literal["cohorts", "steady_state"] = "cohorts"
    registration_stay_weeks: Weeks
    origin: Origin
    note: str = ""
    tracks: list[Track]
    scenario: str | None = None
    scenarios: dict[ScenarioName, Scenario] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _every_track_once(self) -> "Inflow":
        names = [track.track for track in self.tracks]
        known = get_args(ProcedureTrack)
        if sorted(names) != sorted(known):
            raise ValueError(f"tracks must hold each of {', '.join(known)} once")
        if abs(sum(track.share for track in self.tracks) - 1) > 1e-9:
            raise ValueError("the shares of the tracks must add up to 1")
        return self

    @model_validator(mode="after")
    def _scenarios_hold(self) -> "Inflow":
        if self.scenario is not None and self.scenario not in self.scenarios:
            advice = scenario_advice(self.scenario, list(self.scenarios))
            raise PydanticCustomError("scenario", f"{self.scenario} is not one of the scenarios", {"advice": advice})
        for name in self.scenarios:
            try:
                self.under(name)
            except ValidationError as error:
                first = error.errors()[0]
                place = ".".join(part for part in first["loc"] if isinstance(part, str) and part not in (ONE, EACH))
                said = first["msg"].removeprefix("Value error, ")
                raise ValueError(" ".join(filter(None, (f"scenario {name}:", place, said)))) from error
            except ValueError as error:
                raise ValueError(f"scenario {name}: {error}") from error
        return self

    def under(self, scenario: str | None) -> "Inflow":
        """The inflow with what is otherwise in a scenario, and without the scenarios; ``None``: as it stands."""
        tree = self.model_dump(exclude={"scenario", "scenarios"})
        return Inflow.model_validate(tree if scenario is None else self.scenarios[scenario].applied(tree))


def scenario_advice(asked: str, known: list[str]) -> str:
    """Which scenario was meant, and which there are."""
    near = get_close_matches(asked, known, n=1)
    meant = f"Did you mean {near[0]}? " if near else ""
    return f"{meant}Choose from {', '.join(known)}." if known else "The model file has no scenarios: leave it out."
