"""Third: which constraints bind, and what is left where they don't: those on the number."""

import math

from spreiding.explain.facts import KINDS, Facts
from spreiding.explain.limits_of_sites import site_limits
from spreiding.explain.standing import MINIMA, standing
from spreiding.explain.statement import Section, Statement, number, signed, text, word
from spreiding.run_files.sites import GROUPS

_TASKS = "tasks.csv: task_places"
_SHARES = "tasks.csv: indicative and exchanged places"


def limits_section(facts: Facts) -> Section:
    """Each limit with its slack; a limit without slack binds."""
    statements = (
        *(_provincial(facts, kind) for kind in KINDS),
        *_band(facts),
        *(found for group in GROUPS for found in _minimum(facts, group)),
        *(_delivery(facts, kind) for kind in KINDS if facts.model.families.delivery.enabled),
        *_worst(facts),
        *_region(facts),
        *site_limits(facts),
    )
    return Section("limits", "What binds, and the slack", "Wat knelt, en de ruimte", statements)


def _provincial(facts: Facts, kind: str) -> Statement:
    found = int(facts.province[f"task_{kind}"].sum())
    wanted = int(facts.province[f"agreed_{kind}"].sum())
    return facts.say(
        f"limits.provincial.{kind}",
        "Besluit-2.1.2 Wet-5.1",
        "The {kind} numbers of the province add up to {found}, its task is {wanted}: slack {slack} places.",
        "De aantallen ({kind}) van de provincie zijn samen {found}, haar opgave is {wanted}: ruimte {slack} plaatsen.",
        binds=found == wanted,
        kind=word(kind, "tasks.csv"),
        found=number(found, "places", f"tasks.csv of the province: task_{kind}, summed"),
        wanted=number(wanted, "places", f"{_SHARES} of the province, summed"),
        slack=number(wanted - found, "places", "task of the province - sum of the numbers"),
    )


def _band(facts: Facts) -> list[Statement]:
    family, share = facts.model.families.municipal_task, int(facts.own["agreed_places"])
    if not family.bounded:
        return []
    task, rows = int(facts.own["task_places"]), []
    if family.min_ratio > 0:
        rows.append(("floor", "least", "minste", family.min_ratio, task - math.ceil(family.min_ratio * share - 1e-9)))
    if family.max_ratio is not None:
        most = math.floor(family.max_ratio * share + 1e-9)
        rows.append(("ceiling", "most", "hoogste", family.max_ratio, most - task))
    return [
        facts.say(
            f"limits.{name}",
            "Wet-5.1",
            f"The model file allows a number of at {english} {{ratio}} x {{share}} places; it is {{task}}: slack "
            "{slack} places.",
            f"Het modelbestand staat een aantal toe van ten {dutch} {{ratio}} x {{share}} plaatsen; het is {{task}}: "
            "ruimte {slack} plaatsen.",
            article="model file, families.municipal_task",
            binds=slack == 0,
            ratio=number(ratio, "ratio", "run.json: model, families.municipal_task", 3),
            share=number(share, "places", _SHARES),
            task=facts.cell("task_places"),
            slack=number(slack, "places", "whole places between the number and the limit"),
        )
        for name, english, dutch, ratio, slack in rows
    ]


def _minimum(facts: Facts, group: str) -> list[Statement]:
    places, least = standing(facts, group), facts.law(MINIMA[group])
    if not places or not facts.model.families.durable_places.enabled or not isinstance(least.value, int):
        return []
    slack = places - least.value
    names = {"ordinary": ("regular", "reguliere"), "special": ("special (amv included)", "bijzondere (amv erbij)")}
    english, dutch = names[group]
    return [
        facts.say(
            f"limits.minimum.{group}",
            "Besluit-3.1",
            f"Durable {english} places here on the due date: {{places}}, to count from {{least}}: slack {{slack}} "
            "places.",
            f"Duurzame {dutch} plaatsen hier op de uiterste datum: {{places}}, tellend vanaf {{least}}: ruimte "
            f"{{slack}} plaatsen.",
            binds=slack <= 0,
            places=number(places, "places", "sites.csv: places, durable, opens, closes, location_type"),
            least=least,
            slack=signed(slack, "places", "places - minimum"),
        )
    ]


def _delivery(facts: Facts, kind: str) -> Statement:
    own = facts.own
    slack = int(own[f"durable_{kind}"] - own[f"task_{kind}"])
    return facts.say(
        f"limits.delivery.{kind}",
        "Wet-7.1a Wet-2.3",
        "Durable {kind} places that count on {day}: {durable}, for a number of {task}: slack {slack} places, "
        "shortfall {shortfall}.",
        "Duurzame plaatsen ({kind}) die op {day} tellen: {durable}, voor een aantal van {task}: ruimte {slack} "
        "plaatsen, tekort {shortfall}.",
        binds=slack <= 0,
        kind=word(kind, "tasks.csv"),
        day=text(str(facts.model.dates.due), "run.json: model, dates.due"),
        durable=facts.cell(f"durable_{kind}"),
        task=facts.cell(f"task_{kind}"),
        slack=signed(slack, "places", f"tasks.csv: durable_{kind} - task_{kind}"),
        shortfall=facts.cell(f"shortfall_{kind}"),
    )


def _worst(facts: Facts) -> list[Statement]:
    reached = [goal.value for goal in facts.run.record.goals if goal.goal == "unevenness_worst"]
    if not reached:
        return []
    own = facts.own
    ratio = abs(own["task_places"] - own["agreed_places"]) / max(own["agreed_places"], 1)
    return [
        facts.say(
            "limits.worst",
            "Wet-5.2-even",
            "Its number is {ratio} times its share away from that share; the furthest of the run is {worst} times: "
            "slack {slack}.",
            "Haar aantal wijkt {ratio} maal haar aandeel daarvan af; het verst afwijkende van de run {worst} maal: "
            "ruimte {slack}.",
            binds=reached[0] - ratio <= 1e-9,
            ratio=number(ratio, "ratio", f"{_TASKS}, {_SHARES}", 3),
            worst=number(reached[0], "ratio", "run.json: goals, unevenness_worst", 3),
            slack=number(max(reached[0] - ratio, 0.0), "ratio", "unevenness_worst - its own", 3),
        )
    ]


def _region(facts: Facts) -> list[Statement]:
    family, region = facts.model.families.regional_tables, str(facts.own["region_code"])
    if not family.enabled or region not in family.numbers:
        return []
    found, agreed = int(facts.tasks.loc[facts.tasks["region_code"] == region, "task_places"].sum()), family.numbers
    return [
        facts.say(
            "limits.region",
            "S17",
            "The numbers of region {region} add up to {found}, its table agreed on {agreed}: slack {slack} places.",
            "De aantallen van regio {region} zijn samen {found}, haar tafel kwam {agreed} overeen: ruimte {slack} "
            "plaatsen.",
            binds=found == agreed[region],
            region=text(region, "tasks.csv: region_code"),
            found=number(found, "places", "tasks.csv of the region: task_places, summed"),
            agreed=number(agreed[region], "places", "run.json: model, families.regional_tables.numbers"),
            slack=number(agreed[region] - found, "places", "agreed - sum of the numbers"),
        )
    ]
