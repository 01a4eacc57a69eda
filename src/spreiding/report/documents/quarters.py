"""Rows of ``regions.csv`` taken together: states at the end of a term of quarters, and flows within it."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from spreiding.report.documents.dutch import whole
from spreiding.report.documents.says import says

_TYPES = ("registration", "accelerated", "azc", "amv", "htl", "ibo", "return")


@dataclass(frozen=True)
class Opvang:
    """Reception in the last quarter of a term."""

    plaatsen: str = says("places in open sites, scaled down or not")
    aanmeld: str = says("of which in registration sites", optional=True)
    versneld: str = says("of which in sites for the accelerated procedure", optional=True)
    azc: str = says("of which in azcs", optional=True)
    amv: str = says("of which in sites for amv", optional=True)
    htl: str = says("of which in htl", optional=True)
    ibo: str = says("of which in ibo", optional=True)
    terugkeer: str = says("of which in sites for return", optional=True)
    noodopvang: str = says("of the places, those in emergency sites")
    reserve: str = says("of the places, those in direct reserve", optional=True)
    flexibel: str = says("of the places, those that others use", optional=True)
    afgebouwd: str = says("of the places, those of emergency sites that are run down", optional=True)
    personen: str = says("persons who stay there, mean of that quarter")


@dataclass(frozen=True)
class Huisvesting:
    """Permit holders over a term."""

    gekoppeld: str = says("coupled to municipalities in the term", optional=True)
    gehuisvest: str = says("left reception for a dwelling in the term")
    doorstroom: str = says("left reception for a doorstroomlocatie in the term")
    wachtend: str = says("coupled and still in reception at the end of the term")
    te_laat: str = says("of whom coupled longer than 14 weeks ago")


def half_of(period: str) -> str:
    """The half-year of a quarter: ``2025-Q3`` lies in ``2025-II``."""
    year, number = period.split("-Q")
    return f"{year}-{'I' if int(number) < 3 else 'II'}"


def year_of(period: str) -> str:
    """The year of a quarter."""
    return period.split("-")[0]


def terms(periods: list[str], term_of: Callable[[str], str]) -> dict[str, list[str]]:
    """Quarters by the term they lie in, both in order."""
    found: dict[str, list[str]] = {}
    for period in periods:
        found.setdefault(term_of(period), []).append(period)
    return found


def reception(rows: pd.DataFrame, periods: list[str]) -> Opvang:
    """Reception in the last of the quarters, summed over the rows of regions."""
    last = rows[rows["period"] == periods[-1]]
    columns = ("emergency_places", "reserve_places", "flexible_places", "given_up_places", "persons")
    names = ("places", *(f"places_{kind}" for kind in _TYPES), *columns)
    return Opvang(*(whole(float(last[name].sum())) for name in names))


def housing(rows: pd.DataFrame, periods: list[str]) -> Huisvesting:
    """Permit holders over the quarters, summed over the rows of regions."""
    term, last = rows[rows["period"].isin(periods)], rows[rows["period"] == periods[-1]]
    flows = [whole(float(term[f"{name}_persons"].sum())) for name in ("coupled", "housed", "doorstroom")]
    return Huisvesting(*flows, *(whole(float(last[f"{name}_persons"].sum())) for name in ("waiting", "late")))
