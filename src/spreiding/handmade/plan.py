"""A plan made by hand, as types: numbers of places per municipality, some of them still open, and perhaps sites."""

from collections.abc import Mapping
from dataclasses import dataclass

from spreiding.law.rest_task import KINDS


@dataclass(frozen=True)
class Given:
    """The numbers of one municipality in places: whole and not negative, or ``None`` where they are still open.

    What follows from the others is filled in: with two of ``places``, ``regular`` and ``amv`` known, all are, and
    ``places`` is ``regular`` + ``amv``. ``row`` in the file; ``None``: the file does not name it, all of it is open.
    """

    places: int | None
    regular: int | None
    amv: int | None
    row: int | None

    def of(self, kind: str) -> int | None:
        """The number of a kind: regular or amv."""
        return self.regular if kind == "regular" else self.amv


@dataclass(frozen=True)
class HandmadeSite:
    """A site that the plan names; one that is not ``open`` has the places, type and quarter that it had.

    ``opens_period`` is a quarter of the run such as ``2025-Q3``; ``closes`` a day as in ``sites.csv`` or ``""``;
    ``durable``: whether its places are those of five years or more (of a site that nobody knew: taken to be).
    ``known``: it stands in the base run or in its table of sites. ``row`` in the file.
    """

    site_id: str
    municipality_code: str
    location_type: str
    places: int
    opens_period: str
    closes: str
    durable: bool
    open: bool
    known: bool
    row: int


@dataclass(frozen=True)
class HandmadePlan:
    """A plan for one province: ``numbers`` by CBS code of every municipality of it, in the order of the run.

    ``sites`` are those that the plan names; every other site is as in the base run. ``file`` and ``sha256`` say what
    was read; ``left_out`` which of its rows are no municipalities (totals, titles), in words.
    """

    file: str
    sha256: str
    province_code: str
    numbers: Mapping[str, Given]
    sites: tuple[HandmadeSite, ...]
    left_out: tuple[str, ...]

    @property
    def open_numbers(self) -> tuple[tuple[str, str], ...]:
        """What is still open: (municipality_code, kind), regular and amv."""
        return tuple((code, kind) for code, given in self.numbers.items() for kind in KINDS if given.of(kind) is None)


def completed(places: int | None, regular: int | None, amv: int | None, row: int | None) -> Given:
    """Fill in what follows; ``places`` that is not ``regular`` + ``amv`` has been refused before."""
    if regular is not None and amv is not None:
        return Given(regular + amv, regular, amv, row)
    if places is None:
        return Given(None, regular, amv, row)
    if amv is not None:
        return Given(places, places - amv, amv, row)
    if regular is not None:
        return Given(places, regular, places - regular, row)
    return Given(places, None, None, row)
