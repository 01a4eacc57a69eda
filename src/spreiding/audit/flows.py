"""Sums of ``housing.csv`` per municipality and period, and what follows from them by the norms."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from spreiding.audit.case import AuditCase
from spreiding.audit.evidence import PROCEDURE, WEEKS, Evidence
from spreiding.audit.finding import Numbers

FLOWS = ("coupled_persons", "housed_persons", "doorstroom_persons", "doorstroom_out_persons")


@dataclass(frozen=True)
class Flows:
    """Arrays of municipality (in the order of ``codes``) by period, in persons.

    ``cells`` counts written rows: what a sum over them may be off by is 0.0005 times their number.
    ``coupled_from_azc`` leaves out couplings without an origin: those of people without a place.
    ``waiting_written`` and ``late_written`` are the file's own; ``waiting`` and ``late`` are recomputed
    from the flows.
    """

    codes: list[str]
    coupled: Numbers
    coupled_from_azc: Numbers
    housed: Numbers
    into: Numbers
    out: Numbers
    cells: Numbers
    waiting_written: Numbers
    late_written: Numbers
    waiting: Numbers
    late: Numbers


def flows(evidence: Evidence) -> Flows:
    """Sum the file per municipality and period, and recompute stocks."""
    codes = evidence.towns.index.to_list()
    coupled, housed, into, out = (_matrix(evidence, codes, name) for name in FLOWS)
    start = evidence.towns["waiting_permit_holders"].to_numpy(float)[:, None]
    left = np.cumsum(housed + into, axis=1)
    return Flows(
        codes=codes,
        coupled=coupled,
        coupled_from_azc=_matrix(evidence, codes, "coupled_persons", evidence.housing["from_municipality_code"].ne("")),
        housed=housed,
        into=into,
        out=out,
        cells=_matrix(evidence, codes, None),
        waiting_written=_matrix(evidence, codes, "waiting_persons"),
        late_written=_matrix(evidence, codes, "late_persons"),
        waiting=start + np.cumsum(coupled, axis=1) - left,
        late=np.maximum(0.0, due(evidence, start, np.cumsum(coupled, axis=1)) - left),
    )


def _matrix(evidence: Evidence, codes: list[str], column: str | None, keep: pd.Series | None = None) -> Numbers:
    rows = evidence.housing if keep is None else evidence.housing[keep]
    place = {code: i for i, code in enumerate(codes)}
    g = rows["to_municipality_code"].map(place).fillna(-1).astype(int).to_numpy()
    t = rows["t"].to_numpy()
    sums = np.zeros((len(codes), len(evidence.case.periods)))
    known = (g >= 0) & (t >= 0)
    np.add.at(sums, (g[known], t[known]), 1.0 if column is None else rows[column].to_numpy(float)[known])
    return sums


def due(evidence: Evidence, start: Numbers, coupled: Numbers) -> Numbers:
    """Who was coupled longer ago than the norm, per municipality, at the end of each period.

    Inside a period coupling is spread evenly; before the horizon the stock is taken to have been coupled
    evenly over ``initial_coupling_weeks``.
    """
    periods = coupled.shape[1]
    norm, before = evidence.case.law.coupling_to_housing_weeks, evidence.case.rules.initial_coupling_weeks
    moments = WEEKS * np.arange(1, periods + 1) - norm
    weeks = np.array([-before, *(WEEKS * np.arange(periods + 1))])
    totals = np.hstack([np.zeros_like(start), start, start + coupled])
    return np.array([np.interp(moments, weeks, row) for row in totals]).reshape(coupled.shape)


def capacity(evidence: Evidence) -> Numbers:
    """Persons who can be housed per municipality and period: half of what is owed in the half-year, as realised.

    Infinitely many when the norm is off.
    """
    case, tasks = evidence.case, owed(evidence)
    if case.rules.housing == "off":
        return np.full((len(evidence.towns), len(case.periods)), np.inf)
    columns = [tasks[period.half_year].to_numpy(float) * case.rules.realisation / 2 for period in case.periods]
    return np.array(columns, dtype=float).T


def owed(evidence: Evidence) -> pd.DataFrame:
    """Persons to house per municipality (row) and half-year (column).

    Rounded up (Hw art. 29 lid 1), jointly changed, and with the backlog: so far all tasks and the backlog are owed, or
    nothing while a lead lasts.
    """
    case, codes = evidence.case, evidence.towns.index
    national = case.housing_need.set_index("half_year")["persons"]
    people = case.housing_population.pivot_table(
        index="municipality_code", columns="half_year", values="population", aggfunc="sum"
    )
    so_far, before, columns = evidence.towns["backlog_persons"].to_numpy(int), np.zeros(len(codes), dtype=int), {}
    for half in dict.fromkeys(period.half_year for period in case.periods):
        counts, country = people[half], int(people[half].sum())
        task = [-(-int(national[half]) * int(counts[code]) // country) + exchanged(case, code, half) for code in codes]
        so_far = so_far + np.array(task, dtype=int)
        columns[half] = np.maximum(so_far, 0) - before
        before = np.maximum(so_far, 0)
    return pd.DataFrame(columns, index=codes)


def exchanged(case: AuditCase, code: str, half_year: str) -> int:
    """Persons by which a municipality's housing task was changed jointly with others (Hw art. 29 lid 2)."""
    here = [item for item in case.exchanges if item.what == "housing" and item.half_year == half_year]
    return sum(item.number * ((item.to_code == code) - (item.from_code == code)) for item in here)


def granted_in_all(evidence: Evidence) -> Numbers:
    """Permits per period of all who need a place, whether they have one or not."""
    rates = evidence.permits
    return np.asarray((evidence.demand.loc[rates.index] * rates).sum().to_numpy(float))


def grants(evidence: Evidence) -> pd.DataFrame:
    """Permits per region and period from the written placements; columns region_code, t, persons, slack.

    ``slack`` is what rounding in the placements may be worth.
    """
    placed = evidence.placements
    source = placed[placed["track"].isin(PROCEDURE) & placed["location_type"].isin(["azc", "accelerated"])]
    rate = pd.Series(evidence.permits.stack()).reindex(pd.MultiIndex.from_frame(source[["track", "t"]]))
    rate = pd.Series(rate.fillna(0.0).to_numpy(float), index=source.index)
    region = source["site_id"].map(evidence.known["region_code"]).fillna(source["region_code"])
    table = pd.DataFrame({"region_code": region, "t": source["t"], "persons": source["persons"] * rate, "slack": rate})
    return table.groupby(["region_code", "t"], as_index=False).sum()
