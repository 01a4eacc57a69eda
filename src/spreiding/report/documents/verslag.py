"""What the King's Commissioner reports of the numbers on the provincial table (Wet art. 4): its content from a run.

How the consultation went stands in no run: only numbers, offers and exchanges do, and what was recorded beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from spreiding.consultation.read import read_log
from spreiding.explain.facts import Facts
from spreiding.model_exchanges import HousingExchange, ReceptionExchange
from spreiding.report.documents.dutch import day, half_year, listed, whole
from spreiding.report.documents.grounds import CONCEPT, Verantwoording, account
from spreiding.report.documents.provinces import Aantallen, decision_years, numbers, province_rows, sums
from spreiding.report.documents.says import says
from spreiding.report.kinds import Asked


@dataclass(frozen=True)
class GemeenteInVerslag:
    """A municipality with its numbers."""

    naam: str = says("name of the municipality")
    aantallen: Aantallen = says("its numbers")


@dataclass(frozen=True)
class Tekort:
    """A municipality without durable places for all of its number on the due date."""

    naam: str = says("name of the municipality")
    aantal: str = says("its number")
    duurzaam: str = says("durable places on the due date")
    tekort: str = says("places of the number without one")
    regulier: str = says("of which regular")
    amv: str = says("of which for amv")


@dataclass(frozen=True)
class Aanbod:
    """What a municipality offered, and its part in what nobody offered, regular or amv."""

    gemeente: str = says("name of the municipality")
    soort: str = says("`regulier` or `amv`")
    aandeel: str = says("indicative number with exchanges")
    aangeboden: str = says("places offered")
    ontbreekt: str = says("places of the share that were not offered")
    restant: str = says("places that the rule for the rest adds")
    aantal: str = says("the number that follows")


@dataclass(frozen=True)
class Uitwisseling:
    """An entry of the ledger of exchanges."""

    van: str = says("municipality that hands over")
    naar: str = says("municipality that takes over")
    wat: str = says("how many of what")
    tegenprestatie: str = says("what is given in return, in the words of the model file")


@dataclass(frozen=True)
class Inbreng:
    """What was recorded at the table."""

    datum: str = says("day on which it was recorded")
    wie: str = says("who said it, as it was recorded")
    wat: str = says("what it is, about whom, and how many places")
    waarom: str = says("why, as it was recorded")


@dataclass(frozen=True)
class Verslag:
    """The content of a report."""

    merk: str = says("`CONCEPT`, or nothing once released")
    titel: str = says("title of the document")
    provincie: str = says("name of the province")
    jaren: str = says("the two calendar years, such as `2025 en 2026`")
    datum_raming: str = says("day of the estimate of need", optional=True)
    uiterste_datum: str = says("day on which the places must be there")
    behoefte: str = says("national need in places", optional=True)
    behoefte_amv: str = says("of which for amv", optional=True)
    totaal: Aantallen = says("sums over the province")
    boven: str = says("how many municipalities get more than their indicative number")
    onder: str = says("how many get fewer")
    gelijk: str = says("how many get just that")
    gemeenten: tuple[GemeenteInVerslag, ...] = says("all municipalities of the province, by name")
    aanbod: tuple[Aanbod, ...] = says("offers and the division of the rest; none when the goals decide the numbers")
    uitwisselingen: tuple[Uitwisseling, ...] = says("exchanges in the ledger of the run that touch the province")
    inbreng: tuple[Inbreng, ...] = says("what was recorded of the consultation beside the run, about the province")
    tekorten: tuple[Tekort, ...] = says("municipalities without durable places for all of their number")
    noodopvang: str = says("places in emergency sites in the quarter of the due date")
    verantwoording: Verantwoording = says("the account of the document")


def verslag(asked: Asked, province: str, facts: Mapping[str, Facts]) -> Verslag:
    """The report of a province; ``facts`` of all its municipalities, by code."""
    rows, run = province_rows(asked.run, province), asked.run
    one = facts[rows["municipality_code"].iloc[0]]
    name, years, moved = run.record.provinces[province], decision_years(one), rows["deviation_places"]
    due = run.regions[(run.regions["province_code"] == province) & (run.regions["period"] == run.record.due_period)]
    municipalities = [GemeenteInVerslag(str(row["municipality"]), numbers(row)) for row in rows.to_dict("records")]
    short = rows[rows["shortfall_places"] > 0].to_dict("records")
    return Verslag(
        merk="" if asked.released else CONCEPT,
        titel=f"Verslag van de commissaris van de Koning in {name} over de verdeling van opvangplaatsen "
        f"{'–'.join(years)}",
        provincie=name,
        jaren=listed(years),
        datum_raming=day(one.model.dates.estimate),
        uiterste_datum=day(one.model.dates.due),
        behoefte=whole(one.share.national_need),
        behoefte_amv=whole(one.share.national_amv),
        totaal=numbers(sums(rows)),
        boven=whole(int(moved.gt(0).sum())),
        onder=whole(int(moved.lt(0).sum())),
        gelijk=whole(int(moved.eq(0).sum())),
        gemeenten=tuple(municipalities),
        aanbod=tuple(_offers(one, rows)),
        uitwisselingen=tuple(_exchanges(one, rows)),
        inbreng=tuple(_recorded(asked, province, rows)),
        tekorten=tuple(Tekort(str(row["municipality"]), *(whole(row[name]) for name in _SHORT)) for row in short),
        noodopvang=whole(int(due["emergency_places"].sum())),
        verantwoording=account(one),
    )


_SHORT = ("task_places", "durable_places", "shortfall_places", "shortfall_regular", "shortfall_amv")


def _offers(one: Facts, rows: pd.DataFrame) -> Iterator[Aanbod]:
    names: dict[str, str] = dict(zip(rows["municipality_code"], rows["municipality"], strict=True))
    found = [row for row in one.rest.numbers if row.municipality_code in names]
    place = {code: number for number, code in enumerate(names)}
    for row in sorted(found, key=lambda item: (place[item.municipality_code], item.kind != "regular")):
        yield Aanbod(
            names[row.municipality_code],
            "regulier" if row.kind == "regular" else "amv",
            whole(row.agreed_places),
            whole(row.offered_places),
            whole(row.missing_places),
            whole(row.rest_places),
            whole(row.number_places),
        )


def _exchanges(one: Facts, rows: pd.DataFrame) -> Iterator[Uitwisseling]:
    own, tasks = set(rows["municipality_code"]), one.run.tasks
    names: dict[str, str] = dict(zip(tasks["municipality_code"], tasks["municipality"], strict=True))
    for item in one.model.exchanges:
        if own & {item.from_code, item.to_code}:
            hands, takes = (names.get(code, code) for code in (item.from_code, item.to_code))
            yield Uitwisseling(hands, takes, _what(item), item.in_return or "–")


_SOORT = {
    "offer": "aanbod",
    "wish": "wens",
    "exchange": "uitwisseling",
    "agreement": "afspraak",
    "remark": "opmerking",
}


def _recorded(asked: Asked, province: str, rows: pd.DataFrame) -> Iterator[Inbreng]:
    """Entries of the record beside the run that are about the province or a municipality of it."""
    own = {province, *rows["municipality_code"]}
    for entry in read_log(asked.run.folder):
        if own & {entry.about, entry.to}:
            places = f": {whole(entry.places)} opvangplaatsen{' voor amv' if entry.amv else ''}" if entry.places else ""
            to = f" aan {entry.to_name}" if entry.to_name else ""
            what = f"{_SOORT[entry.kind]}, {entry.about_name}{to}{places}"
            yield Inbreng(day(entry.local.date()), entry.who, what, entry.why)


def _what(item: ReceptionExchange | HousingExchange) -> str:
    if isinstance(item, HousingExchange):
        return f"{whole(item.persons)} personen van de huisvestingstaak, {half_year(item.half_year)}"
    return f"{whole(item.places)} opvangplaatsen{' voor amv' if item.amv else ' (regulier)'}"
