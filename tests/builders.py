"""A small country in three lines: towns, sites and what differs from a quiet default model.

Positions are kilometres in the national grid from Amersfoort, so that distances can be worked out by hand. Inhabitants
equal the indicative share: the scores are 0 and the national need is the number of inhabitants. Nobody arrives, no
dwelling is built and nothing costs anything unless a test says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pandas as pd
from pyproj import Transformer

from spreiding import paths
from spreiding.formulation import build as formulation
from spreiding.formulation.compile import compile_model
from spreiding.instance import Instance
from spreiding.law.indicative_share import indicative_share
from spreiding.law.parameters import LawAt, LawBook
from spreiding.model_file import LoadedModel, ModelFile
from spreiding.prepare.case import Case, prepare
from spreiding.solution.point import Point
from spreiding.solve.lexicographic import LexicographicResult, solve_in_order
from spreiding.solve.outcome import Status
from spreiding.tables.bundle import Tables
from spreiding.tables.catalogue import TABLES

Row = dict[str, Any]
GOALS = (
    "no_place",
    "shortfall",
    "unevenness_total",
    "unevenness_worst",
    "late_housing",
    "burden_balance",
    "registration_spread",
    "special_spread",
    "emergency",
    "soft_norms",
    "moves_distance",
    "cost",
)
TRACKS = ("dublin", "safe_country", "low_recognition", "regular")
AMERSFOORT_KM = (155.0, 463.0)
YEARS = range(2023, 2031)
HALF_YEARS = [f"{year}-{half}" for year in range(2025, 2031) for half in ("I", "II")]
_TO_DEGREES = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)


def town(code: str, share: int, **differs: Any) -> Row:
    """A municipality; ``share`` is its indicative number.

    Keys: province, region, at (km), waiting, doorstroom, backlog, ukraine (None: unknown).
    """
    quiet = {"province": "PV01", "region": "VR01", "at": (0.0, 0.0), "waiting": 0, "doorstroom": 0}
    quiet |= {"backlog": 0, "ukraine": None}
    return {"code": code, "share": share, **_known(quiet, differs)}


def site(site_id: str, code: str, types: str, places: int | tuple[int, int], **differs: Any) -> Row:
    """A site in a municipality that stands today; ``places`` is the most, or (fewest, most)."""
    least, most = (1, places) if isinstance(places, int) else places
    quiet = {
        "at": None,
        "available_from": "2020-01-01",
        "lead_time_weeks": 0,
        "closes": None,
        "existing": True,
        "emergency": False,
        "restriction": "",
        "transport_possible": False,
        "opening_cost_eur": 0,
        "cost_per_place_day_eur": 0.0,
        "deployment_weeks": 4,
        "reserve_cost_per_place_day_eur": None,
        "flexible_part": 0.25,
        "recall_months": 6,
        "minutes": (10.0, 10.0, 10.0),
    }
    named = {"site_id": site_id, "municipality_code": code, "location_types": types}
    return {**named, "places_min": least, "places_max": most, **_known(quiet, differs)}


def arrivals(weekly: Any, registration_weeks: float = 1.0, **tracks: tuple[float, float, float]) -> Row:
    """An inflow; each track as (share, weeks of stay, recognition); tracks that are not named have share 0."""
    rows = [
        {"track": name, "share": part, "stay_weeks": weeks, "recognition": granted, "origin": "assumption"}
        for name in TRACKS
        for part, weeks, granted in [tracks.get(name, (0.0 if tracks else 0.25, 13.0, 0.0))]
    ]
    stay = {"registration_stay_weeks": registration_weeks, "stay_model": "steady_state", "origin": "assumption"}
    return {"weekly_arrivals": weekly, **stay, "tracks": rows}


def goals(*names: str) -> list[Row]:
    """Goals in order, solved to the end and kept exactly."""
    return [{"goal": name, **({"km_per_move": 100.0} if name == "moves_distance" else {})} for name in names]


def country(
    municipalities: Sequence[Row],
    sites: Sequence[Row] = (),
    model: Mapping[str, Any] | None = None,
    *,
    dwellings: int | Mapping[str, int] = 0,
    law: Mapping[str, int] | None = None,
    provinces: Sequence[str] = (),
) -> Case:
    """Prepare a case. ``dwellings``: national housing task per half-year; ``law``: other values of parameters."""
    content = model_file(municipalities, model or {})
    tables = _tables(municipalities, sites, dwellings)
    in_force = _law(content, law or {})
    share = indicative_share(
        tables.population,
        tables.ses_woa,
        tables.municipalities,
        content.need.places if content.need else in_force.whole("capacity_estimate_places"),
        content.need.amv if content.need else in_force.whole("capacity_estimate_amv"),
        population_date=content.dates.population,
        ses_woa_year=content.dates.ses_woa_year,
    )
    chosen = tuple(provinces) or tuple(sorted({row["province"] for row in municipalities}))
    return prepare(Instance(LoadedModel(Path("small.yaml"), "", content), in_force, tables, share, chosen))


def model_tree(municipalities: Sequence[Row]) -> Row:
    """The default model as a tree, as a model file would give it."""
    return {
        "name": "small",
        "dates": {
            "estimate": "2024-02-01",
            "decision": "2024-12-20",
            "due": "2025-01-01",
            "population": "2023-01-01",
            "ses_woa_year": 2022,
        },
        "horizon": {"start": "2025-01-01", "periods": 1},
        "need": {"places": sum(row["share"] for row in municipalities), "amv": 0},
        "inflow": arrivals(0),
        "families": {"mix": {"enabled": False}},
        "goals": goals(*GOALS),
        "solver": {"gap": 0.0, "threads": 1, "seed": 0},
    }


def model_file(municipalities: Sequence[Row], differs: Mapping[str, Any]) -> ModelFile:
    """The default model with other values; a tree inside ``differs`` replaces only what it names."""
    return ModelFile.model_validate(_merged(model_tree(municipalities), differs))


@dataclass(frozen=True)
class Values:
    """A solved case: how it ended, what each goal came to, and the solver's point (all zeros without a plan)."""

    result: LexicographicResult
    point: Point

    @property
    def status(self) -> Status:
        return self.result.status

    def goal(self, name: str) -> float:
        return next(step.best for step in self.result.steps if step.goal == name)

    def at(self, name: str, *index: Any) -> float:
        """Value of one variable."""
        return self.point[name][index if len(index) > 1 else index[0]]

    def total(self, name: str) -> float:
        """Sum of a variable over its whole index; one that the model has not is an error."""
        return sum(self.point.values[name].values())


