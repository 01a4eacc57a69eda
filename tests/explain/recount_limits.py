"""What binds and what is left, counted again."""

import math
from collections.abc import Iterator

from explain.seen_run import GROUPS, KINDS, Run, Said, durable_places


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
    for group, types, name in GROUPS:
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
