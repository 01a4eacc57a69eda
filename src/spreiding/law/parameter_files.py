"""The files behind the dated parameters: YAML checked entry by entry, all findings at once."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StrictFloat, StrictInt, ValidationError

from spreiding.errors import Finding, InputError

_EXAMPLE = "Compare it with models/law/wet.yaml."
_KINDS_OF_NUMBER = ("int", "float", "constrained-float")


class Entry(BaseModel):
    """One entry of a law file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    value: StrictInt | Annotated[StrictFloat, Field(allow_inf_nan=False)]
    unit: Annotated[str, Field(min_length=1)]
    article: Annotated[str, Field(min_length=1)]
    url: Annotated[str, Field(pattern=r"^https://\S+$")]
    from_date: Annotated[date, Field(alias="from")]
    until: date | None = None
    certainty: Literal["certain", "reported", "assumption", "inference"]
    note: str = ""


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
        tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        rule = f"can't be read ({error.strerror})"
        return [], [_finding(path.name, None, rule, "Check the file and its rights.")]
    except (UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        return [], [_finding(path.name, None, f"is not YAML ({' '.join(str(error).split())})", _EXAMPLE)]
    if not isinstance(tree, list):
        return [], [_finding(path.name, None, "is not a list of entries", _EXAMPLE)]
    entries: list[Entry] = []
    findings: list[Finding] = []
    for number, item in enumerate(tree, start=1):
        try:
            entries.append(Entry.model_validate(item))
        except ValidationError as error:
            findings += _entry_findings(path.name, number, item, error)
    return entries, findings


def _entry_findings(file: str, number: int, item: object, error: ValidationError) -> list[Finding]:
    name = item.get("id", "?") if isinstance(item, dict) else "?"
    findings = []
    for problem in error.errors():
        # a value that is neither int nor float is reported once, not once per kind of number
        parts = [str(part) for part in problem["loc"] if part not in _KINDS_OF_NUMBER]
        where = f"entry {number} ({name}) {'.'.join(parts)}".rstrip()
        value = None if isinstance(problem["input"], dict | list) else str(problem["input"])
        findings.append(_finding(file, where, problem["msg"].rstrip("."), _EXAMPLE, value))
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
