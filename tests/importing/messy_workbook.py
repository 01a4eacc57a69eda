"""A workbook as a province keeps it: made here, so that what is messy about it can be read."""

from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

SHEET = "Locaties"
MAP = """\
table: sites
sheet: Locaties
header_rows: 2
province: Fryslân
source: "Provincie Fryslân, overzicht opvanglocaties, stand 1 juli 2025"
position: {x: RD-coördinaten X, y: RD-coördinaten Y}
skip_rows_where:
  - {column: Status, is: [vervallen]}
ignore: [Opmerkingen]
columns:
  site_id: {from: Nr., prefix: FR-}
  name: Locatie
  municipality_code:
    from: gemeente
    values: {Leewarden: Leeuwarden}
  places_min: {from: min, unit: tens}
  places_max: {from: max, unit: tens}
  location_types:
    from: Type
    split: {at: /}
    values: {asielzoekerscentrum: azc, versneld: accelerated, amv-locatie: amv}
  available_from: Beschikbaar  vanaf
  lead_time_weeks: {from: Doorlooptijd (maanden), unit: months, round: up, default: 0}
  existing: {from: Bestaand}
  opening_cost_eur: {from: "Investering (x € 1.000)", unit: thousands of EUR}
  cost_per_place_day_eur: {from: Kosten per plek per maand, unit: EUR per place per month}
  operator: {constant: coa}
"""
UPPER = (
    "Nr.",
    "Locatie",
    "Gemeente",
    "Type",
    "Capaciteit (x 10)",
    None,
    "RD-coördinaten",
    None,
    "Beschikbaar\nvanaf",
    "Doorlooptijd (maanden)",
    "Kosten per plek per maand",
    "Investering (x € 1.000)",
    "Bestaand",
    "Status",
    "Opmerkingen",
)
LOWER = (None, None, None, None, "min", "max", "X", "Y", *[None] * 7)
# Numbers as text with a decimal comma beside numbers, days as text beside days, a misspelt name, one with spaces, a
# municipality that ended in 2018, a subtotal per part of the province, a total with formulas, a note under it.
ROWS: tuple[tuple[Any, ...], ...] = (
    (
        *(1, "Zuiderburen", "Leeuwarden ", "asielzoekerscentrum", 20, 40, 185000, 577500),
        *(datetime(2024, 1, 1), None, "2.100,50", 0, "ja", "open", "huur tot 2031"),
    ),
    (
        *(2, "Oude  school Stiens", "Leeuwarderadeel", "asielzoekerscentrum / versneld", "10", "22,5", 181500, 585700),
        *("1 september 2025", 6, "2.300,00", "1.250", "nee", "plan", None),
    ),
    (None, "Subtotaal noord", None, None, 30, 62.5, None, None, *[None] * 7),
    (
        *(3, "Kazerne", "gemeente Súdwest Fryslân", "asielzoekerscentrum", 30, 60, 173000, 560500),
        *("01-07-2025", 2.5, 2250, 800, "Nee", "plan", "omgevingsvergunning loopt"),
    ),
    (
        *(4, "Amv-huis", "Leewarden", "AMV-locatie", "1,6", 2, 182200, 579100),
        *(datetime(2025, 4, 1), 3, 3500.75, 150, "nee", "plan", None),
    ),
    (
        *(5, "Strandhotel", "Harlingen", "asielzoekerscentrum", 5, 8, 157500, 576500),
        *(datetime(2025, 4, 1), 3, 3500, 150, "nee", "vervallen", "ingetrokken"),
    ),
    (None, "Subtotaal zuid", None, None, 36.6, 70, None, None, *[None] * 7),
    ("Totaal", None, None, None, "=SUM(E6:E9)", "=SUM(F6:F9)", None, None, *[None] * 7),
    (None, "* onder voorbehoud van besluitvorming", *[None] * 13),
)


def write_workbook(path: Path, rows: tuple[tuple[Any, ...], ...] = ROWS) -> Path:
    """Write the workbook: a sheet of notes, and the sheet with two titles, a header of two rows and merged cells."""
    book = Workbook()
    notes = book.active
    assert notes is not None
    notes.title = "Toelichting"
    notes.append(["Dit bestand is een momentopname."])
    sheet = book.create_sheet(SHEET)
    sheet.append(["Overzicht opvanglocaties provincie Fryslân"])
    sheet.append(["Stand", datetime(2025, 7, 1)])
    sheet.append([])
    for row in (UPPER, LOWER, *rows):
        sheet.append(row)
    for span in ("A1:O1", "E4:F4", "G4:H4", "A4:A5", "B4:B5"):
        sheet.merge_cells(span)
    book.save(path)
    return path


def write_map(path: Path, text: str = MAP) -> Path:
    """Write the map that fits the workbook."""
    path.write_text(text, encoding="utf-8")
    return path
