"""``spreiding log`` as a user runs it, and the example of docs/consultation.md."""

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from run_files.written_runs import small_run

from commands.run_cli import ROOT, run_cli

PAGE = (ROOT / "docs" / "consultation.md").read_text(encoding="utf-8")
ADD = ("--who", "table", "--kind", "remark", "--why", "because")


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return small_run(tmp_path / "run")


def named(run: Path) -> dict[str, str]:
    """Names of the example and what they are in the small run, whose municipalities are others."""
    with (run / "national" / "tasks.csv").open(encoding="utf-8", newline="") as file:
        (first, a, province), (second, b, _) = (
            (row["municipality_code"], row["municipality"], row["province_code"]) for row in csv.DictReader(file)
        )
    name = json.loads((run / "run.json").read_text(encoding="utf-8"))["provinces"][province]
    return {"Zwolle": a, "GM0193": first, "Kampen": b, "GM0166": second, "PV23": province, "Overijssel": name}


def in_run(text: str, names: dict[str, str]) -> str:
    return re.sub("|".join(names), lambda found: names[found[0]], text)


def test_the_example_of_the_page_says_what_it_shows(run: Path, tmp_path: Path) -> None:
    example = PAGE[PAGE.index("## An example") :]
    commands, shown = re.findall(r"```\w*\n(.*?)```", example, flags=re.DOTALL)[:2]
    for line in commands.splitlines():
        words = shlex.split(in_run(line, named(run)))[1:]
        ran = run_cli(*(run if word == "RUN" else word for word in words), cwd=tmp_path, COLUMNS="200")
        assert ran.code == 0, ran.text
    for line in shown.splitlines():
        assert in_run(line, named(run)) in ran.text, ran.text


def test_json_and_csv_hold_all_of_an_entry(run: Path, tmp_path: Path) -> None:
    code = named(run)["GM0193"]
    ran = run_cli("log", run, "add", *ADD[:-1], "=1+1; really", "--about", code, "--places", "5", "--amv", cwd=tmp_path)
    assert ran.code == 0 and "Entry 1 is recorded" in ran.text
    told = json.loads(run_cli("log", run, "show", "--json", cwd=tmp_path).text)
    (entry,) = told["entries"]
    assert (entry["about"], entry["places"], entry["amv"], entry["why"]) == (code, 5, True, "=1+1; really")
    assert told["count"] == 1 and entry["user"] is None
    (row,) = csv.DictReader(io.StringIO(run_cli("log", run, "show", "--csv", cwd=tmp_path).text))
    # A spreadsheet would take the text for a formula: it has an apostrophe.
    assert (row["why"], row["places"], row["amv"], row["to"]) == ("'=1+1; really", "5", "true", "")
    assert row["sha256"] == entry["sha256"]


def test_the_account_is_kept_only_when_asked(run: Path, tmp_path: Path) -> None:
    about = ("--about", named(run)["PV23"])
    run_cli("log", run, "add", *ADD, *about, "--with-user", cwd=tmp_path, LOGNAME="planner7")
    run_cli("log", run, "add", *ADD, *about, cwd=tmp_path, LOGNAME="planner7")
    first, second = (run / "consultation.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(first)["user"] == "planner7"
    assert "planner7" not in second


def test_everything_wrong_is_told_at_once_and_nothing_is_written(run: Path, tmp_path: Path) -> None:
    wrong = ("--who", "123456782", "--kind", "exchange", "--why", "x", "--about", "nowhere", "--to", "GM9999")
    ran = run_cli("log", run, "add", *wrong, cwd=tmp_path)
    assert ran.code == 2 and ran.is_clean()
    for part in ("4 findings", "--about, value", "--to, value", "column --who", "how many places"):
        assert part in ran.text, ran.text
    assert "123456782" not in ran.text
    assert not (run / "consultation.jsonl").exists()


def test_a_changed_record_a_wrong_folder_and_two_forms_are_told(run: Path, tmp_path: Path) -> None:
    assert run_cli("log", tmp_path, "show", cwd=tmp_path).code == 2
    assert run_cli("log", tmp_path / "nowhere", "repair", cwd=tmp_path).code == 2
    assert not (tmp_path / "nowhere").exists()
    assert "Nothing is recorded yet" in run_cli("log", run, "show", cwd=tmp_path).text
    both = run_cli("log", run, "show", "--json", "--csv", cwd=tmp_path)
    assert both.code == 2 and "can't go together with --csv" in both.text
    run_cli("log", run, "add", *ADD, "--about", named(run)["GM0193"], cwd=tmp_path)
    path = run / "consultation.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("because", "why not"), encoding="utf-8")
    ran = run_cli("log", run, "show", cwd=tmp_path)
    assert ran.code == 2 and ran.is_clean() and "entry 1: was changed after it was written" in ran.text


def test_a_line_that_is_cut_off_is_told_beside_the_others_and_repaired(run: Path, tmp_path: Path) -> None:
    run_cli("log", run, "add", *ADD, "--about", named(run)["GM0193"], cwd=tmp_path)
    with (run / "consultation.jsonl").open("ab") as file:
        file.write(b'{"who":"co')
    ran = run_cli("log", run, "show", cwd=tmp_path)
    assert ran.code == 0 and "1 entry" in ran.text and "row 2: is cut off after 10 bytes" in ran.text
    assert "kept in consultation.torn-" in run_cli("log", run, "repair", cwd=tmp_path).text
    assert "nothing to repair" in run_cli("log", run, "repair", cwd=tmp_path).text
