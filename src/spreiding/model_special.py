"""Special reception in a model file (S08): who needs an htl, ibo, or a place after a refusal, and for how long.

Unaccompanied minors are special reception too, but the law gives their number: the ``need`` of the model file.
"""

from typing import Annotated

from pydantic import Field, model_validator

from spreiding.model_kinds import Fraction01, Origin, Strict, Weeks
from spreiding.model_scenarios import ProcedureTrack

# Types that open only where this family plans for them; the group that stays there has the same name.
SPECIAL_TYPES = ("htl", "ibo", "return")
# Permits are counted per person of the regular track who is left: with few left they are too many to count by.
MOST_TAKEN = 0.5


class SpecialStay(Strict):
    """Who of the regular track comes to an htl or ibo: share of its arrivals, and mean stay there in weeks."""

    share: Fraction01
    stay_weeks: Weeks
    origin: Origin
    note: str = ""


class AfterRejection(Strict):
    """What follows a refusal in these tracks: the 28 days, and for a share of them a place in ``return`` after those.

    ``return_stay_weeks``: mean stay in a vrijheidsbeperkende locatie or family location.
    """

    tracks: Annotated[list[ProcedureTrack], Field(min_length=1)]
    return_share: Fraction01
    return_stay_weeks: Weeks
    origin: Origin
    note: str = ""

    @model_validator(mode="after")
    def _every_track_once(self) -> "AfterRejection":
        if len(set(self.tracks)) != len(self.tracks):
            raise ValueError("tracks names a track twice")
        return self


class Special(Strict):
    """Family `special`: a part that is left out is not planned, and no site opens as its type."""

    enabled: bool = False
    htl: SpecialStay | None = None
    ibo: SpecialStay | None = None
    after_rejection: AfterRejection | None = None

    @model_validator(mode="after")
    def _enabled_for_something(self) -> "Special":
        if self.enabled and not self.location_types:
            raise ValueError("is enabled, but names none of htl, ibo and after_rejection")
        return self

    @property
    def stays(self) -> dict[str, SpecialStay]:
        """Planned stays during the procedure, by type."""
        named = {"htl": self.htl, "ibo": self.ibo}
        return {kind: stay for kind, stay in named.items() if stay is not None and self.enabled}

    @property
    def rejection(self) -> AfterRejection | None:
        """What is planned after a refusal."""
        return self.after_rejection if self.enabled else None

    @property
    def location_types(self) -> tuple[str, ...]:
        """Types of ``SPECIAL_TYPES`` that may open."""
        return (*self.stays, *(() if self.rejection is None else ("return",)))

    def parts(self, regular_weeks: float) -> dict[str, float]:
        """Part of the regular track's persons who are in each of ``stays``: share times stay over the track's stay."""
        return {kind: stay.share * stay.stay_weeks / regular_weeks for kind, stay in self.stays.items()}

    def check_parts(self, regular_weeks: float) -> None:
        """Raise ``ValueError`` when so many are in htl and ibo that hardly anybody of the regular track is left."""
        taken = sum(self.parts(regular_weeks).values())
        if taken > MOST_TAKEN:
            raise ValueError(
                f"families.special: htl and ibo hold {taken:.0%} of the regular track; {MOST_TAKEN:.0%} at most"
            )
