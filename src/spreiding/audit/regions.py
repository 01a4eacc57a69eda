"""Family `regions`: every cell of ``regions.csv`` follows from rows of the other files (S17, S23)."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd

from spreiding.audit.evidence import Evidence
from spreiding.audit.finding import ROUNDING, AuditFinding, Numbers, Rule, broken, unequal
from spreiding.audit.scaling import WAYS

_STATE = "Uitvoeringsagenda 4.1 and 6.1"
_AREA = ["province_code", "region_code"]
_KEY = [*_AREA, "period"]
_HOUSED = [f"{flow}_persons" for flow in ("coupled", "housed", "doorstroom", "doorstroom_out", "waiting", "late")]
# Sums of cells with three decimals are exact but for the computer's own rounding; ratios are written with three.
_SUM, _RATIO = 1e-6, ROUNDING + 1e-9

# Province, region and 0-based period.
Moment = tuple[str, str, int]


def check(evidence: Evidence) -> list[AuditFinding]:
    """Add everything up again, row by row of ``regions.csv``."""
    written = evidence.regions
    rule = _rule("one row per region, province and period of the run")
    wanted = {(*area, period.label) for area in _areas(evidence) for period in evidence.case.periods}
    found = set(written[_KEY].itertuples(index=False, name=None))
    rows = [rule.finding(", ".join(key), "no row", "a row") for key in sorted(wanted - found)]
    rows += [rule.finding(", ".join(key), "a row", "no row") for key in sorted(found - wanted)]
    known = [key in wanted for key in written[_KEY].itertuples(index=False, name=None)]
    own = written[known].reset_index(drop=True)
    return rows + _names(own, evidence) + _numbers(own, evidence)


def _rule(rule: str) -> Rule:
    return Rule("regions", "regions.csv", rule, _STATE)


def _areas(evidence: Evidence) -> Iterable[tuple[str, str]]:
    return set(evidence.towns[_AREA].itertuples(index=False, name=None))


def _names(own: pd.DataFrame, evidence: Evidence) -> list[AuditFinding]:
    names = evidence.towns.drop_duplicates("region_code").set_index("region_code")["region"]
    return unequal(_rule("region is the name in the input"), own[_KEY], own["region"], own["region_code"].map(names))


def _numbers(own: pd.DataFrame, evidence: Evidence) -> list[AuditFinding]:
    parts = (_of_towns(own, evidence), _of_sites(own, evidence), _of_scaling(own, evidence), _of_persons(own, evidence))
    sums = pd.DataFrame({name: numbers for part in parts for name, numbers in part.items()})
    ratios = {
        "burden_per_1000": 1000 * sums["burden_places"] / sums["population"],
        "places_per_1000": 1000 * sums["places"] / sums["population"],
        "need_ratio": _need(sums, evidence),
    }
    rows = []
    for name, wanted in {**sums, **ratios}.items():
        tolerance = _RATIO if name in ratios or name == "permit_holders_without_place" else _SUM
        found = own[str(name)]
        apart = ~((found - wanted).abs() <= tolerance) & ~(found.isna() & wanted.isna())
        rows += broken(_rule(f"{name} adds up from the other files"), own[_KEY], apart, found, wanted)
    return rows


def _need(sums: pd.DataFrame, evidence: Evidence) -> pd.Series:
    in_use = sums["places"] - sums[list(WAYS)].sum(axis=1)
    capacity = evidence.case.law.occupancy * in_use
    need = sums["persons"] + sums["permit_holders_without_place"]
    return (need / capacity).where(in_use > _SUM)


def _of_towns(own: pd.DataFrame, evidence: Evidence) -> dict[str, Numbers]:
    """What the rows of ``tasks.csv`` of the same region and province come to, in every period the same."""
    here = _groups(evidence.tasks, _AREA)
    names = ("population", "task_places", "burden_places")
    areas = [moment[:2] for moment in _moments(own, evidence)]
    return {name: np.array([here(area)[name].sum(skipna=False) for area in areas], dtype=float) for name in names}


def _of_sites(own: pd.DataFrame, evidence: Evidence) -> dict[str, Numbers]:
    """Places of the sites that are open in the period."""
    here = _groups(evidence.sites, _AREA)
    kinds = [name for name in own.columns if name.startswith("places_") and name != "places_per_1000"]
    rows = []
    for *area, t in _moments(own, evidence):
        inside = here(tuple(area))
        now = inside[inside["first"].between(0, t) & inside["last"].ge(t)]
        sums = {f"places_{kind}": number for kind, number in now.groupby("location_type")["places"].sum().items()}
        emergency = now.loc[now["emergency"], "places"].sum()
        rows.append([now["places"].sum(), emergency, *(sums.get(kind, 0) for kind in kinds)])
    return _columns(rows, ["places", "emergency_places", *kinds])


def _of_scaling(own: pd.DataFrame, evidence: Evidence) -> dict[str, Numbers]:
    """Places in reserve, flexible and given up."""
    scaled = _groups(evidence.scaling, [*_AREA, "t"])
    rows = [[scaled(moment)[way].sum() for way in WAYS] for moment in _moments(own, evidence)]
    return _columns(rows, list(WAYS))


def _of_persons(own: pd.DataFrame, evidence: Evidence) -> dict[str, Numbers]:
    """Who stays there, and who is coupled, housed, waiting and late."""
    placed = _groups(evidence.placements, [*_AREA, "t"])
    housing = _groups(evidence.housing, [*_AREA, "t"])
    nowhere = _without_place(evidence)
    rows = []
    for moment in _moments(own, evidence):
        here, homes = placed(moment), housing(moment)
        left, waiting = nowhere(moment[1:])
        part = homes["waiting_persons"].sum() / waiting if left else 0.0
        away = here.loc[here["overflow"], "persons"].sum()
        rows.append([here["persons"].sum(), away, left * part, *(homes[name].sum() for name in _HOUSED)])
    return _columns(rows, ["persons", "overflow_persons", "permit_holders_without_place", *_HOUSED])


def _without_place(evidence: Evidence) -> Callable[[tuple[str, int]], tuple[float, float]]:
    """Per region and period, over its provinces: who waits and stays nowhere in it, and who waits in all."""
    housing = _groups(evidence.housing, ["region_code", "t"])
    placed = evidence.placements
    holders = _groups(placed[placed["track"].eq("permit_holder")], ["region_code", "t"])
    sites = _groups(evidence.sites, ["region_code"])

    def left(moment: tuple[str, int]) -> tuple[float, float]:
        rows, inside = housing(moment), sites(moment[:1])
        opened = inside["first"].between(0, moment[1]) & inside["last"].ge(moment[1])
        waiting = float(rows["waiting_persons"].sum())
        missing = waiting - float(holders(moment)["persons"].sum())
        # What is not written, or rounded away, in a row or at a site is nobody.
        rounding = ROUNDING * (len(rows) + int(opened.sum())) + 1e-9
        return (missing if missing > rounding else 0.0, waiting)

    return left


def _moments(own: pd.DataFrame, evidence: Evidence) -> list[Moment]:
    number = {period.label: t for t, period in enumerate(evidence.case.periods)}
    return [(str(p), str(r), number[label]) for p, r, label in own[_KEY].itertuples(index=False, name=None)]


def _groups(table: pd.DataFrame, names: list[str]) -> Callable[[tuple[Any, ...]], pd.DataFrame]:
    """The rows of a table by the values of some columns; none for values that it does not hold."""
    groups, none = dict(tuple(table.groupby(names))), table.iloc[:0]
    return lambda values: groups.get(values, none)


def _columns(rows: list[list[float]], names: list[str]) -> dict[str, Numbers]:
    table = np.array(rows, dtype=float).reshape(len(rows), len(names))
    return dict(zip(names, table.T, strict=True))
