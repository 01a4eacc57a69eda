"""Arguments that can't be meant are refused in words, before anything is read or solved."""

import shutil
from pathlib import Path

import pytest
import yaml

from commands.run_cli import ROOT, run_cli

LONG = "a" * 300


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--gap", "nan", "nan is not a number"),
        ("--gap", "inf", "is not in the range 0<=x<1"),
        ("--gap", "-1", "is not in the range 0<=x<1"),
        ("--gap", "1,5", "is not a valid float"),
        ("--time-limit", "nan", "nan is not a number"),
        ("--time-limit", "inf", "is not in the range 0<x<=31536000"),
        ("--time-limit", "0", "is not in the range 0<x<=31536000"),
        ("--threads", "0", "is not in the range 1<=x<=256"),
        ("--threads", "1.5", "is not a valid integer"),
        ("--out", "", "the path is empty"),
        ("--data", " ", "the path is empty"),
        ("--boundaries", "", "the path is empty"),
    ],
)
def test_a_value_that_is_none_is_a_matter_of_usage(tmp_path: Path, option: str, value: str, words: str) -> None:
    ran = run_cli("plan", option, value, cwd=tmp_path)
    assert ran.code == 2, ran.text
    assert f"Invalid value for '{option}'" in ran.text
    assert words in ran.text
    assert ran.is_clean()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--need", "9" * 400), 2, "is not in the range 1<=x<=1000000"),
        (("--need", "0"), 2, "is not in the range 1<=x<=1000000"),
        (("--amv", "1000001"), 2, "is not in the range 0<=x<=1000000"),
        (("--need", "100"), 2, "Give --amv too"),
        (("--out", ""), 2, "the path is empty"),
        (("--out", "."), 7, "can't be written (is a directory). Choose an --out that names a file."),
        (("--out", LONG), 7, "can't be written (file name too long). Choose a shorter --out."),
        (("--data", LONG), 2, "can't be read as a folder (File name too long)"),
        (("--municipality", "Breda"), 2, "Did you mean GM0758 Breda?"),
    ],
)
def test_a_share_that_can_not_be_meant(tmp_path: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    ran = run_cli("share", *arguments, cwd=tmp_path)
    assert ran.code == code, ran.text
    assert words in ran.text
    assert ran.is_clean()
    assert list(tmp_path.iterdir()) == []


def test_all_that_is_wrong_with_a_share_is_said_at_once(tmp_path: Path) -> None:
    ran = run_cli("share", "--year", "2019", "--municipality", "GM0000", "--municipality", "Breda", cwd=tmp_path)
    assert ran.code == 2, ran.text
    assert "4 findings" in ran.text
    for word in ("GM0000", "GM0758", "--need", "--amv"):
        assert word in ran.text


def test_names_that_are_too_long_are_findings_and_come_together(tmp_path: Path) -> None:
    ran = run_cli("plan", LONG, "--data", LONG, "--boundaries", LONG, "--out", LONG, cwd=tmp_path)
    assert ran.code == 2, ran.text
    assert "4 findings" in ran.text
    assert ran.text.lower().count("file name too long") == 4
    assert ran.is_clean()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("out", "words"),
    [
        (LONG, "can't be written (file name too long). Choose a shorter --out."),
        ("b" * 240, "can't be written (file name too long). Choose a shorter --out."),
        ("file/run", "can't be written (not a directory). Choose an --out of which every parent is a folder."),
        ("/proc/nowhere/run", "can't be written"),
    ],
)
def test_a_place_that_can_not_be_written_is_found_before_solving(tmp_path: Path, out: str, words: str) -> None:
    (tmp_path / "file").touch()
    ran = run_cli("plan", "--province", "PV29", "--out", out, cwd=tmp_path)
    assert ran.code == 7, ran.text
    assert words in ran.text
    assert "solving" not in ran.text and "preparing" not in ran.text
    assert ran.is_clean()
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_province_with_a_typo_gets_the_nearest(tmp_path: Path) -> None:
    ran = run_cli("plan", "--province", "fryslan", "--province", " PV22 ", cwd=tmp_path)
    assert ran.code == 2, ran.text
    assert 'value "fryslan": is not a province. Did you mean PV21 Fryslân?' in ran.text
    assert 'value " PV22 ": is not a province. Did you mean PV22 Drenthe?' in ran.text


def test_a_need_too_small_to_plan_is_a_finding(tmp_path: Path) -> None:
    model = yaml.safe_load((ROOT / "models" / "raming-2024.yaml").read_text(encoding="utf-8"))
    (tmp_path / "model.yaml").write_text(yaml.safe_dump({**model, "need": {"places": 1, "amv": 0}}), encoding="utf-8")
    ran = run_cli("plan", "model.yaml", "--province", "PV29", cwd=tmp_path)
    assert ran.code == 2, ran.text
    assert 'model.yaml, column need.places, value "1": gives no municipality of PV29 a place' in ran.text
    assert ran.is_clean()


def test_a_folder_without_tables_is_refused_and_a_near_name_told(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    shutil.copy(ROOT / "data" / "sites.csv", tmp_path / "tables" / "sites.csv.txt")
    ran = run_cli("plan", "--province", "PV29", "--data", "tables", "--out", "run", cwd=tmp_path)
    assert ran.code == 2, ran.text
    assert "tables: holds no table; in it are sites.csv.txt. Put at least one of municipalities.csv" in ran.text
    assert "sites.csv.txt: is not one of the tables. Did you mean sites.csv?" in ran.text
    assert not (tmp_path / "run").exists()


def test_help_does_not_wait_for_the_pipeline(tmp_path: Path) -> None:
    ran = run_cli("plan", "--help", cwd=tmp_path, PYTHONPROFILEIMPORTTIME="1")
    assert ran.code == 0
    assert "spreiding.cli" in ran.text and "pandas" not in ran.text
