"""The written national tables beside what the input says, gathered once for all checks."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from spreiding.audit.case import AuditCase
from spreiding.audit.offers import offers
from spreiding.audit.share import shares
from spreiding.audit.stay import stays as in_procedure

WEEKS = 13
DAYS = 7 * WEEKS
FAST = ("dublin", "safe_country", "low_recognition")
PROCEDURE = (*FAST, "regular")
_TOWN = [
    "municipality_code",
    "municipality",
    "province_code",
    "region_code",
    "lon",
    "lat",
    "population",
    "ses_woa",
    "ses_woa_origin",
    "waiting_permit_holders",
    "doorstroom_places",
    "backlog_persons",
    "region",
]


@dataclass(frozen=True)
class Evidence:
    """What was written, and what the input says about it.

    ``tasks``, ``sites``, ``placements``, ``housing``, ``scaling``, ``regions`` and ``staff`` are the national files,
    typed.

    ``sites`` has ``first`` and ``last`` (0-based periods; -1 for a label that is none), ``placements``, ``housing``
    and ``scaling`` have ``t``. ``towns`` are the selected municipalities with their shares, ``known`` the
    input's sites, ``demand`` persons per track (row) and period (column), ``permits`` how many permits one of them
    yields in it, ``whole_country`` the sum of all indicative places.
    """

    case: AuditCase
    tasks: pd.DataFrame
    sites: pd.DataFrame
    placements: pd.DataFrame
    housing: pd.DataFrame
    scaling: pd.DataFrame
    regions: pd.DataFrame
    staff: pd.DataFrame
    towns: pd.DataFrame
    known: pd.DataFrame
    demand: pd.DataFrame
    permits: pd.DataFrame
    whole_country: int


def gather(case: AuditCase, tables: Mapping[str, pd.DataFrame]) -> Evidence:
    """Put the typed national tables beside the case."""
    number = {period.label: t for t, period in enumerate(case.periods)}
    known = offers(case)
    inputs = case.municipalities[_TOWN].set_index("municipality_code", drop=False).rename_axis(None)
    towns = inputs.join(shares(case))
    sites = tables["sites"]
    return Evidence(
        case=case,
        tasks=tables["tasks"],
        sites=sites.assign(
            first=_number(sites["opens_period"], number),
            last=sites["site_id"].map(known["last"]).fillna(-1).astype(int),
        ),
        placements=tables["placements"].assign(t=_number(tables["placements"]["period"], number)),
        housing=tables["housing"].assign(t=_number(tables["housing"]["period"], number)),
        scaling=tables["scaling"].assign(t=_number(tables["scaling"]["period"], number)),
        regions=tables["regions"],
        staff=tables["staff"],
        towns=towns[towns["province_code"].isin(case.selection)],
        known=known,
        demand=demand(case),
        permits=permits(case),
        whole_country=int(towns["indicative_places"].sum()),
    )


def demand(case: AuditCase) -> pd.DataFrame:
    """Persons who need a place per track and 0-based period; housing decides about permit holders."""
    arrivals = np.array([period.weekly_arrivals for period in case.periods])
    rows = {track.track: in_procedure(case, track)[0] * case.demand_scale for track in case.tracks}
    rows["registration"] = arrivals * case.registration_stay_weeks * case.registration_scale
    rows["amv"] = np.full(len(arrivals), case.law.need_amv * case.law.occupancy * case.demand_scale)
    return pd.DataFrame(rows).T


def permits(case: AuditCase) -> pd.DataFrame:
    """Permits granted in a period per person of a track of the procedure."""
    rows = {}
    for track in case.tracks:
        persons, decisions = in_procedure(case, track)
        rows[track.track] = track.recognition * np.divide(decisions, persons, np.zeros_like(persons), where=persons > 0)
    return pd.DataFrame(rows).T


def open_in(sites: pd.DataFrame, periods: int) -> "np.ndarray[tuple[int, int], np.dtype[np.bool_]]":
    """Whether each written site (row) is open in each period (column)."""
    t = np.arange(periods)
    first, last = sites["first"].to_numpy()[:, None], sites["last"].to_numpy()[:, None]
    return np.asarray((first >= 0) & (first <= t) & (t <= last))


def stays(case: AuditCase) -> dict[str, float]:
    """Mean stay in weeks of a person placed in overflow, per track."""
    weeks = {track.track: track.stay_weeks for track in case.tracks}
    return {
        **weeks,
        "registration": case.registration_stay_weeks,
        "permit_holder": case.law.coupling_to_housing_weeks,
    }


def _number(labels: pd.Series, number: Mapping[str, int]) -> pd.Series:
    return labels.map(number).fillna(-1).astype(int)
