"""Everything a page holds, as one mapping for JSON: runs, what differs between them, outlines, and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import pandas as pd
import yaml

from spreiding.compare.columns import TABLES as DIFFERENCES
from spreiding.compare.compare import hold_against
from spreiding.compare.pair import Named, make_pair, narrow
from spreiding.errors import Finding, InputError
from spreiding.explain.vocabulary import DUTCH
from spreiding.report.page.outlines import grid_points, page_outlines
from spreiding.report.page.packed import described, packed
from spreiding.report.page.record import PageRecord, page_record
from spreiding.run_files.read import WrittenRun, read_outlines
from spreiding.write.columns import TABLES
from spreiding.write.map_colours import FEWER_TO_MORE

_MOST_GROUNDS = 40


@dataclass(frozen=True)
class Shown:
    """The runs of a page, narrowed to the municipalities that all of them have; the first is the base run, A.

    ``whole``: whether a run shows all that it planned; ``left_out`` counts its municipalities that are not shown
    because another run lacks them.
    """

    runs: tuple[Named, ...]
    whole: tuple[bool, ...]
    left_out: tuple[int, ...]


def shown_runs(run: WrittenRun, others: Sequence[WrittenRun], provinces: Sequence[str]) -> Shown:
    """Narrow runs to ``provinces`` (codes; none: all) and to what all have; raise ``InputError`` when nothing is."""
    runs = (run, *others)
    if len(runs) > len(ascii_uppercase):
        rule, advice = f"more than {len(ascii_uppercase)} runs", "Compare fewer runs."
        raise InputError([Finding("--compare", None, None, str(len(others)), rule, advice)])
    asked = [_municipalities(one, provinces) for one in runs]
    common = set.intersection(*asked)
    if not common:
        rule = "has no municipality in common with the other runs and the provinces asked for"
        raise InputError([Finding(str(run.folder), None, None, None, rule, "Give runs of the same provinces.")])
    return Shown(
        runs=tuple(Named(letter, narrow(one, common)) for letter, one in zip(ascii_uppercase, runs, strict=False)),
        whole=tuple(set(one.tasks["municipality_code"]) == common for one in runs),
        left_out=tuple(len(codes - common) for codes in asked),
    )


def page_data(shown: Shown, *, released: bool) -> dict[str, Any]:
    """Make the content of the page; raise ``InputError`` when a run lacks what a page needs."""
    base = shown.runs[0].run
    outlines = read_outlines(base)
    owners = dict(zip(base.tasks["municipality_code"], base.tasks["province_code"], strict=True))
    names = {code: name for named in shown.runs for code, name in named.run.record.provinces.items()}
    drawn = outlines[outlines["municipality_code"].isin(list(owners))]
    return {
        "released": released,
        "provinces": {code: names.get(code, code) for code in sorted(set(owners.values()))},
        "outlines": page_outlines(drawn, owners),
        "schematic": bool(drawn["schematic"].any()),
        "runs": [
            _run(named, whole, left) for named, whole, left in zip(shown.runs, shown.whole, shown.left_out, strict=True)
        ],
        "tables": {table.name: described(table) for table in TABLES},
        "against": [_against(shown.runs[0], other) for other in shown.runs[1:]],
        "differences": {table.name: described(table) for table in DIFFERENCES} if len(shown.runs) > 1 else {},
        "fewer_to_more": FEWER_TO_MORE,
        "words": page_words(),
        "terms": {term: [dutch, term.replace("_", " ")] for term, dutch in DUTCH.items()},
    }


def page_words() -> dict[str, list[str]]:
    """Every text of the page by its key, in Dutch and in English."""
    content = (Path(__file__).parent / "words.yaml").read_text(encoding="utf-8")
    words: dict[str, list[str]] = yaml.safe_load(content)
    return words


def without_place(run: WrittenRun, record: PageRecord) -> dict[str, float]:
    """Persons without a place per period label, permit holders not counted: demand of a track less those who stay.

    Raise ``IndexError`` for a period that the run does not have. Permit holders are in ``regions.csv``.
    """
    labels = [period.label for period in run.record.periods]
    asked: dict[tuple[str, str], float] = {}
    for item in record.demand:
        asked[item.track, labels[item.period - 1]] = item.persons
    stay = run.placements.groupby(["track", "period"])["persons"].sum().to_dict()
    missing = dict.fromkeys(labels, 0.0)
    for key, persons in asked.items():
        missing[key[1]] += max(persons - stay.get(key, 0.0), 0.0)
    return {label: round(persons, 1) for label, persons in missing.items()}


def _run(named: Named, whole: bool, left_out: int) -> dict[str, Any]:
    run, record = named.run, page_record(named.run)
    law = {entry.id: entry.value for entry in run.record.law}
    frames = _frames(run)
    x, y = grid_points(run.sites["lon"], run.sites["lat"])
    return {
        **_provenance(named),
        "left_out": left_out,
        "periods": [period.label for period in run.record.periods],
        "ends": [str(period.end) for period in run.record.periods],
        "due": run.record.due_period,
        "share": record.share.model_dump(),
        "weights": [record.burdens.ukraine_weight, record.burdens.housing_weight],
        "occupancy": law["occupancy_norm_percent"] / 100,
        "without_place": without_place(run, record) if whole else None,
        "goals": [goal.model_dump() for goal in run.record.goals],
        "tables": {table.name: packed(frames[table.name], table) for table in TABLES},
        "points": [x, y],
    }


def _provenance(named: Named) -> dict[str, Any]:
    """What a run rests on."""
    record = named.run.record
    return {
        "letter": named.letter,
        "name": named.run.folder.resolve().name,
        "sha256": named.run.sha256,
        "spreiding": record.spreiding,
        "status": record.status,
        "scenario": record.scenario,
        "model": {"name": record.model.name, "sha256": record.model.sha256, "title": record.model.content.get("title")},
        "findings": len(record.audit.findings),
        "inputs": [
            {"table": item.table, "supplied": item.supplied, "rows": item.rows, "origins": dict(item.origins)}
            for item in record.inputs
        ],
    }


def _against(base: Named, other: Named) -> dict[str, Any]:
    """Rows of every table of differences, and what differs in what the two runs rest on."""
    pair = make_pair(base, other, ())
    held = hold_against(pair)
    return {
        "letter": other.letter,
        "grounds": [str(ground) for ground in pair.grounds[:_MOST_GROUNDS]],
        "grounds_left": max(len(pair.grounds) - _MOST_GROUNDS, 0),
        "other_data": any(ground.is_data for ground in pair.grounds),
        "tables": {table.name: packed(held.frame(table.name), table) for table in DIFFERENCES},
    }


def _frames(run: WrittenRun) -> Mapping[str, pd.DataFrame]:
    return {
        "tasks": run.tasks,
        "sites": run.sites,
        "placements": run.placements,
        "housing": run.housing,
        "scaling": run.scaling,
        "regions": run.regions,
        "staff": run.staff,
    }


def _municipalities(run: WrittenRun, provinces: Sequence[str]) -> set[str]:
    rows = run.tasks[run.tasks["province_code"].isin(list(provinces))] if provinces else run.tasks
    return set(rows["municipality_code"])
