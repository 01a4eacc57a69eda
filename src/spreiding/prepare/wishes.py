"""Wishes as rows over the decisions of a plan: one definition for the model, and for a matrix that stands already."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

import pandas as pd

from spreiding.errors import Finding
from spreiding.instance import Instance
from spreiding.model_wishes import Forced, Wishes

Index = str | tuple[str, str, int]
Term = tuple[str, Index]
_TASKS = {"total": ("task_regular", "task_amv"), "regular": ("task_regular",), "amv": ("task_amv",)}
_FILE = "wishes"
# A site that is taken out has no row; where one is told of, this and the site are its name.
EXCLUDE = "exclude"


@dataclass(frozen=True)
class WishRow:
    """``least <= sum of the terms <= most``; a term is a variable of the model and its index, each counted once.

    ``name``: the wish as it stands in the file, such as ``pin.GM0193.total``; ``unit`` is that of the sum.
    """

    name: str
    terms: tuple[Term, ...]
    least: float | None
    most: float | None
    unit: str


def wish_rows(wishes: Wishes, choices: pd.DataFrame, periods: pd.DataFrame) -> tuple[WishRow, ...]:
    """Rows of all wishes; excluded sites have none, because they have no choices (``prepare/eligibility.py``).

    ``choices``: site_id, location_type, period, last_period; ``periods``: period, label.
    """
    labels = dict(zip(periods["label"], periods["period"], strict=True))
    last = int(periods["period"].iloc[-1])
    return (*_numbers(wishes), *_together(wishes), *_forced(wishes.force, choices, labels, last))


def _numbers(wishes: Wishes) -> Iterable[WishRow]:
    for bound, code, kind, places in wishes.numbers:
        least = None if bound == "cap" else float(places)
        most = None if bound == "floor" else float(places)
        terms = tuple((task, code) for task in _TASKS[kind])
        yield WishRow(f"{bound}.{code}.{kind}", terms, least, most, "places")


def _together(wishes: Wishes) -> Iterable[WishRow]:
    for table in wishes.together:
        terms = tuple((task, code) for code in table.municipalities for task in _TASKS["total"])
        yield WishRow(f"together.{table.name}", terms, float(table.places), float(table.places), "places")


def _forced(wanted: Iterable[Forced], choices: pd.DataFrame, labels: dict[str, int], last: int) -> Iterable[WishRow]:
    for item in wanted:
        fitting = _fitting(item, choices, labels, last)
        keys = list(fitting[["site_id", "location_type", "period"]].itertuples(index=False, name=None))
        yield WishRow(f"force.{item.site}", tuple(("start", key) for key in keys), 1.0, 1.0, "sites")
        if item.places is not None:
            size, terms = float(item.places), tuple(("places", key) for key in keys)
            yield WishRow(f"force.{item.site}.places", terms, size, size, "places")


def _fitting(item: Forced, choices: pd.DataFrame, labels: dict[str, int], last: int) -> pd.DataFrame:
    """Choices by which a site is as it is asked for: open at the end, and of the type and from the quarter given."""
    own = choices[(choices["site_id"] == item.site) & (choices["last_period"] >= last)]
    if item.type is not None:
        own = own[own["location_type"] == item.type]
    return own if item.opens is None else own[own["period"] == labels.get(item.opens)]


def wish_findings(
    instance: Instance, choices: pd.DataFrame, excluded: pd.DataFrame, periods: pd.DataFrame
) -> list[Finding]:
    """What a wish can't mean: a municipality or site that is not in the run, or a site that can't be as asked."""
    wishes, where = instance.model.wishes, instance.loaded.path.name
    return [*_towns(wishes, where, instance), *_sites(wishes, where, instance, choices, excluded, periods)]


def _towns(wishes: Wishes, where: str, instance: Instance) -> list[Finding]:
    own = set(instance.municipalities["municipality_code"])
    country = set(instance.share["municipality_code"])
    named = [(f"{_FILE}.{bound}.{code}", code) for bound, code, *_ in wishes.numbers]
    named += [(f"{_FILE}.together.{table.name}", code) for table in wishes.together for code in table.municipalities]
    rows = []
    for place, code in dict.fromkeys(named):
        if code in own:
            continue
        rule = "lies outside the provinces of the run" if code in country else "is not a municipality of the tables"
        advice = "Plan its province too." if code in country else "Use its CBS code of this year."
        rows.append(Finding(where, None, place, code, rule, advice))
    return rows


def _sites(
    wishes: Wishes,
    where: str,
    instance: Instance,
    choices: pd.DataFrame,
    excluded: pd.DataFrame,
    periods: pd.DataFrame,
) -> list[Finding]:
    known = set(instance.tables.sites["site_id"])
    named = [("exclude", site) for site in wishes.exclude] + [("force", item.site) for item in wishes.force]
    rows = [_unknown(where, place, site, known) for place, site in named if site not in known]
    labels = dict(zip(periods["label"], periods["period"], strict=True))
    last = int(periods["period"].iloc[-1])
    for item in wishes.force:
        if item.site in known and _fitting(item, choices, labels, last).empty:
            rows.append(_impossible(where, item, choices, excluded, list(labels)))
    return rows


def _unknown(where: str, place: str, site: str, known: set[str]) -> Finding:
    near = get_close_matches(site, sorted(known), n=1, cutoff=0.5)
    meant = f"Did you mean {near[0]}?" if near else "Site ids stand in sites.csv."
    return Finding(where, None, f"{_FILE}.{place}", site, "is not a site of the tables", meant)


def _impossible(where: str, item: Forced, choices: pd.DataFrame, excluded: pd.DataFrame, labels: list[str]) -> Finding:
    own = choices[choices["site_id"] == item.site]
    reasons = excluded.loc[excluded["site_id"] == item.site, "reason"].unique()
    if own.empty:
        told = "; ".join(reasons) or "it lies outside the provinces of the run, or closes before it can open"
        return Finding(where, None, f"{_FILE}.force", item.site, f"can't open: {told}", "Leave the wish out.")
    types = ", ".join(sorted(own["location_type"].unique()))
    first, until = labels[int(own["period"].min()) - 1], labels[int(own["period"].max()) - 1]
    advice = f"It can open as {types}, from {first} to {until}, and must not close before the end of the horizon."
    return Finding(where, None, f"{_FILE}.force", item.site, "can't stand as it is asked for", advice)
