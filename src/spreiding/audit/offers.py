"""What the input says of every site: where it stands, when it can be open, and as which types."""

from datetime import timedelta

import numpy as np
import pandas as pd

from spreiding.audit.case import SPECIAL, AuditCase

FACILITIES = ("education", "care", "station")
FAR_FUTURE = pd.Timestamp("2200-01-01")


def days(values: pd.Series) -> pd.Series:
    """Read dates, whatever their type; empty ones become ``NaT``."""
    return pd.to_datetime(values.astype(object).where(values.notna() & values.ne(""), None))


def offers(case: AuditCase) -> pd.DataFrame:
    """The input's sites in the selection, indexed by site_id, with what the auditor derives from them.

    Added: province_code, region_code; ``earliest`` (day), ``first`` and ``last`` (0-based periods in which
    it can be open; first > last: never), ``durable``, ``set_aside`` (restriction in the offer),
    ``far_<type>`` per type (travel time beyond a limit) and ``usable`` (can be open as some type in some
    period, and is not taken out by a wish).
    """
    where = case.municipalities.set_index("municipality_code")[["province_code", "region_code"]]
    table = case.sites.drop(columns=["province_code", "region_code"], errors="ignore").join(
        where, on="municipality_code"
    )
    table = table[table["province_code"].isin(case.selection)].set_index("site_id", drop=False).rename_axis(None)
    table["closes"] = days(table["closes"])
    table["restriction"] = table["restriction"].astype(object).where(table["restriction"].notna(), "")
    table = _calendar(table, case)
    table["set_aside"] = table["restriction"].ne("") & (case.rules.restriction_policy == "set_aside")
    return _usable(table, case)


def _calendar(table: pd.DataFrame, case: AuditCase) -> pd.DataFrame:
    starts = np.array([period.start for period in case.periods], dtype="datetime64[D]")
    ends = np.array([period.end for period in case.periods], dtype="datetime64[D]")
    ready = [case.decision_date + timedelta(weeks=int(weeks)) for weeks in table["lead_time_weeks"]]
    ready_days = pd.Series(pd.to_datetime(ready), index=table.index)
    earliest = ready_days.combine(days(table["available_from"]), max)
    earliest = earliest.mask(table["existing"].astype(bool), pd.Timestamp(case.periods[0].start))
    closes = table["closes"].fillna(FAR_FUTURE)
    term = pd.Timestamp(case.due_date) + pd.DateOffset(years=case.law.durable_years)
    return table.assign(
        earliest=earliest,
        first=[int(np.sum(starts < np.datetime64(day, "D"))) for day in earliest],
        last=[int(np.sum(ends <= np.datetime64(day, "D"))) - 1 for day in closes],
        durable=~table["emergency"].astype(bool) & (closes >= term),
    )


def _usable(table: pd.DataFrame, case: AuditCase) -> pd.DataFrame:
    offered = table["location_types"].str.split(";").map(frozenset)
    far = pd.DataFrame(False, index=table.index, columns=["registration", "accelerated", "azc", "amv", *SPECIAL])
    for limit in case.rules.reach_limits:
        far[limit.location_type] |= table[f"minutes_{limit.facility}"].astype(float) > limit.minutes
    some = pd.Series(False, index=table.index)
    for kind in far.columns.difference([kind for kind in SPECIAL if kind not in case.rules.special_types]):
        some |= offered.map(lambda types, kind=kind: kind in types) & (
            ~far[kind] | (table["transport_possible"].astype(bool) & (case.rules.reach != "hard"))
        )
    inside = table["first"] <= table["last"]
    asked = ~table["set_aside"] & ~table["site_id"].isin(case.rules.wishes.excluded)
    return table.assign(**{f"far_{kind}": far[kind] for kind in far.columns}, usable=some & inside & asked)
