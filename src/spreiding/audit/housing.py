"""Family `housing`: from permit to dwelling, in the region of the azc and within 14 weeks (S06, S07, S21)."""

import numpy as np
import pandas as pd

from spreiding.audit.evidence import WEEKS, Evidence, open_in
from spreiding.audit.finding import ROUNDING, AuditFinding, Numbers, Rule, broken, differs, exceeds, unequal
from spreiding.audit.flows import Flows, capacity, due, flows, granted_in_all, grants, owed
from spreiding.audit.need import room_to_leave

_REGION = "Uitvoeringsagenda 2.2.3"
_TASK = "Hw art. 29 lid 1"
_WEEKS = "Uitvoeringsagenda 2.2.3 and 5"
_KEY = ["from_municipality_code", "to_municipality_code", "period"]


def check(evidence: Evidence) -> list[AuditFinding]:
    """Judge ``housing.csv``: row by row, per municipality, and per region against the placements."""
    sums = flows(evidence)
    return [
        *_tasks(evidence),
        *_rows(evidence),
        *_origins(evidence),
        *_stocks(sums, evidence),
        *_capacity(sums, evidence),
        *_doorstroom(sums, evidence),
        *_only_the_stock(sums, evidence),
        *_coupling(sums, evidence),
        *_without_place(sums, evidence),
        *_in_reception(sums, evidence),
    ]


def _rule(rule: str, article: str, file: str = "housing.csv") -> Rule:
    return Rule("housing", file, rule, article)


def _tasks(evidence: Evidence) -> list[AuditFinding]:
    """What ``tasks.csv`` says of the housing task: the backlog of the input, and what is owed with it."""
    known = evidence.tasks[evidence.tasks["municipality_code"].isin(evidence.towns.index)].reset_index(drop=True)
    code = known["municipality_code"]
    wanted = {
        "housing_backlog_persons": code.map(evidence.towns["backlog_persons"]),
        "housing_owed_persons": code.map(owed(evidence).sum(axis=1)),
    }
    return [
        finding
        for name, numbers in wanted.items()
        for finding in broken(
            _rule(f"{name} is what the law and the housing table come to", _TASK, "tasks.csv"),
            known[["municipality_code"]],
            known[name] != numbers,
            known[name],
            numbers,
        )
    ]


def _cells(sums: Flows, evidence: Evidence) -> pd.DataFrame:
    labels = [period.label for period in evidence.case.periods]
    return pd.DataFrame([(code, label) for code in sums.codes for label in labels], columns=["to", "period"])


def _rows(evidence: Evidence) -> list[AuditFinding]:
    rows, towns = evidence.housing, evidence.towns
    inside = rows["to_municipality_code"].isin(towns.index)
    own = rows[inside].reset_index(drop=True)
    to = towns.loc[own["to_municipality_code"]].reset_index(drop=True)
    found = broken(
        _rule("people are coupled to municipalities of the run", _REGION),
        rows[_KEY],
        ~inside,
        rows["to_municipality_code"],
        "a selected municipality",
    )
    found += broken(
        _rule("the period is one of the run", _REGION),
        rows[_KEY],
        rows["t"] < 0,
        rows["period"],
        "a period of the run",
    )
    for name in ("province_code", "region_code"):
        found += unequal(
            _rule(f"{name} is that of the municipality of housing", _REGION), own[_KEY], own[name], to[name]
        )
    return found


def _origins(evidence: Evidence) -> list[AuditFinding]:
    rows = evidence.housing[evidence.housing["t"] >= 0].reset_index(drop=True)
    regions = evidence.towns["region_code"]
    azc = evidence.sites[evidence.sites["location_type"].isin(["azc", "accelerated"])]
    opened = open_in(azc, len(evidence.case.periods))
    codes = azc["municipality_code"].to_numpy()
    towns_open = [(code, t) for i, code in enumerate(codes) for t in np.flatnonzero(opened[i])]
    ever, now = set(codes), set(towns_open)
    source, t = rows["from_municipality_code"], rows["t"]
    named, coupled = source.ne(""), rows["coupled_persons"].gt(0)
    here = np.array([pair in now for pair in zip(source, t, strict=True)], dtype=bool)
    across = named & source.isin(regions.index) & source.map(regions).ne(rows["region_code"])
    absent = named & (~source.isin(ever) | (coupled & ~here))
    return [
        *broken(
            _rule("coupling stays within the region", _REGION),
            rows[_KEY],
            across,
            source.map(regions),
            rows["region_code"],
        ),
        *broken(
            _rule("people leave a municipality with an open azc", _REGION),
            rows[_KEY],
            absent,
            source,
            "an open azc there",
        ),
    ]


def _stocks(sums: Flows, evidence: Evidence) -> list[AuditFinding]:
    key = _cells(sums, evidence)
    # Three flows, summed over all periods so far; plus the written stock itself.
    slack = ROUNDING * (3 * np.cumsum(sums.cells, axis=1) + sums.cells)
    waiting = _rule("waiting_persons = stock + coupled - housed - to doorstroom, over all periods so far", _WEEKS)
    late = _rule("late_persons are those coupled longer ago than the norm and still in reception", _WEEKS)
    nobody = _rule("no more people leave than wait", _WEEKS)
    return [
        *differs(waiting, key, sums.waiting_written.ravel(), sums.waiting.ravel(), slack.ravel()),
        *differs(late, key, sums.late_written.ravel(), sums.late.ravel(), slack.ravel()),
        *exceeds(nobody, key, -sums.waiting.ravel(), np.zeros(len(key)), slack.ravel()),
    ]


