"""One place more or fewer, and what stands behind a number, counted again."""

from collections.abc import Iterator
from typing import Any

from explain.seen_run import KINDS, Row, Run, Said


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
