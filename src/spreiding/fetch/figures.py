"""Inhabitants and SES-WOA scores: complete for the municipalities of the year, or not at all."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Protocol

import pandas as pd

from spreiding.errors import Finding, InputError
from spreiding.fetch.cbs import Ask, CbsTable, Cell, Description, find_topics, find_totals
from spreiding.fetch.division import Division
from spreiding.fetch.endpoints import Figure

_YEAR = re.compile(r"(\d{4})JJ00")
_LONGEST = 15  # digits; beyond, nothing is a figure
_SHOWN = 10


@dataclass(frozen=True)
class Figures:
    """A table that is ready to be written, the years that it holds, and what a person should know of it."""

    frame: pd.DataFrame
    years: tuple[int, ...]
    notes: tuple[str, ...]


def read_population(table: CbsTable, figure: Figure, division: Division, day: Callable[[], str]) -> Figures:
    """Give ``population.csv``: inhabitants on 1 January of the division's year and of later years with the same codes.

    Later dates serve the housing tasks. ``day`` gives the day of retrieval, for the source of each row.
    """
    description = table.describe()
    periods = _periods(table, description)
    wanted = [year for year in periods if year >= division.year]
    if division.year not in wanted:
        held = ", ".join(map(str, periods)) or "none"
        rule = f"has no inhabitants of 1 January {division.year}; its years are {held}"
        raise InputError([Finding(f"CBS {description.table}", None, "period", None, rule, "Fetch another --year.")])
    by_year = _read(table, figure, description, tuple(periods[year] for year in wanted))
    return _assembled(description, by_year, division, division.year, day, _population_row)


def read_ses_woa(table: CbsTable, figure: Figure, division: Division, day: Callable[[], str]) -> Figures:
    """Give ``ses_woa.csv``: the published scores of every year that is complete; the most recent one must be."""
    description = table.describe()
    by_year = _read(table, figure, description, ())
    filled = [year for year, cells in by_year.items() if any(cell.text is not None for cell in cells)]
    if not filled:
        rule = "holds no scores of municipalities"
        raise InputError([Finding(f"CBS {description.table}", None, None, None, rule, "See the table at CBS.")])
    made = _assembled(description, by_year, division, max(filled), day, _score_row)
    note = f"The most recent SES-WOA score is of {max(filled)} (CBS {description.table}, {description.title})"
    differs = (
        f"; inhabitants and municipalities are of 1 January {division.year}" if max(filled) != division.year else ""
    )
    return Figures(made.frame, made.years, (f"{note}{differs}.", *made.notes))


def _periods(table: CbsTable, description: Description) -> dict[int, str]:
    """The codes of whole years, by year, in their order."""
    matches = [(_YEAR.fullmatch(code.strip()), code) for code in table.codes(description.dimension("time"))]
    return dict(sorted((int(match[1]), code) for match, code in matches if match))


def _read(table: CbsTable, figure: Figure, description: Description, periods: tuple[str, ...]) -> dict[int, list[Cell]]:
    topic = find_topics(description, {"figure": figure.column})["figure"]
    totals = find_totals(table, description, figure.totals)
    asked = {period.strip() for period in periods}
    by_year: dict[int, list[Cell]] = {}
    for cell in table.cells(description, Ask((topic,), totals, periods)):
        match = _YEAR.fullmatch(cell.period)
        if match and (not periods or cell.period in asked):
            by_year.setdefault(int(match[1]), []).append(cell)
    return dict(sorted(by_year.items()))


Row = dict[str, object]


class Maker(Protocol):
    """Makes the row of a table from a cell."""

    def __call__(self, cell: Cell, number: Decimal, year: int) -> Row:
        """Give the row without its origin and source."""


def _population_row(cell: Cell, number: Decimal, year: int) -> Row:
    return {"municipality_code": cell.code, "reference_date": f"{year}-01-01", "population": int(number)}


def _score_row(cell: Cell, number: Decimal, year: int) -> Row:
    del number  # the text as published: its decimals are exact
    return {"municipality_code": cell.code, "score_year": year, "ses_woa": cell.text}


def _assembled(
    description: Description,
    by_year: dict[int, list[Cell]],
    division: Division,
    needed: int,
    day: Callable[[], str],
    make: Maker,
) -> Figures:
    """The rows of every complete year; raise ``InputError`` when the needed one is not, say which others are not."""
    rows: list[Row] = []
    years, notes = [], []
    for year, cells in {needed: [], **by_year}.items():
        file = f"CBS {description.table}, {year}"
        numbers, findings = _numbers(file, cells, division, make is _population_row)
        if findings and year == needed:
            raise InputError(findings)
        if findings:
            first = findings[0]
            notes.append(f"{file} is left out: {first.value} {first.rule}{' and more' if len(findings) > 1 else ''}.")
            continue
        years.append(year)
        source = f"CBS {description.table}, period {year}JJ00, retrieved {day()}"
        made = (make(cell, number, year) for cell, number in zip(_of(cells, division), numbers, strict=True))
        rows += [{**row, "origin": "official", "source": source} for row in made]
    frame = pd.DataFrame(rows).sort_values(["municipality_code", *_when(rows)], ignore_index=True)
    return Figures(frame, tuple(sorted(years)), tuple(notes))


def _when(rows: list[Row]) -> list[str]:
    return [name for name in ("reference_date", "score_year") if name in rows[0]]


def _of(cells: Iterable[Cell], division: Division) -> list[Cell]:
    """The cells that count: CBS keeps rows without a figure for municipalities that are no more."""
    names = division.names
    return [cell for cell in cells if cell.text is not None or cell.code in names]


def _numbers(file: str, cells: list[Cell], division: Division, whole: bool) -> tuple[list[Decimal], list[Finding]]:
    ours, names = _of(cells, division), division.names
    findings = division.not_equal(file, (cell.code for cell in ours))
    empty = [cell for cell in ours if cell.text is None]
    advice = "CBS publishes none (yet): fetch another --year, or write the table by hand."
    for cell in empty[:_SHOWN]:
        more = f"; and {len(empty) - _SHOWN} more" if len(empty) > _SHOWN and cell is empty[_SHOWN - 1] else ""
        named = f"{cell.code} {names[cell.code]}"
        findings.append(Finding(file, None, "municipality", named, f"has no value{more}", advice))
    return [_number(cell) or Decimal(0) for cell in ours], [*findings, *_no_numbers(file, ours, whole)]


def _no_numbers(file: str, cells: list[Cell], whole: bool) -> list[Finding]:
    findings = []
    for cell in (cell for cell in cells if cell.text is not None):
        number = _number(cell)
        if number is None or (whole and number != number.to_integral_value()):
            rule = "is no whole number" if whole else "is no number"
            named = f"{cell.code} {cell.text}"
            findings.append(Finding(file, None, "municipality", named, rule, "See the table at CBS."))
    return findings[:_SHOWN]


def _number(cell: Cell) -> Decimal | None:
    try:
        number = Decimal(cell.text or "0")
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < _LONGEST else None
