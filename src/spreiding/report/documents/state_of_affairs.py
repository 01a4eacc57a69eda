"""The yearly state of affairs for the national table (Uitvoeringsagenda 6.1): its content from a run."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from spreiding.explain.facts import Facts
from spreiding.explain.vocabulary import DUTCH
from spreiding.report.documents.dutch import day, decimal, listed, quarter, signed, whole
from spreiding.report.documents.grounds import CONCEPT, Verantwoording, account
from spreiding.report.documents.provinces import Aantallen, numbers, province_rows, sums
from spreiding.report.documents.quarters import Huisvesting, Opvang, housing, reception, terms, year_of
from spreiding.report.documents.says import says
from spreiding.report.kinds import Asked
from spreiding.run_files.record import GoalReached


@dataclass(frozen=True)
class Provinciestand:
    """A province, or all of them together."""

    naam: str = says("name of the province, or `Totaal`")
    aantallen: Aantallen = says("sums over its municipalities")
    vandaag: str = says("places of the sites that stand at the start of the horizon")
    verandering: str = says("places at its end less those")


@dataclass(frozen=True)
class Jaarstand:
    """A province at the end of a year."""

    naam: str = says("name of the province, or `Totaal`")
    opvang: Opvang = says("reception in the last quarter")
    huisvesting: Huisvesting = says("permit holders over the year")


@dataclass(frozen=True)
class Jaar:
    """A year of the horizon."""

    naam: str = says("the year")
    kwartaal: str = says("its last quarter in the horizon")
    provincies: tuple[Jaarstand, ...] = says("every province, and the last row their total")


@dataclass(frozen=True)
class Doel:
    """A goal of the plan."""

    naam: str = says("the goal")
    waarde: str = says("its value in the plan")
    eenheid: str = says("its unit")
    grens: str = says("no plan of this model has less, the goals before it kept; `–` when not known")


@dataclass(frozen=True)
class StandVanZaken:
    """The content of a state of affairs."""

    merk: str = says("`CONCEPT`, or nothing once released")
    titel: str = says("title of the document")
    omvang: str = says("the provinces it is about")
    begin: str = says("first day of the horizon")
    einde: str = says("first day after it")
    uiterste_datum: str = says("day on which the places must be there")
    provincies: tuple[Provinciestand, ...] = says("every province, and the last row their total")
    jaren: tuple[Jaar, ...] = says("the years of the horizon")
    alle_provincies: str = says("`ja` when it is about all provinces of the run, to which the goals belong")
    doelen: tuple[Doel, ...] = says("goals of the run, in their order")
    verantwoording: Verantwoording = says("the account of the document")


_UNITS = {
    "person-quarters": "persoonskwartalen",
    "place-quarters": "plaatskwartalen",
    "places": "plaatsen",
    "ratio": "maal het aandeel",
    "moves": "verhuizingen",
    "EUR": "euro",
    "places or persons": "plaatsen of personen",
}


def state_of_affairs(asked: Asked, facts: Mapping[str, Facts]) -> StandVanZaken:
    """The state of affairs of the provinces asked for; ``facts`` of all their municipalities, by code."""
    record, names = asked.run.record, asked.run.record.provinces
    rows = {code: province_rows(asked.run, code) for code in asked.provinces}
    one, periods = next(iter(facts.values())), record.periods
    years = terms([period.label for period in periods], year_of)
    every = asked.provinces == tuple(sorted(names))
    states = [_province(names[code], part) for code, part in rows.items()]
    return StandVanZaken(
        merk="" if asked.released else CONCEPT,
        titel=f"Stand van zaken opvang en huisvesting {listed(list(years))}",
        omvang=listed([names[code] for code in asked.provinces]),
        begin=day(periods[0].start),
        einde=day(periods[-1].end),
        uiterste_datum=day(one.model.dates.due),
        provincies=(*states, _province("Totaal", pd.concat(rows.values()))),
        jaren=tuple(_year(asked, year, within) for year, within in years.items()),
        alle_provincies="ja" if every else "",
        doelen=tuple(_goal(goal) for goal in record.goals),
        verantwoording=account(one),
    )


def _province(name: str, rows: pd.DataFrame) -> Provinciestand:
    total = sums(rows)
    return Provinciestand(name, numbers(total), whole(total["today_places"]), signed(total["change_places"]))


def _year(asked: Asked, year: str, within: list[str]) -> Jaar:
    regions, names = asked.run.regions, asked.run.record.provinces
    parts = [(names[code], regions[regions["province_code"] == code]) for code in asked.provinces]
    parts.append(("Totaal", regions[regions["province_code"].isin(asked.provinces)]))
    states = tuple(Jaarstand(name, reception(part, within), housing(part, within)) for name, part in parts)
    return Jaar(year, quarter(within[-1]), states)


def _goal(goal: GoalReached) -> Doel:
    decimals = 1 if goal.unit == "ratio" else 0
    bound = "–" if goal.bound is None else decimal(goal.bound, decimals)
    name, unit = DUTCH.get(goal.goal, goal.goal), _UNITS.get(goal.unit, goal.unit)
    return Doel(name[0].upper() + name[1:], decimal(goal.value, decimals), unit, bound)
