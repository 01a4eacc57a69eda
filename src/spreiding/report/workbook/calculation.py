"""The sheet Berekening: the indicative share of every municipality as formulas that can be followed and changed.

Source: Besluit art. 2.1 lid 3 and art. 2.2 lid 1. Excel's ROUND rounds halves up, as the Besluit does; every formula
is written with the run's own number as its value, and a column says whether the formula still gives it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from spreiding.explain.facts import ShareRecord
from spreiding.formats.formulas import neutralise
from spreiding.report.workbook.looks import Looks, set_print

NAME = "Berekening"
HEAD = 8
FIRST = HEAD + 1
"""Row of the first municipality, counted from 0."""
_INPUTS = (
    ("Landelijke behoefte (BO), plekken", "BO", "#,##0"),
    ("Waarvan voor alleenstaande minderjarigen (amv)", "BO_amv", "#,##0"),
    ("Inwoners van Nederland (I_NL)", "I_NL", "#,##0"),
    ("Som van de wegingsfactoren van alle gemeenten (W)", "W_som", "0.000000000000"),
)
_FACTOR = "0.000000000000"


@dataclass(frozen=True)
class _Part:
    """A column: its title, the formula with ``{r}`` for the row (empty: a given), its format and its width."""

    title: str
    formula: str
    code: str
    width: int


_PARTS = (
    _Part("Gemeentecode", "", "@", 13),
    _Part("Gemeente", "", "@", 24),
    _Part("Inwoners (i)", "", "#,##0", 12),
    _Part("SES-WOA-score", "", "0.000", 12),
    _Part("Herkomst score", "", "@", 12),
    _Part("Factor: score + 1", "=D{r}+1", "0.000", 11),
    _Part("Wegingsfactor: factor x i / I_NL", "=F{r}*C{r}/I_NL", _FACTOR, 18),
    _Part("Onafgerond: BO x wegingsfactor / W", "=BO*G{r}/W_som", "#,##0.000000", 18),
    _Part("Indicatief aandeel", "=ROUND(H{r},0)", "#,##0", 12),
    _Part("Onafgerond amv", "=BO_amv*G{r}/W_som", "#,##0.000000", 15),
    _Part("Waarvan amv", "=ROUND(J{r},0)", "#,##0", 12),
    _Part("Regulier", "=I{r}-K{r}", "#,##0", 12),
    _Part("Aandeel volgens de run", "", "#,##0", 12),
    _Part("Amv volgens de run", "", "#,##0", 12),
    _Part("Gelijk", '=IF(AND(I{r}=M{r},K{r}=N{r}),"ja","nee")', "@", 9),
)
_SUMS = "CIKLMN"


def write_calculation(looks: Looks, share: ShareRecord, tasks: pd.DataFrame, *, released: bool) -> None:
    """Write the sheet for the municipalities of ``tasks``."""
    page: Worksheet = looks.book.add_worksheet(NAME)
    page.write_string(0, 0, "Indicatief aandeel per gemeente (Besluit art. 2.1 lid 3 en art. 2.2 lid 1)", looks.title)
    told = "Wijzig een gegeven en de formules rekenen door; dan is de uitkomst die van de run niet meer."
    page.write_string(1, 0, told, looks.plain)
    values = (share.national_need, share.national_amv, share.inhabitants, share.sum_of_weighting_factors)
    for row, ((title, name, code), value) in enumerate(zip(_INPUTS, values, strict=True), start=3):
        page.write_string(row, 0, title, looks.plain)
        page.write_number(row, 6, value, looks.of_number(code))
        looks.book.define_name(name, f"={NAME}!$G${row + 1}")
    titles = [{"header": part.title, "header_format": looks.head} for part in _PARTS]
    last = HEAD + max(len(tasks), 1)
    options = {"name": "tabel_berekening", "columns": titles, "style": "Table Style Light 9"}
    page.add_table(HEAD, 0, last, len(_PARTS) - 1, options)
    _rows(page, looks, [_values(row, share) for row in _records(tasks)])
    _sums(page, looks, last, tasks)
    page.set_row(HEAD, 62)
    page.freeze_panes(FIRST, 2)
    set_print(page, len(_PARTS), HEAD, released=released)


def _records(tasks: pd.DataFrame) -> list[dict[str, object]]:
    safe = tasks.assign(municipality=neutralise(tasks["municipality"]))
    return [{str(name): cell for name, cell in row.items()} for row in safe.to_dict("records")]


def _values(row: dict[str, object], share: ShareRecord) -> tuple[object, ...]:
    """A municipality's cells, given and worked out, in the order of the columns."""
    score, weight = float(str(row["ses_woa"])), float(str(row["weighting_factor"]))
    places, amv = int(str(row["indicative_places"])), int(str(row["indicative_amv"]))
    unrounded_amv = share.national_amv * weight / share.sum_of_weighting_factors
    given = (row["municipality_code"], row["municipality"], row["population"], score, row["ses_woa_origin"])
    worked = (score + 1, weight, row["unrounded_places"], places, unrounded_amv, amv, places - amv)
    return (*given, *worked, places, amv, "ja")


def _rows(page: Worksheet, looks: Looks, rows: Sequence[tuple[object, ...]]) -> None:
    for place, part in enumerate(_PARTS):
        look = looks.of_number(part.code)
        page.set_column(place, place, part.width)
        for row, values in enumerate(rows, start=FIRST):
            if part.formula:
                page.write_formula(row, place, part.formula.format(r=row + 1), look, values[place])
            elif isinstance(values[place], str):
                page.write_string(row, place, values[place], look)
            else:
                page.write_number(row, place, values[place], look)


def _sums(page: Worksheet, looks: Looks, last: int, tasks: pd.DataFrame) -> None:
    """Add the columns up, a row below the table so that filters leave the sums alone."""
    below = last + 2
    page.write_string(below, 0, "Samen", looks.bold)
    places, amv = int(tasks["indicative_places"].sum()), int(tasks["indicative_amv"].sum())
    worth = dict(zip(_SUMS, (int(tasks["population"].sum()), places, amv, places - amv, places, amv), strict=True))
    for letter, value in worth.items():
        formula = f"=SUM({letter}{FIRST + 1}:{letter}{last + 1})"
        page.write_formula(below, ord(letter) - ord("A"), formula, looks.of_number("#,##0"), value)
