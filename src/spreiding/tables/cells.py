"""One cell of text -> one value, or what is wrong with it in the user's words."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date

from spreiding.formats.numbers import Problem
from spreiding.tables.declare import Kind

_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}([., ]\d{3})+", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d{1,3}(\.?\d{3})*\d*,\d+", re.ASCII)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DUTCH_DATE = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)
_OTHER_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
_LONGEST_WHOLE = 15
_WORDS = dict.fromkeys(("true", "ja", "waar", "1"), True) | dict.fromkeys(("false", "nee", "onwaar", "0"), False)
MEANT = dict.fromkeys(("yes", "j", "y", "t"), "true") | dict.fromkeys(("no", "n", "f"), "false")


Cell = str | int | float | date | bool


def read_text(text: str) -> Cell | Problem:
    """Take a text as it stands; control characters are refused."""
    if text.isprintable():
        return text
    return Problem("holds a line break or another control character", "Write it as plain text on one line.")


def read_whole(text: str) -> Cell | Problem:
    """Read a whole number without separators."""
    if _WHOLE.fullmatch(text):
        if len(text.lstrip("+-")) > _LONGEST_WHOLE:
            return Problem("is too large a number", f"Write at most {_LONGEST_WHOLE} digits.")
        return int(text)
    if _THOUSANDS.fullmatch(text):
        return Problem("is written with a thousands separator", f"Write {re.sub('[., ]', '', text)}.")
    if _DECIMAL.fullmatch(text) or _DECIMAL_COMMA.fullmatch(text):
        return Problem("is not a whole number", "Write it without decimals.")
    return Problem("is not a number", "Write a whole number in digits, such as 120.")


def read_decimal(text: str) -> Cell | Problem:
    """Read a decimal number with a decimal point; infinity and not-a-number are refused."""
    if _DECIMAL.fullmatch(text):
        if sum(character.isdigit() for character in text) > 2 * _LONGEST_WHOLE:
            return Problem("is too long a number", f"Write at most {2 * _LONGEST_WHOLE} digits.")
        return float(text)
    if _DECIMAL_COMMA.fullmatch(text):
        point = text.replace(".", "").replace(",", ".")
        return Problem("is written with a decimal comma", f"Write {point}.")
    if _THOUSANDS.fullmatch(text):
        return Problem("is written with a thousands separator", f"Write {re.sub('[., ]', '', text)}.")
    return Problem("is not a number", "Write digits with a decimal point, such as 1.5.")


def read_date(text: str) -> Cell | Problem:
    """Read a day written as 2025-07-01 or 1-7-2025; with / or . day and month may be swapped, so it is refused."""
    dutch = _DUTCH_DATE.fullmatch(text)
    if dutch:
        return _day(int(dutch[3]), int(dutch[2]), int(dutch[1]))
    if not _ISO_DATE.fullmatch(text):
        return Problem("is not a date written as YYYY-MM-DD or DD-MM-YYYY", _iso_advice(text))
    return read_iso_date(text)


def read_iso_date(text: str) -> Cell | Problem:
    """Read a day written as YYYY-MM-DD, from 1900 up to 2199."""
    if not _ISO_DATE.fullmatch(text):
        return Problem("is not a date written as YYYY-MM-DD", _iso_advice(text))
    return _day(*map(int, text.split("-")))


def _day(year: int, month: int, day: int) -> Cell | Problem:
    try:
        found = date(year, month, day)
    except ValueError:
        return Problem("is not a day of the calendar", _no_such_day(year, month, day))
    if not 1900 <= found.year < 2200:
        return Problem("lies outside 1900-2199", "Check the year.")
    return found


def _iso_advice(text: str) -> str:
    other = _OTHER_DATE.fullmatch(text)
    if other is None:
        return "Write it as 2025-07-01."
    day, month, year = (int(part) for part in other.groups())
    try:
        return f"Write it as {date(year, month, day)}."
    except ValueError:
        return f"{_no_such_day(year, month, day)} Write it as 2025-07-01."


def _no_such_day(year: int, month: int, day: int) -> str:
    """Say why a day does not exist."""
    if not 1 <= month <= 12:
        return f"There is no month {month}. Check month and day."
    if year == 0:
        return "There is no year 0. Check the year."
    return f"That day does not exist: {year}-{month:02d} has {monthrange(year, month)[1]} days. Check month and day."


def read_boolean(text: str) -> Cell | Problem:
    """Read true or false, ja or nee, waar or onwaar, 1 or 0, in any case."""
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    meant = MEANT.get(text.lower())
    return Problem("is not true or false", f"Write {meant}." if meant else "Write true or false.")


READERS: Mapping[Kind, Callable[[str], Cell | Problem]] = {
    "text": read_text,
    "whole": read_whole,
    "decimal": read_decimal,
    "date": read_date,
    "boolean": read_boolean,
}
