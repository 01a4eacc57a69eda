"""Municipal codes of one year -> those of another, by ``municipal_changes.csv``.

Counts can be carried over: they are added up, and divided by parts where a municipality was split. Scores can't: the
score of a merged municipality does not follow from the scores of its parts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

from spreiding import paths
from spreiding.errors import Finding, InputError
from spreiding.tables.municipal_changes import MUNICIPAL_CHANGES
from spreiding.tables.read import read_table

Parts = Mapping[str, Fraction]
_SUM_SLACK = Fraction(1, 1000)


@dataclass(frozen=True)
class Change:
    """One old code that (partly) became one new code on a day; ``part`` None: unknown."""

    old_code: str
    old_name: str
    new_code: str
    new_name: str
    day: date
    begins: bool
    part: Fraction | None


class PartUnknownError(ValueError):
    """A municipality was split and nobody wrote down in which parts; ``code`` names it."""

    def __init__(self, code: str, name: str) -> None:
        """Keep the code whose parts are unknown."""
        self.code = code
        super().__init__(f"{code} {name} was split, and municipal_changes.csv does not say in which parts")


@dataclass(frozen=True)
class Changes:
    """All changes, in the order of their days."""

    rows: tuple[Change, ...]

    @cached_property
    def by_old(self) -> Mapping[str, tuple[Change, ...]]:
        """The changes of every code that ended."""
        found: dict[str, tuple[Change, ...]] = {}
        for row in self.rows:
            found[row.old_code] = (*found.get(row.old_code, ()), row)
        return found

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of every code that ended."""
        return {row.old_code: row.old_name for row in self.rows}

    @cached_property
    def first_days(self) -> Mapping[str, date]:
        """The first day of every code that began with a change."""
        return {row.new_code: row.day for row in reversed(self.rows) if row.begins}

    def valid_on(self, day: date, present: Iterable[str]) -> frozenset[str]:
        """Give the codes of a day; ``present`` are those of today."""
        ended = {code for code, rows in self.by_old.items() if rows[0].day <= day}
        unborn = {code for code, first in self.first_days.items() if first > day}
        return frozenset({*present, *self.by_old} - ended - unborn)

    def successors(self, code: str, since: date, until: date) -> Parts:
        """Give the codes of the day ``until`` into which a code of the day ``since`` went, each with its part.

        A code that stayed gives itself with part 1. Raises ``PartUnknownError`` at a split without parts.
        """
        rows = self.by_old.get(code, ())
        if not rows or not since < rows[0].day <= until:
            return {code: Fraction(1)}
        found: dict[str, Fraction] = {}
        for row in rows:
            if row.part is None:
                raise PartUnknownError(code, row.old_name)
            for later, part in self.successors(row.new_code, row.day, until).items():
                found[later] = found.get(later, Fraction(0)) + row.part * part
        return found

    def heirs(self, code: str) -> tuple[str, ...]:
        """Give the codes of today into which an old code went, also when the parts are unknown."""
        rows = self.by_old.get(code, ())
        if not rows:
            return (code,)
        return tuple(dict.fromkeys(heir for row in rows for heir in self.heirs(row.new_code)))


def read_changes(path: Path | None = None) -> Changes:
    """Read the changes; without a path the embedded ones. Raises ``InputError`` with every finding."""
    read = read_table(MUNICIPAL_CHANGES, path or paths.DATA / MUNICIPAL_CHANGES.file)
    findings = [*read.findings] or change_findings(read.frame)
    if findings:
        raise InputError(findings)
    ordered = read.frame.sort_values(["date", "old_code", "new_code"])
    return Changes(tuple(_change(row) for _, row in ordered.iterrows()))


def _change(row: "pd.Series[str]") -> Change:
    part = Fraction(row["part_text"]) if row["part_text"] else None
    day = pd.Timestamp(row["date"]).date()
    return Change(row["old_code"], row["old_name"], row["new_code"], row["new_name"], day, bool(row["begins"]), part)


def change_findings(frame: pd.DataFrame) -> list[Finding]:
    """Check what rows must have in common: one day per old code, parts that add up to 1, and no way back."""
    findings = []
    for code, rows in frame.groupby("old_code"):
        first = int(rows.index[0])
        if rows["date"].nunique() > 1:
            findings.append(_finding(first, str(code), "ends on two days", "A code ends once: correct date."))
        texts = rows["part_text"]
        if (texts == "").any() and not (texts == "").all():
            advice = "Fill in all its parts, or leave all blank."
            findings.append(_finding(first, str(code), "has some parts blank and others not", advice))
        elif (texts != "").all() and abs(sum(map(Fraction, texts), Fraction(-1))) > _SUM_SLACK:
            findings.append(_finding(first, str(code), "has parts that do not add up to 1", "Correct part."))
    ends = dict(zip(frame["old_code"], frame["date"], strict=True))
    for row, new, day in zip(frame.index, frame["new_code"], frame["date"], strict=True):
        if new in ends and ends[new] <= day:
            advice = "Correct the dates: a code can't take over once it has ended."
            findings.append(
                _finding(int(row), str(new), "takes over on or after the day on which it ends", advice, "new_code")
            )
    return findings


def _finding(row: int, value: str, rule: str, advice: str, column: str = "old_code") -> Finding:
    return Finding(MUNICIPAL_CHANGES.file, row, column, value, rule, advice)


@cache
def embedded_changes() -> Changes:
    """The embedded changes, read once."""
    return read_changes()


def code_of_other_year(code: str, changes: Changes | None = None) -> str | None:
    """Say what became of a code that has ended, such as ``GM0501 Brielle is a code of before 2023-01-01, now ...``.

    ``None`` for a code that never ended. Without ``changes`` the embedded ones are asked.
    """
    known = changes or embedded_changes()
    rows = known.by_old.get(code)
    if not rows:
        return None
    names = {row.new_code: row.new_name for row in known.rows}
    heirs = " or ".join(f"{heir} {names[heir]}" for heir in known.heirs(code))
    return f"{code} {rows[0].old_name} is a code of before {rows[0].day}, now {heirs}"


class OtherYears(Mapping[str, str]):
    """What to do about each code that has ended; the embedded changes are read once the first code is asked for."""

    def __getitem__(self, code: str) -> str:
        """Give the advice; raise ``KeyError`` for a code that never ended."""
        told = code_of_other_year(code)
        if told is None:
            raise KeyError(code)
        return f"{told}. Write the code of today; `spreiding data import` brings a whole table up to date."

    def __iter__(self) -> Iterator[str]:
        """Give every code that has ended."""
        return iter(embedded_changes().by_old)

    def __len__(self) -> int:
        """Count the codes that have ended."""
        return len(embedded_changes().by_old)


def add_up(counts: Mapping[str, int], goes_to: Mapping[str, Parts]) -> dict[str, int]:
    """Carry whole counts per old code over to new codes; the total stays what it was.

    ``goes_to``: per old code its new codes with parts that add up to 1. Split counts are rounded by largest remainder,
    per old code, so that nobody gets lost; of equal remainders the first code gets the unit.
    """
    found: dict[str, int] = {}
    for code, count in counts.items():
        for new, piece in _divided(count, goes_to[code]).items():
            found[new] = found.get(new, 0) + piece
    return found


def _divided(count: int, parts: Parts) -> dict[str, int]:
    total = sum(parts.values())
    exact = {code: count * part / total for code, part in sorted(parts.items())}
    whole = {code: share.numerator // share.denominator for code, share in exact.items()}
    left = count - sum(whole.values())
    for code in sorted(exact, key=lambda key: (whole[key] - exact[key], key))[:left]:
        whole[code] += 1
    return whole
