"""From what a user typed after ``spreiding table`` to an open table: the base, its desk and who sits there."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rich.console import Console

from spreiding import paths
from spreiding.alternative.desk import Desk, open_desk
from spreiding.alternative.progress import QuietScreen
from spreiding.at_table.written import WrittenAnswers
from spreiding.errors import Finding, InputError
from spreiding.importing.municipality import Towns, province_code, towns_of
from spreiding.run_files.read import WrittenRun, read_run
from spreiding.selection import near_name
from spreiding.tables.municipalities import MUNICIPALITIES
from spreiding.tables.read import read_table
from spreiding.tables.redivision import embedded_changes
from spreiding.write.folder import RECORD

RUNS = Path("out")


@dataclass(frozen=True)
class TableRequest:
    """What a user asked: a base, or a province alone; ``data``: the tables of the base; seconds for every solve."""

    base: Path
    province: str | None
    data: Path | None
    time_limit: float | None


@dataclass(frozen=True)
class AtTable:
    """What stays as it is during a session; ``written``: runs of answers that were explained."""

    base: WrittenRun
    desk: Desk
    province: str
    data: Path | None
    time_limit: float | None
    console: Console
    written: WrittenAnswers

    @cached_property
    def towns(self) -> Mapping[str, str]:
        """Names of the province's municipalities by code."""
        rows = self.base.tasks[self.base.tasks["province_code"] == self.province]
        return dict(zip(rows["municipality_code"], rows["municipality"], strict=True))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of all municipalities of the base by code."""
        return dict(zip(self.base.tasks["municipality_code"], self.base.tasks["municipality"], strict=True))

    @cached_property
    def lookup(self) -> Towns:
        """Municipalities by any way of writing; a name that two provinces have is the one of this province."""
        return towns_of(self.desk.case.instance.tables.municipalities, embedded_changes(), None, self.province)

    @cached_property
    def lookup_all(self) -> Towns:
        """The same over the whole country."""
        return towns_of(self.desk.case.instance.tables.municipalities, embedded_changes(), None, None)

    @cached_property
    def sites(self) -> Mapping[str, str]:
        """Candidate sites of the province with the municipality they lie in."""
        rows = self.desk.case.sites
        rows = rows[rows["province_code"] == self.province]
        return dict(zip(rows.index.astype(str), rows["municipality_code"], strict=True))

    @property
    def where(self) -> str:
        """The province as people call it."""
        return f"{self.province} {self.base.record.provinces[self.province]}"


def open_table(request: TableRequest, console: Console, written: WrittenAnswers) -> AtTable:
    """Read the base and get its desk; raise ``InputError`` when there is none, or no province of it was named."""
    folder, province = _meant(request)
    with QuietScreen(console) as watch:
        with watch.step("read base"):
            base = read_run(folder)
        chosen = _province(base, province)
        desk = open_desk(base, request.data, watch)
    return AtTable(base, desk, chosen, request.data, request.time_limit, console, written)


def _meant(request: TableRequest) -> tuple[Path, str | None]:
    """The folder and the province that were meant: a province alone means the newest run that has it."""
    if request.base.exists():
        return request.base, request.province
    municipalities = read_table(MUNICIPALITIES, paths.DATA / MUNICIPALITIES.file).frame
    code = province_code(municipalities, str(request.base))
    if code is None:
        return request.base, request.province
    if request.province is not None:
        rule = f"stands where the base does, and {request.province} names a province too"
        raise InputError([Finding("BASE", None, None, str(request.base), rule, "Give a folder, or one province.")])
    return newest_run(RUNS, code), code


def newest_run(room: Path, province: str) -> Path:
    """The folder in ``room`` whose run of the province was written last; raise ``InputError`` without one."""
    found = max(((when, folder) for when, folder, codes in _runs(room) if province in codes), default=None)
    if found is None:
        advice = f"Make one: spreiding plan --province {province}, or give the folder of a run."
        raise InputError([Finding(str(room), None, None, province, "holds no run that covers this province", advice)])
    return found[1]


def _runs(room: Path) -> Iterator[tuple[float, Path, tuple[str, ...]]]:
    """Runs in a folder: when written, where, and their provinces; what is no run of ``plan`` is passed over."""
    for path in room.glob(f"*/{RECORD}"):
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        provinces = record.get("provinces") if isinstance(record, dict) else None
        if isinstance(provinces, dict) and "point" in record:
            yield path.stat().st_mtime, path.parent, tuple(provinces)


def _province(base: WrittenRun, asked: str | None) -> str:
    """Code of the province that was asked for by code or name; of the only one when none was."""
    labels = {code: f"{code} {name}" for code, name in base.record.provinces.items()}
    told = ", ".join(labels.values())
    if asked is None and len(labels) == 1:
        return next(iter(labels))
    if asked is None:
        rule, advice = "plans for more than one province", f"Say whose table this is: {told}."
        raise InputError([Finding(str(base.folder), None, None, None, rule, advice)])
    wanted = asked.strip().casefold()
    for code, name in base.record.provinces.items():
        if wanted in (code.casefold(), name.casefold()):
            return code
    advice = f"{near_name(asked, labels)}Choose from {told}."
    raise InputError([Finding("PROVINCE", None, None, asked, "is not in the base", advice)])
