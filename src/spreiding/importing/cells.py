"""One cell as other people write it -> the text that our tables take, or what is wrong with it.

Numbers are exact fractions in between, so that a unit changes them once and nothing is rounded twice.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from spreiding.formats.numbers import Convention, Problem
from spreiding.tables.cells import MEANT, read_boolean, read_date

_DIGITS, _MOST_DIGITS = 6, 15  # decimals of a number that does not end, and of one that does
_MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
_WRITTEN = re.compile(r"(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})", re.ASCII)
_MONEY = re.compile(r"^(€|eur)\s*|\s*(€|eur|,-)$", re.IGNORECASE)
_SPACED = re.compile(r"([+-]?\d{1,3})((?: \d{3})+)([.,]\d+)?", re.ASCII)
_COMMAS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)
_LONGEST = 40


def plain(text: str) -> str:
    """Give a text for comparing: small letters, one space between words, no accents."""
    bare = unicodedata.normalize("NFKD", text)
    return " ".join("".join(letter for letter in bare if not unicodedata.combining(letter)).casefold().split())


def tidy(text: str) -> str:
    """Give a text on one line, with one space between words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def slug(text: str) -> str:
    """Give a text as an id: letters and digits, with - between words."""
    return "-".join(re.findall(r"[a-z0-9]+", plain(text)))[:_LONGEST].strip("-")


def number(text: str, convention: Convention, whole: bool) -> Fraction | Problem:
    """Read a number as the Dutch or a spreadsheet write it; ``convention`` says which sign parts the decimals."""
    bare = _MONEY.sub("", text).strip()
    if spaced := _SPACED.fullmatch(bare):
        bare = spaced[1] + spaced[2].replace(" ", "") + (spaced[3] or "")
    if convention.decimal == "." and _COMMAS.fullmatch(bare) and (whole or "." in bare):
        bare = bare.replace(",", "")
    read = convention.plain(bare, whole)
    if isinstance(read, Problem):
        return Problem(read.rule, "Say decimal: comma or decimal: point for this column in the map, or correct it.")
    if len(read) > _LONGEST or not _NUMBER.fullmatch(read):
        return Problem("is not a number", "Correct it, or map the word to a number under values.")
    return Fraction(Decimal(read))


def as_whole(value: Fraction, rounding: Literal["up", "down", "nearest"] | None) -> str | Problem:
    """Write a whole number; one with decimals is rounded only when the map says how."""
    down = value.numerator // value.denominator
    if value == down:
        return str(down)
    if rounding is None:
        rule = f"becomes {as_decimal(value)}, which is not a whole number"
        return Problem(rule, "Say round: up, down or nearest for this column in the map, or correct it.")
    nearest = down + (1 if value - down >= Fraction(1, 2) else 0)
    return str({"down": down, "up": down + 1, "nearest": nearest}[rounding])


def as_decimal(value: Fraction) -> str:
    """Write a decimal number with a point: exactly when it ends within 15 decimals, else with six of them."""
    exact = Fraction(round(value * 10**_MOST_DIGITS), 10**_MOST_DIGITS)
    digits = _MOST_DIGITS if exact == value else _DIGITS
    text = f"{Decimal(round(value * 10**digits)).scaleb(-digits):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def day(text: str) -> str | Problem:
    """Read a day as tables take it (2025-07-01, 1-7-2025), or as 1 juli 2025, or with a midnight behind it."""
    bare = re.sub(r"[T ]00:00(:00(\.0+)?)?$", "", text)
    found = _WRITTEN.fullmatch(plain(bare))
    month = found and _month(found.group(2))
    if found and month:
        bare = f"{found.group(3)}-{month:02d}-{int(found.group(1)):02d}"
    read = read_date(bare)
    if isinstance(read, Problem):
        return Problem(read.rule, f"{read.advice} Or map the words under values.")
    return read.isoformat() if isinstance(read, date) else text


def _month(word: str) -> int | None:
    """The month that a Dutch word begins: juli, jul, sept; maart begins otherwise than it is shortened."""
    short = {"maa": "mrt"}.get(word[:3], word[:3])
    return _MONTHS.index(short) + 1 if short in _MONTHS else None


def boolean(text: str) -> str:
    """Write true or false where the word is known; another word stays, and the schema tells of it."""
    read = read_boolean(text)
    return str(read).lower() if isinstance(read, bool) else MEANT.get(text.casefold(), text)
