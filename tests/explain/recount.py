"""Every figure of an explanation, counted again from a run's files by code that shares nothing with the program.

Only the standard library and the YAML reader are used. ``recount`` gives, by the key of the statement, what its figures
and its series should be; a statement that should not be there is not in it.
"""

import csv
import hashlib
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
NORMS = {norm["id"]: norm for norm in yaml.safe_load((ROOT / "models/norms.yaml").read_text(encoding="utf-8"))}
ORDINARY, MINORS = ("azc", "accelerated"), ("amv",)
SPECIAL = ("registration", "htl", "ibo", "return", "amv")
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


def recount(run: Run) -> dict[str, Said]:
    """All statements but those of the section on approximated norms, which depend on what was cited."""
    parts = (head, share, moved, limits, limits_of_sites, one_place, behind, origins)
    return {key: said for part in parts for key, said in part(run)}


def head(run: Run) -> Iterator[tuple[str, Said]]:
    found = run.record["audit"]["findings"]
    if found:
        yield "head.audit", Said({"n": len(found)})
    for place, finding in enumerate(found):
        yield (
            f"head.audit.{place}",
            Said({key: finding[key] for key in ("family", "file", "rule", "found", "expected")}),
        )
    model = run.record["model"]
    yield (
        "head.run",
        Said(
            {
                "model": model["name"],
                "sha256": model["sha256"][:12],
                "scenario": run.record["scenario"] or "-",
                "status": run.record["status"],
                "version": run.record["spreiding"],
            }
        ),
    )


def share(run: Run) -> Iterator[tuple[str, Said]]:
    own, record = run.own, run.record["share"]
    need, amv, country = record["national_need"], record["national_amv"], record["inhabitants"]
    population, score = own["population"], Fraction(str(own["ses_woa"]))
    total, people_origin = record["sum_of_weighting_factors"], "/".join(record["population_origins"])
    weight = (1 + score) * population / country
    exact = {name: places * weight / Fraction(total) for name, places in (("places", need), ("amv", amv))}
    rounded = {name: math.floor(places + Fraction(1, 2)) for name, places in exact.items()}
    dates = run.model["dates"]
    yield "share.need", Said({"need": need, "amv": amv, "origin": record["need_origin"]})
    day = {"day": dates["population"], "origin": people_origin}
    yield "share.inhabitants", Said({"population": population, "country": country, **day})
    origin = own["ses_woa_origin"]
    yield "share.score", Said({"score": own["ses_woa"], "year": str(dates["ses_woa_year"]), "origin": origin})
    parts = {"one": 1, "factor": float(1 + score), "population": population, "country": country}
    yield "share.factor", Said({**parts, "weight": float(weight)})
    yield "share.sum", Said({"total": total})
    for name, places in (("places", need), ("amv", amv)):
        steps = {"need": places, "weight": float(weight), "total": total}
        yield f"share.{name}", Said({**steps, "unrounded": float(exact[name]), "rounded": rounded[name]})
    numbers = {"places": rounded["places"], "amv": rounded["amv"]}
    yield "share.regular", Said({**numbers, "regular": rounded["places"] - rounded["amv"]})


def moved(run: Run) -> Iterator[tuple[str, Said]]:
    own = run.own
    net = 0
    for place, item in enumerate(run.model["exchanges"]):
        if run.code in (item["from"], item["to"]):
            other = item["from"] if item["to"] == run.code else item["to"]
            back = {"back": item["in_return"]} if item["in_return"] else {}
            if item["what"] == "housing":
                yield (
                    f"moved.exchange.{place}",
                    Said({"other": other, "n": item["persons"], "half": item["half_year"], **back}),
                )
            else:
                kind = "amv" if item["amv"] else "regular"
                yield f"moved.exchange.{place}", Said({"other": other, "n": item["places"], "kind": kind, **back})
                net += item["places"] * (1 if item["to"] == run.code else -1)
    agreed_kinds = {kind: own[f"agreed_{kind}"] for kind in KINDS}
    before = {"share": own["indicative_places"], "exchanged": net}
    yield "moved.agreed", Said({**before, "agreed": own["indicative_places"] + net, **agreed_kinds})
    rest = [row for row in run.record["rest_task"].get("numbers", []) if row["municipality_code"] == run.code]
    if rest:
        yield from rest_steps(run, rest)
    else:
        yield from plan_steps(run)
    task = own["task_regular"] + own["task_amv"]
    after = {"moved": task - own["indicative_places"] - net, "task": task}
    yield "moved.sum", Said({**before, **after, "regular": own["task_regular"], "amv": own["task_amv"]})


