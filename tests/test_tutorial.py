"""docs/tutorial-province.md is run as it is written: its files, its commands, and the lines that it shows."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from commands.run_cli import ROOT, run_cli

PAGE = (ROOT / "docs" / "tutorial-province.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"(?:In `(?P<file>[^`]+)`:\n\n)?```(?P<kind>yaml|csv|sh|text)\n(?P<body>.*?)```", re.DOTALL)
_CODE = re.compile(r"#\s*exit code (\d+)")


def _plain(text: str) -> str:
    """A text in which a line break and a run of spaces are one space: screens are of any width."""
    return " ".join(text.split())


def _commands(body: str) -> Iterator[tuple[list[str], int]]:
    for line in body.splitlines():
        code = _CODE.search(line)
        yield shlex.split(line, comments=True)[1:], int(code[1]) if code else 0


def test_the_story_is_true(tmp_path: Path) -> None:
    said, shown = "", 0
    for block in _BLOCK.finditer(PAGE):
        kind, body = block["kind"], block["body"]
        if kind in ("yaml", "csv"):
            assert block["file"], body
            (tmp_path / block["file"]).write_text(body, encoding="utf-8")
        elif kind == "sh":
            said = ""
            for arguments, code in _commands(body):
                ran = run_cli(*arguments, cwd=tmp_path, SPREIDING_CACHE=str(tmp_path / "cache"), COLUMNS="200")
                assert (ran.code, ran.is_clean()) == (code, True), ran.text
                said += ran.text
        else:
            lines = [_plain(line) for line in body.splitlines()]
            assert [line for line in lines if line not in _plain(said)] == []
            shown += len(lines)
    assert shown >= 15
