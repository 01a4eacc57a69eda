"""What the tables of documents should hold, from a run's CSV files and run.json, by the standard library."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from report.seen_documents import n, plus

Row = dict[str, str]
ORIGINS = {
    **{"official": "officieel", "reported": "gemeld", "estimate": "schatting"},
    **{"historic": "historisch", "synthetic": "verzonnen", "assumption": "aanname"},
}
TYPES = ("registration", "accelerated", "azc", "amv", "htl", "ibo", "return")
TYPE_WORDS = {"registration": "aanmeld", "accelerated": "versneld", "return": "terugkeer"}
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"


class Files:
    """A run's files, and the rows of one province in them."""

    def __init__(self, folder: Path, province: str) -> None:
        self.record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        tables = {name: rows(folder / "national" / f"{name}.csv") for name in ("tasks", "sites", "regions")}
        self.name = self.record["provinces"][province]
        self.tasks = sorted(of(tables["tasks"], province), key=lambda row: row["municipality"])
        self.sites, self.regions = of(tables["sites"], province), of(tables["regions"], province)

    def numbers(self, row: Row | None = None) -> dict[str, int]:
        """Whole numbers of a municipality, or their sums over the province."""
        names = [name for name, cell in self.tasks[0].items() if cell.lstrip("-").isdigit()]
        some = self.tasks if row is None else [row]
        return {name: sum(int(item[name]) for item in some) for name in names}


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of(table: Iterable[Row], province: str) -> list[Row]:
    return [row for row in table if row["province_code"] == province]


def day(text: str) -> str:
    year, month, number = map(int, text.split("-"))
    return f"{number} {MONTHS.split()[month - 1]} {year}"


def percent(moved: int, share: int) -> str:
    return f"{plus(100 * moved / share, 1)}%" if share else "–"


def given(files: Files) -> list[list[str]]:
    """Table 1 of the decision."""
    found = [
        [row["municipality"], row["municipality_code"], *(n(int(row[f"task_{kind}"])) for kind in KINDS)]
        for row in files.tasks
        if int(row["task_places"])
    ]
    total = files.numbers()
    return [*found, [files.name, "", *(n(total[f"task_{kind}"]) for kind in KINDS)]]


KINDS = ("places", "regular", "amv")


def factors(files: Files) -> list[list[str]]:
    """Table 2 of the decision: the share worked out anew from inhabitants and score."""
    share = files.record["share"]
    found = []
    for row in files.tasks:
        weight = (1 + float(row["ses_woa"])) * int(row["population"]) / share["inhabitants"]
        unrounded = share["national_need"] * weight / share["sum_of_weighting_factors"]
        decimals = len(row["ses_woa"].rstrip("0").partition(".")[2])
        score = n(float(row["ses_woa"]), decimals)
        numbers = [n(int(row["population"])), score, n(weight, 12), n(unrounded, 6)]
        found.append([row["municipality"], *numbers, ORIGINS[row["ses_woa_origin"]]])
    return found


def deviations(files: Files) -> list[list[str]]:
    """Table 3 of the decision."""
    return [
        [
            name,
            n(found["indicative_places"]),
            plus(found["exchanged_places"]),
            n(found["task_regular"] + found["task_amv"]),
            plus(found["task_places"] - found["indicative_places"]),
            percent(found["task_places"] - found["indicative_places"], found["indicative_places"]),
            n(found["durable_regular"] + found["durable_amv"]),
            n(found["shortfall_regular"] + found["shortfall_amv"]),
        ]
        for name, found in all_rows(files)
    ]


def all_rows(files: Files) -> list[tuple[str, dict[str, int]]]:
    own = [(row["municipality"], files.numbers(row)) for row in files.tasks]
    return [*own, (files.name, files.numbers())]


def reported(files: Files) -> list[list[str]]:
    """Table 1 of the report."""
    return [
        [
            *(name, n(found["indicative_places"]), plus(found["exchanged_places"]), n(found["task_places"])),
            *(n(found["task_regular"]), n(found["task_amv"]), plus(found["deviation_places"])),
            percent(found["deviation_places"], found["indicative_places"]),
        ]
        for name, found in all_rows(files)
    ]


