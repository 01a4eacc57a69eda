"""The files behind the dated parameters: YAML checked entry by entry, all findings at once."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StrictFloat,
    StrictInt,
    Tag,
    ValidationError,
    model_validator,
)

from spreiding.errors import Finding, InputError

_EXAMPLE = "Compare it with models/law/wet.yaml."
NUMBER, DAY = "number", "day"
_WAYS_OF_WRITING = ("int", "float", "constrained-float", "function-after[_of_the_calendar(), str]", NUMBER, DAY)
DAY_OF_THE_YEAR = "day of the year"
_MONTH_DAY = re.compile(r"\d{2}-\d{2}", re.ASCII)


def _of_the_calendar(text: str) -> str:
    """A day of every year, written as month and day (02-01): 29 February is none."""
    try:
        date.fromisoformat(f"2023-{text}")
    except ValueError as error:
        raise ValueError("is no day of every year: write month and day, such as 02-01") from error
    return text


def _number_or_day(value: Any) -> str:
    # Told apart beforehand, so that a wrong value gives one finding and not one per way of writing.
    return DAY if isinstance(value, str) and _MONTH_DAY.fullmatch(value) else NUMBER


class Entry(BaseModel):
    """One entry of a law file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    value: Annotated[
        Annotated[StrictInt | Annotated[StrictFloat, Field(allow_inf_nan=False)], Tag(NUMBER)]
        | Annotated[str, AfterValidator(_of_the_calendar), Tag(DAY)],
        Discriminator(_number_or_day),
    ]
    unit: Annotated[str, Field(min_length=1)]
    article: Annotated[str, Field(min_length=1)]
    url: Annotated[str, Field(pattern=r"^https://\S+$")]
    from_date: Annotated[date, Field(alias="from")]
    until: date | None = None
    certainty: Literal["certain", "reported", "assumption", "inference"]
    note: str = ""

    @model_validator(mode="after")
    def _unit_of_a_day(self) -> "Entry":
        if isinstance(self.value, str) != (self.unit == DAY_OF_THE_YEAR):
            raise ValueError(f"a value such as 02-01 has the unit {DAY_OF_THE_YEAR!r}, and no other value has")
        return self


def read_entries(folder: Path) -> list[Entry]:
    """Read every ``*.yaml`` of a folder, in order of name; raise ``InputError`` with all findings."""
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise InputError([_finding(folder.name, None, "holds no law files", "Put *.yaml files in it.")])
    entries: list[tuple[str, Entry]] = []
    findings: list[Finding] = []
    for path in files:
        found, wrong = _read_file(path)
        entries += [(path.name, entry) for entry in found]
        findings += wrong
    findings += _history_findings(entries)
    if findings:
        raise InputError(findings)
    return [entry for _, entry in entries]


def _finding(file: str, where: str | None, rule: str, advice: str, value: str | None = None) -> Finding:
    return Finding(file, None, where, value, rule, advice)


def _read_file(path: Path) -> tuple[list[Entry], list[Finding]]:
    try:
        return _parsed(path.name, path.read_text(encoding="utf-8"))
    except OSError as error:
        rule = f"can't be read ({error.strerror})"
        return [], [_finding(path.name, None, rule, "Check the file and its rights.")]
    except (UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        return [], [_finding(path.name, None, f"is not YAML ({' '.join(str(error).split())})", _EXAMPLE)]


@lru_cache(maxsize=32)  # a run asks twice, and a batch for every scenario; the text decides, not the file
def _parsed(file: str, text: str) -> tuple[list[Entry], list[Finding]]:
    tree = yaml.safe_load(text)
    if not isinstance(tree, list):
        return [], [_finding(file, None, "is not a list of entries", _EXAMPLE)]
    entries: list[Entry] = []
    findings: list[Finding] = []
    for number, item in enumerate(tree, start=1):
        try:
            entries.append(Entry.model_validate(item))
        except ValidationError as error:
            findings += _entry_findings(file, number, item, error)
    return entries, findings


def _entry_findings(file: str, number: int, item: object, error: ValidationError) -> list[Finding]:
    name = item.get("id", "?") if isinstance(item, dict) else "?"
    findings = []
    for problem in error.errors():
        # a value that is neither int nor float is reported once, not once per way of writing
        parts = [str(part) for part in problem["loc"] if part not in _WAYS_OF_WRITING]
        where = f"entry {number} ({name}) {'.'.join(parts)}".rstrip()
        value = None if isinstance(problem["input"], dict | list) else str(problem["input"])
        findings.append(
            _finding(file, where, problem["msg"].removeprefix("Value error, ").rstrip("."), _EXAMPLE, value)
        )
    return list({finding.column: finding for finding in findings}.values())


def _history_findings(entries: Iterable[tuple[str, Entry]]) -> list[Finding]:
    ordered = sorted(entries, key=lambda item: (item[1].id, item[1].from_date))
    findings = []
    for file, entry in ordered:
        if entry.until is not None and entry.until <= entry.from_date:
            where, rule, advice = f"{entry.id} until", "ends before it begins", "Give a later day."
            findings.append(_finding(file, where, rule, advice, str(entry.until)))
    for (_, before), (file, entry) in pairwise(ordered):
        if before.id == entry.id:
            findings += _succession_findings(file, before, entry)
    return findings


def _succession_findings(file: str, before: Entry, entry: Entry) -> list[Finding]:
    findings = []
    if before.from_date == entry.from_date:
        rule, advice = "stands twice with one first day", "Keep one of the two."
        findings.append(_finding(file, f"{entry.id} from", rule, advice, str(entry.from_date)))
    elif before.until is not None and before.until > entry.from_date:
        rule, advice = f"overlaps the entry that runs until {before.until}", "Let the earlier one end first."
        findings.append(_finding(file, f"{entry.id} from", rule, advice, str(entry.from_date)))
    if before.unit != entry.unit:
        rule, advice = f"changes unit from {before.unit!r}", "Keep one unit per id."
        findings.append(_finding(file, f"{entry.id} unit", rule, advice, entry.unit))
    return findings
