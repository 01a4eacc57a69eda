"""Totals that can't be: inhabitants and housing tasks beside the embedded figures, places beside inhabitants.

These find slips (a thousands point lost, rows twice, another unit) in tables about the country. They are asked by
``spreiding data check`` and not by a plan, which may well be made for a future that nobody has counted. The bounds are
wide: nothing that was ever reported comes near them.
"""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from spreiding.errors import Finding
from spreiding.limits import MOST_NEED

Frames = Mapping[str, pd.DataFrame]
COMPARED = ("municipalities", "population", "housing_task_national")  # tables whose embedded rows are a measure
_SLACK, _SLACK_PER_YEAR = 0.03, 0.01  # of inhabitants, beside the nearest year that is known
_TASK_FACTOR = 2.0
_COUNTRY = 0.9  # part of the municipalities from which a table is about the country
_REPORTED = ("official", "reported")


def total_findings(frames: Frames, embedded: Frames) -> list[Finding]:
    """Give the findings about totals of tables that the user gave; ``embedded`` has the ``COMPARED`` ones that ship."""
    return [
        *_inhabitants(frames["population"], embedded["population"]),
        *_tasks(frames, embedded),
        *_places(frames["sites"], frames["population"]),
    ]


def existing_findings(sites: pd.DataFrame, first_day: date) -> list[Finding]:
    """Give a finding per site that is said to be open on the first day of the plan and by its dates is not."""
    if not {"existing", "available_from", "closes"} <= set(sites):
        return []
    open_now = sites[sites["existing"].fillna(False).astype(bool)]
    day = pd.Timestamp(first_day)
    late = open_now[open_now["available_from"] > day]
    gone = open_now[open_now["closes"] <= day]
    advice = f"Correct the date, or write false under existing: the plan begins on {first_day}."
    return [
        Finding("sites.csv", int(str(row)), column, f"{moment:%Y-%m-%d}", rule, advice)
        for rows, column, rule in (
            (late, "available_from", "is after the first day of the plan, and the site is said to exist then"),
            (gone, "closes", "is not after the first day of the plan, and the site is said to exist then"),
        )
        for row, moment in rows[column].items()
    ]


def _inhabitants(own: pd.DataFrame, embedded: pd.DataFrame) -> list[Finding]:
    if own is embedded or not {"municipality_code", "reference_date", "population"} <= set(own):
        return []
    counted = embedded.groupby("reference_date")["population"].sum()
    findings = []
    for day, rows in own.dropna(subset=["reference_date"]).groupby("reference_date"):
        if not _is_country(rows["municipality_code"], embedded["municipality_code"]):
            continue
        near = min(counted.index, key=lambda other: abs(other - day))
        years = abs(near - day).days / 365.25
        total, known = int(rows["population"].sum()), int(counted.loc[near])
        if abs(total - known) > known * (_SLACK + _SLACK_PER_YEAR * years):
            rule = f"add up to {total} on {day:%Y-%m-%d}, where {known} were counted on {near:%Y-%m-%d}"
            advice = "Look for rows that are absent or stand there twice, and for lost or added digits."
            findings.append(Finding("population.csv", None, "population", str(total), rule, advice))
    return findings


def _tasks(frames: Frames, embedded: Frames) -> list[Finding]:
    own, known = frames["housing_task_national"], embedded["housing_task_national"]
    towns = frames["municipalities"]
    if own is known or not {"half_year", "persons"} <= set(own) or "municipality_code" not in towns:
        return []
    if not _is_country(towns["municipality_code"], embedded["municipalities"]["municipality_code"]):
        return []
    reported = known[known["origin"].isin(_REPORTED)].set_index("half_year")["persons"]
    both = own[own["half_year"].isin(reported.index)].dropna(subset=["persons"])
    advice = "Write the number of permit holders for the whole country in the half-year."
    return [
        Finding(
            "housing_task_national.csv",
            int(str(row)),
            "persons",
            str(persons),
            f"is over {_TASK_FACTOR:g} times more or less than the {reported[half]} reported for {half}",
            advice,
        )
        for row, half, persons in zip(both.index, both["half_year"], both["persons"], strict=True)
        if not reported[half] / _TASK_FACTOR <= persons <= reported[half] * _TASK_FACTOR
    ]


def _places(sites: pd.DataFrame, population: pd.DataFrame) -> list[Finding]:
    if not {"municipality_code", "places_max"} <= set(sites):
        return []
    total = int(sites["places_max"].sum())
    advice = "Correct places_max: it counts persons who sleep there."
    findings = []
    if total > MOST_NEED:
        rule = f"add up to {total}, more than the {MOST_NEED} that any need may be"
        findings.append(Finding("sites.csv", None, "places_max", str(total), rule, advice))
    if not {"municipality_code", "reference_date", "population"} <= set(population):
        return findings
    latest = population.sort_values("reference_date").groupby("municipality_code")["population"].last()
    places = sites.groupby("municipality_code")["places_max"].sum()
    both = pd.DataFrame({"places": places, "inhabitants": latest}).dropna()
    for code, count, inhabitants in both[both["places"] > both["inhabitants"]].itertuples(name=None):
        rule = f"add up to {count} in {code}, which has {inhabitants} inhabitants"
        findings.append(Finding("sites.csv", None, "places_max", str(count), rule, advice))
    return findings


def _is_country(codes: "pd.Series[str]", embedded: "pd.Series[str]") -> bool:
    known = set(embedded)
    return len(known & set(codes.dropna())) >= _COUNTRY * len(known)
