"""What a folder of fetched data says of itself: ``sources.json`` for programs, ``SOURCES.md`` for people."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from spreiding import __version__
from spreiding.errors import Finding, InputError
from spreiding.fetch.resource import Copy

RECORD, PAGE = "sources.json", "SOURCES.md"
_NAME = r"[A-Za-z0-9_.-]+"


@dataclass(frozen=True)
class Source:
    """An address with the sha256, size, date and licence of what came from it."""

    url: str
    sha256: str
    size: int
    retrieved: str
    maker: str
    licence: str
    licence_url: str

    @classmethod
    def of(cls, copy: Copy) -> "Source":
        """Take over what the cache noted."""
        return cls(copy.url, copy.sha256, copy.size, copy.retrieved, copy.maker, copy.licence, copy.licence_url)


@dataclass(frozen=True)
class FileRecord:
    """A file of the folder: what it is, of which period, how many rows, and where it came from."""

    file: Annotated[str, Field(pattern=rf"^{_NAME}$")]
    what: str
    year: int
    period: str
    rows: int | None
    sha256: str
    sources: tuple[Source, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """Everything that a fetch wrote to a folder: of one year."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    spreiding: str
    year: int
    files: tuple[FileRecord, ...]

    def merged(self, new: Iterable[FileRecord]) -> "Record":
        """Put new files in the place of those of the same name."""
        files = {file.file: file for file in (*self.files, *new)}
        return Record(__version__, self.year, tuple(files[name] for name in sorted(files)))


_READER = TypeAdapter(Record)


def read_record(folder: Path) -> Record | None:
    """Give the record of a folder, ``None`` when it has none; raise ``InputError`` when it can't be read."""
    path = folder / RECORD
    try:
        return _READER.validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError as error:
        rule = f"is no record of fetched data ({error.errors()[0]['msg']})"
        raise InputError([Finding(str(path), None, None, None, rule, "Give another --out.")]) from error


def write_record(record: Record, folder: Path) -> None:
    """Write both files."""
    text = json.dumps(asdict(record), indent=2, ensure_ascii=False)
    (folder / RECORD).write_text(text + "\n", encoding="utf-8")
    (folder / PAGE).write_text(page(record), encoding="utf-8")


def page(record: Record) -> str:
    """Say in Markdown where every file comes from."""
    lines = [
        f"# Where these tables come from: municipalities of 1 January {record.year}",
        "",
        f"Fetched with spreiding {record.spreiding}. Figures are as their makers published them (origin `official`).",
        "",
        "| file | what | period | rows | maker | licence | retrieved |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [_line(file) for file in record.files]
    for file in record.files:
        lines += ["", f"## {file.file}", "", f"sha256 `{file.sha256}`", "", *(f"* {note}" for note in file.notes)]
        lines += [f"* <{s.url}>, {s.size:,} bytes, {s.retrieved}, sha256 `{s.sha256}`" for s in file.sources]
    return "\n".join(lines) + "\n"


def _line(file: FileRecord) -> str:
    makers = _unique(source.maker for source in file.sources)
    licences = _unique(f"[{source.licence}]({source.licence_url})" for source in file.sources)
    days = _unique(source.retrieved[:10] for source in file.sources)
    rows = "-" if file.rows is None else str(file.rows)
    return f"| {' | '.join((f'`{file.file}`', file.what, file.period, rows, makers, licences, days))} |"


def _unique(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))
