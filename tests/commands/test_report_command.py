"""``spreiding report`` as a user runs it: a province with the embedded data, and what is refused."""

import json
from pathlib import Path

import pytest
from report import recount_tables as wanted
from report.recount_tables import Files
from report.seen_documents import html, word

from commands.run_cli import ROOT, Ran, run_cli

KINDS = ("--decision", "--verslag", "--provincial-plan", "--state-of-affairs")


@pytest.fixture(scope="module")
def given(drenthe: tuple[Path, Ran]) -> Path:
    return drenthe[0]


def test_all_documents_of_a_province_hold_its_numbers(given: Path, tmp_path: Path) -> None:
    ran = run_cli("report", given, *KINDS, "--out", "out", cwd=tmp_path)
    assert (ran.code, ran.text.strip()) == (0, "Written to out")
    out, own = tmp_path / "out", Files(given, "PV22")
    record = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert record["files"] == sorted(
        f"{folder}/{stem}.{kind}"
        for folder, stem in (
            ("decision", "verdeelbesluit-PV22-drenthe"),
            ("verslag", "verslag-PV22-drenthe"),
            ("provincial-plan", "provinciaal-plan-PV22-drenthe"),
            ("state-of-affairs", "stand-van-zaken"),
        )
        for kind in ("docx", "html")
    )
    for read, kind in ((word, "docx"), (html, "html")):
        decision = read(out / "decision" / f"verdeelbesluit-PV22-drenthe.{kind}")
        assert decision.table("Tabel 1.") == wanted.given(own)
        assert decision.table("Tabel 3.") == wanted.deviations(own)
        assert any("van 1.139 rijen zijn er 1.069 verzonnen" in text for text in decision.texts)
        plan = read(out / "provincial-plan" / f"provinciaal-plan-PV22-drenthe.{kind}")
        assert plan.table("Tabel 1.") == wanted.burdens(own)
        assert plan.table("Tabel 5.") == wanted.moves(own, "opens")


def test_a_decision_on_invented_rows_cant_lose_its_mark(given: Path, tmp_path: Path) -> None:
    ran = run_cli("report", given, "--decision", "--release", "--out", "out", cwd=tmp_path)
    assert ran.code == 2 and ran.is_clean() and not (tmp_path / "out").exists()
    assert "sites.csv" in ran.text and "1069 of its 1139 rows" in " ".join(ran.text.split())


def test_faults_of_own_templates_are_told(given: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    text = (ROOT / "models" / "documents" / "verslag.html").read_text(encoding="utf-8")
    (own / "verslag.html").write_text(text.replace("{{ boven }}", "{{ bovn }}"), encoding="utf-8")
    ran = run_cli("report", given, "--verslag", "--templates", own, "--out", "new", cwd=tmp_path)
    assert ran.code == 2 and ran.is_clean() and not (tmp_path / "new").exists()
    assert 'value "bovn": is no placeholder' in ran.text and 'value "boven": is missing' in " ".join(ran.text.split())


def test_what_is_asked_wrongly_is_said(given: Path, tmp_path: Path) -> None:
    ran = run_cli("report", given, cwd=tmp_path)
    assert ran.code == 2 and "was asked for nothing. Give one or more of --decision" in " ".join(ran.text.split())
    assert list(tmp_path.iterdir()) == []
    ran = run_cli("report", "--help", cwd=tmp_path)
    assert "Examples:" in ran.text and "--provincial-plan" in ran.text
