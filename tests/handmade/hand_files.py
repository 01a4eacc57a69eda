"""Files as provinces bring them."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from spreiding.errors import InputError
from spreiding.handmade.plan import HandmadePlan
from spreiding.handmade.read import PlanFiles, read_plan
from spreiding.run_files.read import WrittenRun

Cells = Sequence[object]


def text_file(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def workbook(path: Path, **sheets: Sequence[Cells]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def refused(files: PlanFiles, run: WrittenRun) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_plan(files, run)
    return [str(finding) for finding in caught.value.findings]


def numbers_of(plan: HandmadePlan) -> dict[str, tuple[int | None, int | None, int | None]]:
    return {code: (given.places, given.regular, given.amv) for code, given in plan.numbers.items()}
