"""When a site can open, until when it stays, and whether its places count as durable."""

from datetime import date

import pandas as pd


def opening_windows(sites: pd.DataFrame, periods: pd.DataFrame, decision: date) -> pd.DataFrame:
    """First and last period in which each site can be open.

    Columns: site_id, first_period, last_period; sites that can't be open in any whole period are left out. A new site
    opens at the start of a quarter, not before it is available nor within its lead time after the decision; a site
    is open in a quarter only when it does not close before that quarter's end.
    """
    ready = pd.Timestamp(decision) + pd.to_timedelta(sites["lead_time_weeks"] * 7, unit="D")
    earliest = ready.where(ready > sites["available_from"], sites["available_from"])
    earliest = earliest.where(~sites["existing"], periods["start"].iloc[0])
    first = periods["start"].searchsorted(earliest, side="left") + 1
    closes = sites["closes"].fillna(pd.Timestamp.max.normalize())
    last = periods["end"].searchsorted(closes, side="right")
    windows = pd.DataFrame({"site_id": sites["site_id"].to_numpy(), "first_period": first, "last_period": last})
    return windows[windows["first_period"] <= windows["last_period"]].reset_index(drop=True)


def durable(sites: pd.DataFrame, due: date, durable_years: int) -> pd.Series:
    """Whether each site's places are available for the durable term from the due date on (Wet 2 lid 3).

    Emergency places never are. Aligned with ``sites``.
    """
    term = pd.Timestamp(due) + pd.DateOffset(years=durable_years)
    return ~sites["emergency"] & (sites["closes"].isna() | (sites["closes"] >= term))


def opening_choices(pairs: pd.DataFrame, windows: pd.DataFrame, existing: pd.Series) -> pd.DataFrame:
    """Every (site, type, opening period) that can be chosen.

    Columns: site_id, location_type, period, last_period, open_periods, needs_transport. A site that stands today
    opens in the first period or not at all; another in any period of its window.
    """
    choices = pairs.merge(windows, on="site_id")
    choices["latest"] = choices["last_period"].where(~choices["site_id"].map(existing), choices["first_period"])
    choices["period"] = [range(a, b + 1) for a, b in zip(choices["first_period"], choices["latest"], strict=True)]
    choices = choices.explode("period", ignore_index=True)
    choices["period"] = choices["period"].astype(int)
    choices["open_periods"] = choices["last_period"] - choices["period"] + 1
    return choices[["site_id", "location_type", "period", "last_period", "open_periods", "needs_transport"]]