def rest_steps(run: Run, rows: list[Row]) -> Iterator[tuple[str, Said]]:
    """By the rule itself: offers from the model file, and the rate times the share, rounded half up."""
    for row in rows:
        kind = row["kind"]
        offered = run.model["rest_task"]["offers"].get(run.code, {}).get(kind, 0)
        own, rate = run.own[f"agreed_{kind}"], Fraction(row["rate"])
        missing = max(own - offered, 0)
        part = min(math.floor(rate * own + Fraction(1, 2)), missing) - row["tie_lost"]
        figures = {"kind": kind, "offered": offered, "missing": missing, "agreed": own, "rate": row["rate"]}
        yield (
            f"moved.rest.{kind}",
            Said({**figures, "unrounded": float(rate * own), "rest": part, "number": offered + part}),
        )


def plan_steps(run: Run) -> Iterator[tuple[str, Said]]:
    own = run.own
    for kind in KINDS:
        task, fair = own[f"task_{kind}"], own[f"agreed_{kind}"]
        yield f"moved.plan.{kind}", Said({"task": task, "kind": kind, "moved": task - fair, "agreed": fair})
        places, costs = abs(task - fair), 0
        if places and shortfall_decides(run):
            here, elsewhere, costs = giving_back(run, kind)
            figures = {"places": places, "kind": kind, "day": run.model["dates"]["due"], "here": here}
            yield f"moved.delivery.{kind}", Said({**figures, "elsewhere": elsewhere, "costs": costs})
        if places - costs:
            yield f"moved.choice.{kind}", Said({"left": places - costs}, [("", goal) for goal in run.goals])
    if run.table is not None:
        most = sum(row["places_max"] for row in run.table)
        fair = own["agreed_places"]
        if most < fair:
            figures = {"n": len(run.table), "most": most, "lack": fair - most, "agreed": fair}
            yield "moved.capacity", Said(figures)
    yield from standing(run)


def shortfall_decides(run: Run) -> bool:
    delivery, goals = run.families["delivery"], run.goals
    if not delivery["enabled"]:
        return False
    if delivery["strength"] == "hard":
        return True
    evenness = [goals.index(goal) for goal in ("unevenness_total", "unevenness_worst") if goal in goals]
    ordered = run.model["goal_method"] == "lexicographic" and "shortfall" in goals
    return ordered and goals.index("shortfall") < min(evenness, default=99)


def giving_back(run: Run, kind: str) -> tuple[int, int, int]:
    """What it costs to go back to the share, place by place, with whoever in the province it costs the least."""
    task = {row["municipality_code"]: row[f"task_{kind}"] for row in run.province}
    durable = {row["municipality_code"]: row[f"durable_{kind}"] for row in run.province}
    others = [code for code in task if code != run.code]
    step = -1 if task[run.code] > run.own[f"agreed_{kind}"] else 1

    def short() -> int:
        return sum(max(task[code] - durable[code], 0) for code in task)

    before, free = short(), {code: max(durable[code] - task[code], 0) for code in task}
    lacking = {code: max(task[code] - durable[code], 0) for code in task}
    here = lacking[run.code] if step < 0 else free[run.code]
    elsewhere = sum((free if step < 0 else lacking)[code] for code in others)
    for _ in range(abs(task[run.code] - run.own[f"agreed_{kind}"])):
        task[run.code] += step
        # To who has a durable place free, or from who lacks one: the first of them, or else anybody who can.
        best = min(others, key=lambda code: (change(task[code], durable[code], -step), task[code] - step < 0))
        task[best] -= step
    return here, elsewhere, max(short() - before, 0)


def change(task: int, durable: int, step: int) -> int:
    return max(task + step - durable, 0) - max(task - durable, 0)


def durable_places(run: Run, types: tuple[str, ...]) -> int:
    rows = [row for row in run.sites if row["durable"] == "true" and row["stands"] and row["location_type"] in types]
    return sum(row["places"] for row in rows)


