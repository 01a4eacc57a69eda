"""``spreiding data fetch``: official figures of one year into a folder of tables. Read this first in this room."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

import pandas as pd

from spreiding.errors import Finding, InputError
from spreiding.fetch.cbs import CbsTable
from spreiding.fetch.client import Client
from spreiding.fetch.division import Division, read_division
from spreiding.fetch.endpoints import Endpoints, load_endpoints
from spreiding.fetch.figures import Figures, read_population, read_ses_woa
from spreiding.fetch.odata3 import OData3Table
from spreiding.fetch.odata4 import OData4Table
from spreiding.fetch.outlines import read_outlines
from spreiding.fetch.points import with_points
from spreiding.fetch.resource import Net, Watch
from spreiding.fetch.store import Store
from spreiding.fetch.target import NewFile, Target
from spreiding.fetch.timetable import fetch_timetable
from spreiding.fetch.verify import verify
from spreiding.fetch.wrong import UnreachableError

if TYPE_CHECKING:
    import geopandas as gpd

Made = TypeVar("Made")
What = Literal["population", "ses-woa", "boundaries", "timetable"]
Protocol = Literal["v3", "v4"]
EVERYTHING: tuple[What, ...] = ("population", "ses-woa", "boundaries", "timetable")
_FILES: dict[What, str] = {
    "population": "population.csv",
    "ses-woa": "ses_woa.csv",
    "boundaries": "boundaries.gpkg",
    "timetable": "gtfs-nl.zip",
}
_MUNICIPALITIES = "municipalities.csv"


@dataclass(frozen=True)
class FetchRequest:
    """What a user asked. ``year``: of the municipal division; ``protocol``: which of CBS's services is read."""

    what: tuple[What, ...]
    year: int
    out: Path
    cache: Path
    net: Net = field(default_factory=Net)
    endpoints: Path | None = None
    base_urls: tuple[str, ...] = ()
    protocol: Protocol = "v3"


@dataclass(frozen=True)
class Fetched:
    """Where the files stand now, and what they are."""

    out: Path
    files: tuple[NewFile, ...]


def fetch(request: FetchRequest, watch: Watch) -> Fetched:
    """Fetch what was asked, check it, and put it in its folder; nothing is changed there before all of it stands.

    Raise ``InputError`` when a source can't be reached or is not what it should be, with all findings;
    ``OutputError`` when the disk refuses.
    """
    endpoints = load_endpoints(request.endpoints, request.base_urls)
    endpoints.tables(request.year)
    target = Target(request.out, request.year, request.cache)
    target.check(_names(request.what))
    client = Client(Store(request.cache), request.net, watch)
    files = _Gathering(request, endpoints, client).files()
    out = target.put(files, lambda stage: verify(stage, [file.name for file in files]))
    return Fetched(out, tuple(files))


def _names(what: tuple[What, ...]) -> tuple[str, ...]:
    names = tuple(_FILES[one] for one in what)
    return names if what == ("timetable",) else (*names, _MUNICIPALITIES)


@dataclass(frozen=True)
class _Gathering:
    """Gets the files of a request from their servers; every part keeps track of its own sources."""

    request: FetchRequest
    endpoints: Endpoints
    client: Client

    def files(self) -> list[NewFile]:
        """Give the files, or raise one ``InputError`` with what is wrong with all of them."""
        what, findings, files = self.request.what, list[Finding](), list[NewFile]()
        if set(what) - {"timetable"}:
            files += self._tables(findings)
        if "timetable" in what:
            files += _collect(findings, self._timetable)
        if findings:
            raise InputError(findings)
        return files

    def _tables(self, findings: list[Finding]) -> list[NewFile]:
        client, year, what = self.client.afresh(), self.request.year, self.request.what
        numbers = self.endpoints.tables(year)
        try:
            division = read_division(self._table(client, numbers.areas), self.endpoints.areas, year)
        except UnreachableError:
            raise
        except InputError as error:
            findings += error.findings
            return []
        files: list[NewFile] = []
        if "population" in what:
            files += _collect(findings, lambda: self._population(division))
        if "ses-woa" in what:
            files += _collect(findings, lambda: self._scores(division, numbers.ses_woa))
        outlines = _collect(findings, lambda: self._outlines(division)) if "boundaries" in what else []
        files += [file for file, _ in outlines]
        if not findings:
            shapes = outlines[0][1] if outlines else None
            files += _collect(findings, lambda: self._municipalities(client, division, shapes))
        return files

    def _table(self, client: Client, number: str) -> CbsTable:
        servers, limits = self.endpoints.servers, self.endpoints.limits
        if self.request.protocol == "v4":
            return OData4Table(client, servers["cbs4"], limits, number)
        return OData3Table(client, servers["cbs"], limits, number)

    def _population(self, division: Division) -> list[NewFile]:
        client, figure = self.client.afresh(), self.endpoints.population
        figures = read_population(self._table(client, figure.table), figure, division, client.day)
        period = ", ".join(f"1 January {year}" for year in figures.years)
        return [_csv("population", f"inhabitants (CBS {figure.table})", period, figures, client)]

    def _scores(self, division: Division, number: str) -> list[NewFile]:
        client = self.client.afresh()
        figures = read_ses_woa(self._table(client, number), self.endpoints.ses_woa, division, client.day)
        period = ", ".join(map(str, figures.years))
        return [_csv("ses-woa", f"SES-WOA scores (CBS {number})", period, figures, client)]

    def _outlines(self, division: Division) -> "list[tuple[NewFile, gpd.GeoDataFrame]]":
        client = self.client.afresh()
        shapes = read_outlines(client, self.endpoints, division)
        from spreiding.write.geopackage import same_bytes_every_time  # brings GeoPandas, which other parts do without

        def write(path: Path) -> None:
            with same_bytes_every_time():
                shapes.to_file(path, layer="municipalities", driver="GPKG")

        period = f"1 January {division.year}"
        copies = tuple(client.given.values())
        return [(NewFile(_FILES["boundaries"], "municipal boundaries", period, len(shapes), copies, write), shapes)]

    def _municipalities(self, client: Client, division: Division, shapes: "gpd.GeoDataFrame | None") -> list[NewFile]:
        frame = with_points(division, shapes)
        copies = tuple(client.given.values())
        what = f"municipalities and their regions (CBS {division.table}); points of the embedded table"
        return [NewFile(_MUNICIPALITIES, what, f"1 January {division.year}", len(frame), copies, _csv_writer(frame))]

    def _timetable(self) -> list[NewFile]:
        client = self.client.afresh()
        copy, period = fetch_timetable(client, self.endpoints)
        note = "A timetable is of its own period, not of the year of the municipalities."

        def write(path: Path) -> None:
            shutil.copyfile(copy.path, path)

        return [NewFile(_FILES["timetable"], "GTFS timetable", period or "not stated", None, (copy,), write, (note,))]


def _csv(what: What, told: str, period: str, figures: Figures, client: Client) -> NewFile:
    copies = tuple(client.given.values())
    write = _csv_writer(figures.frame)
    return NewFile(_FILES[what], told, period, len(figures.frame), copies, write, figures.notes)


def _csv_writer(frame: pd.DataFrame) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        frame.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")

    return write


def _collect(findings: list[Finding], make: Callable[[], list[Made]]) -> list[Made]:
    """What was made; findings go with the others, but a server that can't be reached ends it all."""
    try:
        return make()
    except UnreachableError:
        raise
    except InputError as error:
        findings.extend(error.findings)
        return []
