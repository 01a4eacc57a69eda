"""One cell as other people write it -> the text that our tables take, or what is wrong with it.

Numbers are exact fractions in between, so that a unit changes them once and nothing is rounded twice.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from spreiding.tables.cells import MEANT, Problem

Mark = Literal["comma", "point"]
_DIGITS = 6  # decimals of a number that a unit has changed
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_WRITTEN = re.compile(r"(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})", re.ASCII)
_MONEY = re.compile(r"^(€|eur)\s*|\s*(€|eur|,-)$", re.IGNORECASE)
_PLAIN = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([. ,'])\d{3})(?:\1\d{3})*([.,]\d+)?", re.ASCII)
_TWO_WAYS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_EXPONENT = re.compile(r"[+-]?\d+(\.\d+)?[eE][+-]?\d{1,2}", re.ASCII)
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


def number(text: str, mark: Mark | None, whole: bool) -> Fraction | Problem:
    """Read a number as the Dutch or a spreadsheet write it.

    ``mark`` says which sign is the decimal one. Without it 1.200 is 1200 in a column of whole numbers, and refused in one of
    decimals: it could be 1.2 as well.
    """
    bare = _MONEY.sub("", text.replace("\N{NO-BREAK SPACE}", " ").strip()).strip()
    if len(bare) > _LONGEST:
        return Problem("is too long a number", "Write at most 15 digits.")
    if mark is None and _TWO_WAYS.fullmatch(bare):
        if not (whole and "." in bare):
            return Problem(
                "can be read in two ways", "Say decimal: comma or decimal: point for this column in the map."
            )
        mark = "comma"
    digits = _digits(bare, mark)
    if digits is None:
        return Problem("is not a number", "Correct it, or map the word to a number under values.")
    return Fraction(Decimal(digits))


def _digits(text: str, mark: Mark | None) -> str | None:
    """The number with a decimal point and no other signs."""
    if _EXPONENT.fullmatch(text):
        return text
    sign = {"comma": ",", "point": "."}.get(mark or "")
    if _PLAIN.fullmatch(text) and sign in (None, *(mark for mark in ",." if mark in text)):
        return text.replace(",", ".")
    if _PLAIN.fullmatch(text) and not set(text) & {",", "."}:
        return text
    grouped = _GROUPED.fullmatch(text)
    if grouped is None:
        return None
    between, decimals = grouped.group(1), grouped.group(2) or ""
    if sign is not None and (between == sign or (decimals and decimals[0] != sign)):
        return None
    if decimals and decimals[0] == between:
        return None
    body = text[: len(text) - len(decimals)]
    return body.replace(between, "") + decimals.replace(",", ".")


def as_whole(value: Fraction, rounding: Literal["up", "down", "nearest"] | None) -> str | Problem:
    """Write a whole number; one with decimals is rounded only when the map says how."""
    down = value.numerator // value.denominator
    if value == down:
        return str(down)
    if rounding is None:
        rule = f"becomes {as_decimal(value)}, which is not a whole number"
        return Problem(rule, "Say round: up, down or nearest for this column in the map, or correct it.")
    rounded = {"down": down, "up": down + 1, "nearest": (value + Fraction(1, 2)).__floor__()}[rounding]
    return str(rounded)


def as_decimal(value: Fraction) -> str:
    """Write a decimal number with a point: exactly when it ends within 15 decimals, else with six of them."""
    exact = Fraction(round(value * 10**15), 10**15)
    digits = 15 if exact == value else _DIGITS
    text = f"{Decimal(round(value * 10**digits)).scaleb(-digits):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def day(text: str) -> str | Problem:
    """Read a day as 1-7-2025, 1 juli 2025, 2025-07-01, or as a spreadsheet gives it with a midnight behind it."""
    found = _ISO.fullmatch(text)
    if found:
        year, month, number_ = (int(part) for part in found.groups())
    elif found := _DAY.fullmatch(text):
        number_, month, year = (int(part) for part in found.groups())
    elif (found := _WRITTEN.fullmatch(plain(text))) and (named := _month(found.group(2))):
        number_, month, year = int(found.group(1)), named, int(found.group(3))
    else:
        return Problem("is not a day", "Write it as 1-7-2025 or 2025-07-01, or map the words under values.")
    try:
        return date(year, month, number_).isoformat()
    except ValueError:
        return Problem("is not a day of the calendar", "Check day and month.")


def _month(word: str) -> int | None:
    fits = [index for index, name in enumerate(_MONTHS, start=1) if len(word) >= 3 and name.startswith(word)]
    return fits[0] if len(fits) == 1 else {"mrt": 3}.get(word)


def boolean(text: str) -> str:
    """Write true or false where the word is known; another word stays, and the schema tells of it."""
    return MEANT.get(text.casefold(), text.casefold())
