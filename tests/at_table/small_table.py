"""A table over a small base in memory, and a session whose screen is a text."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alternative.small_base import Base, make_base, small_instance
from rich.console import Console

from spreiding.at_table.commands import run_words
from spreiding.at_table.open import AtTable
from spreiding.at_table.session import Session
from spreiding.at_table.state import Done, State, tree_of
from spreiding.at_table.words import split
from spreiding.at_table.written import WrittenAnswers


@dataclass(frozen=True)
class Small:
    """A base and the table of PV20 at it; PV21 lies beside it. Towns of PV20: GM0001, GM0002; sites S1, S2."""

    base: Base
    table: AtTable
    screen: io.StringIO

    def after(self, *lines: str) -> Done:
        """What the last of some lines leaves."""
        done = Done(State())
        for line in lines:
            done = run_words(self.table, done.state, split(line))
        return done

    def asked(self, *lines: str) -> Mapping[str, Any]:
        """What is asked after some lines, as in a file."""
        return tree_of(self.after(*lines).state.now.asked)

    def session(self) -> Session:
        """A session of its own, with an empty screen."""
        self.screen.seek(0)
        self.screen.truncate()
        return Session(self.table)


def make_small(out: Path) -> Small:
    """Plan the two provinces of ``small_base``, and sit down at the first."""
    base, screen = make_base(small_instance(), out), io.StringIO()
    console = Console(file=screen, width=120, markup=False, emoji=False)
    return Small(base, AtTable(base.run, base.desk, "PV20", None, None, console, WrittenAnswers()), screen)
