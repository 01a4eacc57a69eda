"""On which days which services run: calendar.txt with its exceptions, either of them alone, and an ordinary Tuesday."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from spreiding.errors import Finding, InputError
from spreiding.travel.gtfs.archive import Archive
from spreiding.travel.gtfs.findings import whole_file, wrong_rows
from spreiding.travel.gtfs.read import has_file, read_file

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TUESDAY = 1
# Dutch public holidays that can fall on a Tuesday: (month, day).
HOLIDAYS = ((1, 1), (4, 27), (5, 5), (12, 25), (12, 26))
ORDINARY = 0.9  # a Tuesday in the school holidays has fewer trips than this part of the busiest one
_MOST_DAYS = 1500
_ISO = "Write it as 20260630."


@dataclass(frozen=True)
class Services:
    """Services per day: ``runs[service, day]`` from ``first`` on, and the row of each service id."""

    first: date
    runs: npt.NDArray[np.bool_]
    index: pd.Index

    @property
    def last(self) -> date:
        """The last day on which something runs."""
        return self.first + timedelta(days=self.runs.shape[1] - 1)

    def on(self, day: date) -> pd.Index:
        """Ids of the services that run on a day; none outside the range."""
        at = (day - self.first).days
        return self.index[self.runs[:, at]] if 0 <= at < self.runs.shape[1] else self.index[:0]


def read_services(archive: Archive) -> tuple[Services | None, list[Finding]]:
    """Read which services run when; ``None`` beside findings."""
    if not (has_file(archive, "calendar.txt") or has_file(archive, "calendar_dates.txt")):
        rule = "is absent from the feed, and so is calendar_dates.txt"
        return None, [whole_file("calendar.txt", rule, "Add one of the two: they say on which days trips run.")]
    weeks, findings = _read(archive, "calendar.txt", ("service_id", *WEEKDAYS, "start_date", "end_date"))
    exceptions, more = _read(archive, "calendar_dates.txt", ("service_id", "date", "exception_type"))
    findings += more + _week_findings(weeks) + _exception_findings(exceptions)
    if findings:
        return None, findings
    return _services(weeks, exceptions)


def _read(archive: Archive, name: str, columns: tuple[str, ...]) -> tuple[pd.DataFrame, list[Finding]]:
    if has_file(archive, name):
        return read_file(archive, name, columns)
    return pd.DataFrame({column: pd.Series(dtype="object") for column in columns}), []


def _days(texts: pd.Series) -> pd.Series:
    plain = texts.astype("object").where(texts.str.fullmatch(r"\d{8}"))
    return pd.to_datetime(plain, format="%Y%m%d", errors="coerce")


def _week_findings(weeks: pd.DataFrame) -> list[Finding]:
    name, findings = "calendar.txt", []
    for column in WEEKDAYS:
        findings += wrong_rows(
            name, weeks, ~weeks[column].isin(["0", "1"]), column, "is neither 0 nor 1", "Write 0 or 1."
        )
    for column in ("start_date", "end_date"):
        wrong = _days(weeks[column]).isna()
        findings += wrong_rows(name, weeks, wrong, column, "is not a day written as YYYYMMDD", _ISO)
    backwards = _days(weeks["end_date"]) < _days(weeks["start_date"])
    findings += wrong_rows(name, weeks, backwards, "end_date", "is before start_date", "Correct one of the two.")
    twice = weeks.duplicated(["service_id"])
    return findings + wrong_rows(name, weeks, twice, "service_id", "stands twice", "Keep one of the rows.")


def _exception_findings(exceptions: pd.DataFrame) -> list[Finding]:
    name = "calendar_dates.txt"
    findings = wrong_rows(
        name, exceptions, _days(exceptions["date"]).isna(), "date", "is not a day written as YYYYMMDD", _ISO
    )
    wrong = ~exceptions["exception_type"].isin(["1", "2"])
    findings += wrong_rows(
        name, exceptions, wrong, "exception_type", "is neither 1 (added) nor 2 (removed)", "Write 1 or 2."
    )
    twice = exceptions.duplicated(["service_id", "date"])
    return findings + wrong_rows(
        name, exceptions, twice, "date", "stands twice for one service", "Keep one of the rows."
    )


def _services(weeks: pd.DataFrame, exceptions: pd.DataFrame) -> tuple[Services | None, list[Finding]]:
    starts, ends, days = _days(weeks["start_date"]), _days(weeks["end_date"]), _days(exceptions["date"])
    every = pd.concat([starts, ends, days])
    if every.empty:
        return None, [whole_file("calendar.txt", "names no day on which anything runs", "Add services and their days.")]
    first, count = every.min(), (every.max() - every.min()).days + 1
    if count > _MOST_DAYS:
        rule = f"runs from {first:%Y-%m-%d} to {every.max():%Y-%m-%d}, longer than any timetable holds"
        return None, [whole_file("calendar.txt", rule, "Correct the first or the last day.")]
    index = pd.Index(pd.unique(pd.concat([weeks["service_id"], exceptions["service_id"]])))
    runs = np.zeros((len(index), count), dtype=np.bool_)
    offset = np.arange(count)
    on_weekday = (weeks[list(WEEKDAYS)] == "1").to_numpy()[:, (first.weekday() + offset) % 7]
    from_day, to_day = (starts - first).dt.days.to_numpy(), (ends - first).dt.days.to_numpy()
    within = (offset >= from_day[:, np.newaxis]) & (offset <= to_day[:, np.newaxis])
    runs[index.get_indexer(weeks["service_id"])] = on_weekday & within
    at = (days - first).dt.days.to_numpy()
    runs[index.get_indexer(exceptions["service_id"]), at] = exceptions["exception_type"].eq("1").to_numpy()
    return _trimmed(Services(first.date(), runs, index)), []


def _trimmed(services: Services) -> Services:
    """Leave out days at both ends on which nothing runs; nothing at all keeps its range."""
    busy = np.flatnonzero(services.runs.any(axis=0))
    if not busy.size:
        return services
    first = services.first + timedelta(days=int(busy[0]))
    return Services(first, services.runs[:, busy[0] : busy[-1] + 1], services.index)


def chosen_day(services: Services, asked: date | None, trips_per_service: pd.Series) -> date:
    """The day asked for when the feed covers it, else the first ordinary Tuesday.

    That is a Tuesday that is no Dutch public holiday, on which at least nine tenths of the trips of the busiest
    Tuesday run: in the school holidays fewer do. Raises ``InputError`` with the range of the feed.
    """
    trips = trips_per_service.reindex(services.index, fill_value=0).to_numpy() @ services.runs
    span = f"{services.first} to {services.last}"
    if asked is not None:
        at = (asked - services.first).days
        if not 0 <= at < len(trips):
            raise InputError(
                [Finding("--date", None, None, str(asked), f"is not in the feed ({span})", "Give a day in it.")]
            )
        if not trips[at]:
            rule = "is a day on which nothing runs in this feed"
            raise InputError([Finding("--date", None, None, str(asked), rule, f"The feed goes from {span}.")])
        return asked
    days = [services.first + timedelta(days=at) for at in range(len(trips))]
    tuesdays = [
        (day, count)
        for day, count in zip(days, trips.tolist(), strict=True)
        if day.weekday() == TUESDAY and (day.month, day.day) not in HOLIDAYS and count
    ]
    if not tuesdays:
        rule = f"has no Tuesday on which anything runs, outside public holidays ({span})"
        raise InputError([Finding("--date", None, None, None, rule, "Give a day of this timetable with --date.")])
    enough = ORDINARY * max(count for _, count in tuesdays)
    return next(day for day, count in tuesdays if count >= enough)
