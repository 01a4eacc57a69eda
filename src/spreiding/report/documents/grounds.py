"""What a document rests on: its run, the tables with the origins of their rows, and the norms that it does not meet."""

from dataclasses import dataclass

from spreiding.explain.facts import Facts
from spreiding.explain.render import dutch_article
from spreiding.explain.vocabulary import DUTCH
from spreiding.law.norms import Norm
from spreiding.report.documents.dutch import counted, day, listed, whole
from spreiding.report.documents.norm_words import norm_words
from spreiding.report.documents.says import says
from spreiding.run_files.read import WrittenRun
from spreiding.run_files.record import InputUsed

CONCEPT = "CONCEPT"
_DOUBTFUL = ("synthetic", "historic", "estimate", "assumption")


@dataclass(frozen=True)
class Tabel:
    """An input table of the run."""

    naam: str = says("what the table holds")
    bestand: str = says("name of the file, with whether it is embedded or the user's own")
    rijen: str = says("number of rows")
    herkomst: str = says("rows by origin, such as `official` or `synthetic`, in Dutch")
    controlegetal: str = says("first twelve digits of the sha256 of the file")


@dataclass(frozen=True)
class Normregel:
    """A norm that the model approximates or leaves out."""

    code: str = says("id in the register of norms")
    vindplaats: str = says("article or section")
    norm: str = says("the norm in a sentence")
    status: str = says("whether it is approximated or left out")
    waarin: str = says("what is approximated, or why it is left out")
    taal: str = says(
        "language of the two sentences: `nl`, or `en` where the run's register has no Dutch", optional=True
    )


@dataclass(frozen=True)
class Feit:
    """Something about the run."""

    naam: str = says("what it is")
    waarde: str = says("its value")


@dataclass(frozen=True)
class Verantwoording:
    """The account of a document: every document has it."""

    voorbehoud: tuple[str, ...] = says("sentences on what is invented, historic, estimated or assumed, and on findings")
    feiten: tuple[Feit, ...] = says("the run: model, versions, checksums, dates, outcome, audit")
    tabellen: tuple[Tabel, ...] = says("the input tables of the run")
    normen: tuple[Normregel, ...] = says("norms that the model approximates or leaves out")


def account(facts: Facts) -> Verantwoording:
    """The account of a run; ``facts`` are those of any of its municipalities."""
    run = facts.run
    return Verantwoording(
        tuple(_reservations(facts)),
        tuple(_told(run, facts)),
        tuple(_table(table) for table in run.record.inputs),
        tuple(_norm(norm) for norm in facts.norms.values() if norm.status != "modelled"),
    )


def _reservations(facts: Facts) -> list[str]:
    """What a reader must know before anything else; without such rows and findings nothing."""
    record = facts.run.record
    told = [_reservation(table) for table in record.inputs if _doubtful(table)]
    if facts.model.inflow.origin in _DOUBTFUL:
        told.append(
            f"Instroom, sporen en verblijfsduur zijn een {DUTCH[facts.model.inflow.origin]} van het modelbestand."
        )
    if record.status != "optimal":
        told.append("De berekening is afgebroken voordat elk doel binnen zijn marge was.")
    wrong = len(record.audit.findings)
    if wrong:
        found = counted(wrong, "bevinding", "bevindingen")
        told.append(f"De controle van de berekening heeft {found}: grond geen besluit op deze aantallen.")
    return told


def _doubtful(table: InputUsed) -> list[tuple[str, int]]:
    return [(origin, table.origins[origin]) for origin in _DOUBTFUL if table.origins.get(origin, 0)]


_ROWS = {"synthetic": "verzonnen", "historic": "historisch", "estimate": "geschat", "assumption": "aangenomen"}


def _reservation(table: InputUsed) -> str:
    parts = [f"{whole(count)} {_ROWS[origin]}" for origin, count in _doubtful(table)]
    rows = counted(table.rows, "rij", "rijen")
    return f"Tabel {_name(table)} ({table.path}): van {rows} {'zijn' if table.rows != 1 else 'is'} er {listed(parts)}."


def _told(run: WrittenRun, facts: Facts) -> list[Feit]:
    record, dates = run.record, facts.model.dates
    wrong = len(record.audit.findings)
    rows = (
        ("Modelbestand", f"{record.model.path} ({record.model.name}), sha256 {record.model.sha256[:12]}"),
        ("Scenario van de instroom", record.scenario or "geen"),
        ("Programma", f"spreiding {record.spreiding}"),
        ("Controlegetal van de berekening", f"run.json, sha256 {run.sha256[:12]}"),
        ("Uitkomst", DUTCH.get(record.status, record.status)),
        ("Bevindingen van de controle", whole(wrong) if wrong else "geen"),
        ("Datum van de capaciteitsraming", day(dates.estimate)),
        ("Peildatum van de inwoneraantallen", day(dates.population)),
        ("Jaar van de SES-WOA-scores", str(dates.ses_woa_year)),
        ("Provincies in de berekening", listed([record.provinces[code] for code in record.selection])),
    )
    return [Feit(*row) for row in rows]


_TABLES = {
    "municipalities": "gemeenten",
    "population": "inwoneraantallen",
    "ses_woa": "SES-WOA-scores",
    "sites": "locaties",
    "travel_minutes": "reistijden",
    "housing": "huisvesting per gemeente",
    "housing_task_national": "landelijke taakstelling huisvesting",
    "stations": "stations",
    "rail_links": "spoorverbindingen",
    "ukraine": "opvang van ontheemden uit Oekraïne",
    "facilities": "voorzieningen",
}
_SUPPLIED = {"embedded": "meegeleverd", "own": "eigen bestand"}


def _name(table: InputUsed) -> str:
    return _TABLES.get(table.table, table.table)


def _table(table: InputUsed) -> Tabel:
    origins = [f"{DUTCH.get(origin, origin)} {whole(count)}" for origin, count in table.origins.items()]
    file = f"{table.path} ({_SUPPLIED.get(table.supplied, table.supplied)})"
    return Tabel(_name(table), file, whole(table.rows), ", ".join(origins) or "–", table.sha256[:12])


def _norm(norm: Norm) -> Normregel:
    status = "benaderd" if norm.status == "approximated" else "niet in het model"
    words = norm_words(norm)
    return Normregel(norm.id, dutch_article(norm.where), words.norm, status, words.why, words.language)