def _capacity(sums: Flows, evidence: Evidence) -> list[AuditFinding]:
    key = _cells(sums, evidence)
    used = np.cumsum(sums.housed + sums.out, axis=1)
    slack = 2 * ROUNDING * np.cumsum(sums.cells, axis=1)
    rule = _rule("people housed so far stay within the realised housing task so far", _TASK)
    return exceeds(rule, key, used.ravel(), np.cumsum(capacity(evidence), axis=1).ravel(), slack.ravel())


def _doorstroom(sums: Flows, evidence: Evidence) -> list[AuditFinding]:
    key = _cells(sums, evidence)
    came, went = np.cumsum(sums.into, axis=1), np.cumsum(sums.out, axis=1)
    places = evidence.towns["doorstroom_places"].to_numpy(float)[:, None] + np.zeros_like(came)
    slack = (2 * ROUNDING * np.cumsum(sums.cells, axis=1)).ravel()
    longest = int(evidence.case.law.doorstroom_max_weeks // WEEKS)
    earlier = np.zeros_like(came)
    if longest < came.shape[1]:
        earlier[:, longest:] = came[:, : came.shape[1] - longest]
    return [
        *exceeds(
            _rule("people in doorstroomlocaties stay within their places", _WEEKS),
            key,
            (came - went).ravel(),
            places.ravel(),
            slack,
        ),
        *exceeds(
            _rule("no more people leave doorstroomlocaties than came", _WEEKS),
            key,
            went.ravel(),
            came.ravel(),
            slack,
        ),
        *exceeds(
            _rule("nobody stays in a doorstroomlocatie beyond the term", _WEEKS),
            key,
            earlier.ravel(),
            went.ravel(),
            slack,
        ),
    ]


def _only_the_stock(sums: Flows, evidence: Evidence) -> list[AuditFinding]:
    """When the norm is hard: nobody is late but who waited at the start and has had no room yet."""
    if evidence.case.rules.housing != "hard":
        return []
    start = evidence.towns["waiting_permit_holders"].to_numpy(float)[:, None]
    room = room_to_leave(evidence)
    most = np.maximum(due(evidence, start, np.zeros_like(room)) - room, 0.0)
    slack = ROUNDING * (3 * np.cumsum(sums.cells, axis=1) + sums.cells)
    rule = _rule("nobody but the stock of the start is late", _WEEKS)
    return exceeds(rule, _cells(sums, evidence), sums.late_written.ravel(), most.ravel(), slack.ravel())


def _by_region(values: Numbers, evidence: Evidence) -> pd.DataFrame:
    regions = evidence.towns["region_code"].to_numpy()
    return pd.DataFrame(values, index=regions).groupby(level=0).sum()


def _coupling(sums: Flows, evidence: Evidence) -> list[AuditFinding]:
    coupled, cells = _by_region(sums.coupled_from_azc, evidence), _by_region(sums.cells, evidence)
    granted, slack = _grid(grants(evidence), "persons", coupled), _grid(grants(evidence), "slack", coupled)
    key = _region_cells(coupled, evidence)
    rule = _rule("permits granted at the sites of a region are coupled in that region in the same period", _REGION)
    return differs(
        rule,
        key,
        coupled.to_numpy().ravel(),
        granted.ravel(),
        (ROUNDING * (cells.to_numpy() + slack)).ravel(),
    )


def _without_place(sums: Flows, evidence: Evidence) -> list[AuditFinding]:
    """Couplings from nowhere are those of people without a place: nobody's permit disappears, none is invented."""
    placed = grants(evidence).groupby("t")[["persons", "slack"]].sum()
    placed = placed.reindex(range(len(evidence.case.periods)), fill_value=0.0)
    granted = granted_in_all(evidence) - placed["persons"].to_numpy()
    nowhere = (sums.coupled - sums.coupled_from_azc).sum(axis=0)
    labels = pd.DataFrame({"period": [period.label for period in evidence.case.periods]})
    rule = _rule("couplings without an origin are the permits of people without a place", _REGION)
    slack = ROUNDING * (sums.cells.sum(axis=0) + placed["slack"].to_numpy())
    return differs(rule, labels, nowhere, np.maximum(granted, 0.0), slack)


def _in_reception(sums: Flows, evidence: Evidence) -> list[AuditFinding]:
    placed = evidence.placements[evidence.placements["track"] == "permit_holder"]
    region = placed["site_id"].map(evidence.known["region_code"]).fillna(placed["region_code"])
    table = pd.DataFrame({"region_code": region, "t": placed["t"], "persons": placed["persons"], "cells": 1.0})
    present = table.groupby(["region_code", "t"], as_index=False).sum()
    waiting, rows = _by_region(sums.waiting_written, evidence), _by_region(sums.cells, evidence)
    slack = ROUNDING * (_grid(present, "cells", waiting) + rows.to_numpy())
    rule = _rule("no more permit holders stay at a region's sites than wait there", _REGION, "placements.csv")
    return exceeds(
        rule,
        _region_cells(waiting, evidence),
        _grid(present, "persons", waiting).ravel(),
        waiting.to_numpy().ravel(),
        slack.ravel(),
    )


def _grid(table: pd.DataFrame, column: str, like: pd.DataFrame) -> Numbers:
    wide = table.pivot_table(index="region_code", columns="t", values=column, aggfunc="sum", fill_value=0.0)
    return np.asarray(wide.reindex(index=like.index, columns=like.columns, fill_value=0.0).fillna(0.0), dtype=float)


def _region_cells(like: pd.DataFrame, evidence: Evidence) -> pd.DataFrame:
    labels = [period.label for period in evidence.case.periods]
    return pd.DataFrame([(region, label) for region in like.index for label in labels], columns=["region", "period"])
