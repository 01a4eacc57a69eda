"""The draft decision of the minister for a province (Wet art. 5): its content, worked out from a run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from spreiding.explain.facts import Facts
from spreiding.explain.moved import moved_section
from spreiding.explain.share import share_section
from spreiding.explain.vocabulary import DUTCH
from spreiding.law.cycle import months_later
from spreiding.report.documents.dutch import day, decimal, exact, listed, signed, whole
from spreiding.report.documents.grounds import CONCEPT, Verantwoording, account
from spreiding.report.documents.provinces import Aantallen, decision_years, numbers, province_rows, sums
from spreiding.report.documents.says import says
from spreiding.report.documents.sentences import sentence, sentences
from spreiding.report.kinds import Asked

# What is the same for every municipality is said once.
_COMMON = ("share.need", "share.sum")


@dataclass(frozen=True)
class Gemeente:
    """A municipality with its number and how it came about."""

    naam: str = says("name of the municipality")
    code: str = says("its CBS code")
    aangewezen: str = says("`ja` when its number is above zero, else nothing", optional=True)
    inwoners: str = says("inhabitants behind the share", optional=True)
    score: str = says("SES-WOA score, with all its decimals", optional=True)
    score_herkomst: str = says("origin of the score", optional=True)
    wegingsfactor: str = says("weighting factor Wf", optional=True)
    onafgerond: str = says("indicative number before rounding", optional=True)
    aantallen: Aantallen = says("its numbers")
    berekening: tuple[str, ...] = says("the indicative share, step by step, with articles")
    motivering: tuple[str, ...] = says("what moved the number from the share, with articles")


@dataclass(frozen=True)
class Verdeelbesluit:
    """The content of a draft decision."""

    merk: str = says("`CONCEPT`, or nothing once released")
    titel: str = says("title of the document")
    citeertitel: str = says("name by which the decision is cited", optional=True)
    provincie: str = says("name of the province")
    jaren: str = says("the two calendar years, such as `2025 en 2026`")
    datum_raming: str = says("day of the estimate of need", optional=True)
    datum_besluit: str = says("day of the decision in the model file")
    uiterste_datum: str = says("day on which the places must be there")
    wettelijke_datum: str = says(
        "the day that the term of the act gives when counted from the day of the decision", optional=True
    )
    langere_termijn: str = says("`ja` when the due date is later than that day, else nothing", optional=True)
    termijn_maanden: str = says("that term in months", optional=True)
    behoefte: str = says("national need in places")
    behoefte_amv: str = says("of which for amv")
    aantal_gemeenten: str = says("number of municipalities that get a number above zero", optional=True)
    aangewezen: str = says("their names, as a sentence lists them")
    niet_aangewezen: str = says("names of the municipalities with number zero; nothing where there are none")
    totaal: Aantallen = says("sums over the province")
    verschil: str = says("sum of the numbers less the provincial task, exchanges included; nothing when they are equal")
    landelijk: tuple[str, ...] = says("what goes for all municipalities: the need, and the sum of weighting factors")
    gemeenten: tuple[Gemeente, ...] = says("all municipalities of the province, by name")
    verantwoording: Verantwoording = says("the account of the document")


def decision(asked: Asked, province: str, facts: Mapping[str, Facts]) -> Verdeelbesluit:
    """The decision of a province; ``facts`` of all its municipalities, by code."""
    rows = province_rows(asked.run, province)
    one = facts[rows["municipality_code"].iloc[0]]
    name, years = asked.run.record.provinces[province], decision_years(one)
    cited = f"Verdeelbesluit opvangplaatsen {name} {'–'.join(years)}"
    given = rows[rows["task_places"] > 0]["municipality"].tolist()
    total = sums(rows)
    over = int(total["task_places"] - total["indicative_places"] - total["exchanged_places"])
    dates = one.model.dates
    months = int(one.law("provision_term_months").value)
    return Verdeelbesluit(
        merk="" if asked.released else CONCEPT,
        titel=cited,
        citeertitel=cited,
        provincie=name,
        jaren=listed(years),
        datum_raming=day(dates.estimate),
        datum_besluit=day(dates.decision),
        uiterste_datum=day(dates.due),
        wettelijke_datum=day(months_later(dates.decision, months)),
        langere_termijn=_longer(dates.decision, dates.due, months),
        termijn_maanden=whole(months),
        behoefte=whole(one.share.national_need),
        behoefte_amv=whole(one.share.national_amv),
        aantal_gemeenten=whole(len(given)),
        aangewezen=listed(given),
        niet_aangewezen=listed(rows[rows["task_places"] == 0]["municipality"].tolist()),
        totaal=numbers(total),
        verschil=signed(over) if over else "",
        landelijk=sentences(said for said in share_section(one).statements if said.key in _COMMON),
        gemeenten=tuple(_municipality(facts[code]) for code in rows["municipality_code"]),
        verantwoording=account(one),
    )


def _longer(decided: date, due: date, months: int) -> str:
    return "ja" if due > months_later(decided, months) else ""


def _municipality(own: Facts) -> Gemeente:
    values, steps = own.own, share_section(own).statements
    return Gemeente(
        naam=str(values["municipality"]),
        code=own.code,
        aangewezen="ja" if values["task_places"] else "",
        inwoners=whole(values["population"]),
        score=exact(values["ses_woa"]),
        score_herkomst=DUTCH[str(values["ses_woa_origin"])],
        wegingsfactor=decimal(values["weighting_factor"], 12),
        onafgerond=decimal(values["unrounded_places"], 6),
        aantallen=numbers(values),
        berekening=tuple(sentence(said) for said in steps if said.key not in _COMMON),
        motivering=sentences(moved_section(own).statements),
    )
