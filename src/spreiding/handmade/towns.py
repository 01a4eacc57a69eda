"""Which municipality a cell of a plan made by hand means, and in which province it lies."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from spreiding import paths
from spreiding.errors import InputError
from spreiding.formats.numbers import Problem
from spreiding.importing.municipality import Towns, key_of, towns_of
from spreiding.run_files.read import WrittenRun
from spreiding.selection import select_provinces
from spreiding.tables.municipalities import MUNICIPALITIES
from spreiding.tables.read import read_table
from spreiding.tables.redivision import embedded_changes

_COLUMNS = ["municipality_code", "municipality", "province_code", "province"]


@dataclass(frozen=True)
class Country:
    """The municipalities of the run and of the rest of the country, to look names and codes up in.

    ``near``: by the names that are plain in ``asked``, the province of the plan where that is known; ``all``: in the
    whole country. ``province`` by municipality code, ``provinces`` their names by code.
    """

    near: Towns
    all: Towns
    province: Mapping[str, str]
    provinces: Mapping[str, str]
    asked: str | None

    def code(self, text: str) -> str | Problem:
        """Give the code that a cell means, of today; a name is one of the province when it can be."""
        found = self.near.code(text)
        if isinstance(found, Problem):
            elsewhere = self.all.code(text)
            # A name that two places elsewhere share is known, if not of which; other words are near to something here.
            known = isinstance(elsewhere, str) or key_of(text) in self.all.by_name
            found = elsewhere if known else found
        if isinstance(found, str) and found not in self.province:
            return Problem(f"is {self.all.names[found]}, which has ended", "Write the municipality of today.")
        return found

    def home(self, codes: list[str]) -> str | None:
        """The province of the plan: the one asked for, or the one in which most of its municipalities lie."""
        counted = Counter(self.province[code] for code in codes)
        return self.asked or (min(counted, key=lambda code: (-counted[code], code)) if counted else None)


def country_of(run: WrittenRun, province: str | None) -> Country:
    """Make the list; ``province`` by code or name. Raise ``InputError`` when the run does not plan for it."""
    own = run.tasks[["municipality_code", "municipality", "province_code"]]
    own = own.assign(province=own["province_code"].map(dict(run.record.provinces)))
    read = read_table(MUNICIPALITIES, paths.DATA / MUNICIPALITIES.file)
    if read.findings:
        raise InputError(read.findings)
    others = read.frame[~read.frame["province_code"].isin(run.record.selection)][_COLUMNS]
    every = pd.concat([own, others], ignore_index=True)
    chosen = select_provinces(own, () if province is None else (province,))
    asked = chosen[0] if len(chosen) == 1 else None
    changes = embedded_changes()
    near, country = (towns_of(every, changes, None, where) for where in (asked, None))
    return Country(
        near,
        country,
        dict(zip(every["municipality_code"], every["province_code"], strict=True)),
        dict(zip(every["province_code"], every["province"], strict=True)),
        asked,
    )
