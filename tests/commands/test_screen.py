"""What a command prints, on screens that know few letters, are narrow, full, closed or walked away from."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commands.run_cli import ROOT, Ran, run_cli

CLI = [sys.executable, str(ROOT / "cli.py")]


def shell(line: str, cwd: Path) -> Ran:
    """Run a line of shell in which ``spreiding`` is the command; the exit code is that of its first part."""
    named = line.replace("spreiding", " ".join(f"'{word}'" for word in CLI))
    done = subprocess.run(
        ["bash", "-c", f"{named}\nexit ${{PIPESTATUS[0]}}"], cwd=cwd, capture_output=True, text=True, check=False
    )
    return Ran(done.returncode, done.stdout + done.stderr)


def test_a_screen_of_plain_letters_shows_a_question_mark_for_others(tmp_path: Path) -> None:
    ran = run_cli("share", "--out", "share.csv", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert ran.code == 0, ran.text
    assert "PV21 Frysl?n" in ran.text
    assert ran.text.isascii()
    assert "PV21,Fryslân" in (tmp_path / "share.csv").read_text(encoding="utf-8")


def test_findings_can_be_told_in_plain_letters(tmp_path: Path) -> None:
    ran = run_cli("plan", "--province", "Súdwest", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert ran.code == 2, ran.text
    assert 'value "S?dwest": is not a province' in ran.text
    assert ran.is_clean()


@pytest.mark.parametrize("command", ["share --out share.csv", "plan --province PV29 --out run", "--help"])
def test_a_full_screen_is_told_in_words(tmp_path: Path, command: str) -> None:
    ran = shell(f"spreiding {command} > /dev/full", tmp_path)
    assert ran.code == 7, ran.text
    assert ran.text.startswith("Can't write to the screen or a file (No space left on device)")
    assert len(ran.text.splitlines()) == 1
    assert not (tmp_path / "run").exists()


def test_a_closed_screen_is_no_hindrance(tmp_path: Path) -> None:
    ran = shell("spreiding share --out share.csv >&-", tmp_path)
    assert (ran.code, ran.text) == (0, "")
    assert (tmp_path / "share.csv").is_file()


def test_a_pipe_that_closes_ends_the_command_quietly_and_the_file_is_there(tmp_path: Path) -> None:
    ran = shell("spreiding share --out share.csv | head -1", tmp_path)
    assert ran.code == 1, ran.text
    assert ran.text.strip() == "Indicative share per municipality"
    assert (tmp_path / "share.csv").is_file()


def test_a_narrow_screen_cuts_no_number(tmp_path: Path) -> None:
    ran = run_cli("share", "--out", "share.csv", cwd=tmp_path, COLUMNS="40")
    assert ran.code == 0, ran.text
    assert "…" not in ran.text
    for number in ("918,117", "0.01048252", "967.5501", "14,689"):
        assert number in ran.text


def test_a_plan_on_a_narrow_screen_with_the_users_own_tables(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    shutil.copy(ROOT / "data" / "housing.csv", tmp_path / "tables")
    arguments = ("plan", "--province", "PV29", "--data", "tables", "--out", "run")
    ran = run_cli(*arguments, cwd=tmp_path, COLUMNS="40", PYTHONIOENCODING="ascii")
    assert ran.code == 0, ran.text
    assert "Your own tables: housing.csv; the other 9 are embedded." in ran.text
    assert re.search(r"no_place[ |]+[\d,.]+[ |]+[\d,.]+[ |]+[\d.]+ %[ |]+person-quarters", ran.text), ran.text
    assert re.search(r"PV29 Zeeland([ |]+\d+){8}", ran.text), ran.text
    record = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    supplied = {table["table"]: table["supplied"] for table in record["inputs"]}
    assert [name for name, how in supplied.items() if how == "own"] == ["housing"]
    assert set(supplied.values()) == {"own", "embedded"}


def test_brackets_and_colons_in_a_name_are_shown_as_they_are(tmp_path: Path) -> None:
    ran = run_cli("share", "--out", "[red]:smile:.csv", "--municipality", "GM0758", cwd=tmp_path)
    assert ran.code == 0, ran.text
    text = (ROOT / "data" / "municipalities.csv").read_text(encoding="utf-8")
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "municipalities.csv").write_text(
        text.replace("Stadskanaal", "[/x]:smile:"), encoding="utf-8"
    )
    ran = run_cli("share", "--data", "tables", "--out", "share.csv", cwd=tmp_path)
    assert ran.code == 0, ran.text
    assert "GM0037 [/x]:smile:" in ran.text
