"""The sites of a plan made by hand: what the file says, and what the base run and its table of sites know of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from spreiding.errors import Finding
from spreiding.formats.numbers import Problem
from spreiding.handmade.plan import HandmadeSite
from spreiding.handmade.sheet import Sheet, whole
from spreiding.handmade.towns import Country
from spreiding.importing.cells import day, plain
from spreiding.importing.columns import Made
from spreiding.run_files.read import WrittenRun
from spreiding.tables.sites import LOCATION_TYPES

_WORDS = {
    "asielzoekerscentrum": "azc",
    "versneld": "accelerated",
    "versneld azc": "accelerated",
    "aanmeldcentrum": "registration",
    "aanmeldlocatie": "registration",
    "amv-locatie": "amv",
    "amv locatie": "amv",
    "gezinslocatie": "return",
    "vbl": "return",
}
_STATUS = {
    **dict.fromkeys(("", "open", "geopend", "ja", "yes", "true", "waar"), True),
    **dict.fromkeys(("closed", "dicht", "gesloten", "nee", "no", "false", "onwaar"), False),
}
_QUARTER = (r"(?P<year>\d{4})[- ]?[qk](?P<quarter>[1-4])", r"[qk](?P<quarter>[1-4])[- ]?(?P<year>\d{4})")
_DUTCH = r"(?P<quarter>[1-4])e kwartaal(?: van)? (?P<year>\d{4})"


@dataclass(frozen=True)
class Known:
    """A site of the base run, or one of its table of sites that stays closed there (``opens_period`` blank)."""

    municipality_code: str
    types: tuple[str, ...]
    places: int | None
    opens_period: str
    closes: str
    durable: bool


_NEW = Known("", (), None, "", "", True)


def read_sites(
    sheet: Sheet, run: WrittenRun, table: pd.DataFrame | None, country: Country, province: str | None
) -> tuple[tuple[HandmadeSite, ...], list[Finding]]:
    """Read the sites with everything that is wrong; ``table``: the site table of the run, when it is at hand."""
    known = {**_candidates(run, table), **_opened(run)}
    found: dict[str, HandmadeSite] = {}
    findings: list[Finding] = []
    for row, cells in sheet.rows:
        before = len(findings)
        site = _site(_Row(sheet, row, cells, findings), known, run, country)
        if site.site_id in found:
            rule = f"is the site of row {found[site.site_id].row} already"
            findings.append(sheet.finding(row, "site_id", site.site_id, rule, "Keep one of the rows."))
        here = country.province.get(site.municipality_code, province)
        if here != province:
            rule = f"is a site in {country.provinces[here or '']}, outside the province of the plan"
            findings.append(sheet.finding(row, "site_id", site.site_id, rule, "Leave it out."))
        if len(findings) == before:
            found[site.site_id] = site
    return tuple(found.values()), findings


def _opened(run: WrittenRun) -> dict[str, Known]:
    return {
        row["site_id"]: Known(
            row["municipality_code"],
            (row["location_type"],),
            int(row["places"]),
            row["opens_period"],
            row["closes"],
            bool(row["durable"]),
        )
        for row in run.sites.to_dict("records")
    }


def _candidates(run: WrittenRun, table: pd.DataFrame | None) -> dict[str, Known]:
    """Sites of the table; durable is what stands five years from the due date, no emergency site (Wet 2 lid 3)."""
    if table is None:
        return {}
    years = next(int(entry.value) for entry in run.record.law if entry.id == "durable_years")
    term = pd.Timestamp(run.record.model.content["dates"]["due"]) + pd.DateOffset(years=years)
    return {
        row["site_id"]: Known(
            row["municipality_code"],
            tuple(row["location_types"].split(";")),
            None,
            "",
            "" if pd.isna(row["closes"]) else f"{row['closes']:%Y-%m-%d}",
            not row["emergency"] and (pd.isna(row["closes"]) or row["closes"] >= term),
        )
        for row in table.to_dict("records")
    }


@dataclass(frozen=True)
class _Row:
    """One row of the file; what is wrong with it goes into ``findings``."""

    sheet: Sheet
    number: int
    cells: Mapping[str, Made]
    findings: list[Finding]

    def text(self, column: str) -> str:
        return self.cells[column].before

    def wrong(self, column: str, rule: str, advice: str) -> None:
        self.findings.append(self.sheet.finding(self.number, column, self.text(column), rule, advice))

    def told(self, column: str, value: str | Problem) -> str:
        if isinstance(value, Problem):
            self.wrong(column, value.rule, value.advice)
            return ""
        return value


def _site(row: _Row, known: Mapping[str, Known], run: WrittenRun, country: Country) -> HandmadeSite:
    """One site; when something is wrong with it, it is not used."""
    name = str(row.cells["site_id"].text)
    own = known.get(name)
    is_open = _STATUS.get(plain(row.text("status")))
    if not name:
        row.wrong("site_id", "is blank", "Write the id of the site.")
    if is_open is None:
        row.wrong("status", "is neither open nor closed", "Write open or closed (dicht), or leave it blank for open.")
    if is_open is False:
        return _closed(row, name, own)
    return _opened_here(row, name, own, run, country)


def _closed(row: _Row, name: str, own: Known | None) -> HandmadeSite:
    if own is None:
        row.wrong("site_id", "is closed here and no site of the base run", "Correct its id, or leave the row out.")
    base = own or _NEW
    kind, places, opens = (base.types or ("",))[0], base.places or 0, base.opens_period
    town = base.municipality_code
    return HandmadeSite(name, town, kind, places, opens, base.closes, base.durable, False, True, row.number)


def _opened_here(row: _Row, name: str, own: Known | None, run: WrittenRun, country: Country) -> HandmadeSite:
    base, before = own or _NEW, len(row.findings)
    town = row.told("municipality_code", _town(row.text("municipality_code"), base, country))
    kind = row.told("location_type", _type(row.text("location_type"), base))
    opens = row.told("opens_period", _period(row.text("opens_period"), base, run))
    given = whole(row.sheet, row.number, row.cells["places"], "places", row.findings)
    places = (base.places or 0) if given is None else given
    if places < 1 and len(row.findings) == before:
        row.wrong("places", "says of no place", "Write how many places the site has.")
    known = own is not None
    return HandmadeSite(name, town, kind, places, opens, base.closes, base.durable, True, known, row.number)


def _town(text: str, base: Known, country: Country) -> str | Problem:
    if not text:
        return base.municipality_code or Problem("is blank for a site that the base run does not know", "Write it.")
    code = country.code(text)
    if isinstance(code, str) and base.municipality_code not in ("", code):
        return Problem(f"is not {base.municipality_code}, where the base run has this site", "Correct one of the two.")
    return code


def _type(text: str, base: Known) -> str | Problem:
    word = _WORDS.get(plain(text), plain(text))
    listed = ", ".join(LOCATION_TYPES)
    if not word:
        only = base.types[0] if len(base.types) == 1 else None
        return only or Problem("is blank for a site whose type is not known", f"Write one of {listed}.")
    if word not in LOCATION_TYPES:
        return Problem("is not a type of site", f"Write one of {listed}.")
    return word


def _period(text: str, base: Known, run: WrittenRun) -> str | Problem:
    """The quarter in which it opens: as it was written, or the first that begins on or after a day."""
    periods = run.record.periods
    if not text:
        return base.opens_period or Problem("is blank for a site that is not open in the base run", "Write a quarter.")
    begin = _first_day(plain(text))
    if isinstance(begin, Problem):
        return begin
    later = [period.label for period in periods if period.start >= begin]
    if not later:
        return Problem(
            f"is after the last quarter of the run, {periods[-1].label}", "Leave the site out, or correct it."
        )
    return later[0]


def _first_day(text: str) -> date | Problem:
    for pattern in (*_QUARTER, _DUTCH):
        if found := re.fullmatch(pattern, text):
            return date(int(found["year"]), 3 * int(found["quarter"]) - 2, 1)
    read = day(text)
    try:
        return date.fromisoformat(str(read))
    except ValueError:
        return Problem(
            "is neither a quarter nor a day", "Write a quarter such as 2025-Q3, or a day such as 2025-07-01."
        )