def standing(run: Run) -> Iterator[tuple[str, Said]]:
    for group, types, name in (("ordinary", ORDINARY, "regular"), ("special", SPECIAL, "special")):
        places, least = durable_places(run, types), run.law[f"durable_min_{name}"]
        hard = run.families["durable_places"]["strength"] == "hard" or not run.own["durable_places"]
        if run.families["durable_places"]["enabled"] and hard and 0 < places < least:
            yield f"moved.minimum.{group}", Said({"places": places, "least": least})
    lost = sum(row["places"] for row in run.sites if row["stands"] and row["durable"] == "false")
    if lost:
        yield "moved.not_durable", Said({"places": lost, "years": run.law["durable_years"]})
    later = sum(row["places"] for row in run.sites if row["first"] > run.due)
    if later:
        yield "moved.later", Said({"places": later, "period": run.record["due_period"]})
    region, numbers = run.own["region_code"], run.families["regional_tables"]["numbers"]
    if run.families["regional_tables"]["enabled"] and region in numbers:
        shares = sum(row["agreed_places"] for row in run.tasks.values() if row["region_code"] == region)
        figures = {"region": region, "asked": numbers[region], "shares": shares}
        yield "moved.region", Said({**figures, "moved": numbers[region] - shares})


def limits(run: Run) -> Iterator[tuple[str, Said]]:
    own = run.own
    for kind in KINDS:
        found = sum(row[f"task_{kind}"] for row in run.province)
        wanted = sum(row[f"agreed_{kind}"] for row in run.province)
        yield (
            f"limits.provincial.{kind}",
            Said({"kind": kind, "found": found, "wanted": wanted, "slack": wanted - found}),
        )
    yield from band(run)
    for group, types, name in (("ordinary", ORDINARY, "regular"), ("special", SPECIAL, "special")):
        places, least = durable_places(run, types), run.law[f"durable_min_{name}"]
        if places and run.families["durable_places"]["enabled"]:
            yield f"limits.minimum.{group}", Said({"places": places, "least": least, "slack": places - least})
    for kind in KINDS if run.families["delivery"]["enabled"] else ():
        task, durable = own[f"task_{kind}"], own[f"durable_{kind}"]
        figures = {"kind": kind, "day": run.model["dates"]["due"], "durable": durable, "task": task}
        shortfall = max(task - durable, 0)
        yield f"limits.delivery.{kind}", Said({**figures, "slack": durable - task, "shortfall": shortfall})
    worst = [goal["value"] for goal in run.record["goals"] if goal["goal"] == "unevenness_worst"]
    if worst:
        ratio = abs(own["task_places"] - own["agreed_places"]) / max(own["agreed_places"], 1)
        yield "limits.worst", Said({"ratio": ratio, "worst": worst[0], "slack": max(worst[0] - ratio, 0)})
    region, numbers = own["region_code"], run.families["regional_tables"]["numbers"]
    if run.families["regional_tables"]["enabled"] and region in numbers:
        found = sum(row["task_places"] for row in run.tasks.values() if row["region_code"] == region)
        figures = {"region": region, "found": found, "agreed": numbers[region]}
        yield "limits.region", Said({**figures, "slack": numbers[region] - found})


def band(run: Run) -> Iterator[tuple[str, Said]]:
    family, task, fair = run.families["municipal_task"], run.own["task_places"], run.own["agreed_places"]
    low, high = family["min_ratio"], family["max_ratio"]
    if family["enabled"] and low > 0:
        least = min(places for places in range(fair * 20 + 2) if places >= low * fair - 1e-9)
        yield "limits.floor", Said({"ratio": low, "share": fair, "task": task, "slack": task - least})
    if family["enabled"] and high is not None:
        most = max(places for places in range(fair * 20 + 2) if places <= high * fair + 1e-9)
        yield "limits.ceiling", Said({"ratio": high, "share": fair, "task": task, "slack": most - task})


def limits_of_sites(run: Run) -> Iterator[tuple[str, Said]]:
    if run.table is None:
        known = [table["sha256"][:12] for table in run.record["inputs"] if table["table"] == "sites"]
        yield "limits.table", Said({"sha256": known[0] if known else "-"})
    elif run.sites:
        most_of = {row["site_id"]: row["places_max"] for row in run.table}
        places, most = sum(row["places"] for row in run.sites), sum(most_of[row["site_id"]] for row in run.sites)
        figures = {"n": len(run.sites), "places": places, "most": most}
        yield "limits.places", Said({**figures, "slack": most - places})
    family, own = run.families["transition"], run.own
    caps = [family["max_change_places"]] if family["max_change_places"] is not None else []
    if family["max_change_ratio"] is not None and own["today_places"]:
        caps.append(math.floor(family["max_change_ratio"] * own["today_places"] + 1e-9))
    if family["enabled"] and caps:
        change, most = own["change_places"], min(caps)
        yield "limits.transition", Said({"change": change, "most": most, "up": most - change, "down": most + change})
    yield from housing_room(run)
    for facility in ("education", "care", "station"):
        yield from reach(run, facility)


