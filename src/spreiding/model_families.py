"""Settings of the constraint families in a model file: what is on, and with which parameters."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from spreiding.model_kinds import EurPerPlaceDay, Fraction01, Km, Minutes, Places, Ratio, Strict, Weeks

SiteType = Literal["registration", "accelerated", "azc", "amv"]
Facility = Literal["education", "care", "station"]


class Sites(Strict):
    """Family `sites`."""

    keep_existing: bool = True


class DurablePlaces(Strict):
    """Family `durable_places`: the minimum of Besluit 3.1 switched on or off."""

    minimum: bool = True


class Registration(Strict):
    """Family `registration`: whether overflow must be near, and how near, in km as the crow flies."""

    near: bool = True
    max_distance_km: Km = 60.0


class Mix(Strict):
    """Family `mix`: band around a track's national share, as a fraction of the accelerated group."""

    enabled: bool = True
    band: Fraction01 = 0.25


class Restrictions(Strict):
    """What is done with an offer that names a target group (S09)."""

    policy: Literal["set_aside", "count_unrestricted"] = "set_aside"


class Reach(Strict):
    """Family `reach`: limits in minutes per site type and facility; cost of organised transport."""

    enabled: bool = True
    limits: dict[SiteType, dict[Facility, Minutes]] = Field(default_factory=dict)
    transport_cost_per_place_day_eur: EurPerPlaceDay = 0.0


class Housing(Strict):
    """Family `housing`: share of the half-yearly task that is realised; how long ago the stock was coupled."""

    realisation: Annotated[float, Field(ge=0, le=10)] = 1.0
    initial_coupling_weeks: Weeks = 26.0


class Transition(Strict):
    """Family `transition`: how far a municipality may move from what stands today, in places and as a part of them."""

    enabled: bool = False
    max_change_places: Places | None = None
    max_change_ratio: Ratio | None = None

    @model_validator(mode="after")
    def _limited_when_on(self) -> "Transition":
        if self.enabled and self.max_change_places is None and self.max_change_ratio is None:
            raise ValueError("enabled needs max_change_places or max_change_ratio: without either nothing is capped")
        return self


class Burdens(Strict):
    """The three burdens (S18): what a Ukraine place and a person of the half-yearly housing task weigh, in places."""

    enabled: bool = True
    ukraine_weight: Ratio = 1.0
    housing_weight: Ratio = 1.0


class Families(Strict):
    """Settings per constraint family."""

    sites: Sites = Sites()
    durable_places: DurablePlaces = DurablePlaces()
    registration: Registration = Registration()
    mix: Mix = Mix()
    restrictions: Restrictions = Restrictions()
    reach: Reach = Reach()
    housing: Housing = Housing()
    transition: Transition = Transition()
    burdens: Burdens = Burdens()
