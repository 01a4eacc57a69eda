"""map.yaml: how the columns of a file become those of one of our tables (docs/import.md)."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from spreiding.errors import Finding, InputError
from spreiding.model_findings import model_findings
from spreiding.model_kinds import Origin, Strict
from spreiding.model_yaml import load_once

RD = "EPSG:28992"
TOTALS = ("totaal", "subtotaal", "eindtotaal", "totalen", "total", "subtotal")
EXAMPLE = "docs/import.md"


def _text(value: Any) -> str:
    """A word as it stands in a table: true and false, days and numbers as we write them."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float | date):
        return str(value).strip()
    raise PydanticCustomError("word", "is not a word, a number or a day", {"advice": "Write one value."})


def _column(value: Any) -> Any:
    """``places_max: Capaciteit`` is short for ``places_max: {from: Capaciteit}``."""
    return {"from": value} if isinstance(value, str | list) else value


Word = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, Field(min_length=1)]
Names = Name | list[Name]


class Split(Strict):
    """Cut a cell at a sign: all pieces become words of the column, or ``take`` picks one of them, counted from 1."""

    at: Name
    take: Annotated[int, Field(ge=1, le=20)] | None = None


class ColumnMap(Strict):
    """Where one of our columns comes from, and what is done to its cells, in this order: join, split, values, unit."""

    source: Names | None = Field(default=None, alias="from")
    constant: Word | None = None
    join: str | None = None
    split: Split | None = None
    values: dict[str, Word] = Field(default_factory=dict)
    unit: Name | None = None
    factor: Annotated[float, Field(gt=0, le=1e9)] | None = None
    round: Literal["up", "down", "nearest"] | None = None
    decimal: Literal["comma", "point"] | None = None
    prefix: str | None = None
    slug: bool = False
    default: Word | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of the columns it is made of."""
        named = [] if self.source is None else [self.source] if isinstance(self.source, str) else self.source
        return tuple(named)

    @model_validator(mode="after")
    def _fits_together(self) -> "ColumnMap":
        if (self.source is None) == (self.constant is None):
            raise ValueError("needs either from (a column) or constant (one value for all rows)")
        if (len(self.sources) > 1) != (self.join is not None):
            raise ValueError("join belongs to several columns in from, and they need it")
        if self.unit is not None and self.factor is not None:
            raise ValueError("has both a unit and a factor: keep one")
        if self.constant is not None and (set(self.model_fields_set) - {"constant"}):
            raise ValueError("has a constant, so nothing else can be done to it")
        return self


class Position(Strict):
    """Two columns with coordinates in any system; RD New unless ``crs`` says otherwise."""

    x: Name
    y: Name
    crs: Name = RD


class Where(Strict):
    """Rows whose cell in ``column`` is one of some words, or is blank."""

    column: Name
    words: list[Word] | None = Field(default=None, alias="is", min_length=1)
    blank: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_test(self) -> "Where":
        if (self.words is None) == (self.blank is None):
            raise ValueError("needs either is (a list of words) or blank: true")
        return self


class ImportMap(Strict):
    """The whole map; ``columns`` by the name of our column."""

    table: Name | None = None
    sheet: Name | None = None
    header_row: Annotated[int, Field(ge=1, le=10_000)] | None = None
    header_rows: Annotated[int, Field(ge=1, le=2)] = 1
    codes_year: Annotated[int, Field(ge=2013, le=2100)] | None = None
    province: Name | None = None
    origin: Origin = "reported"
    source: Name | None = None
    position: Position | None = None
    columns: dict[str, Annotated[ColumnMap, BeforeValidator(_column)]]
    skip_rows_where: list[Where] = Field(default_factory=list)
    keep_rows_where: list[Where] = Field(default_factory=list)
    totals: list[Name] = Field(default_factory=lambda: list(TOTALS))
    ignore: list[Name] = Field(default_factory=list)


def read_map(path: Path) -> ImportMap:
    """Read a map; raise ``InputError`` with every finding."""
    try:
        content = load_once(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _refused(path, f"can't be read ({error.strerror})", "Check the path after --map.") from error
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        why = " ".join(str(error).split())
        raise _refused(path, f"is not YAML ({why})", f"Correct it; {EXAMPLE} shows a map.") from error
    if not isinstance(content, dict):
        raise _refused(path, "is not a map", f"Write columns: and a line per column; {EXAMPLE} shows a map.")
    try:
        return ImportMap.model_validate(content)
    except ValidationError as error:
        raise InputError(model_findings(path, error, ImportMap, EXAMPLE)) from error


def _refused(path: Path, rule: str, advice: str) -> InputError:
    return InputError([Finding(path.name, None, None, None, rule, advice)])