def housing_room(run: Run) -> Iterator[tuple[str, Said]]:
    family = run.families["housing"]
    rows = [row for row in run.housing if row["to_municipality_code"] == run.code]
    halves = [period["half_year"] for period in run.periods]
    if family["enabled"] and all(halves.count(half) == 2 for half in halves):
        used = sum(row["housed_persons"] + row["doorstroom_out_persons"] for row in rows)
        owed, part = run.own["housing_owed_persons"], family["realisation"]
        figures = {"used": used, "owed": owed, "realisation": part, "room": owed * part}
        yield "limits.housing", Said({**figures, "slack": owed * part - used})
    if family["enabled"] and rows:
        late = sum(row["late_persons"] for row in rows)
        now = sum(row["late_persons"] for row in rows if row["period"] == run.labels[-1])
        yield "limits.late", Said({"weeks": run.law["coupling_to_housing_weeks"], "late": late, "now": now})


def reach(run: Run, facility: str) -> Iterator[tuple[str, Said]]:
    family = run.families["reach"]
    limit = {kind: own[facility] for kind, own in family["limits"].items() if facility in own}
    rows = [row for row in run.sites if row["location_type"] in limit]
    if not family["enabled"] or not rows:
        return
    slack = {row["site_id"]: limit[row["location_type"]] - row[f"minutes_{facility}"] for row in rows}
    near = min(rows, key=lambda row: slack[row["site_id"]])
    figures = {"facility": facility, "site": near["site_id"], "minutes": near[f"minutes_{facility}"]}
    figures |= {"most": limit[near["location_type"]], "slack": min(slack.values()), "n": len(rows)}
    yield f"limits.reach.{facility}", Said({**figures, "beyond": sum(1 for minutes in slack.values() if minutes < 0)})


def goal_value(goal: str, tasks: list[Row]) -> float:
    """A goal about numbers, added up over the whole run."""
    if goal == "shortfall":
        return sum(max(row[f"task_{kind}"] - row[f"durable_{kind}"], 0) for row in tasks for kind in KINDS)
    if goal == "unevenness_total":
        return sum(abs(row[f"task_{kind}"] - row[f"agreed_{kind}"]) for row in tasks for kind in KINDS)
    together = {row["municipality_code"]: row["task_regular"] + row["task_amv"] for row in tasks}
    if goal == "unevenness_worst":
        fair = {row["municipality_code"]: row["agreed_places"] for row in tasks}
        return max(abs(number - fair[code]) / max(fair[code], 1) for code, number in together.items())
    burdens: dict[str, float] = {}
    people: dict[str, int] = {}
    for row in tasks:
        beside = row["burden_places"] - row["task_places"] if row["burden_places"] != "" else 0
        region = row["region_code"]
        burdens[region] = burdens.get(region, 0) + beside + together[row["municipality_code"]]
        people[region] = people.get(region, 0) + row["population"]
    whole, all_people = sum(burdens.values()), sum(people.values())
    return sum(abs(burdens[region] - people[region] / all_people * whole) for region in burdens)


def one_place(run: Run) -> Iterator[tuple[str, Said]]:
    numbers = ("shortfall", "unevenness_total", "unevenness_worst", "burden_balance")
    if run.record["rest_task"]["rule"] != "free":
        yield "one_place.fixed", Said({})
    found = {}
    for kind in KINDS:
        for step, word in ((1, "more"), (-1, "fewer")):
            partners = [
                row["municipality_code"]
                for row in run.province
                if row["municipality_code"] != run.code and row[f"task_{kind}"] - step >= 0
            ]
            if partners and run.own[f"task_{kind}"] + step >= 0 and set(numbers) & set(run.goals):
                found[f"one_place.{word}.{kind}"] = Said(
                    {"one": 1, "kind": kind, **changes(run, kind, step, partners, numbers)}
                )
    if found:
        yield "one_place.kept", Said({"others": len(run.province) - 1})
    else:
        yield "one_place.alone", Said({})
    yield from found.items()
    others = [goal for goal in run.goals if goal not in numbers]
    if others:
        yield "one_place.others", Said({}, [("", goal) for goal in others])


