"""Limits on what stands in a municipality: places of its sites, change, housing, and what must be within reach."""

import math

from spreiding.explain.facts import Facts
from spreiding.explain.standing import most_change
from spreiding.explain.statement import Statement, name, number, signed, text, word

FACILITIES = ("education", "care", "station")


def site_limits(facts: Facts) -> list[Statement]:
    """Each limit with its slack, in places, persons or minutes."""
    return [*_places(facts), *_transition(facts), *_housing(facts), *_late(facts), *_reach(facts)]


def _places(facts: Facts) -> list[Statement]:
    sites = facts.sites
    if facts.candidates is None:
        return [
            facts.say(
                "limits.table",
                "S01",
                "The site table of the run is not at hand (its checksum begins with {sha256}), so that the most places "
                "of a site are not known here: give it with --data.",
                "De locatietabel van de run is er niet bij (haar checksum begint met {sha256}), zodat het grootste "
                "aantal plaatsen van een locatie hier niet bekend is: geef haar met --data.",
                sha256=text(site_table_sha256(facts), "run.json: inputs, sites"),
            )
        ]
    if sites.empty:
        return []
    most = facts.candidates.set_index("site_id")["places_max"].reindex(sites["site_id"])
    slack = int(most.sum()) - int(sites["places"].sum())
    return [
        facts.say(
            "limits.places",
            "S01",
            "Its {n} open {n:site has|sites have} {places} places of at most {most}: slack {slack} places.",
            "Haar {n} open {n:locatie heeft|locaties hebben} {places} plaatsen van ten hoogste {most}: ruimte {slack} "
            "plaatsen.",
            binds=slack == 0,
            n=number(len(sites), "sites", "sites.csv, counted"),
            places=number(int(sites["places"].sum()), "places", "sites.csv: places, summed"),
            most=number(int(most.sum()), "places", "the site table: places_max of those sites, summed"),
            slack=number(slack, "places", "most - places"),
        )
    ]


def site_table_sha256(facts: Facts) -> str:
    """The beginning of the checksum of the run's site table; empty where the run names none."""
    return next((table.sha256[:12] for table in facts.run.record.inputs if table.table == "sites"), "-")


def _transition(facts: Facts) -> list[Statement]:
    most = most_change(facts)
    if not facts.model.families.transition.enabled or math.isinf(most):
        return []
    change = int(facts.own["change_places"])
    return [
        facts.say(
            "limits.transition",
            "S22",
            "What stands here changes by {change} places, at most {most} up or, beside what closes anyway, down: slack "
            "{up} up, {down} down.",
            "Wat hier staat verandert met {change} plaatsen, ten hoogste {most} omhoog of, naast wat toch sluit, "
            "omlaag: ruimte {up} omhoog, {down} omlaag.",
            binds=change >= most or change <= -most,
            change=signed(change, "places", "tasks.csv: change_places"),
            most=number(most, "places", "run.json: model, families.transition; tasks.csv: today_places"),
            up=number(most - change, "places", "most - change_places"),
            down=number(most + change, "places", "most + change_places"),
        )
    ]


def _housing(facts: Facts) -> list[Statement]:
    family, halves = facts.model.families.housing, [period["half_year"] for period in facts.run.raw["periods"]]
    if not family.enabled or any(halves.count(half) != 2 for half in halves):
        # Half of what is owed in a half-year may be used per quarter; the files hold no half-year by itself.
        return []
    rows = facts.run.housing[facts.run.housing["to_municipality_code"] == facts.code]
    used = float(rows["housed_persons"].sum() + rows["doorstroom_out_persons"].sum())
    room = family.realisation * float(facts.own["housing_owed_persons"])
    return [
        facts.say(
            "limits.housing",
            "Hw-29.1 Hw-29-backlog",
            "Permit holders who get a dwelling here: {used} persons, of {owed} owed x {realisation} realised = {room}: "
            "slack {slack} persons.",
            "Vergunninghouders die hier een woning krijgen: {used} personen, van {owed} verschuldigd x {realisation} "
            "gerealiseerd = {room}: ruimte {slack} personen.",
            binds=room - used < 0.5,
            used=number(used, "persons", "housing.csv: housed_persons + doorstroom_out_persons, summed", 1),
            owed=facts.cell("housing_owed_persons", "persons"),
            realisation=number(family.realisation, "ratio", "run.json: model, families.housing.realisation", 2),
            room=number(room, "persons", "tasks.csv: housing_owed_persons x realisation", 1),
            slack=number(room - used, "persons", "room - used", 1),
        )
    ]


def _late(facts: Facts) -> list[Statement]:
    rows = facts.run.housing[facts.run.housing["to_municipality_code"] == facts.code]
    if not facts.model.families.housing.enabled or rows.empty:
        return []
    last = rows[rows["period"] == facts.run.record.periods[-1].label]
    return [
        facts.say(
            "limits.late",
            "S07",
            "Coupled to it longer than {weeks} weeks ago and still in reception: {late} person-quarters over the "
            "horizon, {now} persons at its end.",
            "Langer dan {weeks} weken geleden aan haar gekoppeld en nog in de opvang: {late} persoonkwartalen over de "
            "horizon, {now} personen aan het eind.",
            binds=float(rows["late_persons"].sum()) > 0,
            weeks=facts.law("coupling_to_housing_weeks"),
            late=number(float(rows["late_persons"].sum()), "person-quarters", "housing.csv: late_persons, summed", 3),
            now=number(float(last["late_persons"].sum()), "persons", "housing.csv: late_persons, last period", 3),
        )
    ]


def _reach(facts: Facts) -> list[Statement]:
    return [found for facility in FACILITIES for found in _facility(facts, facility)]


def _facility(facts: Facts, facility: str) -> list[Statement]:
    """The site with the least slack: its minutes to a facility against the limit of its type."""
    family, sites = facts.model.families.reach, facts.sites
    limits = {kind: own[facility] for kind, own in family.limits.items() if facility in own}
    limited = sites[sites["location_type"].isin(list(limits))]
    if not family.enabled or limited.empty:
        return []
    minutes, most = limited[f"minutes_{facility}"], limited["location_type"].map(limits).astype(float)
    slack = most - minutes
    tightest = slack.sort_values(kind="stable").index[0]
    near = limited.loc[tightest]
    return [
        facts.say(
            f"limits.reach.{facility}",
            "S10",
            "Within reach ({facility}), least slack: site {site}, {minutes} of {most} minutes: slack {slack} minutes; "
            "{beyond} of {n} sites {beyond:passes|pass} the limit, with transport.",
            "Bereikbaarheid ({facility}), minste ruimte: locatie {site}, {minutes} van {most} minuten: ruimte {slack} "
            "minuten; {beyond} van {n} locaties {beyond:gaat|gaan} over de grens, met vervoer.",
            binds=bool(slack.min() <= 0),
            facility=word(facility, "run.json: model, families.reach.limits"),
            site=name(str(near["site_id"]), "sites.csv: site_id"),
            minutes=number(float(near[f"minutes_{facility}"]), "minutes", f"sites.csv: minutes_{facility}", 1),
            most=number(limits[near["location_type"]], "minutes", "run.json: model, families.reach.limits", 1),
            slack=signed(float(slack.min()), "minutes", "limit - minutes", 1),
            beyond=number(int((slack < 0).sum()), "sites", "sites beyond the limit, counted"),
            n=number(len(limited), "sites", "sites.csv, counted"),
        )
    ]
