"""The municipality of a row: a CBS code in any way of writing, or a name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

import pandas as pd

from spreiding.formats.numbers import Problem
from spreiding.importing.cells import plain
from spreiding.tables.redivision import Changes

_CODE = re.compile(r"(?:gm)?\s*0*(\d{1,4})", re.IGNORECASE | re.ASCII)
_PREFIX = re.compile(r"^(gemeente|gem\.?)\s+")
# Names in daily use for what CBS calls otherwise.
_DAILY = {"den haag": "'s-gravenhage", "den bosch": "'s-hertogenbosch", "friese meren": "de fryske marren"}


@dataclass(frozen=True)
class Towns:
    """Names and codes to look municipalities up by; ``names`` gives the name of every code, also of ended ones."""

    names: Mapping[str, str]
    codes: frozenset[str]
    by_name: Mapping[str, tuple[str, ...]]
    year: int | None

    def code(self, text: str) -> str | Problem:
        """Give the code that a cell means; it may be one that has ended since."""
        found = _CODE.fullmatch(text.strip())
        if found:
            return self._checked(f"GM{int(found.group(1)):04d}")
        codes = self.by_name.get(key_of(text), ())
        if len(codes) == 1:
            return codes[0]
        if codes:
            both = " or ".join(f"{code} {self.names[code]}" for code in codes)
            return Problem("is the name of more than one municipality", f"Write which: {both}.")
        return Problem("is not the name or code of a municipality" + self._in_year(), self._near(text))

    def _checked(self, code: str) -> str | Problem:
        if code in self.codes:
            return code
        told = f", but of {self.names[code]} in another year" if code in self.names else ""
        return Problem(f"is not a municipal code{self._in_year()}{told}", "Correct it, or codes_year in the map.")

    def _in_year(self) -> str:
        return f" on 1 January {self.year}" if self.year else ""

    def _near(self, text: str) -> str:
        near = get_close_matches(key_of(text), self.by_name, n=1, cutoff=0.75)
        if not near:
            return "Write the name as CBS does, or its code such as GM0363."
        codes = self.by_name[near[0]]
        return f"Did you mean {' or '.join(f'{self.names[code]} ({code})' for code in codes)}?"


def towns_of(municipalities: pd.DataFrame, changes: Changes, year: int | None, province: str | None) -> Towns:
    """Make the list to look up in: the municipalities of today and those that ended, or those of 1 January of a year.

    A name of today goes before the same name of a municipality that ended. ``province`` (a code) leaves out those of
    today in other provinces, so that Bergen means one place.
    """
    today = dict(zip(municipalities["municipality_code"], municipalities["municipality"], strict=True))
    names = {**changes.names, **{row.new_code: row.new_name for row in changes.rows}, **today}
    codes = changes.valid_on(date(year, 1, 1), today) if year else frozenset({*today, *changes.by_old})
    here = municipalities["municipality_code"] if province is None else _inside(municipalities, province)
    by_name: dict[str, tuple[str, ...]] = {}
    for code in sorted(codes & set(here)):
        for key in _keys(names[code]):
            by_name[key] = (*by_name.get(key, ()), code)
    for code in sorted(codes - set(today)):
        for key in _keys(names[code]):
            if not set(by_name.get(key, ())) & set(today):
                by_name[key] = (*by_name.get(key, ()), code)
    by_name |= {daily: by_name[key_of(known)] for daily, known in _DAILY.items() if key_of(known) in by_name}
    return Towns(names, codes, by_name, year)


def province_code(municipalities: pd.DataFrame, text: str) -> str | None:
    """Give the code of a province by its code or name; ``None``: there is no such province."""
    pairs = municipalities[["province_code", "province"]].drop_duplicates().itertuples(index=False)
    return next((code for code, name in pairs if plain(text) in (plain(code), plain(name))), None)


def key_of(text: str) -> str:
    """Give a name for comparing: without ``gemeente``, accents, points, hyphens and brackets."""
    bare = _PREFIX.sub("", plain(text))
    return " ".join(re.findall(r"[a-z0-9']+", bare.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")))


def _keys(name: str) -> Iterable[str]:
    """The whole name, and without what stands between brackets: Bergen (NH.) is called Bergen too."""
    return {key_of(name), key_of(name.split("(")[0])}


def _inside(municipalities: pd.DataFrame, province: str) -> Iterable[str]:
    return municipalities.loc[municipalities["province_code"] == province, "municipality_code"]
