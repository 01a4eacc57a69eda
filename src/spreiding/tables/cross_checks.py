"""What tables must have in common: codes that exist, coverage, regions that nest.

Each check takes the frames that were read (indexed by row in the file) and gives findings; a frame that
lacks a column, because its file was wrong, is passed over: that has been reported.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType

import pandas as pd

from spreiding.errors import Finding
from spreiding.law.housing_task import HalfYear
from spreiding.tables.place_checks import far_sites, same_names

Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Needs:
    """What a model asks: dates of inhabitants, year of the score, half-years of housing tasks."""

    population_dates: tuple[date, ...]
    ses_woa_year: int
    half_years: tuple[HalfYear, ...]

    @classmethod
    def of(
        cls, population_date: date, ses_woa_year: int, half_years: Iterable[HalfYear], years_before: int = 1
    ) -> "Needs":
        """Add the population dates on which the housing tasks rest (Hw art. 29) to that of the share."""
        halves = tuple(half_years)
        dates = {population_date, *(half.population_date(years_before) for half in halves)}
        return cls(tuple(sorted(dates)), ses_woa_year, halves)


def cross_check(frames: Frames, other_years: Mapping[str, str] = MappingProxyType({})) -> list[Finding]:
    """Give every finding between tables.

    ``other_years`` has codes of municipalities of other years, and what to do about each.
    """
    return [
        *_unknown(frames, "municipality_code", "municipalities", "municipality_code", other_years),
        *_unknown(frames, "site_id", "sites", "site_id"),
        *_unknown(frames, "station_a", "stations", "station_code"),
        *_unknown(frames, "station_b", "stations", "station_code"),
        *_names(frames),
        *same_names(frames),
        *far_sites(frames),
        *_nesting(frames),
        *_coverage(frames),
    ]


def check_needs(frames: Frames, needs: Needs) -> list[Finding]:
    """Give a finding for every date, year and half-year that the model needs and the tables don't hold."""
    asked: list[tuple[str, str, list[str]]] = [
        ("population", "reference_date", [str(day) for day in needs.population_dates]),
        ("ses_woa", "score_year", [str(needs.ses_woa_year)]),
        ("housing_task_national", "half_year", [half.label for half in needs.half_years]),
    ]
    findings = []
    for table, column, wanted in asked:
        if not _has(frames, table, column):
            continue
        held = {str(value)[:10] for value in frames[table][column].dropna()}
        advice = f"Add it to {table}.csv; the file holds {', '.join(sorted(held)) or 'nothing'}."
        findings += [
            Finding(f"{table}.csv", None, column, value, "is needed by the model and has no rows", advice)
            for value in wanted
            if value not in held
        ]
    return findings


def _has(frames: Frames, table: str, *columns: str) -> bool:
    return table in frames and set(columns) <= set(frames[table].columns)


def _unknown(
    frames: Frames, column: str, home: str, home_column: str, other_years: Mapping[str, str] = MappingProxyType({})
) -> list[Finding]:
    """Codes in other tables that their home table doesn't hold."""
    if not _has(frames, home, home_column) or frames[home].empty:
        return []
    known = set(frames[home][home_column].dropna())
    findings = []
    for table, frame in frames.items():
        if table == home or column not in frame:
            continue
        codes = frame[column].dropna()
        for row, code in codes[~codes.isin(known)].items():
            near = get_close_matches(code, known, n=1)
            advice = f"Did you mean {near[0]}?" if near else f"Add it to {home}.csv or remove the row."
            rule = f"is not in {home}.csv"
            if code in other_years:
                rule, advice = f"is a code of another year, and {rule}", other_years[code]
            findings.append(Finding(f"{table}.csv", int(str(row)), column, code, rule, advice))
    return findings


_LAYERS = ("province", "veiligheidsregio", "arbeidsmarktregio", "corop")


def _names(frames: Frames) -> list[Finding]:
    """One code, one name."""
    layers = [layer for layer in _LAYERS if _has(frames, "municipalities", layer, f"{layer}_code")]
    findings = []
    for layer in layers:
        rule = f"is another name than an earlier row gives {layer}_code"
        findings += _varies(frames["municipalities"], f"{layer}_code", layer, rule)
    return findings


def _nesting(frames: Frames) -> list[Finding]:
    """Safety regions and COROP areas lie within one province."""
    layers = [
        layer
        for layer in ("veiligheidsregio_code", "corop_code")
        if _has(frames, "municipalities", layer, "province_code")
    ]
    findings = []
    for layer in layers:
        rule = f"is another province than an earlier row gives this {layer}"
        findings += _varies(frames["municipalities"], layer, "province_code", rule)
    return findings


def _varies(frame: pd.DataFrame, key: str, column: str, rule: str) -> list[Finding]:
    filled = frame[[key, column]].dropna()
    first = filled.groupby(key)[column].transform("first")
    differs = filled[column] != first
    return [
        Finding("municipalities.csv", row, column, value, rule, f"Write {other}, or correct {key}.")
        for row, value, other in zip(filled.index[differs], filled.loc[differs, column], first[differs], strict=True)
    ]


_SHOWN = 10
_COVERED: tuple[tuple[str, str | None], ...] = (
    ("population", "reference_date"),
    ("ses_woa", "score_year"),
    ("housing", None),
)


def _coverage(frames: Frames) -> list[Finding]:
    """Every municipality has inhabitants on every date, a score in every year, and a housing row."""
    if not _has(frames, "municipalities", "municipality_code"):
        return []
    findings = []
    everyone = set(frames["municipalities"]["municipality_code"].dropna())
    for table, when in _COVERED:
        if not _has(frames, table, "municipality_code", *([when] if when else [])):
            continue
        frame = frames[table].dropna(subset=["municipality_code"])
        groups = frame.groupby(when) if when else [("", frame)]
        for moment, rows in groups:
            findings += _absent(table, when, str(moment)[:10], everyone - set(rows["municipality_code"]))
    return findings


def _absent(table: str, when: str | None, moment: str, codes: set[str]) -> list[Finding]:
    """One finding for all municipalities that are absent: a partial table would give hundreds."""
    if not codes:
        return []
    few = ", ".join(sorted(codes)[:_SHOWN]) + (f" and {len(codes) - _SHOWN} more" if len(codes) > _SHOWN else "")
    rule = f"has no row for {when} {moment}" if when else "has no row"
    advice = "Add a row: every municipality of municipalities.csv needs one, also in a plan for one province."
    return [Finding(f"{table}.csv", None, "municipality_code", few, rule, advice)]
