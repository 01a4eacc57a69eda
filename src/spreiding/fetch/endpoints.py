"""The file that says where official figures come from: read, checked, and turned to mirrors where asked."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit

import yaml
from pydantic import Field, ValidationError

from spreiding.errors import Finding, InputError
from spreiding.model_findings import model_findings
from spreiding.model_kinds import Strict
from spreiding.model_yaml import load_once

EMBEDDED = Path(__file__).with_name("endpoints.yaml")
Word = Annotated[str, Field(min_length=1)]
Megabytes = Annotated[int, Field(ge=1, le=1_000_000)]
AreaName = Literal[
    "municipality",
    "province_code",
    "province",
    "veiligheidsregio_code",
    "veiligheidsregio",
    "arbeidsmarktregio_code",
    "arbeidsmarktregio",
    "corop_code",
    "corop",
]
Areas = Mapping[AreaName, "ColumnName"]  # the columns of the year's list that go into municipalities.csv
ServerName = Literal["cbs", "cbs4", "pdok", "timetable"]


class Server(Strict):
    """A server: ``url`` without a slash at its end; ``hosts`` that it may send on to; ``mirror``: set by the user."""

    url: Annotated[str, Field(pattern=r"^https?://[^/]+(/.*[^/])?$")]
    hosts: list[Word]
    maker: Word
    licence: Word
    licence_url: Word
    mirror: bool = False


class ColumnName(Strict):
    """How a column of a CBS table is found: title, the titles of its groups, or else its key."""

    title: Word
    groups: Annotated[tuple[Word, ...], Field(strict=False)] = ()
    key: Word | None = None


class YearTables(Strict):
    """The numbers of the CBS tables of one municipal division."""

    areas: Word
    ses_woa: Word


class Figure(Strict):
    """A figure per municipality and year; ``totals``: per dimension the code that stands for everyone."""

    column: ColumnName
    totals: dict[str, Word]


class PopulationFigure(Figure):
    """Inhabitants: one table for all years."""

    table: Word


class BoundaryCollection(Strict):
    """A collection of OGC API Features and the properties of its features.

    ``filter``: the server can be asked for one year; ``page``: features asked per page.
    """

    collection: Word
    year: Word
    code: Word
    name: Word
    filter: bool
    page: Annotated[int, Field(ge=1, le=10_000)]


class TimetablePath(Strict):
    """Where the GTFS feed stands on its server."""

    path: Word


class Limits(Strict):
    """The most that is taken from a server."""

    page_megabytes: Megabytes
    table_megabytes: Megabytes
    pages: Annotated[int, Field(ge=1, le=100_000)]
    timetable_megabytes: Megabytes
    unpacked_megabytes: Megabytes


class Endpoints(Strict):
    """The whole file."""

    servers: dict[ServerName, Server]
    years: dict[int, YearTables]
    population: PopulationFigure
    ses_woa: Figure
    areas: dict[AreaName, ColumnName]
    boundaries: BoundaryCollection
    timetable: TimetablePath
    limits: Limits

    def tables(self, year: int) -> YearTables:
        """Give the tables of a year; raise ``InputError`` with the years that are known."""
        if year not in self.years:
            known = ", ".join(str(known) for known in sorted(self.years))
            advice = f"Years that are known: {known}. Add the year's tables in a copy of endpoints.yaml (--endpoints)."
            raise InputError([Finding("--year", None, None, str(year), "has no tables of CBS", advice)])
        return self.years[year]


def load_endpoints(path: Path | None, base_urls: tuple[str, ...] = ()) -> Endpoints:
    """Read the file (the embedded one for ``None``) and apply ``NAME=URL``; raise ``InputError`` with all findings."""
    source = path or EMBEDDED
    try:
        content = load_once(source.read_text(encoding="utf-8"))
        endpoints = Endpoints.model_validate(content)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        rule = f"can't be read ({' '.join(str(error).split())})"
        advice = "Give a changed copy of the endpoints.yaml that comes with spreiding."
        raise InputError([Finding(source.name, None, None, None, rule, advice)]) from error
    except ValidationError as error:
        raise InputError(
            model_findings(source, error, Endpoints, example="the endpoints.yaml that comes with spreiding")
        ) from error
    findings = [*_lacking(source, endpoints), *(f for asked in base_urls for f in _wrong(asked, endpoints))]
    if findings:
        raise InputError(findings)
    mirrors = dict(asked.split("=", 1) for asked in base_urls)
    servers = {name: _mirrored(server, mirrors.get(name)) for name, server in endpoints.servers.items()}
    return endpoints.model_copy(update={"servers": servers})


def _lacking(source: Path, endpoints: Endpoints) -> list[Finding]:
    """Servers and columns that are not there, and servers that are not read over https."""
    there = endpoints.servers
    absent = [("servers", name) for name in get_args(ServerName) if name not in there]
    absent += [("areas", name) for name in get_args(AreaName) if name not in endpoints.areas]
    plain = [name for name, server in there.items() if not server.url.startswith("https://")]
    how = "Write an https address, or give an http one with --base-url."
    return [
        *(Finding(source.name, None, part, name, "is missing", "Add it.") for part, name in absent),
        *(Finding(source.name, None, f"servers.{name}.url", there[name].url, "is not https", how) for name in plain),
    ]


def _wrong(asked: str, endpoints: Endpoints) -> list[Finding]:
    name, equals, url = asked.partition("=")
    if not equals or name not in endpoints.servers:
        advice = f"Write NAME=URL with one of {', '.join(endpoints.servers)}, such as cbs=https://mirror.example.nl."
        return [Finding("--base-url", None, None, asked, "names no server", advice)]
    if not _is_address(url):
        advice = "Write an address such as https://mirror.example.nl/cbs: no user name, no question mark."
        return [Finding("--base-url", None, None, asked, "is no address of a server", advice)]
    return []


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    plain = not (parts.username or parts.query or parts.fragment or port == 0)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain


def _mirrored(server: Server, url: str | None) -> Server:
    return server if url is None else server.model_copy(update={"url": url.rstrip("/"), "mirror": True})
