"""The user's folder of tables: which of its files are tables, and which were meant to be."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from spreiding.errors import Finding
from spreiding.formats.excel import sheets_in
from spreiding.formats.lines import label
from spreiding.formats.read import FORMATS, REFUSED, read_lines
from spreiding.tables.catalogue import OTHER_FILES, TABLES

BOOK = "tables"  # a workbook with a sheet per table
_KNOWN = tuple(table.file for table in TABLES)
_NAMES = tuple(table.name for table in TABLES)
# Maps of other things, and parts of a map, may bear a name like that of a table; so may a folder.
_MAPS = (".gpkg", ".geojson", ".json", ".shp", ".shx", ".dbf", ".prj", ".cpg", ".gml", ".qix", ".qmd")
_NEAR = 0.75
_SHOWN = 10


@dataclass(frozen=True)
class Source:
    """Where a table stands: a file, or a sheet of a workbook."""

    path: Path
    sheet: str | None = None

    @property
    def file(self) -> str:
        """The name by which a user knows it."""
        return label(self.path, self.sheet)


def find_tables(folder: Path) -> tuple[dict[str, Source], list[Finding]]:
    """Give the tables in a folder by name, and a finding per file or sheet that only looks like one.

    A table that stands there twice is a finding; so is a folder without any, whose maker expects it to be used. A sheet
    of ``tables.xlsx`` with only a header is passed over: a filled in template need not have them all.
    """
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        rule = f"can't be read as a folder ({error.strerror})"
        advice = "Give a folder with tables that replace the embedded ones."
        return {}, [Finding(str(folder), None, None, None, rule, advice)]
    given: dict[str, Source] = {}
    findings = [finding for path in paths if (finding := _stranger(path)) is not None]
    for path in paths:
        for name, source in _sources(path, findings):
            if name in given:
                advice = "Keep one of them."
                rule = f"is the table {name}, which {given[name].file} holds too"
                findings.append(Finding(source.file, None, None, None, rule, advice))
            given.setdefault(name, source)
    if not given and not any(_is_book(path) for path in paths):
        findings.insert(0, _no_table(folder, paths))
    elif not given and not findings:
        advice = "Fill in at least one sheet, or leave --data out."
        findings.append(Finding(str(folder), None, None, None, "holds only tables without rows", advice))
    return given, findings


def _sources(path: Path, findings: list[Finding]) -> Iterator[tuple[str, Source]]:
    """The tables in one file."""
    if _is_table(path):
        yield path.name.split(".")[0], Source(path)
    if not _is_book(path):
        return
    sheets = sheets_in(path)
    if not any(sheet.strip().lower() in _NAMES for sheet in sheets):
        lines = read_lines(path, next(iter(sheets), None))
        advice = f"Name its sheets after the tables: {', '.join(_NAMES)}."
        findings += lines.findings or [Finding(path.name, None, None, None, "has no sheet with a table", advice)]
    for sheet, filled in sheets.items():
        name = sheet.strip().lower()
        near = get_close_matches(name, _NAMES, n=1, cutoff=_NEAR)
        if name in _NAMES and filled:
            yield name, Source(path, sheet)
        elif name not in _NAMES and near:
            rule = "is a sheet that is not one of the tables"
            findings.append(Finding(label(path, sheet), None, None, None, rule, f"Did you mean {near[0]}?"))


def _is_table(path: Path) -> bool:
    return path.suffix in (*FORMATS, *REFUSED) and path.name.removesuffix(path.suffix) in _NAMES


def _is_book(path: Path) -> bool:
    return path.stem == BOOK and path.suffix in (".xlsx", *REFUSED) and path.suffix != ".json"


def _no_table(folder: Path, paths: list[Path]) -> Finding:
    names = [f"{path.name}/" if path.is_dir() else path.name for path in paths]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    rule = f"holds no table; in it are {', '.join(names[:_SHOWN])}{more}" if names else "holds no table: it is empty"
    advice = f"Put at least one of {', '.join(_KNOWN)} straight into it, or tables.xlsx, or leave --data out."
    return Finding(str(folder), None, None, None, rule, advice)


def _stranger(path: Path) -> Finding | None:
    """A table under a name that would be passed over in silence."""
    name = path.name.lower()
    if _is_table(path) or _is_book(path) or path.name in OTHER_FILES:
        return None
    if name.startswith((".", "~")) or name.endswith(_MAPS):
        return None
    near = get_close_matches(name.split(".")[0], (*_NAMES, BOOK), n=1, cutoff=_NEAR)
    if not near and not name.endswith(".csv"):
        return None
    if path.is_dir() and "." not in name:
        return None  # a folder of, say, sites beside the tables
    ending = ".xlsx" if near == [BOOK] else path.suffix.lower() if path.suffix.lower() in FORMATS else ".csv"
    advice = f"Did you mean {near[0]}{ending}?" if near else f"Remove it; the tables are {', '.join(_KNOWN)}."
    return Finding(path.name, None, None, None, "is not one of the tables", advice)
