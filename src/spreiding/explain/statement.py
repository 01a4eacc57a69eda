"""What an explanation is made of: sentences whose every number is a figure with a unit, a source and an article."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Value = int | float | str
Form = Literal["number", "signed", "text", "word", "name"]


@dataclass(frozen=True)
class Figure:
    """A value in a sentence; ``source`` is the file and column it stands in, or the calculation it comes from.

    ``article``: its own, where it is a value of the law; else that of its sentence.
    ``form``: how it is shown. ``signed`` numbers always have a sign; a ``word`` is translated; a ``name`` comes from
    the data, so that it is cleaned before it is shown; a ``text`` is a date, a code or a fraction.
    """

    value: Value
    unit: str
    source: str
    decimals: int = 0
    form: Form = "number"
    article: str = ""


@dataclass(frozen=True)
class Statement:
    """One sentence, in English and in Dutch, as templates in which ``{name}`` stands for a figure.

    ``key`` is stable: reports and tests may rely on it. ``article``: the article or section it rests on. ``norms``:
    their ids in ``models/norms.yaml``. ``series``: figures with a label, shown where the template has ``{series}``.
    ``binds``: of a constraint, whether nothing is left of its slack.
    """

    key: str
    article: str
    english: str
    dutch: str
    figures: Mapping[str, Figure] = field(default_factory=dict)
    series: tuple[tuple[str, Figure], ...] = ()
    norms: tuple[str, ...] = ()
    binds: bool | None = None


@dataclass(frozen=True)
class Section:
    """Statements under one heading, in reading order."""

    key: str
    english: str
    dutch: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Explanation:
    """A municipality's number, explained; ``warnings`` say before anything else what may be wrong with the run."""

    code: str
    name: str
    province: str
    task_places: int
    warnings: tuple[Statement, ...]
    sections: tuple[Section, ...]


def number(value: float, unit: str, source: str, decimals: int = 0) -> Figure:
    """A number, shown with so many decimals."""
    return Figure(value, unit, source, decimals)


def signed(value: float, unit: str, source: str, decimals: int = 0) -> Figure:
    """A difference, shown with its sign."""
    return Figure(value, unit, source, decimals, "signed")


def text(value: str, source: str) -> Figure:
    """A date, a code, a label or a fraction."""
    return Figure(value, "", source, form="text")


def word(value: str, source: str) -> Figure:
    """A word of the program's own, such as an origin or a track, that has a translation."""
    return Figure(value, "", source, form="word")


def name(value: str, source: str) -> Figure:
    """A name or a remark as somebody wrote it in a table or a model file."""
    return Figure(value, "", source, form="name")
