"""The share and what moved the number from there, counted again."""

import math
from collections.abc import Iterator
from fractions import Fraction

from explain.seen_run import GROUPS, KINDS, Row, Run, Said, durable_places


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


def standing(run: Run) -> Iterator[tuple[str, Said]]:
    for group, types, name in GROUPS:
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
