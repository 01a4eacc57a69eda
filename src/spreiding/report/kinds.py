"""What can be made of a run: every kind of document, each an option of ``spreiding report``.

A kind is a ``Maker`` that is imported when it is asked for: the command's help should not wait for libraries.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spreiding.run_files.read import WrittenRun

Setting = Literal["release", "compare", "templates", "data"]


def _silent(what: str) -> None:
    """Hear nothing of what is being done."""


@dataclass(frozen=True)
class Asked:
    """What a maker gets.

    ``others``: runs to compare with, in the order given. ``provinces``: codes in order, all of the run when none was
    asked for. ``released``: without it every page is marked CONCEPT. ``templates``: folder with templates of the user's
    own; ``data``: with the tables the run was made with. ``tell`` hears what is being done.
    """

    run: "WrittenRun"
    others: tuple["WrittenRun", ...]
    provinces: tuple[str, ...]
    released: bool
    templates: Path | None = None
    data: Path | None = None
    tell: Callable[[str], None] = field(default=_silent, compare=False)


Maker = Callable[[Asked, Path], None]
"""Writes its files in the folder given, which is its own, under names of its own choice; raises ``InputError``."""


@dataclass(frozen=True)
class Kind:
    """A kind of document: the help of its option, its maker, and which other options it heeds."""

    help: str
    make: Maker
    heeds: frozenset[Setting] = frozenset()


def _decisions(asked: Asked, folder: Path) -> None:
    from spreiding.report.documents.makers import make_decisions

    make_decisions(asked, folder)


def _workbook(asked: Asked, folder: Path) -> None:
    from spreiding.report.workbook.make import make_workbook

    make_workbook(asked, folder)


def _page(asked: Asked, folder: Path) -> None:
    from spreiding.report.page.page import make_page

    make_page(asked, folder)


def _reports(asked: Asked, folder: Path) -> None:
    from spreiding.report.documents.makers import make_reports

    make_reports(asked, folder)


def _plans(asked: Asked, folder: Path) -> None:
    from spreiding.report.documents.makers import make_plans

    make_plans(asked, folder)


def _state(asked: Asked, folder: Path) -> None:
    from spreiding.report.documents.makers import make_state

    make_state(asked, folder)


_DOCUMENT: frozenset[Setting] = frozenset({"release", "templates", "data"})
_PAGE: frozenset[Setting] = frozenset({"release", "compare"})
KINDS: dict[str, Kind] = {
    "decision": Kind("Draft decisions (verdeelbesluit), one per province.", _decisions, _DOCUMENT),
    "xlsx": Kind("A workbook per province, the share as formulas.", _workbook, frozenset({"release"})),
    "verslag": Kind("What the King's Commissioner reports, one per province.", _reports, _DOCUMENT),
    "provincial-plan": Kind("Plan for asylum, Ukraine and housing, one per province.", _plans, _DOCUMENT),
    "state-of-affairs": Kind("State of affairs for the national table.", _state, _DOCUMENT),
    "html": Kind("A page to look at: map, charts and tables in one file.", _page, _PAGE),
}
"""By the name of its option, in the order in which they are made; a maker's folder in the report has that name."""
