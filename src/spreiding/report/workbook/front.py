"""The first sheet: which run, how it ended, what it comes to in the province, and how to read the rest."""

from dataclasses import dataclass

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from spreiding.about_plan import told_origins
from spreiding.explain.vocabulary import DUTCH
from spreiding.report.kinds import Asked
from spreiding.report.workbook.looks import Looks, set_print

NAME = "Voorblad"
_READ = (
    "Titels zijn Nederlands; de notitie op een titel geeft de Engelse naam van de kolom, de betekenis, de eenheid en "
    "de bron. Elke tabel heeft filters. Het blad Berekening rekent met formules. Getallen zijn die van de run; wie ze "
    "hier wijzigt, wijzigt het plan niet."
)
_GOALS = ("Doel, in volgorde", "Eenheid", "Waarde", "Ondergrens", "Afstand tot de ondergrens")


@dataclass(frozen=True)
class Province:
    """A province's code and name, with its rows of tasks and sites."""

    code: str
    name: str
    tasks: pd.DataFrame
    sites: pd.DataFrame


def write_front(looks: Looks, asked: Asked, province: Province, sheets: list[tuple[str, str]]) -> None:
    """Write the sheet; ``sheets`` has the name of every other sheet and what is on it."""
    page: Worksheet = looks.book.add_worksheet(NAME)
    page.set_column(0, 0, 46)
    page.set_column(1, 1, 68)
    page.set_column(2, 4, 18)
    page.write_string(0, 0, f"Spreidingsplan {province.name}", looks.title)
    row = _notices(page, looks, asked)
    row = _facts(page, looks, row, _run_facts(asked, province))
    row = _facts(page, looks, row, _sums(province))
    row = _goals(page, looks, row, asked)
    page.write_string(row, 0, "Hoe te lezen", looks.bold)
    page.merge_range(row + 1, 0, row + 1, 4, _READ, looks.wrap)
    page.set_row(row + 1, 48)
    for place, (name, told) in enumerate(sheets, start=row + 2):
        page.write_url(place, 0, f"internal:'{name}'!A1", string=name)
        page.write_string(place, 1, told, looks.plain)
    set_print(page, 5, None, released=asked.released)
    page.fit_to_pages(1, 1)


def _notices(page: Worksheet, looks: Looks, asked: Asked) -> int:
    told = [told_origins({file.table: file.origins for file in asked.run.record.inputs})]
    if not asked.released:
        told.insert(0, "CONCEPT: niet vrijgegeven.")
    found = len(asked.run.record.audit.findings)
    if found:
        told.append(f"De controle van de run vond {found} afwijking(en): zie run.json.")
    for row, text in enumerate(told, start=1):
        page.merge_range(row, 0, row, 4, text, looks.warning)
        page.set_row(row, 32 if len(text) > 120 else 18)
    return len(told) + 2


def _run_facts(asked: Asked, province: Province) -> list[tuple[str, str | int]]:
    run = asked.run.record
    return [
        ("Run", asked.run.folder.resolve().name),
        ("Model", run.model.name),
        ("Omschrijving", str(run.model.content.get("title", ""))),
        ("Uitkomst", DUTCH.get(run.status, run.status)),
        ("Instroom", run.scenario or "zoals in het model"),
        ("Perioden", f"{run.periods[0].label} tot en met {run.periods[-1].label}"),
        ("Uiterste periode voor de taak", run.due_period),
        ("Provincie", f"{province.name} ({province.code})"),
        ("sha256 van run.json", asked.run.sha256),
        ("Programma", f"spreiding {run.spreiding}"),
    ]


def _sums(province: Province) -> list[tuple[str, str | int]]:
    sums = province.tasks[
        ["population", "indicative_places", "task_places", "task_amv", "durable_places", "shortfall_places"]
    ].sum()
    titles = ("Inwoners", "Indicatief aandeel", "Taak", "Waarvan amv", "Duurzame plekken", "Tekort")
    rows: list[tuple[str, str | int]] = [(title, int(value)) for title, value in zip(titles, sums, strict=True)]
    return [("Gemeenten", len(province.tasks)), *rows, ("Locaties in het plan", len(province.sites))]


def _facts(page: Worksheet, looks: Looks, row: int, facts: list[tuple[str, str | int]]) -> int:
    number = looks.book.add_format({"num_format": "#,##0", "align": "left", "valign": "top"})
    for title, value in facts:
        page.write_string(row, 0, title, looks.bold)
        if isinstance(value, str):
            page.write_string(row, 1, value, looks.wrap)
        else:
            page.write_number(row, 1, value, number)
        row += 1
    return row + 1


def _goals(page: Worksheet, looks: Looks, row: int, asked: Asked) -> int:
    """The goals of the whole run, with how far each may be from the best that there is."""
    told = "Doelen van de hele run (minder is beter)"
    page.write_string(row, 0, told, looks.bold)
    page.set_row(row + 1, 32)
    for place, title in enumerate(_GOALS):
        page.write_string(row + 1, place, title, looks.head)
    number, percent = looks.of_number("#,##0.00"), looks.of_number("0.000%")
    for at, goal in enumerate(asked.run.record.goals, start=row + 2):
        page.write_string(at, 0, DUTCH.get(goal.goal, goal.goal), looks.plain)
        page.write_string(at, 1, goal.unit, looks.plain)
        page.write_number(at, 2, goal.value, number)
        if goal.bound is not None:
            page.write_number(at, 3, goal.bound, number)
        if goal.plan_gap is not None:
            page.write_number(at, 4, goal.plan_gap, percent)
    return row + 3 + len(asked.run.record.goals)