def changes(run: Run, kind: str, step: int, partners: list[str], goals: tuple[str, ...]) -> Row:
    figures: Row = {}
    for goal in goals:
        if goal in run.goals:
            now = goal_value(goal, list(run.tasks.values()))
            by = [goal_value(goal, traded(run, kind, step, partner)) - now for partner in partners]
            figures |= {goal: goal, f"{goal}_least": min(by), f"{goal}_most": max(by)}
    return figures


def traded(run: Run, kind: str, step: int, partner: str) -> list[Row]:
    moved_by = {run.code: step, partner: -step}
    name = f"task_{kind}"
    return [{**row, name: row[name] + moved_by.get(code, 0)} for code, row in run.tasks.items()]


def behind(run: Run) -> Iterator[tuple[str, Said]]:
    most_of = {row["site_id"]: row["places_max"] for row in run.table or ()}
    if not run.sites:
        yield "behind.none", Said({})
    for row in run.sites:
        state = "emergency" if row["emergency"] == "true" else "durable" if row["durable"] == "true" else "not durable"
        figures = {"name": row["name"], "site": row["site_id"], "type": row["location_type"], "places": row["places"]}
        figures |= {"opens": row["opens"], "state": state, "operator": row["operator"]}
        figures |= {"most": most_of[row["site_id"]]} if most_of else {}
        figures |= {"closes": row["closes"]} if row["closes"] else {}
        yield f"behind.site.{row['site_id']}", Said(figures)
    ids = {row["site_id"] for row in run.sites}
    closed = [(row["site_id"], row["places_max"]) for row in run.table or () if row["site_id"] not in ids]
    if closed:
        yield "behind.closed", Said({"n": len(closed)}, closed)
    placed = [row for row in run.placements if row["municipality_code"] == run.code]
    for track in sorted({row["track"] for row in placed}):
        yield f"behind.track.{track}", Said({"track": track}, quarters(run, [r for r in placed if r["track"] == track]))
    away = [row for row in placed if row["overflow"] == "true"]
    if away:
        yield "behind.overflow", Said({}, quarters(run, away))
    down = [row for row in run.scaling if row["municipality_code"] == run.code]
    parts = ("reserve_places", "flexible_places", "given_up_places")
    sums = [{"period": row["period"], "persons": sum(row[part] for part in parts)} for row in down]
    if down:
        yield "behind.scaled", Said({}, quarters(run, sums))
    yield from couplings(run)


def quarters(run: Run, rows: list[Row]) -> list[tuple[str, Any]]:
    return [(label, sum(row["persons"] for row in rows if row["period"] == label)) for label in run.labels]


def couplings(run: Run) -> Iterator[tuple[str, Said]]:
    here = [row for row in run.housing if row["to_municipality_code"] == run.code]
    if here:
        flows = {name: sum(row[f"{name}_persons"] for row in here) for name in ("coupled", "housed", "doorstroom")}
        yield "behind.coupled", Said(flows, by(here, "from_municipality_code"))
    away = [row for row in run.housing if row["from_municipality_code"] == run.code]
    if away:
        yield "behind.from_here", Said({}, by(away, "to_municipality_code"))
    own = run.own
    task = {"owed": own["housing_owed_persons"], "backlog": own["housing_backlog_persons"]}
    yield "behind.housing_task", Said({**task, "mean": own["housing_task_persons"]})


def by(rows: list[Row], column: str) -> list[tuple[str, Any]]:
    codes = sorted({row[column] for row in rows})
    return [(code or "-", sum(row["coupled_persons"] for row in rows if row[column] == code)) for code in codes]


def origins(run: Run) -> Iterator[tuple[str, Said]]:
    record = run.record["share"]
    figures = {"need": record["need_origin"], "population": "/".join(record["population_origins"])}
    figures |= {"score": run.own["ses_woa_origin"], "inflow": run.model["inflow"]["origin"]}
    yield "origins.figures", Said(figures)
    for key, column in (("sites", "origin"), ("minutes", "minutes_origin")):
        found = [row[column] for row in run.sites]
        if found:
            yield f"origins.{key}", Said({}, [(origin, found.count(origin)) for origin in sorted(set(found))])
    for table in run.record["inputs"]:
        if table["table"] in ("housing", "housing_task_national"):
            yield f"origins.table.{table['table']}", Said({"table": table["table"]}, list(table["origins"].items()))


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