def short(files: Files) -> list[list[str]]:
    """Table 4 of the report."""
    names = ("task_places", "durable_places", "shortfall_places", "shortfall_regular", "shortfall_amv")
    return [[name, *(n(found[key]) for key in names)] for name, found in all_rows(files)[:-1] if found[names[2]]]


def burdens(files: Files) -> list[list[str]]:
    """Table 1 of the provincial plan."""
    found = [[row["municipality"], *three(files, [row])] for row in files.tasks]
    return [*found, [files.name, *three(files, files.tasks)]]


def three(files: Files, some: list[Row]) -> list[str]:
    burdens_ = files.record["burdens"]
    known = all(row["ukraine_places"] for row in some)
    places, ukraine = (sum(int(row[name] or 0) for row in some) for name in ("task_places", "ukraine_places"))
    housing = sum(float(row["housing_task_persons"]) for row in some)
    together = places + burdens_["ukraine_weight"] * ukraine + burdens_["housing_weight"] * housing
    people = sum(int(row["population"]) for row in some)
    told = [n(places), n(ukraine) if known else "onbekend", n(housing, 1)]
    return [*told, n(together, 1), n(1000 * together / people, 1)]


def half_years(files: Files) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for period in files.record["periods"]:
        year, half = period["half_year"].split("-")
        found.setdefault(f"{'eerste' if half == 'I' else 'tweede'} halfjaar {year}", []).append(period["label"])
    return found


def state(some: list[Row], period: str, names: Iterable[str]) -> list[str]:
    return [n(sum(float(row[name]) for row in some if row["period"] == period)) for name in names]


def transition(files: Files) -> tuple[list[list[str]], list[list[str]], list[list[str]]]:
    """Tables 3, 4 and 7 of the provincial plan."""
    kinds = ("places", *(f"places_{kind}" for kind in TYPES))
    scaled = ("places", "emergency_places", "reserve_places", "flexible_places", "given_up_places", "persons")
    halves = half_years(files).items()
    types = [[name, *state(files.regions, within[-1], kinds)] for name, within in halves]
    scales = [[name, *state(files.regions, within[-1], scaled)] for name, within in halves]
    houses = [[name, *flows(files.regions, within)] for name, within in halves]
    return types, scales, houses


def flows(
    some: list[Row], within: list[str], names: tuple[str, ...] = ("coupled", "housed", "doorstroom")
) -> list[str]:
    sums = [sum(float(row[f"{name}_persons"]) for row in some if row["period"] in within) for name in names]
    return [*map(n, sums), *state(some, within[-1], ("waiting_persons", "late_persons"))]


def moves(files: Files, column: str) -> list[list[str]]:
    """Tables 5 and 6 of the provincial plan."""
    periods, names = files.record["periods"], {row["municipality_code"]: row["municipality"] for row in files.tasks}
    begin, end = periods[0]["start"], periods[-1]["end"]
    some = [row for row in files.sites if begin < row[column] <= end]
    return [_move(row, column, names) for row in sorted(some, key=lambda row: (row[column], row["site_id"]))]


def _move(row: Row, column: str, names: dict[str, str]) -> list[str]:
    kind = TYPE_WORDS.get(row["location_type"], row["location_type"])
    kind += ", noodopvang" if row["emergency"] == "true" else ""
    place = names[row["municipality_code"]]
    return [day(row[column]), row["name"], place, kind, n(int(row["places"])), ORIGINS[row["origin"]]]


def inputs(record: dict[str, Any]) -> list[tuple[str, list[str], str]]:
    """Of the account's table of inputs: number of rows, rows by origin, checksum."""
    return [
        (
            n(table["rows"]),
            [f"{ORIGINS[key]} {n(count)}" for key, count in table["origins"].items()],
            table["sha256"][:12],
        )
        for table in record["inputs"]
    ]
