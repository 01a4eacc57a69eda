"""The sites of a plan made by hand: what the file says, and what the base run and its table of sites know of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
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


def read_sites(
    sheet: Sheet, run: WrittenRun, table: pd.DataFrame | None, country: Country, province: str | None
) -> tuple[tuple[HandmadeSite, ...], list[Finding]]:
    """Read the sites with everything that is wrong; ``table``: the site table of the run, when it is at hand."""
    known = {**_candidates(run, table), **_opened(run)}
    found: dict[str, HandmadeSite] = {}
    findings: list[Finding] = []
    for row, cells in sheet.rows:
        before = len(findings)
        site = _site(sheet, row, cells, known, run, findings, country)
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
    """Sites of the table; durable is what stands five years from the due date and is no emergency site (Wet 2 lid 3)."""
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


def _site(
    sheet: Sheet,
    row: int,
    cells: Mapping[str, Made],
    known: Mapping[str, Known],
    run: WrittenRun,
    findings: list[Finding],
    country: Country,
) -> HandmadeSite:
    """One site; what is wrong with it goes into ``findings``, and then it is not used."""

    def wrong(column: str, rule: str, advice: str) -> None:
        findings.append(sheet.finding(row, column, cells[column].before, rule, advice))

    def told(value: str | Problem, column: str) -> str:
        if isinstance(value, Problem):
            wrong(column, value.rule, value.advice)
            return ""
        return value

    name = str(cells["site_id"].text)
    own = known.get(name)
    is_open = _STATUS.get(plain(cells["status"].before))
    if not name:
        wrong("site_id", "is blank", "Write the id of the site.")
    if is_open is None:
        wrong("status", "is neither open nor closed", "Write open or closed (dicht), or leave it blank for open.")
    base = own or Known("", (), None, "", "", True)
    if is_open is False:
        if own is None:
            wrong("site_id", "is closed here and no site of the base run", "Correct its id, or leave the row out.")
        kind, places = (base.types or ("",))[0], base.places or 0
        closed = HandmadeSite(
            name, base.municipality_code, kind, places, base.opens_period, base.closes, base.durable, False, True, row
        )
        return closed
    town = told(_town(cells["municipality_code"].before, base, country), "municipality_code")
    kind = told(_type(cells["location_type"].before, base), "location_type")
    opens = told(_period(cells["opens_period"].before, base, run), "opens_period")
    places = whole(sheet, row, cells["places"], "places", findings)
    site = HandmadeSite(
        name, town, kind, places or base.places or 0, opens, base.closes, base.durable, True, bool(own), row
    )
    if site.places < 1 and not any(one.row == row and one.file == sheet.file for one in findings):
        wrong("places", "has no places", "Write how many places the site has.")
    return replace(site)


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
