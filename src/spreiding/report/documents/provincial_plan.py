"""The yearly plan of a province: asylum, Ukraine and housing together, and the transition per half-year."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from spreiding.explain.facts import Facts, Row
from spreiding.explain.vocabulary import DUTCH
from spreiding.report.documents.dutch import UNKNOWN, day, decimal, half_year, signed, whole
from spreiding.report.documents.grounds import CONCEPT, Verantwoording, account
from spreiding.report.documents.provinces import province_rows, sums
from spreiding.report.documents.quarters import Huisvesting, Opvang, half_of, housing, reception, terms
from spreiding.report.documents.says import says
from spreiding.report.kinds import Asked


@dataclass(frozen=True)
class Opgaven:
    """The three tasks of a municipality, or of a region."""

    naam: str = says("name of the municipality or region")
    asiel: str = says("number of reception places given")
    oekraine: str = says("municipal places for people from Ukraine; `onbekend` when not known of all")
    huisvesten: str = says("permit holders to house in the horizon, backlog included", optional=True)
    achterstand: str = says("of whom the backlog at its start; negative: a lead", optional=True)
    huisvesten_halfjaar: str = says("mean housing task of a half-year")
    lasten: str = says("the three together, weighed as the model file says; `–` when it does not")
    lasten_per_1000: str = says("the same per 1,000 inhabitants")
    vandaag: str = says("places of the sites that stand at the start of the horizon", optional=True)
    verandering: str = says("places at its end less those", optional=True)


@dataclass(frozen=True)
class Halfjaar:
    """A half-year of the transition."""

    naam: str = says("name of the half-year")
    opvang: Opvang = says("reception in its last quarter")
    huisvesting: Huisvesting = says("permit holders over the half-year")


@dataclass(frozen=True)
class Locatie:
    """A site that opens or closes within the horizon."""

    halfjaar: str = says("the half-year in which it does", optional=True)
    dag: str = says("the day")
    naam: str = says("name of the site")
    gemeente: str = says("municipality in which it stands")
    soort: str = says("its type, with `noodopvang` where it is an emergency site")
    plaatsen: str = says("its places")
    herkomst: str = says("origin of its row in the site table")


@dataclass(frozen=True)
class ProvinciaalPlan:
    """The content of a provincial plan."""

    merk: str = says("`CONCEPT`, or nothing once released")
    titel: str = says("title of the document")
    provincie: str = says("name of the province")
    begin: str = says("first day of the horizon")
    einde: str = says("first day after it")
    vandaag: str = says("places of the sites that stand at its start")
    verandering: str = says("places at its end less those")
    oekraine_onbekend: str = says("number of municipalities without known places for Ukraine; nothing for none")
    gemeenten: tuple[Opgaven, ...] = says("the tasks of every municipality, by name")
    totaal: Opgaven = says("their sums")
    regios: tuple[Opgaven, ...] = says("the tasks of every region, or of its part in the province")
    halfjaren: tuple[Halfjaar, ...] = says("the transition")
    openingen: tuple[Locatie, ...] = says("sites that open after the start of the horizon, by day")
    sluitingen: tuple[Locatie, ...] = says("sites that close within the horizon, by day")
    verantwoording: Verantwoording = says("the account of the document")


def provincial_plan(asked: Asked, province: str, facts: Mapping[str, Facts]) -> ProvinciaalPlan:
    """The plan of a province; ``facts`` of all its municipalities, by code."""
    rows, periods = province_rows(asked.run, province), asked.run.record.periods
    one, name = facts[rows["municipality_code"].iloc[0]], asked.run.record.provinces[province]
    regions = asked.run.regions[asked.run.regions["province_code"] == province]
    begin, end = periods[0].start, periods[-1].end
    unknown, total = int(rows["ukraine_places"].isna().sum()), sums(rows)
    names = regions.drop_duplicates("region_code").set_index("region_code")["region"]
    by_region = [(names[code], part) for code, part in rows.groupby("region_code")]
    halves = terms([period.label for period in periods], half_of)
    return ProvinciaalPlan(
        merk="" if asked.released else CONCEPT,
        titel=f"Provinciaal plan opvang en huisvesting {name} {_span(begin, end)}",
        provincie=name,
        begin=day(begin),
        einde=day(end),
        vandaag=whole(total["today_places"]),
        verandering=signed(total["change_places"]),
        oekraine_onbekend=whole(unknown) if unknown else "",
        gemeenten=tuple(_tasks(str(row["municipality"]), rows.loc[[place]]) for place, row in rows.iterrows()),
        totaal=_tasks(name, rows),
        regios=tuple(_tasks(str(region), part) for region, part in by_region),
        halfjaren=tuple(
            Halfjaar(half_year(half), reception(regions, within), housing(regions, within))
            for half, within in halves.items()
        ),
        openingen=_sites(asked, rows, "opens", begin, end),
        sluitingen=_sites(asked, rows, "closes", begin, end),
        verantwoording=account(one),
    )


def _span(begin: date, end: date) -> str:
    last = end.year if (end.month, end.day) > (1, 1) else end.year - 1
    return str(begin.year) if last == begin.year else f"{begin.year}–{last}"


def _tasks(name: str, rows: pd.DataFrame) -> Opgaven:
    """The tasks of one municipality or the sums of several; what is not known of all is unknown."""
    burden, people = float(rows["burden_places"].sum(skipna=False)), int(rows["population"].sum())
    ukraine = float(rows["ukraine_places"].sum(skipna=False))
    return Opgaven(
        naam=name,
        asiel=whole(int(rows["task_places"].sum())),
        oekraine=UNKNOWN if math.isnan(ukraine) else whole(ukraine),
        huisvesten=whole(int(rows["housing_owed_persons"].sum())),
        achterstand=whole(int(rows["housing_backlog_persons"].sum())),
        huisvesten_halfjaar=decimal(float(rows["housing_task_persons"].sum()), 1),
        lasten="–" if math.isnan(burden) else decimal(burden, 1),
        lasten_per_1000="–" if math.isnan(burden) or not people else decimal(1000 * burden / people, 1),
        vandaag=whole(int(rows["today_places"].sum())),
        verandering=signed(int(rows["change_places"].sum())),
    )


def _sites(asked: Asked, rows: pd.DataFrame, column: str, begin: date, end: date) -> tuple[Locatie, ...]:
    """Sites of which the day in a column lies in the horizon, after its first day."""
    names: dict[str, str] = dict(zip(rows["municipality_code"], rows["municipality"], strict=True))
    sites = asked.run.sites[asked.run.sites["municipality_code"].isin(list(names))]
    within = sites[(sites[column] > str(begin)) & (sites[column] <= str(end))].sort_values([column, "site_id"])
    return tuple(_site(row, column, names) for row in within.to_dict("records"))


def _site(row: Row, column: str, names: Mapping[str, str]) -> Locatie:
    when = date.fromisoformat(str(row[column]))
    kind = DUTCH[str(row["location_type"])]
    return Locatie(
        halfjaar=half_year(f"{when.year}-{'I' if when.month <= 6 else 'II'}"),
        dag=day(when),
        naam=str(row["name"]),
        gemeente=names[str(row["municipality_code"])],
        soort=f"{kind}, noodopvang" if row["emergency"] else kind,
        plaatsen=whole(row["places"]),
        herkomst=DUTCH[str(row["origin"])],
    )
