"""Places of a municipality that stand without counting, and the limits that hold its number back."""

import math

from spreiding.explain.facts import Facts
from spreiding.explain.statement import Statement, number, text
from spreiding.run_files.sites import GROUPS, durable_on_due

MINIMA = {"ordinary": "durable_min_regular", "special": "durable_min_special"}


def standing(facts: Facts, group: str) -> int:
    """Durable places of a group of site types that stand in the due period, whether they count or not."""
    stands = durable_on_due(facts.sites)
    return int(stands.loc[stands["location_type"].isin(GROUPS[group]), "places"].sum())


def standing_statements(facts: Facts) -> list[Statement]:
    """What keeps places of its sites from counting for the number, each with its amount in places."""
    minima = [_minimum(facts, group) for group in GROUPS] if facts.model.families.durable_places.enabled else []
    return [statement for statement in (*minima, _not_durable(facts), _later(facts), _region(facts)) if statement]


def _minimum(facts: Facts, group: str) -> Statement | None:
    places, least = standing(facts, group), facts.law(MINIMA[group])
    # A soft minimum may be passed; then the places count, unless none of the municipality do.
    passed = facts.model.families.durable_places.soft and facts.own["durable_places"] > 0
    if passed or not isinstance(least.value, int) or not 0 < places < least.value:
        return None
    words = {"ordinary": ("regular", "reguliere"), "special": ("special", "bijzondere")}
    return facts.say(
        f"moved.minimum.{group}",
        "Besluit-3.1",
        f"{{places}} durable {words[group][0]} {{places:place stands|places stand}} here on the due date, fewer than "
        "the minimum of {least} from which they count.",
        f"Op de uiterste datum {{places:staat|staan}} er {{places}} duurzame {words[group][1]} plaatsen, "
        "minder dan het minimum van {least} vanaf waar zij tellen.",
        places=number(places, "places", "sites.csv: places, durable, opens, closes, location_type"),
        least=least,
    )


def _not_durable(facts: Facts) -> Statement | None:
    sites = facts.sites
    there = ~sites["durable"] & (sites["first"] <= sites["due"]) & (sites["due"] <= sites["last"])
    places = int(sites.loc[there, "places"].sum())
    if not places:
        return None
    return facts.say(
        "moved.not_durable",
        "Wet-2.3 S22",
        "Places that stand on the due date without counting, in emergency sites or in sites that close within {years} "
        "years: {places}.",
        "Plaatsen die op de uiterste datum staan zonder te tellen, in noodopvang of in locaties die binnen {years} "
        "jaar sluiten: {places}.",
        places=number(places, "places", "sites.csv: places, durable, opens, closes"),
        years=facts.law("durable_years"),
    )


def _later(facts: Facts) -> Statement | None:
    sites = facts.sites
    places = int(sites.loc[sites["first"] > sites["due"], "places"].sum())
    if not places:
        return None
    return facts.say(
        "moved.later",
        "Wet-7.1a",
        "Places that open only after the quarter of the due date, {period}, and don't count for it: {places}.",
        "Plaatsen die pas na het kwartaal van de uiterste datum, {period}, openen en daarvoor niet tellen: {places}.",
        places=number(places, "places", "sites.csv: places, opens_period"),
        period=text(facts.run.record.due_period, "run.json: due_period"),
    )


def _region(facts: Facts) -> Statement | None:
    family, region = facts.model.families.regional_tables, str(facts.own["region_code"])
    if not family.enabled or region not in family.numbers:
        return None
    members = facts.tasks[facts.tasks["region_code"] == region]
    asked, shares = family.numbers[region], int(members["agreed_places"].sum())
    alone = len(members) == 1
    rest = (
        (
            "It is the only municipality there: all of that falls to it.",
            "Zij is daar de enige gemeente: het komt geheel op haar neer.",
        )
        if alone
        else ("How that is divided in the region is a choice.", "Hoe dat in de regio verdeeld is, is een keuze.")
    )
    return facts.say(
        "moved.region",
        "S17",
        "The table of region {region} agreed on {asked} places; the shares there add up to {shares}, so it moves the "
        f"region by {{moved}}. {rest[0]}",
        "De tafel van regio {region} kwam {asked} plaatsen overeen; de aandelen daar zijn samen {shares}, zodat zij de "
        f"regio {{moved}} verschuift. {rest[1]}",
        region=text(region, "tasks.csv: region_code"),
        asked=number(asked, "places", "run.json: model, families.regional_tables.numbers"),
        shares=number(shares, "places", "tasks.csv of the region: indicative and exchanged places"),
        moved=number(asked - shares, "places", "agreed - shares"),
    )


def most_change(facts: Facts) -> float:
    """Places by which what stands may change (family ``transition``); infinite without a cap."""
    family, today = facts.model.families.transition, int(facts.own["today_places"])
    caps = [math.inf]
    if family.max_change_places is not None:
        caps.append(family.max_change_places)
    if family.max_change_ratio is not None and today:
        caps.append(math.floor(family.max_change_ratio * today + 1e-9))
    return min(caps)
