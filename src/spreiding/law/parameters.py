"""Dated parameters of the law: value, unit, article, address and first day, read from ``models/law/*.yaml``.

Several entries with one id are its history: the entry in force on a day is the last one whose ``from`` is not
after that day, unless its ``until`` (exclusive) has come.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from spreiding import paths
from spreiding.law.parameter_files import Entry, read_entries

Certainty = Literal["certain", "reported", "assumption", "inference"]


class LawError(LookupError):
    """A parameter of the law can't be given."""


class UnknownParameter(LawError):  # noqa: N818
    """No parameter of that id exists on any day; names the nearest id that does."""

    def __init__(self, parameter_id: str, known: Iterable[str]) -> None:
        """Keep the id asked for and the nearest known one (``None`` when nothing is near)."""
        near = get_close_matches(parameter_id, list(known), n=1)
        self.parameter_id = parameter_id
        self.suggestion = near[0] if near else None
        hint = f"; did you mean {self.suggestion}?" if self.suggestion else ""
        super().__init__(f"the law tables hold no parameter {parameter_id!r}{hint}")


class LawNotInForce(LawError):  # noqa: N818
    """The parameter exists, but not on the day asked: before its first day, or at or after its last."""

    def __init__(self, parameter_id: str, asked: date, first: date, until: date | None = None) -> None:
        """Keep id, day asked, first day, and the exclusive end when that is why it fails."""
        self.parameter_id, self.asked, self.first, self.until = parameter_id, asked, first, until
        why = f"it is in force from {first}" if until is None else f"it was in force until {until}"
        super().__init__(f"{parameter_id} is not in force on {asked}: {why}")


@dataclass(frozen=True)
class Parameter:
    """One number of the law on its days: ``from_date`` inclusive, ``until`` exclusive (``None``: open).

    A day of the year is written as month and day, ``02-01``.
    """

    id: str
    value: int | float | str
    unit: str
    article: str
    url: str
    from_date: date
    certainty: Certainty
    until: date | None = None
    note: str = ""


@dataclass(frozen=True)
class LawAt:
    """The law as it stands on ``day``."""

    day: date
    _history: Mapping[str, tuple[Parameter, ...]] = field(repr=False)

    def __getitem__(self, parameter_id: str) -> Parameter:
        """Give the parameter in force; raise ``UnknownParameter`` or ``LawNotInForce``."""
        if parameter_id not in self._history:
            raise UnknownParameter(parameter_id, self._history)
        history = self._history[parameter_id]
        begun = [entry for entry in history if entry.from_date <= self.day]
        if not begun:
            raise LawNotInForce(parameter_id, self.day, history[0].from_date)
        entry = begun[-1]
        if entry.until is not None and self.day >= entry.until:
            raise LawNotInForce(parameter_id, self.day, history[0].from_date, entry.until)
        return entry

    def number(self, parameter_id: str) -> float:
        """Give the value as a float, in the parameter's unit."""
        return float(self._numeric(parameter_id))

    def whole(self, parameter_id: str) -> int:
        """Give the value as a whole number, in the parameter's unit; ``LawError`` when it isn't whole."""
        value = self._numeric(parameter_id)
        if value != int(value):
            raise LawError(f"{parameter_id} is {value}, which is not a whole number")
        return int(value)

    def day_of(self, parameter_id: str, year: int) -> date:
        """Give a day of the year in a year; ``LawError`` when the parameter is no such day."""
        value = self[parameter_id].value
        if not isinstance(value, str):
            raise LawError(f"{parameter_id} is {value}, which is not a day of the year")
        return date.fromisoformat(f"{year}-{value}")

    def _numeric(self, parameter_id: str) -> int | float:
        value = self[parameter_id].value
        if isinstance(value, str):
            raise LawError(f"{parameter_id} is {value}, which is not a number")
        return value

    def parameters(self) -> tuple[Parameter, ...]:
        """Give all parameters in force on the day, by id."""
        return tuple(self[name] for name in sorted(self._history) if self._in_force(name))

    def _in_force(self, parameter_id: str) -> bool:
        begun = [entry for entry in self._history[parameter_id] if entry.from_date <= self.day]
        return bool(begun) and (begun[-1].until is None or self.day < begun[-1].until)


@dataclass(frozen=True)
class LawBook:
    """Every parameter with its history, oldest entry first."""

    history: Mapping[str, tuple[Parameter, ...]]

    @classmethod
    def load(cls, folder: Path = paths.LAW) -> "LawBook":
        """Read all ``*.yaml`` of a folder; raise ``InputError`` with every finding."""
        return cls(_history(read_entries(folder)))

    def at(self, day: date) -> LawAt:
        """Give the law as it stands on a day; asking it for a parameter not in force raises."""
        return LawAt(day, self.history)


def _history(entries: Iterable[Entry]) -> dict[str, tuple[Parameter, ...]]:
    history: dict[str, tuple[Parameter, ...]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.id, entry.from_date)):
        history[entry.id] = (*history.get(entry.id, ()), Parameter(**entry.model_dump()))
    return history
