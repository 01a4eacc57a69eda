"""The files of a run read with the standard library alone, for counting its figures again."""

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
NORMS = {norm["id"]: norm for norm in yaml.safe_load((ROOT / "models/norms.yaml").read_text(encoding="utf-8"))}
ORDINARY = ("azc", "accelerated")
SPECIAL = ("registration", "htl", "ibo", "return", "amv")
GROUPS = (("ordinary", ORDINARY, "regular"), ("special", SPECIAL, "special"))
KINDS = ("regular", "amv")
Row = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """What a statement should hold: figures by name, and a series of (label, value)."""

    figures: Row
    series: list[tuple[str, Any]] = field(default_factory=list)


def number(text: str) -> Any:
    """A cell as a number where it is one."""
    try:
        return float(text) if "." in text or "e" in text else int(text)
    except ValueError:
        return text


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: number(cell) for name, cell in row.items()} for row in csv.DictReader(file)]


class Run:
    """The files of a run seen from one municipality, read with the standard library."""

    def __init__(self, folder: Path, code: str, site_table: Path | None = None) -> None:
        self.record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        self.model = self.record["model"]["content"]
        self.families = self.model["families"]
        names = ("tasks", "sites", "placements", "housing", "scaling")
        tables = [read(folder / "national" / f"{name}.csv") for name in names]
        tasks, sites, self.placements, self.housing, self.scaling = tables
        self.code = code
        self.tasks = {row["municipality_code"]: agreed(row) for row in tasks}
        self.own = self.tasks[code]
        self.province = [row for row in self.tasks.values() if row["province_code"] == self.own["province_code"]]
        self.law = {entry["id"]: entry["value"] for entry in self.record["law"]}
        self.periods = self.record["periods"]
        self.labels = [period["label"] for period in self.periods]
        self.due = self.labels.index(self.record["due_period"])
        self.sites = [self._window(row) for row in sites if row["municipality_code"] == code]
        self.table = None if site_table is None else [r for r in read(site_table) if r["municipality_code"] == code]

    def _window(self, row: Row) -> Row:
        closes = row["closes"] or "9999-12-31"
        last = max((t for t, period in enumerate(self.periods) if period["end"] <= closes), default=-1)
        first = self.labels.index(row["opens_period"])
        return {**row, "first": first, "stands": first <= self.due <= last}

    @property
    def goals(self) -> list[str]:
        return [goal["goal"] for goal in self.model["goals"]]


def agreed(row: Row) -> Row:
    minors = row["indicative_amv"] + row["exchanged_amv"]
    places = row["indicative_places"] + row["exchanged_places"]
    return {**row, "agreed_places": places, "agreed_amv": minors, "agreed_regular": places - minors}


def durable_places(run: Run, types: tuple[str, ...]) -> int:
    rows = [row for row in run.sites if row["durable"] == "true" and row["stands"] and row["location_type"] in types]
    return sum(row["places"] for row in rows)
