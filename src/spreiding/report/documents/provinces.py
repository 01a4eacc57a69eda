"""The municipalities of a province as documents name them: their numbers, and how each came about."""

import re
import unicodedata
from dataclasses import dataclass

import pandas as pd

from spreiding.errors import InputError
from spreiding.explain.check import row_findings
from spreiding.explain.facts import Facts, Row, read_facts
from spreiding.explain.find import site_table
from spreiding.report.documents.dutch import part, signed, whole
from spreiding.report.documents.says import says
from spreiding.report.kinds import Asked
from spreiding.run_files.read import WrittenRun


@dataclass(frozen=True)
class Aantallen:
    """The numbers of a municipality, or their sums over a province."""

    indicatief: str = says("indicative number of places (`tasks.csv`: indicative_places)")
    indicatief_amv: str = says("of which for amv", optional=True)
    uitgewisseld: str = says("places taken over (+) or handed over (−) by the ledger of exchanges", optional=True)
    totaal: str = says("the number given: task_places")
    regulier: str = says("of which regular: task_regular")
    amv: str = says("of which for amv: task_amv")
    afwijking: str = says("number less indicative number, with its sign: deviation_places")
    afwijking_deel: str = says("the same as a percentage of the indicative number", optional=True)
    duurzaam: str = says("durable places on the due date: durable_places", optional=True)
    tekort: str = says("places of the number without a durable place then: shortfall_places", optional=True)
    tekort_regulier: str = says("of which regular", optional=True)
    tekort_amv: str = says("of which for amv", optional=True)


_SUMMED = (
    *("indicative_places", "indicative_amv", "exchanged_places", "task_places", "task_regular", "task_amv"),
    *("deviation_places", "durable_places", "shortfall_places", "shortfall_regular", "shortfall_amv"),
    *("today_places", "change_places"),
)


def numbers(row: Row) -> Aantallen:
    """A row of ``tasks.csv``, or sums of it, in words."""
    return Aantallen(
        whole(row["indicative_places"]),
        whole(row["indicative_amv"]),
        signed(row["exchanged_places"]),
        whole(row["task_places"]),
        whole(row["task_regular"]),
        whole(row["task_amv"]),
        signed(row["deviation_places"]),
        part(row["deviation_places"], row["indicative_places"]),
        whole(row["durable_places"]),
        whole(row["shortfall_places"]),
        whole(row["shortfall_regular"]),
        whole(row["shortfall_amv"]),
    )


def sums(rows: pd.DataFrame) -> Row:
    """Sums of the whole numbers of ``tasks.csv`` over some municipalities."""
    return {name: int(rows[name].sum()) for name in _SUMMED}


def province_rows(run: WrittenRun, province: str) -> pd.DataFrame:
    """Rows of ``tasks.csv`` of a province, in the order of their names."""
    rows = run.tasks[run.tasks["province_code"] == province]
    return rows.sort_values("municipality", key=lambda names: names.map(_sorted_by), kind="stable")


def decision_years(facts: Facts) -> list[str]:
    """The two calendar years that a decision is about (Wet art. 5 lid 1): those after the year in which it is taken."""
    return [str(facts.model.dates.decision.year + later) for later in (1, 2)]


def facts_by_municipality(asked: Asked) -> dict[str, Facts]:
    """The facts of every municipality of the provinces asked for.

    Raise ``InputError`` with every number that does not follow from the others: a document of them would mislead.
    """
    candidates = site_table(asked.run, asked.data)
    codes = [code for province in asked.provinces for code in province_rows(asked.run, province)["municipality_code"]]
    facts = {code: read_facts(asked.run, code, candidates) for code in codes}
    findings = [finding for item in facts.values() for finding in row_findings(item)]
    if findings:
        raise InputError(findings)
    return facts


def _sorted_by(name: str) -> str:
    """A name without what stands before its first capital: ``'s-Hertogenbosch`` comes under the h."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"^'?[st][- ]", "", bare).casefold()
