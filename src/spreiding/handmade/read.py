"""From the file that a province brings to a ``HandmadePlan``; everything that is wrong with it is told at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from spreiding.errors import Finding, InputError
from spreiding.explain.find import site_table
from spreiding.formats.numbers import Problem
from spreiding.handmade.plan import Given, HandmadePlan, HandmadeSite, completed
from spreiding.handmade.read_sites import read_sites
from spreiding.handmade.sheet import NUMBERS, SITES, Sheet, read_sheet, sheet_for, whole
from spreiding.handmade.towns import Country, country_of
from spreiding.run_files.read import WrittenRun

_CODE = "municipality_code"
_NUMBERS = ("task_places", "task_regular", "task_amv")


@dataclass(frozen=True)
class PlanFiles:
    """Where a plan made by hand stands: its file and sheet, a file of sites, the province, the run's tables.

    ``sites`` None: a sheet of sites in the same workbook, when it has one. ``data``: the folder with the tables that
    the base run was made with, when they are not the embedded ones.
    """

    path: Path
    sheet: str | None = None
    sites: Path | None = None
    province: str | None = None
    data: Path | None = None


def read_plan(files: PlanFiles, run: WrittenRun) -> HandmadePlan:
    """Read a plan for one province of ``run``.

    Raise ``InputError`` with every finding: an unknown or repeated municipality, one of another province, a number
    that is not whole or negative, more amv places than places, a total that is not regular + amv, and the same about
    sites. Sums that differ from the task of the province are none: they are judged.
    """
    country = country_of(run, files.province)
    sheet, findings = read_sheet(NUMBERS, files.path, sheet_for(NUMBERS, files.path, files.sheet))
    if not any(sheet.has(column) for column in _NUMBERS):
        advice = "Add a column such as total, regular or amv (totaal, regulier, amv)."
        findings.append(
            Finding(sheet.file, sheet.found.header.rows[-1], None, None, "has no column of numbers", advice)
        )
    codes = _codes(sheet, country, findings)
    province = country.home(list(codes.values()))
    numbers = _numbers(sheet, codes, country, province, findings)
    sites, wrong = _sites(files, run, country, province)
    findings += wrong
    if not codes and not findings:
        findings = [Finding(sheet.file, None, None, None, "holds no municipality", "Add a row per municipality.")]
    if findings or province is None:
        raise InputError(sorted(findings, key=lambda finding: (finding.file != sheet.file, finding.row or 0)))
    own = run.tasks.loc[run.tasks["province_code"] == province, _CODE]
    every = {code: numbers.get(code, Given(None, None, None, None)) for code in own}
    left_out = tuple(f"row {one.row} {one.reason}: {one.text}" for one in sheet.found.dropped)
    lines = sheet.found.lines
    return HandmadePlan(lines.file, lines.sha256, province, MappingProxyType(every), sites, left_out)


def _sites(
    files: PlanFiles, run: WrittenRun, country: Country, province: str | None
) -> tuple[tuple[HandmadeSite, ...], list[Finding]]:
    """The sites of a file of their own, or of a sheet beside the numbers."""
    path = files.sites or files.path
    name = sheet_for(SITES, path, None)
    if files.sites is None and name is None:
        return (), []
    try:
        sheet, findings = read_sheet(SITES, path, name)
        sites, wrong = read_sites(sheet, run, site_table(run, files.data), country, province)
    except InputError as error:
        return (), [*error.findings]
    return sites, [*findings, *wrong]


def _codes(sheet: Sheet, country: Country, findings: list[Finding]) -> dict[int, str]:
    """Code per row of the file; rows whose municipality is unknown have a finding instead."""
    codes: dict[int, str] = {}
    for row, cells in sheet.rows:
        cell = cells[_CODE]
        code = country.code(str(cell.text)) if cell.before else Problem("is blank", "Write the municipality.")
        if isinstance(code, Problem):
            findings.append(sheet.finding(row, _CODE, cell.before, code.rule, code.advice))
        else:
            codes[row] = code
    return codes


def _numbers(
    sheet: Sheet, codes: Mapping[int, str], country: Country, province: str | None, findings: list[Finding]
) -> dict[str, Given]:
    found: dict[str, Given] = {}
    for row, cells in sheet.rows:
        before = len(findings)
        places, regular, amv = (whole(sheet, row, cells[name], name, findings) for name in _NUMBERS)
        if len(findings) == before:
            findings += _together(sheet, row, places, regular, amv)
        code = codes.get(row)
        if code is None:
            continue
        wrong = _of_town(country, code, province, found.get(code))
        if wrong is None:
            found[code] = completed(places, regular, amv, row)
        else:
            findings.append(sheet.finding(row, _CODE, cells[_CODE].before, *wrong))
    return found


def _of_town(country: Country, code: str, province: str | None, earlier: Given | None) -> tuple[str, str] | None:
    """What is wrong with naming a municipality here: the rule and the advice."""
    here = country.province[code]
    if here != province:
        home = country.provinces[province or ""]
        rule = f"is {code} {country.all.names[code]} in {country.provinces[here]}, and the plan is one of {home}"
        return rule, "Make a plan per province: the sum of each is the law's (Besluit art. 2.1 lid 2)."
    if earlier is not None:
        return f"is {code}, as row {earlier.row} is already", "Keep one of the rows."
    return None


def _together(sheet: Sheet, row: int, places: int | None, regular: int | None, amv: int | None) -> list[Finding]:
    """What can't be of numbers that are each right."""
    if places is not None and regular is not None and amv is not None and places != regular + amv:
        rule = f"is not regular + amv, which is {regular} + {amv} = {regular + amv}"
        return [sheet.finding(row, "task_places", str(places), rule, "Correct one of the three, or leave one blank.")]
    advice = "The part lies inside the total (Besluit art. 2.2 lid 1): correct one of the two."
    parts = (("task_regular", regular, "regular"), ("task_amv", amv, "amv"))
    return [
        sheet.finding(row, column, str(part), f"is more {word} places than the {places} in total", advice)
        for column, part, word in parts
        if places is not None and part is not None and part > places
    ]
