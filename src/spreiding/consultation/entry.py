"""One entry of the record, and the chain: every line carries the sha256 of the line before it."""

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from spreiding.formats.personal import personal_text
from spreiding.limits import MOST_NEED

Kind = Literal["offer", "wish", "exchange", "agreement", "remark"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MOST_WHO, MOST_WHY = 200, 2000  # characters


def _on_one_line(text: str) -> str:
    """A text as a person can see it, on one line; refused when it looks like data about an individual."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    if not plain:
        raise PydanticCustomError("blank", "is blank")
    if not plain.isprintable():
        raise PydanticCustomError("unseen", "holds signs that can't be seen")
    what = personal_text(plain)
    if what is not None:
        raise PydanticCustomError("person", "holds {what}, which is about an individual", {"what": what})
    return plain


Who = Annotated[str, Field(max_length=MOST_WHO), AfterValidator(_on_one_line)]
Why = Annotated[str, Field(max_length=MOST_WHY), AfterValidator(_on_one_line)]
Area = Annotated[str, Field(pattern=r"^(GM\d{4}|PV\d{2})$")]
Places = Annotated[int, Field(ge=1, le=MOST_NEED, strict=True)]


class Said(BaseModel):
    """What somebody said: ``who`` an office or body; ``about`` and ``to`` CBS codes; ``places`` more than nothing.

    An offer says how many places; an exchange how many and ``to`` whom they go from ``about``. ``amv``: the places are
    for unaccompanied minors. ``user``: the account on the computer, only when its owner asked for that.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    who: Who
    kind: Kind
    about: Area
    about_name: Why
    to: Area | None = None
    to_name: Why | None = None
    places: Places | None = None
    amv: bool = False
    why: Why
    user: Who | None = None

    @model_validator(mode="after")
    def _fits_the_kind(self) -> "Said":
        wrong = [told for _, told in misfits(self.kind, self.about, self.to, self.places, self.amv)]
        if wrong:
            raise PydanticCustomError("kind", "{wrong}", {"wrong": "; ".join(wrong)})
        return self


def misfits(kind: object, about: object, to: object, places: object, amv: object) -> Iterator[tuple[str, str]]:
    """What does not fit the kind of an entry, each with the field that it is about."""
    if kind in ("offer", "exchange") and places is None:
        yield "places", f"an {kind} says how many places: give --places"
    if kind == "exchange" and to is None:
        yield "to", "an exchange says who takes the places over: give --to"
    if kind == "offer" and to is not None:
        yield "to", "an offer goes to nobody: leave --to out, or make it an exchange"
    if to == about:
        yield "to", "--to and --about are the same"
    if amv and places is None:
        yield "places", "--amv is about places: give --places"


class Entry(Said):
    """An entry as it stands in the record.

    ``number`` from 1; ``at`` the moment in UTC and ``local`` the same as the clock of the writer's computer showed it,
    both to the second; ``previous`` the sha256 of the line before, of run.json for the first; ``sha256`` of the rest of
    this one.
    """

    number: Annotated[int, Field(ge=1, strict=True)]
    at: AwareDatetime
    local: AwareDatetime
    previous: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

    @model_validator(mode="after")
    def _as_it_was_written(self) -> "Entry":
        if self.at != self.local:
            raise PydanticCustomError("moment", "at and local are two moments")
        if digest(self) != self.sha256:
            raise PydanticCustomError("changed", "was changed after it was written: its sha256 is another")
        return self


def chained(said: Said, number: int, previous: str, moment: datetime) -> Entry:
    """Make the entry with that number, after the line whose sha256 is ``previous``."""
    now = moment.replace(microsecond=0)
    values = {**said.model_dump(), "number": number, "at": now.astimezone(UTC), "local": now.astimezone()}
    loose = Entry.model_construct(**values, previous=previous, sha256="")
    return Entry(**values, previous=previous, sha256=digest(loose))


def digest(entry: Entry) -> str:
    """Sha256 of all of an entry but its own."""
    return hashlib.sha256(_json(entry.model_dump(mode="json", exclude={"sha256"})).encode()).hexdigest()


def line_of(entry: Entry) -> bytes:
    """The entry as a line of the record, with its newline."""
    return f"{_json(entry.model_dump(mode='json'))}\n".encode()


def read_line(line: bytes) -> "Entry | str":
    """Read one line without its newline; what is wrong with it comes back in words."""
    try:
        entry = Entry.model_validate_json(line)
    except ValidationError as error:
        return "; ".join(dict.fromkeys(problem(item["loc"], item["msg"]) for item in error.errors()))
    return entry if line_of(entry) == line + b"\n" else "is not written as the program writes it"


def problem(place: tuple[int | str, ...], message: str) -> str:
    """One thing wrong, with the field that it is about."""
    where = ".".join(str(part) for part in place)
    return f"{where}: {message}" if where else message


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
