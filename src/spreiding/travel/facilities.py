"""Where residents travel to: the user's facilities.csv, and what stands in for kinds that it leaves out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from spreiding import paths
from spreiding.errors import InputError
from spreiding.tables.declare import Table
from spreiding.tables.facilities import FACILITIES, KINDS
from spreiding.tables.municipalities import MUNICIPALITIES
from spreiding.tables.population import POPULATION
from spreiding.tables.rail import STATIONS
from spreiding.tables.read import read_table
from spreiding.travel.estimate import education_centres
from spreiding.travel.speeds import DEFAULT_SPEEDS

COLUMNS_OF_MODEL = {"education": ("primary", "secondary"), "care": ("gp",), "station": ("station",)}
"""Which kinds a column of travel_minutes.csv rests on; of several the longest time counts.

Education: children of a site are of both ages, so the site is within reach of education when both schools are. Care:
the general practitioner is who residents see and who refers; a hospital is in the detail. Station: as it is.
"""
_SURE = ("official", "reported")


@dataclass(frozen=True)
class Places:
    """The facilities of one kind: lon and lat (degrees), where they come from, and whether that can be relied on.

    ``supplied``: ``own`` when they are the user's, ``embedded``, ``stand-in`` for a rough replacement, or ``none``.
    """

    kind: str
    points: pd.DataFrame
    supplied: str
    origin: str
    meaning: str

    @property
    def sure(self) -> bool:
        """Whether every one is official or reported."""
        return self.supplied != "stand-in" and all(word in _SURE for word in self.origin.split(";"))


def read_places(path: Path | None, sites: pd.DataFrame) -> tuple[Places, ...]:
    """Give the facilities per kind; kinds that the user's file leaves out are the embedded ones or a stand-in.

    Raises ``InputError`` with every finding about the file.
    """
    own = pd.DataFrame({"kind": pd.Series(dtype="str")}) if path is None else checked_table(FACILITIES, path)
    return tuple(
        _own(kind, own[own["kind"] == kind]) if own["kind"].eq(kind).any() else _default(kind, sites) for kind in KINDS
    )


def checked_table(table: Table, path: Path) -> pd.DataFrame:
    """Read one table from a file of any name; raise ``InputError`` with what is wrong with it."""
    read = read_table(table, path)
    if read.findings:
        raise InputError(replace(finding, file=path.name) for finding in read.findings)
    return read.frame.reset_index(drop=True)


def _own(kind: str, rows: pd.DataFrame) -> Places:
    return Places(kind, rows[["lon", "lat"]], "own", _words(rows["origin"]), "facilities.csv")


def _words(origins: Iterable[str]) -> str:
    return ";".join(sorted(set(origins)))


def _default(kind: str, sites: pd.DataFrame) -> Places:
    if kind == "station":
        stations = checked_table(STATIONS, paths.DATA / STATIONS.file)
        return Places(kind, stations[["lon", "lat"]], "embedded", _words(stations["origin"]), "the embedded stations")
    if kind == "registration":
        rows = sites[sites["location_types"].str.split(";").map(lambda types: "registration" in types)]
        if len(rows):
            return Places(kind, rows[["lon", "lat"]], "embedded", _words(rows["origin"]), "sites that may be one")
    if kind in ("primary", "gp"):
        return Places(kind, _centres()[["lon", "lat"]], "stand-in", "estimate", "centres of municipalities")
    if kind == "secondary":
        meaning = f"centres of municipalities with {DEFAULT_SPEEDS.centre_inhabitants:,} inhabitants"
        return Places(
            kind, education_centres(_centres(), DEFAULT_SPEEDS)[["lon", "lat"]], "stand-in", "estimate", meaning
        )
    return Places(kind, pd.DataFrame({"lon": [], "lat": []}, dtype="float64"), "none", "", "none known")


def _centres() -> pd.DataFrame:
    municipalities = checked_table(MUNICIPALITIES, paths.DATA / MUNICIPALITIES.file)
    population = checked_table(POPULATION, paths.DATA / POPULATION.file)
    latest = population[population["reference_date"] == population["reference_date"].max()]
    return municipalities.merge(latest[["municipality_code", "population"]], on="municipality_code")
