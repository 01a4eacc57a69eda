"""``spreiding report --xlsx``: a workbook per province with the run's tables, their meaning, and the calculation."""

from datetime import datetime
from pathlib import Path

from pydantic import ValidationError
from xlsxwriter import Workbook

from spreiding.errors import Finding, InputError
from spreiding.explain.facts import ShareRecord
from spreiding.report.kinds import Asked
from spreiding.report.workbook import calculation
from spreiding.report.workbook.front import Province, write_front
from spreiding.report.workbook.looks import make_looks
from spreiding.report.workbook.table_sheet import Sheet, write_sheet
from spreiding.write.columns import HOUSING, PLACEMENTS, REGIONS, SCALING, SITES, STAFF, TASKS
from spreiding.write.run import province_folder

# The last number: how many columns stay in sight when a reader scrolls to the right.
SHEETS = (
    Sheet("Taken", TASKS, 2),
    Sheet("Locaties", SITES, 2),
    Sheet("Plaatsingen", PLACEMENTS, 1),
    Sheet("Huisvesting", HOUSING, 2),
    Sheet("Afschaling", SCALING, 1),
    Sheet("Regios", REGIONS, 4),
    Sheet("Personeel", STAFF, 3),
)
# The same run gives the same file, whenever it is made.
_MADE = datetime(2000, 1, 1)
_NO_LINKS = {"strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}


def make_workbook(asked: Asked, folder: Path) -> None:
    """Write a workbook per province asked for; raise ``InputError`` when run.json lacks the figures of the share."""
    share = _share(asked)
    for code in asked.provinces:
        name = asked.run.record.provinces[code]
        asked.tell(f"making the workbook of {name}")
        _write(asked, share, code, folder / f"{province_folder(code, name)}.xlsx")


def _write(asked: Asked, share: ShareRecord, code: str, path: Path) -> None:
    run = asked.run
    frames = (run.tasks, run.sites, run.placements, run.housing, run.scaling, run.regions, run.staff)
    own = [frame[frame["province_code"] == code] for frame in frames]
    province = Province(code, run.record.provinces[code], own[0], own[1])
    with Workbook(path, _NO_LINKS) as book:
        book.set_properties({"title": f"Spreidingsplan {province.name}", "created": _MADE, "author": "spreiding"})
        looks = make_looks(book)
        told = [(calculation.NAME, "Het indicatieve aandeel als formules")]
        write_front(looks, asked, province, told + [(sheet.name, sheet.table.dutch) for sheet in SHEETS])
        calculation.write_calculation(looks, share, own[0], released=asked.released)
        for sheet, frame in zip(SHEETS, own, strict=True):
            write_sheet(looks, sheet, frame, released=asked.released)


def _share(asked: Asked) -> ShareRecord:
    try:
        return ShareRecord.model_validate(asked.run.raw.get("share"))
    except ValidationError as error:
        rule = "lacks figures of the indicative share: another version of spreiding made it, or it was changed"
        advice = "Make the run again with `spreiding plan`."
        path = str(asked.run.folder / "run.json")
        raise InputError([Finding(path, None, "share", None, rule, advice)]) from error
