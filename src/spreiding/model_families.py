"""Settings of the constraint families in a model file: what is on, and with which parameters."""

from typing import Annotated, Literal

from pydantic import Field

from spreiding.model_kinds import EurPerPlaceDay, Fraction01, Km, Minutes, Strict, Weeks
from spreiding.model_special import Special

SiteType = Literal["registration", "accelerated", "azc", "amv", "htl", "ibo", "return"]
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


class Families(Strict):
    """Settings per constraint family."""

    sites: Sites = Sites()
    durable_places: DurablePlaces = DurablePlaces()
    registration: Registration = Registration()
    mix: Mix = Mix()
    restrictions: Restrictions = Restrictions()
    reach: Reach = Reach()
    housing: Housing = Housing()
    special: Special = Special()
