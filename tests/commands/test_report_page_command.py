"""``spreiding report --html`` as a process, on a small run."""

import json
from pathlib import Path

import pytest
from report.page.page_runs import page_run

from commands.run_cli import run_cli


@pytest.fixture
def cwd(tmp_path: Path) -> Path:
    page_run(tmp_path / "run")
    page_run(tmp_path / "other", given=(160, 300, 540))
    return tmp_path


def test_a_page_is_one_file_that_the_record_lists(cwd: Path) -> None:
    ran = run_cli("report", "run", "--html", "--compare", "other", "--out", "page", cwd=cwd)
    assert ran.code == 0, ran.text
    assert "Written to page" in ran.text
    told = json.loads((cwd / "page" / "report.json").read_text(encoding="utf-8"))
    assert told["files"] == ["html/report.html"]
    assert [run["folder"] for run in told["compared_with"]] == ["other"]
    text = (cwd / "page" / "html" / "report.html").read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>") and "<!-- page:" not in text


def test_a_run_of_an_older_version_is_refused_in_words(cwd: Path) -> None:
    page_run(cwd / "old", share=None)
    ran = run_cli("report", "old", "--html", "--out", "page", cwd=cwd)
    assert ran.code == 2
    assert "column share" in ran.text and "make the run again" in ran.text
    assert ran.is_clean()
    assert not (cwd / "page").exists()


def test_help_names_the_page(tmp_path: Path) -> None:
    text = " ".join(run_cli("report", "--help", cwd=tmp_path).text.split())
    assert "--html" in text and "one file" in text


@pytest.mark.proof
def test_the_page_of_the_country_is_under_three_megabytes(tmp_path: Path) -> None:
    # Six seconds give a plan, if not a good one; it has a status of its own on the page.
    assert run_cli("plan", "--time-limit", "6", "--out", "run", cwd=tmp_path).code == 3
    assert run_cli("report", "run", "--html", "--out", "page", cwd=tmp_path).code == 0
    size = (tmp_path / "page" / "html" / "report.html").stat().st_size
    assert 1_000_000 < size < 3_000_000
