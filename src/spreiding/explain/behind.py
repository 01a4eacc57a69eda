"""Fifth: the sites and tracks behind the number, the couplings and the housing."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from spreiding.explain.facts import Facts
from spreiding.explain.statement import Figure, Section, Statement, name, number, text, word


def behind_section(facts: Facts) -> Section:
    """Open sites one by one, candidates left closed, persons per track and quarter, couplings and housing."""
    sites = [_site(facts, row) for row in facts.sites.to_dict("records")] or [_none(facts)]
    statements = (
        *sites,
        *_closed(facts),
        *_tracks(facts),
        *_overflow(facts),
        *_scaled(facts),
        *_coupled(facts),
        _task(facts),
    )
    return Section("behind", "The sites and tracks behind it", "De locaties en sporen erachter", statements)


def _none(facts: Facts) -> Statement:
    return facts.say(
        "behind.none",
        "S01",
        "No site is open here in the plan.",
        "In het plan is hier geen locatie open.",
    )


def _site(facts: Facts, row: Mapping[Hashable, Any]) -> Statement:
    state = "emergency" if row["emergency"] else "durable" if row["durable"] else "not durable"
    figures: dict[str, Figure] = {
        "name": name(row["name"], "sites.csv: name"),
        "site": name(row["site_id"], "sites.csv: site_id"),
        "type": word(row["location_type"], "sites.csv: location_type"),
        "places": number(row["places"], "places", "sites.csv: places"),
        "opens": text(row["opens"], "sites.csv: opens"),
        "state": word(state, "sites.csv: durable, emergency"),
        "operator": word(row["operator"], "sites.csv: operator"),
    }
    english, dutch = _SITE
    most = _most(facts, row["site_id"])
    if most is not None:
        figures["most"] = number(most, "places", "the site table: places_max")
        english, dutch = f"{english} of at most {{most}}", f"{dutch} van ten hoogste {{most}}"
    english, dutch = f"{english}, open from {{opens}}", f"{dutch}, open vanaf {{opens}}"
    if row["closes"]:
        figures["closes"] = text(row["closes"], "sites.csv: closes")
        english, dutch = f"{english} until {{closes}}", f"{dutch} tot {{closes}}"
    if row["transport_organised"]:
        english, dutch = f"{english}, with transport", f"{dutch}, met vervoer"
    tail = ", {state}, {operator}."
    return facts.say(f"behind.site.{row['site_id']}", "S01 Wet-2.3 S20", english + tail, dutch + tail, more=figures)


_SITE = (
    "{name} ({site}): {type}, {places} {places:place|places}",
    "{name} ({site}): {type}, {places} {places:plaats|plaatsen}",
)


def _most(facts: Facts, site: str) -> int | None:
    if facts.candidates is None:
        return None
    return int(facts.candidates.set_index("site_id")["places_max"][site])


def _closed(facts: Facts) -> list[Statement]:
    if facts.candidates is None:
        return []
    closed = facts.candidates[~facts.candidates["site_id"].isin(facts.sites["site_id"])]
    if closed.empty:
        return []
    rows = zip(closed["site_id"], closed["places_max"], strict=True)
    return [
        facts.say(
            "behind.closed",
            "S01",
            "Of the candidates in the site table {n} {n:stays|stay} closed, with at most so many places: {series}.",
            "Van de kandidaten in de locatietabel {n:blijft er|blijven er} {n} dicht, met ten hoogste zoveel plaatsen: "
            "{series}.",
            n=number(len(closed), "sites", "the site table, counted"),
            series=tuple((str(site), number(int(most), "places", "the site table: places_max")) for site, most in rows),
        )
    ]


def _tracks(facts: Facts) -> list[Statement]:
    placed = facts.run.placements[facts.run.placements["municipality_code"] == facts.code]
    return [
        facts.say(
            f"behind.track.{track}",
            "S02 S08",
            "Persons of the track {track} at its sites, mean of the quarter: {series}.",
            "Personen van het spoor {track} op haar locaties, gemiddeld in het kwartaal: {series}.",
            track=word(str(track), "placements.csv: track"),
            series=_quarters(facts, own, "placements.csv: persons, summed over its sites"),
        )
        for track, own in placed.groupby("track")
    ]


def _overflow(facts: Facts) -> list[Statement]:
    placed = facts.run.placements[facts.run.placements["municipality_code"] == facts.code]
    away = placed[placed["overflow"]]
    if away.empty:
        return []
    return [
        facts.say(
            "behind.overflow",
            "S04",
            "Of all these, at another type of site than their own: {series}.",
            "Van hen allen, op een ander type locatie dan het eigen: {series}.",
            series=_quarters(facts, away, "placements.csv: persons with overflow, summed over its sites"),
        )
    ]


def _scaled(facts: Facts) -> list[Statement]:
    down = facts.run.scaling[facts.run.scaling["municipality_code"] == facts.code]
    if down.empty:
        return []
    columns = ["reserve_places", "flexible_places", "given_up_places"]
    source = f"scaling.csv: {' + '.join(columns)}, summed over its sites"
    rows = down.assign(scaled=down[columns].sum(axis=1))
    return [
        facts.say(
            "behind.scaled",
            "S13 S14 S22",
            "Of its places, in reserve, used by others or given up, mean of the quarter: {series}.",
            "Van haar plaatsen, in reserve, door anderen gebruikt of afgebouwd, gemiddeld in het kwartaal: {series}.",
            series=_quarters(facts, rows, source, "scaled", "places"),
        )
    ]


def _quarters(
    facts: Facts, rows: pd.DataFrame, source: str, column: str = "persons", unit: str = "persons"
) -> tuple[tuple[str, Figure], ...]:
    """The sum of a column per period, 0 where there is no row."""
    sums = rows.groupby("period")[column].sum()
    return tuple(
        (period.label, number(float(sums.get(period.label, 0.0)), unit, source, 1))
        for period in facts.run.record.periods
    )


def _coupled(facts: Facts) -> list[Statement]:
    housing = facts.run.housing
    to_here = housing[housing["to_municipality_code"] == facts.code]
    from_here = housing[(housing["from_municipality_code"] == facts.code)]
    rows = []
    if len(to_here):
        sums = {column: float(to_here[f"{column}_persons"].sum()) for column in _FLOWS}
        rows.append(
            facts.say(
                "behind.coupled",
                "S06 Hw-28 S07",
                "Permit holders coupled to it over the horizon: {coupled}; {housed} of those who wait get a dwelling, "
                "{doorstroom} a doorstroomlocatie. By the municipality of the azc they leave: {series}.",
                "Vergunninghouders die over de horizon aan haar gekoppeld worden: {coupled}; {housed} van wie wacht "
                "krijgt een woning, {doorstroom} een doorstroomlocatie. Naar gemeente van het azc dat zij verlaten: "
                "{series}.",
                series=_by(to_here, "from_municipality_code"),
                more={key: number(value, "persons", f"housing.csv: {key}_persons", 1) for key, value in sums.items()},
            )
        )
    if len(from_here):
        rows.append(
            facts.say(
                "behind.from_here",
                "S06",
                "Permit holders at its azcs are coupled to: {series}.",
                "Vergunninghouders op haar azc's worden gekoppeld aan: {series}.",
                series=_by(from_here, "to_municipality_code"),
            )
        )
    return rows


_FLOWS = ("coupled", "housed", "doorstroom")


def _by(rows: pd.DataFrame, column: str) -> tuple[tuple[str, Figure], ...]:
    """Persons coupled, by the municipality at the other end; without one, the region has no open azc then."""
    sums = rows.groupby(column)["coupled_persons"].sum()
    return tuple(
        (str(code) or "-", number(float(persons), "persons", f"housing.csv: coupled_persons by {column}", 1))
        for code, persons in sums.items()
    )


def _task(facts: Facts) -> Statement:
    return facts.say(
        "behind.housing_task",
        "Hw-29.1 Hw-29-backlog",
        "Its housing task over the horizon is {owed} persons, a backlog of {backlog} included; {mean} in a mean "
        "half-year.",
        "Haar huisvestingstaak over de horizon is {owed} personen, een achterstand van {backlog} inbegrepen; {mean} in "
        "een gemiddeld halfjaar.",
        owed=facts.cell("housing_owed_persons", "persons"),
        backlog=facts.cell("housing_backlog_persons", "persons"),
        mean=facts.cell("housing_task_persons", "persons", 3),
    )
