"""The table without a terminal: lines from a file, in a process of its own; and the session of the manual."""

import os
import re
import subprocess
import sys
from pathlib import Path

from commands.run_cli import ROOT, Ran, run_cli


def piped(lines: str, *arguments: str, cwd: Path) -> Ran:
    """Run ``spreiding table`` with lines on its input."""
    command = [sys.executable, str(ROOT / "cli.py"), "table", *arguments]
    environment = {**os.environ, "COLUMNS": "120", "SPREIDING_CACHE": str(cwd / "cache")}
    settings = {"cwd": cwd, "env": environment, "timeout": 240}
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False, **settings)
    return Ran(done.returncode, done.stdout + done.stderr)


def test_lines_are_done_in_order_and_what_is_saved_can_be_compared(zeeland: Path) -> None:
    ran = piped("# a remark\n\npin Goes 300\nsolve\nsave out/goes-300\nquit\npin Goes x\n", "PV29", cwd=zeeland)
    assert (ran.code, ran.is_clean()) == (0, True), ran.text
    # The base was found by its province, and is told.
    assert f"at the base {Path('out') / 'zeeland'}." in ran.text
    assert "> pin Goes 300" in ran.text and "Written to" in ran.text
    compared = run_cli("compare", "out/zeeland", "out/goes-300", "--out", "compared", cwd=zeeland)
    assert compared.code == 0, compared.text
    assert "Goes" in compared.text and "goes-300" in compared.text


def test_a_line_that_fails_stops_the_rest_and_is_the_exit_code(zeeland: Path) -> None:
    ran = piped("pin Middelbrug 300\nsave out/never\n", "out/zeeland", cwd=zeeland)
    assert (ran.code, ran.is_clean()) == (2, True)
    assert "Did you mean Middelburg (Z.) (GM0687)?" in ran.text
    assert "Line 1 could not be done; the lines after it were left." in ran.text
    assert not (zeeland / "out" / "never").exists()
    # More than the whole province has.
    assert piped("pin Goes 9000\nsolve\n", "out/zeeland", cwd=zeeland).code == 4


def test_explain_explains_the_answer_and_without_wishes_the_base(zeeland: Path) -> None:
    ran = piped("explain Goes\npin Goes 300\nexplain GM0664\n", "out/zeeland", "Zeeland", cwd=zeeland)
    assert ran.code == 0, ran.text
    first, second = re.findall(r"^Goes \(GM0664\), Zeeland: ([\d,]+) places$", ran.text, re.MULTILINE)
    assert first != second == "300"


def test_a_base_that_is_none_is_told(tmp_path: Path) -> None:
    ran = piped("", "nowhere", cwd=tmp_path)
    assert (ran.code, ran.is_clean()) == (2, True)
    assert "does not exist" in ran.text
    assert piped("", "PV23", cwd=tmp_path).code == 2


def test_the_session_of_the_manual_runs_as_it_is_written(zeeland: Path) -> None:
    page = (ROOT / "docs" / "table.md").read_text(encoding="utf-8")
    lines, shown = (re.search(rf"^```{kind}\n(.*?)^```", page, re.DOTALL | re.MULTILINE) for kind in ("table", "text"))
    assert lines and shown
    ran = piped(lines[1], "out/zeeland", cwd=zeeland)
    assert ran.code == 0, ran.text
    # Of plans that are as good the solver's version picks one: every line that is shown is there, in order, whatever
    # its figures.
    told = iter(_without_figures(ran.text))
    assert [line for line in _without_figures(shown[1]) if line not in told] == [], ran.text


def _without_figures(text: str) -> list[str]:
    """Lines with a sign for every number that stands apart, and one space for many."""
    return [" ".join(re.sub(r"(?<!\S)\(?[-+]?[\d,.]+\)?(?!\S)", "#", line).split()) for line in text.splitlines()]
