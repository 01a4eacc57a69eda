"""Timetabled travel times from sites to every kind of facility, and the tables made of them.

What is counted is the time from leaving the site at a given moment to standing at the nearest facility: walking to a
stop, waiting there, riding, changing, and walking on, or walking all the way. Waiting at the start counts, because a
school or an appointment does not wait for the bus: who may leave at any moment meets the timetable as it is. Which
facility is best may differ from one departure to the next. The median over the departures is a usual journey: neither
the lucky minute before the bus nor the worst one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from spreiding.tables.travel_minutes import UNREACHED_MINUTES
from spreiding.travel.assumptions import Assumptions
from spreiding.travel.connection_scan import Profiles, Scanner
from spreiding.travel.facilities import COLUMNS_OF_MODEL, Places
from spreiding.travel.gtfs.feed import Feed
from spreiding.travel.gtfs.timetable import Ints
from spreiding.travel.walking import (
    NEVER,
    Array,
    Links,
    access_links,
    change_links,
    metres,
    nearest_seconds,
)


@dataclass(frozen=True)
class KindTimes:
    """Minutes to one kind of facility: ``minutes[site, departure]``, infinite when not reached within the limit.

    ``walking``: minutes on foot all the way, per site.
    """

    minutes: Array
    walking: Array

    @property
    def median(self) -> Array:
        """A usual journey per site: the median over departures; infinite when half of them do not arrive."""
        result: Array = np.median(self.minutes, axis=1)
        return result


def moments(window: tuple[int, int], departures: int) -> Ints:
    """Moments of leaving, in seconds of the day: evenly over the window, from its start; its end is not one of them."""
    start, end = window
    return np.rint(start + np.arange(departures) * (end - start) / departures).astype(np.int64)


def travel_times(
    feed: Feed,
    sites: pd.DataFrame,
    places: Sequence[Places],
    leaving: Ints,
    how: Assumptions,
    watch: Callable[[str, int], None] = lambda _, __: None,
) -> dict[str, KindTimes]:
    """Work out the times from every site, in the order of ``sites`` (lon, lat), to each kind that has facilities.

    ``watch`` hears the kind at work and how many connections were scanned for it.
    """
    used = feed.timetable.stops
    at_site, at_stop = metres(sites), metres(feed.stops.loc[used])
    scanner = Scanner(feed.timetable, change_links(feed.stops, used, feed.transfers, how), len(feed.stops))
    access = access_links(at_site, at_stop, how)
    access = Links(access.origin, used[access.target], access.seconds)
    times = {}
    for kind in (kind for kind in places if len(kind.points)):
        at_facility = metres(kind.points)
        egress = np.full(len(feed.stops), NEVER, dtype=np.int64)
        egress[used] = nearest_seconds(at_stop, at_facility, how.egress_walk_m, how)
        profiles = scanner.scan(egress, partial(watch, kind.kind))
        walking = nearest_seconds(at_site, at_facility, how.limit_minutes * how.walk_kmh * 1000 / 60, how)
        times[kind.kind] = _times(profiles, access, walking, leaving, how.limit_minutes)
    return times


def _times(profiles: Profiles, access: Links, walking: Ints, leaving: Ints, limit: float) -> KindTimes:
    arrival = leaving[np.newaxis, :] + walking[:, np.newaxis]
    for site, stop, seconds in zip(
        access.origin.tolist(), access.target.tolist(), access.seconds.tolist(), strict=True
    ):
        arrival[site] = np.minimum(arrival[site], profiles.arrivals(stop, leaving + seconds))
    return KindTimes(_minutes(arrival - leaving, limit), _minutes(walking, limit))


def _minutes(seconds: Ints, limit: float) -> Array:
    minutes = seconds / 60
    result: Array = np.where(minutes <= limit, minutes, np.inf)
    return result


def minutes_table(site_ids: pd.Series, times: Mapping[str, KindTimes], places: Sequence[Places]) -> pd.DataFrame:
    """Give travel_minutes.csv: one row a site, in the order given.

    A facility that is not reached has the minutes of a day and is named in ``unreached``. ``origin`` is ``reported`` (a
    published timetable, our assumptions of walking) when all facilities behind it are known; ``estimate`` if not.
    """
    medians = {name: np.max([times[kind].median for kind in kinds], axis=0) for name, kinds in COLUMNS_OF_MODEL.items()}
    unreached = pd.DataFrame({name: ~np.isfinite(values) for name, values in medians.items()})
    sure = all(kind.sure for kind in places if any(kind.kind in kinds for kinds in COLUMNS_OF_MODEL.values()))
    columns = {
        f"minutes_{name}": np.where(np.isfinite(values), np.round(values, 1), UNREACHED_MINUTES)
        for name, values in medians.items()
    }
    names = [";".join(unreached.columns[row]) for row in unreached.to_numpy(dtype=bool)]
    return pd.DataFrame({"site_id": site_ids.to_numpy(), **columns, "unreached": names}).assign(
        origin="reported" if sure else "estimate"
    )


def detail_table(site_ids: pd.Series, times: Mapping[str, KindTimes]) -> pd.DataFrame:
    """Give travel_minutes_detail.csv: one row a site and kind.

    minutes (the median), fastest and slowest departure, walking all the way; blank when not reached within the limit;
    ``reached``: the part of the departures that arrive.
    """
    parts = [
        pd.DataFrame(
            {
                "site_id": site_ids.to_numpy(),
                "kind": kind,
                "minutes": found.median,
                "fastest": found.minutes.min(axis=1),
                "slowest": found.minutes.max(axis=1),
                "walking": found.walking,
                "reached": np.isfinite(found.minutes).mean(axis=1).round(3),
            }
        )
        for kind, found in times.items()
    ]
    numbers = ["minutes", "fastest", "slowest", "walking"]
    table = pd.concat(parts, ignore_index=True)
    return table.assign(**table[numbers].replace(np.inf, np.nan).round(1))
