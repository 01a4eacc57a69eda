"""Settings of the constraint families in a model file: what is on, how strong it is, and with which parameters.

A norm that is off asks nothing. A hard one is never passed. What a soft one is passed by is counted: in the goal
``soft_norms`` with its weight, or, for the four norms that have a goal of their own, in that goal. A family that a
model file leaves out has the settings below; those of the Uitvoeringsagenda that need figures of the planner are off
then.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from spreiding.model_kinds import EurPerPlaceDay, Fraction01, Km, Minutes, Places, Ratio, Strict, Weeks
from spreiding.model_special import Special

SiteType = Literal["registration", "accelerated", "azc", "amv", "htl", "ibo", "return"]
Facility = Literal["education", "care", "station"]
Strength = Literal["hard", "soft"]


class Norm(Strict):
    """A family of constraints that can be switched off, and made hard or soft."""

    enabled: bool = True
    strength: Strength = "hard"

    @property
    def hard(self) -> bool:
        """Whether it is on and may not be passed."""
        return self.enabled and self.strength == "hard"

    @property
    def soft(self) -> bool:
        """Whether it is on and may be passed at a price."""
        return self.enabled and self.strength == "soft"


class Weighed(Norm):
    """A norm whose excess, when it is soft, counts in the goal ``soft_norms``: ``weight`` per place or person."""

    weight: Annotated[float, Field(ge=1e-6, le=1e6)] = 1.0


class MunicipalTask(Weighed):
    """Family `municipal_task`: how far a number may lie from its indicative share, as a ratio; none in the law.

    That the numbers add up to the task of the province is no norm to switch: it is what a task means.
    """

    min_ratio: Ratio = 0.0
    max_ratio: Ratio | None = None

    @model_validator(mode="after")
    def _least_before_most(self) -> "MunicipalTask":
        if self.max_ratio is not None and self.min_ratio > self.max_ratio:
            raise ValueError("min_ratio is more than max_ratio: no number lies between them")
        return self

    @property
    def bounded(self) -> bool:
        """Whether the band asks anything."""
        return self.enabled and (self.min_ratio > 0 or self.max_ratio is not None)


class ExistingSites(Weighed):
    """Family `sites`: sites that stand at the start stay open until they close. Soft: per place that is given up.

    ``emergency``: whether emergency sites keep their places until they close, or are run down as others open (S22).
    """

    emergency: Literal["keep", "run_down"] = "keep"


class Stock(Weighed):
    """Family `stock`: what stays when the need falls under the stable stock, and how places are scaled down then.

    Soft: per place that is missing. ``scale_down``: only while the need is under the stock, or whenever places are
    over; ``reserve_cost_part``: cost of a place in reserve as a part of its running cost, where its site does not say.
    """

    enabled: bool = False
    strength: Strength = "soft"
    scale_down: Literal["under_stock", "always"] = "under_stock"
    reserve_cost_part: Fraction01 = 0.5


class CapacityBand(Weighed):
    """Family `capacity_band`: places in use are at most this part more than are needed. Soft: per place beyond it."""

    enabled: bool = False
    strength: Strength = "soft"
    band: Ratio = 0.25


class RegionalTables(Weighed):
    """Family `regional_tables`: what regional tables agreed, as a number of places per region_code (S17).

    Soft: per place above or below it.
    """

    enabled: bool = False
    numbers: dict[str, Places] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _agreed_when_on(self) -> "RegionalTables":
        if self.enabled and not self.numbers:
            raise ValueError("enabled needs numbers: places by region_code, such as {VR04: 2500}")
        return self


class Staff(Weighed):
    """Family `staff`: places in use need staff, which a region can take on and borrow only so fast (S26).

    ``per_100_places``: full-time staff by site type (a type left out: none); ``growth``: part by which a region's staff
    can grow in a quarter, and ``new_staff`` what it can take on besides; ``lent_part``: most of its staff that a region
    lends to others; ``exchange_cost_eur_per_day``: of one person lent. Soft: per full-time person taken on beyond it.
    """

    enabled: bool = False
    strength: Strength = "soft"
    per_100_places: dict[SiteType, Annotated[float, Field(ge=0, le=1000)]] = Field(default_factory=dict)
    growth: Annotated[float, Field(ge=0, le=10)] = 0.1
    new_staff: Annotated[float, Field(ge=0, le=100_000)] = 20.0
    lent_part: Fraction01 = 0.05
    exchange_cost_eur_per_day: EurPerPlaceDay = 0.0

    @model_validator(mode="after")
    def _needed_when_on(self) -> "Staff":
        if self.enabled and not any(self.per_100_places.values()):
            raise ValueError("enabled needs per_100_places above 0 for some site type: without it nobody is counted")
        return self


class DurablePlaces(Weighed):
    """Family `durable_places`: the minimum of Besluit 3.1. Soft: per place that a municipality stays under it."""


class Delivery(Norm):
    """Family `delivery`: a number needs places by the due date. Soft: what is missing is the goal ``shortfall``."""

    strength: Strength = "soft"


class Tracks(Norm):
    """Family `tracks`: each track in its own type of site. Soft: overflow, counted as moves in ``moves_distance``.

    Off: accelerated and ordinary azcs are alike, and no move is counted.
    """

    strength: Strength = "soft"


class Registration(Weighed):
    """Family `registration`: overflow stays near a registration site, in km as the crow flies. Soft: per person."""

    max_distance_km: Km = 60.0


class Mix(Weighed):
    """Family `mix`: band around a track's national share, as a fraction of the accelerated group. Soft: per person."""

    band: Fraction01 = 0.25


class Restrictions(Strict):
    """What is done with an offer that names a target group (S09)."""

    policy: Literal["set_aside", "count_unrestricted"] = "set_aside"


class Reach(Norm):
    """Family `reach`: limits in minutes per site type and facility.

    Soft: transport is organised, at a cost, where that can be; hard: what lies beyond a limit is unsuitable.
    """

    strength: Strength = "soft"
    limits: dict[SiteType, dict[Facility, Minutes]] = Field(default_factory=dict)
    transport_cost_per_place_day_eur: EurPerPlaceDay = 0.0


class Housing(Norm):
    """Family `housing`: permit holders leave reception within 14 weeks of coupling, as dwellings come free.

    Soft: who waits longer is the goal ``late_housing``; hard: only the stock of the start may wait longer. Off:
    everyone who is coupled leaves at once. ``realisation``: share of the half-yearly task that is realised;
    ``initial_coupling_weeks``: over how many weeks before the start its stock was coupled.
    """

    strength: Strength = "soft"
    realisation: Annotated[float, Field(ge=0, le=10)] = 1.0
    initial_coupling_weeks: Weeks = 26.0


class Transition(Weighed):
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

    municipal_task: MunicipalTask = MunicipalTask()
    existing_sites: ExistingSites = ExistingSites()
    stock: Stock = Stock()
    capacity_band: CapacityBand = CapacityBand()
    regional_tables: RegionalTables = RegionalTables()
    staff: Staff = Staff()
    durable_places: DurablePlaces = DurablePlaces()
    delivery: Delivery = Delivery()
    tracks: Tracks = Tracks()
    registration: Registration = Registration()
    mix: Mix = Mix()
    restrictions: Restrictions = Restrictions()
    reach: Reach = Reach()
    housing: Housing = Housing()
    special: Special = Special()
    transition: Transition = Transition()
    burdens: Burdens = Burdens()

    def softened(self) -> dict[str, float]:
        """Weights of the norms that count in the goal ``soft_norms``, by family."""
        norms = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: norm.weight for name, norm in norms.items() if isinstance(norm, Weighed) and norm.soft}
