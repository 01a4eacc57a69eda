"""What the auditor must know beside the written files: validated input, law and settings, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pandas as pd

Strength = Literal["off", "soft", "hard"]
SPECIAL = ("htl", "ibo", "return")


@dataclass(frozen=True)
class AuditPeriod:
    """One planning period: ``end`` is the start of the next, arrivals are persons a week who register."""

    label: str
    start: date
    end: date
    half_year: str
    weekly_arrivals: float


@dataclass(frozen=True)
class AuditTrack:
    """A track of the procedure: share of arrivals, mean stay in weeks, share that gets a permit.

    ``track`` is dublin, safe_country, low_recognition or regular; each stands in a case once. ``stay_shape``: stages of
    the stay; ``decisions_per_week``: most decisions per period, in the country (``None``: no bound).
    """

    track: str
    share: float
    stay_weeks: float
    recognition: float
    stay_shape: int = 1
    decisions_per_week: tuple[float, ...] | None = None


@dataclass(frozen=True)
class AuditExchange:
    """``number`` places (amv or not) or, with a ``half_year``, persons to house, from one municipality to another."""

    what: Literal["reception", "housing"]
    from_code: str
    to_code: str
    number: int
    amv: bool = False
    half_year: str = ""


@dataclass(frozen=True)
class ReachLimit:
    """Longest travel time in minutes to a facility (education, care, station) for a type of site."""

    location_type: str
    facility: str
    minutes: float


@dataclass(frozen=True)
class AuditStay:
    """Who of the regular track comes to a special type: share of its arrivals, and mean stay there in weeks."""

    share: float
    stay_weeks: float


@dataclass(frozen=True)
class AuditSpecial:
    """Special reception that is planned for; ``None``: not of this type.

    ``htl_most_weeks`` and ``rejected_days`` are the law's; ``after_rejection`` gives the share of who is refused in
    ``rejected_tracks`` that goes on to a place in `return`, and their mean stay there.
    """

    htl: AuditStay | None
    ibo: AuditStay | None
    after_rejection: AuditStay | None
    rejected_tracks: tuple[str, ...]
    rejected_days: float
    htl_most_weeks: float


@dataclass(frozen=True)
class AuditLaw:
    """Numbers of the law in force: places, years, weeks, and occupancy and bonus threshold as fractions (0.91).

    ``need_places`` and ``need_amv`` are the national need, in total and for unaccompanied minors inside it;
    ``stable_stock`` the places that stay, of which some are flexible and some in direct reserve.
    """

    need_places: int
    need_amv: int
    durable_years: int
    durable_min_regular: int
    durable_min_special: int
    coupling_to_housing_weeks: float
    doorstroom_max_weeks: float
    occupancy: float
    bonus_threshold: float
    stable_stock: int = 41_000
    stock_flexible: int = 5_125
    stock_reserve: int = 5_125


@dataclass(frozen=True)
class AuditWishes:
    """What a table asked for: ``numbers`` (pin, cap or floor; municipality; total, regular or amv; places).

    ``together``: name, municipalities and their sum; ``forced``: site, and its type, places and first quarter where
    these are asked for; ``excluded``: sites that may not open.
    """

    numbers: tuple[tuple[str, str, str, int], ...] = ()
    together: tuple[tuple[str, tuple[str, ...], int], ...] = ()
    forced: tuple[tuple[str, str | None, int | None, str | None], ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True)
class AuditRules:
    """Settings of the constraint families in the model file.

    ``regional_numbers``: places agreed by region; ``staff*``: whether staff is counted, how much places of a type need,
    how fast a region's grows, what of it is lent and at which cost. ``stock``: whether the stable stock is kept;
    ``scale_down``, ``reserve_cost_part``, ``emergency_run_down``: how places are scaled down; ``capacity_band``: places
    in use beyond the need, as a part of it (``None``: off). ``soft``: weight in the goal soft_norms of each family that
    may be passed. ``delivery``, ``tracks``, ``reach`` and ``housing``: off, or how strong these four are. ``band_*``:
    task as a ratio of the indicative share (``None``: no ceiling). ``durable_minimum``: whether the minimum of Besluit
    3.1 is applied. ``reach_limits`` empty, ``overflow_max_km`` or ``mix_band`` ``None``: family off.
    ``transport_cost_per_place_day_eur`` in EUR; ``realisation`` a fraction of the housing task; ``km_per_move`` km.
    ``rest_offers``: regular and amv places offered by municipality, when the rest of the task is divided pro rata
    (``None``: the goals decide). ``max_change_*``: cap on the change from what stands today, in places and as a part of
    it. ``burden_weights``: of a Ukraine place and of a person of the housing task (``None``: not counted).
    """

    regional_numbers: Mapping[str, int] = field(default_factory=dict)
    staff: bool = False
    staff_per_100: Mapping[str, float] = field(default_factory=dict)
    staff_growth: float = 0.0
    staff_new: float = 0.0
    staff_lent_part: float = 0.0
    staff_cost_per_day_eur: float = 0.0
    stock: bool = False
    scale_down: Literal["under_stock", "always"] = "under_stock"
    reserve_cost_part: float = 0.5
    emergency_run_down: bool = False
    capacity_band: float | None = None
    soft: Mapping[str, float] = field(default_factory=dict)
    delivery: Strength = "soft"
    tracks: Strength = "soft"
    reach: Strength = "soft"
    housing: Strength = "soft"
    band_min: float = 0.0
    band_max: float | None = None
    keep_existing: bool = True
    durable_minimum: bool = True
    restriction_policy: Literal["set_aside", "count_unrestricted"] = "set_aside"
    reach_limits: tuple[ReachLimit, ...] = ()
    transport_cost_per_place_day_eur: float = 0.0
    overflow_max_km: float | None = None
    mix_band: float | None = None
    realisation: float = 1.0
    initial_coupling_weeks: float = 26.0
    km_per_move: float | None = None
    rest_offers: Mapping[str, tuple[int, int]] | None = None
    max_change_places: int | None = None
    max_change_ratio: float | None = None
    burden_weights: tuple[float, float] | None = (1.0, 1.0)
    special: AuditSpecial | None = None
    wishes: AuditWishes = AuditWishes()

    @property
    def special_types(self) -> tuple[str, ...]:
        """Types of ``SPECIAL`` that may be open."""
        if self.special is None:
            return ()
        planned = (self.special.htl, self.special.ibo, self.special.after_rejection)
        return tuple(name for name, stay in zip(SPECIAL, planned, strict=True) if stay is not None)


def _nothing_of_ukraine() -> pd.DataFrame:
    return pd.DataFrame({"municipality_code": pd.Series(dtype="str"), "places": pd.Series(dtype="int64")})


@dataclass(frozen=True)
class AuditCase:
    """Everything the auditor needs to recompute a run from its files.

    ``steady_state``: every period by itself, else who came when is followed, from ``weekly_arrivals_before`` persons a
    week until the horizon. ``selection``: province codes of the run. ``goals``: names of the goals that the run
    must report.
    ``demand_scale``: part of the national demand that the run plans for (1 for the country; recomputed from
    the shares), ``registration_scale``: the same for registration (recomputed from today's sites).

    ``municipalities``: **all** of the country, with municipality_code, municipality, province_code,
    region_code, lon, lat (WGS84), population (persons, for the share), ses_woa (text or number, exact),
    ses_woa_origin, waiting_permit_holders (persons), doorstroom_places (places), region (name),
    backlog_persons (of the housing task before the first half-year; negative: lead).

    ``housing_need``: half_year, persons. ``housing_population``: municipality_code, half_year, population
    (all municipalities; inhabitants of 1 January of the year before the half-year's).

    ``sites``: all of the country, with the columns of ``sites.csv`` of the input (dates as
    ``date``, ``Timestamp`` or ISO text, empty ``closes`` as missing or ``""``; location_types split by
    ``;``) and minutes_education, minutes_care, minutes_station (minutes), minutes_origin.

    ``ukraine``: municipality_code, places; a municipality without a row is unknown.
    """

    law: AuditLaw
    rules: AuditRules
    selection: tuple[str, ...]
    decision_date: date
    due_date: date
    periods: tuple[AuditPeriod, ...]
    tracks: tuple[AuditTrack, ...]
    registration_stay_weeks: float
    demand_scale: float
    registration_scale: float
    municipalities: pd.DataFrame
    housing_need: pd.DataFrame
    housing_population: pd.DataFrame
    sites: pd.DataFrame
    goals: tuple[str, ...] = ()
    steady_state: bool = True
    exchanges: tuple[AuditExchange, ...] = ()
    weekly_arrivals_before: float = 0.0
    ukraine: pd.DataFrame = field(default_factory=_nothing_of_ukraine)
