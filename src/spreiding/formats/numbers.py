"""How a file writes its numbers, decided once per file, and its numbers in one form: digits with a decimal point.

A number is sure when it can be read in one way only: ``0,5``, ``1.234,5``, ``0.053``, ``12345.678``. One point or comma
with three digits behind it and one to three before (``1.234``) is open: it may be thousands or decimals. The sure
numbers of a file say which sign parts its decimals. Where none do, or they disagree, a semicolon between the cells
means a comma and a comma a point; with tabs, or in a format without separators, it stays open.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Sign = Literal[".", ","]
_EXPONENT = r"(?:[eE][+-]?\d{1,2})"
_SURE = {
    sign: re.compile(
        rf"[+-]?(?:\d{{1,3}}(?:{other}\d{{3}})+{own}\d+"  # 1.234,5
        rf"|\d*{own}(?:\d{{1,2}}|\d{{4,}})|(?:0\d*|\d{{4,}}|){own}\d+"  # 1,5 and 0,123
        rf"|\d+{own}\d+(?={_EXPONENT})){_EXPONENT}?",
        re.ASCII,
    )
    for sign, own, other in ((",", ",", r"\."), (".", r"\.", ","))
}
_OPEN = re.compile(r"([+-]?[1-9]\d{0,2})([.,])(\d{3})", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_COMMA = re.compile(rf"([+-]?\d*),(\d+{_EXPONENT}?)", re.ASCII)


@dataclass(frozen=True)
class Problem:
    """Why a cell can't be read, and what to write instead."""

    rule: str
    advice: str


@dataclass(frozen=True)
class Convention:
    """Which sign parts the decimals; ``sure`` is false where a file does not say."""

    decimal: Sign
    sure: bool = True

    def plain(self, text: str, whole: bool) -> str | Problem:
        """Give a number with a decimal point and no thousands; a text that is no number comes back as it is.

        In a column of ``whole`` numbers no decimals are possible, so there ``1.234`` is 1234 in a file with decimal
        commas. In a column of decimals it is a problem there, as is a number that breaks with the file's own way.
        """
        if "," not in text and ("." not in text or self == POINT):
            return text  # most numbers, at once
        if self._may_mean_two(text, whole):
            return _two_meanings(text, self.decimal)
        if self.decimal == ".":
            return text
        if _GROUPED.fullmatch(text):
            return text.replace(".", "").replace(",", ".")
        if _SURE["."].fullmatch(text):
            comma = text.replace(",", "").replace(".", ",")
            return Problem("is written with a decimal point in a file with decimal commas", f"Write {comma}.")
        return _COMMA.sub(r"\1.\2", text) if _COMMA.fullmatch(text) else text

    def _may_mean_two(self, text: str, whole: bool) -> bool:
        found = _OPEN.fullmatch(text)
        if found is None:
            return False
        if not self.sure:
            return True
        if self.decimal == ".":
            return not whole and found[2] == ","  # of a whole number the reader says how to write it
        return (found[2] == ",") == whole


def _two_meanings(text: str, decimal: Sign) -> Problem:
    """Name both numbers, and a way of writing each that is sure in this file: a fourth decimal makes it so."""
    large, small = text.replace(".", "").replace(",", ""), text.replace(",", ".")
    written = f"{small}0".replace(".", decimal)
    return Problem(f"may mean {large} or {small}", f"Write {large} for the one, {written} for the other.")


POINT, COMMA, OPEN = Convention("."), Convention(","), Convention(".", sure=False)
_OF_SEPARATOR = {";": COMMA, ",": POINT}


def convention_of(cells: Iterable[str], separator: str) -> Convention:
    """Tell how a file writes numbers, from the cells of its columns of numbers and the separator between its cells."""
    texts = [text for text in cells if "," in text or "." in text]
    commas, points = (any(sign in text and _SURE[sign].fullmatch(text) for text in texts) for sign in (",", "."))
    if commas != points:
        return COMMA if commas else POINT
    return _OF_SEPARATOR.get(separator, OPEN)
