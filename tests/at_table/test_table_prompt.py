"""The table at a real terminal: keys, history, stopping and leaving."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from commands.run_cli import ROOT

pexpect = pytest.importorskip("pexpect", reason="there are no pseudo-terminals on Windows")
TAB, UP, CTRL_C, CTRL_D = "\t", "\x1b[A", "\x03", "\x04"
PROMPT = "PV29>"
# A terminal is asked where its cursor is, and says: in the tenth row. Unless it says, no line stands below the prompt.
WHERE_AM_I, HERE = "\x1b[6n", "\x1b[10;1R"
Start = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def start(zeeland: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts sessions that share a history, and ends what is left of them."""
    begun = []

    def begin(answers: bool = False) -> "pexpect.spawn[str]":
        state = {"SPREIDING_STATE": str(tmp_path / "state"), "SPREIDING_CACHE": str(zeeland / "cache")}
        plain = {"TERM": "xterm", "NO_COLOR": "1", **({} if answers else {"PROMPT_TOOLKIT_NO_CPR": "1"})}
        command = [str(ROOT / "cli.py"), "table", "out/zeeland"]
        settings = {"cwd": str(zeeland), "env": {**os.environ, **state, **plain}, "timeout": 60}
        child = pexpect.spawn(sys.executable, command, encoding="utf-8", dimensions=(30, 140), **settings)
        begun.append(child)
        child.expect_exact(WHERE_AM_I if answers else PROMPT)
        return child

    yield begin
    for child in begun:
        child.close(force=True)


def _left(child: "pexpect.spawn[str]") -> int | None:
    child.expect(pexpect.EOF)
    child.close()
    code: int | None = child.exitstatus
    return code


def test_tab_completes_and_undo_takes_back(start: Start) -> None:
    child = start()
    # Only what TAB adds is drawn anew: the rest of the word.
    child.send("flo" + TAB)
    child.expect_exact("or")
    child.send(" Vee" + TAB)
    child.expect_exact("re")
    child.send(" 10\r")
    child.expect_exact("floor Veere (GM0717): 10 places")
    child.send("solev\r")
    child.expect_exact("Did you mean solve?")
    child.send("undo\r")
    child.expect_exact("Nothing is asked.")
    child.send(CTRL_D)
    assert _left(child) == 0


def test_the_line_below_counts_wishes(start: Start) -> None:
    child = start(answers=True)
    child.send(HERE)
    child.expect_exact("PV29 Zeeland  |  0 wishes  |  the base")
    child.send("floor Veere 10\r")
    child.expect_exact(WHERE_AM_I)
    child.send(HERE)
    child.expect_exact("1 wish  |  not solved  |  unsaved")


def test_the_arrow_up_has_what_was_typed_in_the_session_before(start: Start, tmp_path: Path) -> None:
    first = start()
    first.send("help exclude\r")
    first.expect_exact("This site is taken out.")
    first.send("quit\r")
    assert _left(first) == 0
    assert "+help exclude" in (tmp_path / "state" / "table-history").read_text(encoding="utf-8")
    second = start()
    # The last line was quit, the one before it asked for help.
    second.send(UP + UP + "\r")
    second.expect_exact("This site is taken out.")


def test_ctrl_c_clears_a_line_and_stops_a_solve_and_the_session_goes_on(start: Start) -> None:
    child = start()
    child.send("pin Goes 3" + CTRL_C)
    child.expect_exact(PROMPT)
    # A setting has the model built again: two seconds and more, longer than the key needs.
    child.send("set solver.gap 0\r")
    child.expect_exact("set solver.gap: 0")
    child.send("solve\r")
    child.expect_exact("working out what is asked")
    child.send(CTRL_C)
    child.expect_exact("Stopped; what is asked is as it was.")
    child.expect_exact(PROMPT)
    child.send("wishes\r")
    child.expect_exact("set solver.gap 0")
    child.send("undo\rpin Goes 300\rsolve\r")
    child.expect_exact("decided again: PV29")


def test_leaving_asks_for_what_is_unsaved_and_saves_a_run(start: Start, zeeland: Path) -> None:
    child = start()
    child.send("pin Goes 290\r")
    child.expect_exact("290 places")
    child.send(CTRL_D)
    child.expect_exact("Save it as a run first?")
    child.send("stay\r")
    child.expect_exact(PROMPT)
    child.send("quit\r")
    child.expect_exact("Save it as a run first?")
    child.send("yes\r")
    child.expect_exact("Written to ")
    assert _left(child) == 0
    assert [path.is_file() for path in zeeland.glob("out/table-*/run.json")] == [True]


def test_leaving_without_saving_leaves_nothing(start: Start, zeeland: Path) -> None:
    before = sorted(zeeland.glob("out/*"))
    child = start()
    child.send("pin Goes 280\r")
    child.expect_exact("280 places")
    child.send("quit\r")
    child.expect_exact("Save it as a run first?")
    child.send("no\r")
    assert _left(child) == 0
    assert sorted(zeeland.glob("out/*")) == before
