"""``spreiding explain`` as a user runs it, and what it refuses."""

import json
import shutil
from pathlib import Path

import pytest

from commands.run_cli import ROOT, Ran, run_cli
from spreiding.errors import InputError
from spreiding.explain.explain import explain
from spreiding.explain.find import find_municipality
from spreiding.explain.out import content
from spreiding.run_files.read import read_run
from spreiding.write.run_json import sha256_of


@pytest.fixture(scope="module")
def given(drenthe: tuple[Path, Ran]) -> Path:
    return drenthe[0]


@pytest.fixture
def copied(given: Path, tmp_path: Path) -> Path:
    """A run that a test may spoil."""
    return Path(shutil.copytree(given, tmp_path / "copy"))


def edited(run: Path, old: str, new: str, table: str = "tasks.csv", *, unseen: bool = False) -> None:
    """Change a table of a run; ``unseen``: and its checksum in run.json with it."""
    path, record = run / "national" / table, run / "run.json"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    if unseen:
        tree = json.loads(record.read_text(encoding="utf-8"))
        tree["checksums"][f"national/{table}"] = sha256_of(path)
        record.write_text(json.dumps(tree), encoding="utf-8")


def test_a_code_and_a_name_give_the_same_explanation_at_eighty_columns(given: Path, tmp_path: Path) -> None:
    by_code = run_cli("explain", given, "gm0106", cwd=tmp_path)
    assert by_code.code == 0
    assert by_code.text == content(explain(given, "ASSEN"), "text")
    assert by_code.text.startswith("Assen (GM0106), Drenthe: ")
    assert max(map(len, by_code.text.splitlines())) <= 80
    assert "rounded half up to" in by_code.text and "[Besluit art. 2.1 lid 3]" in by_code.text


def test_the_forms_are_printed_and_written_whole_with_out(given: Path, tmp_path: Path) -> None:
    forms = {form: content(explain(given, "GM0106"), form) for form in ("json", "markdown")}
    shown = run_cli("explain", given, "GM0106", "--json", cwd=tmp_path)
    assert json.loads(shown.text)["municipality"] == "Assen" and shown.text == forms["json"]
    ran = run_cli("explain", given, "GM0106", "--markdown", "--out", "new/a.md", cwd=tmp_path)
    assert (ran.code, ran.text) == (0, "Written to new/a.md\n")
    assert (tmp_path / "new" / "a.md").read_text(encoding="utf-8") == forms["markdown"]
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.md"]


def test_a_file_that_cant_be_written_is_told(given: Path, tmp_path: Path) -> None:
    ran = run_cli("explain", given, "GM0106", "--out", tmp_path, cwd=tmp_path)
    assert ran.code == 7 and "can't be written" in ran.text and ran.is_clean()


def test_what_is_asked_wrongly_is_said(given: Path, tmp_path: Path) -> None:
    ran = run_cli("explain", given, "Asen", cwd=tmp_path)
    assert ran.code == 2 and ran.is_clean() and "Did you mean GM0106 Assen?" in ran.text
    ran = run_cli("explain", given, "Assen", "--json", "--markdown", cwd=tmp_path)
    assert ran.code == 2 and "can't go together with --markdown" in ran.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("assen ", None),
        ("GM0193", "is GM0193 Zwolle in Overijssel, outside the run. The run plans for PV22 Drenthe"),
        ("zwolle", "is GM0193 Zwolle in Overijssel, outside the run"),
        ("[bold]", 'value "[bold]": is no municipality of the run. Give a CBS code or a name in PV22 Drenthe'),
    ],
)
def test_a_municipality_is_found_or_it_is_said_why_not(given: Path, typed: str, told: str | None) -> None:
    if told is None:
        assert find_municipality(read_run(given), typed) == "GM0106"
        return
    with pytest.raises(InputError) as raised:
        find_municipality(read_run(given), typed)
    assert told in str(raised.value)


def test_tables_that_are_not_those_of_the_run_are_refused(given: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    lines = (ROOT / "data" / "sites.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (own / "sites.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    ran = run_cli("explain", given, "Assen", "--data", own, cwd=tmp_path)
    assert ran.code == 2 and "is not the site table of the run" in ran.text
    shutil.copy(ROOT / "data" / "sites.csv", own)
    assert explain(given, "Assen", own) == explain(given, "Assen")
    with pytest.raises(InputError, match="can't be read as a folder"):
        explain(given, "Assen", tmp_path / "nowhere")


def test_a_folder_that_is_no_run_and_a_table_that_was_changed_are_findings(copied: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no run"):
        explain(tmp_path, "Assen")
    edited(copied, ",Assen,", ",Essen,")
    with pytest.raises(InputError, match="was changed after the run"):
        explain(copied, "Assen")


def test_numbers_that_do_not_follow_are_findings_whatever_the_checksum_says(copied: Path, tmp_path: Path) -> None:
    row = next(line for line in (copied / "national" / "tasks.csv").read_text().splitlines() if ",Assen," in line)
    cells = row.split(",")
    inhabitants = 4
    changed = [*cells[:inhabitants], str(int(cells[inhabitants]) + 1000), *cells[inhabitants + 1 :]]
    edited(copied, row, ",".join(changed), unseen=True)
    with pytest.raises(InputError) as raised:
        explain(copied, "Assen")
    columns = {finding.column for finding in raised.value.findings}
    assert {"weighting_factor", "unrounded_places", "indicative_places"} <= columns
    assert all("does not follow for GM0106" in finding.rule for finding in raised.value.findings)


def test_what_the_auditor_found_stands_at_the_top(copied: Path, tmp_path: Path) -> None:
    path = copied / "run.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    finding = {"family": "sites", "file": "sites.csv", "key": "S1", "rule": "it is open", "found": "no"}
    tree["audit"]["findings"] = [{**finding, "expected": "yes", "article": "Wet art. 2"}]
    path.write_text(json.dumps(tree), encoding="utf-8")
    text = content(explain(copied, "Assen"), "text")
    assert text.splitlines()[1].strip().startswith("THE AUDIT OF THIS RUN HAS 1 FINDING")
    assert "sites.csv: it is open; found no, expected yes" in " ".join(text.split())
    assert "DE AUDIT VAN DEZE RUN HEEFT 1 BEVINDING" in content(explain(copied, "Assen"), "markdown")


def test_a_record_without_its_share_is_a_finding(copied: Path, tmp_path: Path) -> None:
    path = copied / "run.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    del tree["share"]["inhabitants"]
    path.write_text(json.dumps(tree), encoding="utf-8")
    with pytest.raises(InputError, match=r"share\.inhabitants"):
        explain(copied, "Assen")