def solve(case: Case, without: str | None = None) -> Values:
    """Build and solve a case; ``without`` leaves a family out, to see what it was there for."""
    kept = tuple(family for family in formulation.FAMILIES if family.__name__.split(".")[-1] != without)
    with patch.object(formulation, "FAMILIES", kept):
        built = formulation.build(case)
    matrix = compile_model(built.model)
    model = case.instance.model
    result = solve_in_order(matrix, tuple(model.goals), model.solver, lambda goal, event: None)
    return Values(result, Point.of(matrix, np.zeros(len(matrix.columns)) if result.x is None else result.x))


def _known(quiet: Row, differs: Row) -> Row:
    unknown = set(differs) - set(quiet)
    assert not unknown, f"no such setting: {unknown}"
    return {**quiet, **differs}


def _merged(tree: Row, differs: Mapping[str, Any]) -> Row:
    return {
        **tree,
        **{
            name: _merged(tree[name], value)
            if isinstance(value, Mapping) and isinstance(tree.get(name), dict)
            else value
            for name, value in differs.items()
        },
    }


@cache
def _book() -> LawBook:
    return LawBook.load(paths.LAW)


def _law(content: ModelFile, other: Mapping[str, int]) -> LawAt:
    book = _book()
    changed = {name: tuple(replace(entry, value=other[name]) for entry in book.history[name]) for name in other}
    return LawBook({**book.history, **changed}).at(content.dates.estimate)


def _tables(towns: Sequence[Row], sites: Sequence[Row], dwellings: int | Mapping[str, int]) -> Tables:
    per_half = dwellings if isinstance(dwellings, Mapping) else dict.fromkeys(HALF_YEARS, dwellings)
    key, at = "municipality_code", {row["code"]: row["at"] for row in towns}
    rows: dict[str, list[Row]] = {
        "municipalities": [_municipality(row) for row in towns],
        "population": [
            {key: row["code"], "reference_date": f"{year}-01-01", "population": row["share"]}
            for row in towns
            for year in YEARS
        ],
        "ses_woa": [{key: row["code"], "score_year": 2022, "ses_woa": 0.0} for row in towns],
        "sites": [{**row, **_degrees(row["at"] or at[row[key]]), "name": row["site_id"]} for row in sites],
        "travel_minutes": [
            {"site_id": row["site_id"], **dict(zip(_MINUTES, row["minutes"], strict=True))} for row in sites
        ],
        "housing": [
            {
                key: row["code"],
                "waiting_permit_holders": row["waiting"],
                "doorstroom_places": row["doorstroom"],
                "backlog_persons": row["backlog"],
            }
            for row in towns
        ],
        "ukraine": [{key: row["code"], "places": row["ukraine"]} for row in towns if row["ukraine"] is not None],
        "housing_task_national": [{"half_year": half, "persons": per_half.get(half, 0)} for half in HALF_YEARS],
    }
    frames = {table.name: _frame(table.name, rows.get(table.name, [])) for table in TABLES}
    frames["ses_woa"]["ses_woa_text"] = pd.Series("0", index=frames["ses_woa"].index, dtype="str")
    return Tables(**frames, files=())


_MINUTES = ("minutes_education", "minutes_care", "minutes_station")
_FILL = {"origin": "assumption", "source": "", "operator": "coa", "owner": "coa"}


def _municipality(row: Row) -> Row:
    areas = {"province": row["province"]}
    areas |= dict.fromkeys(("veiligheidsregio", "corop", "arbeidsmarktregio"), row["region"])
    codes = {f"{area}_code": code for area, code in areas.items()}
    return {"municipality_code": row["code"], "municipality": row["code"], **areas, **codes, **_degrees(row["at"])}


def _degrees(at: tuple[float, float]) -> Row:
    east, north = (1000.0 * (begin + km) for begin, km in zip(AMERSFOORT_KM, at, strict=True))
    lon, lat = _TO_DEGREES.transform(east, north)
    return {"lon": lon, "lat": lat}


def _frame(name: str, rows: list[Row]) -> pd.DataFrame:
    """Rows as the reader would give them: the declared columns in their types."""
    columns = next(table.columns for table in TABLES if table.name == name)
    return pd.DataFrame(
        {
            column.name: pd.Series([row.get(column.name, _FILL.get(column.name)) for row in rows], dtype=column.dtype)
            for column in columns
        }
    )
