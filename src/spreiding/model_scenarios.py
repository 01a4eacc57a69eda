"""Scenarios of the inflow in a model file: the same inflow with other numbers here and there (S12)."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from spreiding.model_kinds import Origin, PerPeriod, Strict

ProcedureTrack = Literal["dublin", "safe_country", "low_recognition", "regular"]
ScenarioName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Factor = Annotated[float, Field(ge=0, le=1000)]


class Other(Strict):
    """Another number: ``factor`` times the one of the inflow (each, where there is one per period), or ``value``."""

    factor: Factor | None = None
    value: PerPeriod | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "Other":
        if (self.factor is None) == (self.value is None):
            raise ValueError("write factor or value, one of the two")
        return self

    def instead_of(self, number: Any) -> Any:
        """The number that takes the place of ``number``; raise ``ValueError`` for a factor on nothing."""
        if self.factor is None:
            return self.value
        if number is None:
            raise ValueError("has no number to multiply: write a value")
        return [self.factor * each for each in number] if isinstance(number, list) else self.factor * number


class TrackScenario(Strict):
    """What is otherwise in one track."""

    share: Other | None = None
    stay_weeks: Other | None = None
    recognition: Other | None = None
    decisions_per_week: Other | None = None


class Scenario(Strict):
    """What is otherwise; all that is not named stays as in the inflow.

    ``weekly_arrivals_before`` that is null in the inflow follows the first period of the scenario: give a value where
    the past is to be the same in every scenario.
    """

    weekly_arrivals: Other | None = None
    weekly_arrivals_before: Other | None = None
    tracks: dict[ProcedureTrack, TrackScenario] = Field(default_factory=dict)
    origin: Origin
    note: str = ""

    def applied(self, inflow: dict[str, Any]) -> dict[str, Any]:
        """The tree of an inflow as it is in this scenario; raise ``ValueError`` for a factor on nothing."""
        tracks = [
            _changed(track, self.tracks.get(track["track"], TrackScenario()), f"tracks.{track['track']}.")
            for track in inflow["tracks"]
        ]
        return {**_changed(inflow, self, ""), "tracks": tracks, "origin": self.origin, "note": self.note}


def _changed(tree: dict[str, Any], scenario: Scenario | TrackScenario, place: str) -> dict[str, Any]:
    result = dict(tree)
    for name, other in scenario:
        if isinstance(other, Other):
            try:
                result[name] = other.instead_of(tree[name])
            except ValueError as error:
                raise ValueError(f"{place}{name} {error}") from error
    return result
