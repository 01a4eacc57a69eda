"""TAB offers what can stand there and nothing else."""

import pytest
from at_table.small_table import Small
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from spreiding.at_table.commands import COMMANDS
from spreiding.at_table.complete import TableCompleter, candidates
from spreiding.at_table.state import State


def _offered(small: Small, line: str, *before: str) -> list[str]:
    return [one.text for one in candidates(small.table, small.after(*before).state, line)]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("fl", ["floor"]),
        ("  ex", ["exclude", "explain", "exchange"]),
        ("pin gm", ["GM0001", "GM0002"]),
        ("pin GM0001 ", ["total", "regular", "amv"]),
        ("pin GM0001 a", ["amv"]),
        ("exclude ", ["S1", "S2"]),
        ("exclude S1 ", []),
        ("exchange GM0001 gm0003", ["GM0003"]),
        ("offer GM0001 150 a", ["accelerated", "azc", "amv"]),
        ("show s", ["sites"]),
        ("help und", ["undo"]),
        ("set families.municipal_task.max_r", ["families.municipal_task.max_ratio"]),
        ("solve ", []),
        ("nothing ", []),
        ("free ", []),
    ],
)
def test_what_can_follow_is_offered(small: Small, line: str, offered: list[str]) -> None:
    assert sorted(set(_offered(small, line))) == sorted(offered)


def test_nothing_typed_offers_every_command(small: Small) -> None:
    assert _offered(small, "") == list(COMMANDS)


def test_what_was_offered_here_is_a_site_and_what_is_asked_can_be_dropped(small: Small) -> None:
    assert _offered(small, "force K", "offer GM0001 50 azc KAZERNE") == ["KAZERNE"]
    assert "S2" in _offered(small, "free ", "exclude S2")


def test_a_name_with_spaces_is_completed_as_one(small: Small) -> None:
    # The text that is replaced is all of the name that was begun, not its last word.
    names = {**small.table.towns, "GM0001": "Hof van Twente"}
    object.__setattr__(small.table, "towns", names)
    try:
        found = candidates(small.table, State(), "pin Hof van T")
    finally:
        del small.table.__dict__["towns"]
    assert [(one.text, one.length) for one in found] == [("Hof van Twente", len("Hof van T"))]


def test_the_prompt_gets_them_where_the_cursor_is(small: Small) -> None:
    completer = TableCompleter(small.session())
    found = list(completer.get_completions(Document("exclude s"), CompleteEvent(completion_requested=True)))
    assert [(one.text, one.start_position) for one in found] == [("S1", -1), ("S2", -1)]
