"""Runs side by side, from folders to a folder: read this first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from string import ascii_uppercase
from typing import TypeVar

import geopandas as gpd
import pandas as pd

from spreiding.compare.areas import compare_municipalities, compare_provinces, compare_regions
from spreiding.compare.goals import compare_goals
from spreiding.compare.grounds import Ground
from spreiding.compare.pair import Named, Pair, make_pair
from spreiding.compare.sites import compare_sites
from spreiding.errors import Finding, InputError
from spreiding.run_files.read import read_outlines, read_run
from spreiding.selection import select_provinces

Tell = Callable[[str], None]
T = TypeVar("T")
_ADVICE = "Make both from the same tables, or give --different-data to compare them all the same."


@dataclass(frozen=True)
class CompareRequest:
    """What a user asked: folders of runs, the first is the base; provinces by code or name, none: all."""

    runs: tuple[Path, ...]
    provinces: tuple[str, ...] = ()
    different_data: bool = False


@dataclass(frozen=True)
class Against:
    """One run held against the base: rows of each file of the comparison, and the pair behind them."""

    pair: Pair
    goals: pd.DataFrame
    provinces: pd.DataFrame
    regions: pd.DataFrame
    municipalities: pd.DataFrame
    sites: pd.DataFrame

    def frame(self, name: str) -> pd.DataFrame:
        """Rows of the table ``name`` (a file without ``.csv``)."""
        frames = {
            "goals": self.goals,
            "provinces": self.provinces,
            "regions": self.regions,
            "municipalities": self.municipalities,
            "sites": self.sites,
        }
        return frames[name]


@dataclass(frozen=True)
class Comparison:
    """All runs by letter (A: the base), what each has more or less than the base, and outlines for maps."""

    runs: tuple[Named, ...]
    against: tuple[Against, ...]
    outlines: gpd.GeoDataFrame


def compare_runs(request: CompareRequest, tell: Tell = lambda what: None) -> Comparison:
    """Read the runs and hold each against the first; ``tell`` hears what is being done.

    Raise ``InputError`` when a folder is no run that can be read, when fewer than two or more than 26 are given, when
    there is nothing in common, or when runs rest on other data and that was not allowed.
    """
    named = _read_all(request.runs, tell)
    asked = _asked(request.provinces, named)
    tell("comparing")
    pairs = _all_of(partial(make_pair, named[0], other, asked) for other in named[1:])
    if not request.different_data:
        refuse_other_data(pairs)
    outlines = read_outlines(named[0].run)
    return Comparison(named, tuple(map(hold_against, pairs)), outlines)


def hold_against(pair: Pair) -> Against:
    """Work out all rows of one pair."""
    municipalities = compare_municipalities(pair)
    provinces = compare_provinces(pair, municipalities)
    return Against(pair, compare_goals(pair), provinces, compare_regions(pair), municipalities, compare_sites(pair))


def refuse_other_data(pairs: Iterable[Pair]) -> None:
    """Raise ``InputError`` with all that differs when runs of a pair rest on other data, law, version or horizon."""
    findings = []
    for pair in pairs:
        if any(ground.is_data for ground in pair.grounds):
            findings += [_finding(pair, ground) for ground in pair.grounds]
    if findings:
        raise InputError(findings)


def _finding(pair: Pair, ground: Ground) -> Finding:
    what = f"rests on something else than {pair.base.run.folder}: {ground}"
    advice = _ADVICE if ground.is_data else "This by itself stops no comparison."
    return Finding(str(pair.other.run.folder), None, None, None, what, advice)


def _read_all(folders: tuple[Path, ...], tell: Tell) -> tuple[Named, ...]:
    if not 2 <= len(folders) <= len(ascii_uppercase):
        rule = f"needs 2 to {len(ascii_uppercase)} runs"
        raise InputError([Finding("compare", None, None, str(len(folders)), rule, "Give the folders of the runs.")])
    tell(f"reading {len(folders)} runs")
    runs = _all_of(partial(read_run, folder) for folder in folders)
    return tuple(Named(letter, run) for letter, run in zip(ascii_uppercase, runs, strict=False))


def _asked(provinces: tuple[str, ...], named: tuple[Named, ...]) -> tuple[str, ...]:
    """Codes of the provinces asked for, by what the runs call them; none: all."""
    known = {code: name for item in named for code, name in item.run.record.provinces.items()}
    frame = pd.DataFrame({"province_code": list(known), "province": list(known.values())})
    return select_provinces(frame, provinces) if provinces else ()


def _all_of(makers: Iterable[Callable[[], T]]) -> list[T]:
    """Make all; raise one ``InputError`` with the findings of all that could not be made."""
    made: list[T] = []
    findings: list[Finding] = []
    for make in makers:
        try:
            made.append(make())
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(findings)
    return made
