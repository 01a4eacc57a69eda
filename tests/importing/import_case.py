"""Imports in the test's own process: a file and a map as text, and what comes of them."""

import csv
from pathlib import Path

from spreiding.errors import InputError
from spreiding.importing.find import ImportRequest
from spreiding.importing.run import Imported, import_table

SITES_MAP = """\
columns:
  site_id: Nr
  name: Locatie
  municipality_code: Gemeente
  lon: lon
  lat: lat
  places_min: {constant: 10}
  places_max: Plekken
  location_types: {constant: azc}
  available_from: {constant: 2025-07-01}
  lead_time_weeks: {constant: 0}
  existing: {constant: true}
  opening_cost_eur: {constant: 0}
  cost_per_place_day_eur: {constant: 70}
"""
SITES_CSV = "Nr;Locatie;Gemeente;lon;lat;Plekken\nA1;Kazerne;Zwolle;6,09;52,51;400\nA2;School;Raalte;6,27;52,38;120\n"
PLACES_MAP = "columns: {municipality_code: Gemeente, places: Plekken}\n"


def import_text(
    folder: Path, text: str, map_text: str | None, table: str = "sites", replace: bool = False, name: str = "lijst.csv"
) -> Imported:
    """Import a CSV text by a map text into ``folder / "out"``."""
    (folder / name).write_text(text, encoding="utf-8")
    map_file = None
    if map_text is not None:
        map_file = folder / "map.yaml"
        map_file.write_text(map_text, encoding="utf-8")
    return import_table(ImportRequest(folder / name, table, map_file, None, None, folder / "out", None, replace))


def rows_of(imported: Imported) -> list[dict[str, str]]:
    """The rows of the table that was written."""
    with imported.table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def refused(folder: Path, text: str, map_text: str | None, table: str = "sites") -> list[str]:
    """The findings of an import that must be refused, as lines; nothing may have been written."""
    try:
        import_text(folder, text, map_text, table)
    except InputError as error:
        assert not (folder / "out").exists()
        return [str(finding) for finding in error.findings]
    raise AssertionError("the import was not refused")
