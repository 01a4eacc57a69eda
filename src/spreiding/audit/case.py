"""What the auditor must know beside the written files: validated input, law and settings, as plain values."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

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

    ``need_places`` and ``need_amv`` are the national need, in total and for unaccompanied minors inside it.
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


@dataclass(frozen=True)
class AuditRules:
    """Settings of the constraint families in the model file.

    ``band_*``: task as a ratio of the indicative share (``None``: no ceiling). ``durable_minimum``: whether
    the minimum of Besluit 3.1 is applied. ``reach_limits`` empty, ``overflow_max_km`` or ``mix_band``
    ``None``: family off, and so is ``special``. ``transport_cost_per_place_day_eur`` in EUR; ``realisation`` a
    fraction of the housing task; ``km_per_move`` km.
    """

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
    special: AuditSpecial | None = None

    @property
    def special_types(self) -> tuple[str, ...]:
        """Types of ``SPECIAL`` that may be open."""
        if self.special is None:
            return ()
        planned = (self.special.htl, self.special.ibo, self.special.after_rejection)
        return tuple(name for name, stay in zip(SPECIAL, planned, strict=True) if stay is not None)


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
    ses_woa_origin, waiting_permit_holders (persons), doorstroom_places (places).

    ``housing_need``: half_year, persons. ``housing_population``: municipality_code, half_year, population
    (all municipalities; inhabitants of 1 January of the year before the half-year's).

    ``sites``: all of the country, with the columns of ``sites.csv`` of the input (dates as
    ``date``, ``Timestamp`` or ISO text, empty ``closes`` as missing or ``""``; location_types split by
    ``;``) and minutes_education, minutes_care, minutes_station (minutes), minutes_origin.
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
