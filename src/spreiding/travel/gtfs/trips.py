"""agency.txt, routes.txt and trips.txt: which trips there are, of which service, and in which time zone."""

import pandas as pd

from spreiding.errors import Finding
from spreiding.travel.gtfs.archive import Archive
from spreiding.travel.gtfs.findings import whole_file, wrong_rows
from spreiding.travel.gtfs.read import read_file

_EXTENDED = range(100, 1800)  # route types of the extended list, such as 101 for a high speed train
_BASIC = {*range(8), 11, 12}


def read_trips(archive: Archive) -> tuple[pd.DataFrame, str, list[Finding]]:
    """Read trip_id, service_id, indexed 0.. in the order of the file; the time zone; and findings.

    Feeds whose agencies keep different time zones are refused: their stop times can't be compared.
    """
    zone, findings = _time_zone(archive)
    routes, more = read_file(archive, "routes.txt", ("route_id", "route_type"))
    trips, again = read_file(archive, "trips.txt", ("route_id", "service_id", "trip_id"))
    findings += more + again
    if findings:
        return trips, zone, findings
    return (
        trips[["trip_id", "service_id"]].reset_index(drop=True),
        zone,
        _wrong_routes(routes) + _wrong_trips(trips, routes),
    )


def _time_zone(archive: Archive) -> tuple[str, list[Finding]]:
    agencies, findings = read_file(archive, "agency.txt", ("agency_timezone",))
    zones = sorted(set(agencies["agency_timezone"]) - {""})
    if not findings and len(zones) != 1:
        rule = f"has agencies in {len(zones)} time zones ({', '.join(zones)})" if zones else "names no time zone"
        findings = [whole_file("agency.txt", rule, "Give a feed whose agencies keep one and the same time zone.")]
    return (zones or [""])[0], findings


def _wrong_routes(routes: pd.DataFrame) -> list[Finding]:
    name = "routes.txt"
    kinds = pd.to_numeric(routes["route_type"], "coerce")
    unknown = ~(kinds.isin(_BASIC) | kinds.isin(_EXTENDED))
    advice = "Write 0-7, 11, 12 or an extended code of 100 to 1799."
    return [
        *wrong_rows(name, routes, routes.duplicated(["route_id"]), "route_id", "stands twice", "Keep one of the rows."),
        *wrong_rows(name, routes, unknown, "route_type", "is not a type of route", advice),
    ]


def _wrong_trips(trips: pd.DataFrame, routes: pd.DataFrame) -> list[Finding]:
    name = "trips.txt"
    unknown = ~trips["route_id"].isin(routes["route_id"])
    return [
        *wrong_rows(name, trips, trips["trip_id"].eq(""), "trip_id", "is empty", "Give the trip an id."),
        *wrong_rows(name, trips, trips.duplicated(["trip_id"]), "trip_id", "stands twice", "Keep one of the rows."),
        *wrong_rows(name, trips, unknown, "route_id", "is not in routes.txt", "Add the route or correct the cell."),
    ]


def unknown_services(trips: pd.DataFrame, services: pd.Index) -> list[Finding]:
    """Give findings for trips whose service has no day in calendar.txt or calendar_dates.txt."""
    shown = trips.set_axis(trips.index + 2)
    rule, advice = "is in neither calendar.txt nor calendar_dates.txt", "Add the days of this service."
    return wrong_rows("trips.txt", shown, ~shown["service_id"].isin(services), "service_id", rule, advice)
