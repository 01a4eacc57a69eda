"""The folder given with ``--data``: what is taken from it, and what would be passed over in silence."""

from pathlib import Path

import pytest
from small_country import Folder

from spreiding.errors import Finding, InputError
from spreiding.tables.bundle import read_tables
from spreiding.tables.catalogue import TABLES


def findings(folder: Path) -> list[Finding]:
    """What is wrong with a folder."""
    with pytest.raises(InputError) as raised:
        read_tables(folder)
    return list(raised.value.findings)


def test_an_absent_folder_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read as a folder"):
        read_tables(tmp_path / "absent")


def test_a_name_that_is_too_long_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"can't be read as a folder \(File name too long\)"):
        read_tables(tmp_path / ("a" * 300))


def test_an_empty_folder_is_refused_with_the_names_of_the_tables(tmp_path: Path) -> None:
    (found,) = findings(tmp_path)
    assert (found.file, found.rule) == (str(tmp_path), "holds no table: it is empty")
    assert all(table.file in found.advice for table in TABLES)
    assert "leave --data out" in found.advice


def test_a_folder_with_tables_in_a_folder_is_refused_with_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "sites.csv").write_text("x", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    (found,) = findings(tmp_path)
    assert found.rule == "holds no table; in it are notes.txt, tables/"


def test_what_is_in_a_full_folder_is_counted(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"photo{number:02d}.jpg").touch()
    (found,) = findings(tmp_path)
    assert found.rule.endswith("photo09.jpg and 2 more")


@pytest.mark.parametrize("name", ["sites.csv.txt", "sites.doc"])
def test_a_folder_with_only_a_near_table_is_refused_for_both(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    none, near = findings(tmp_path)
    assert none.rule == f"holds no table; in it are {name}"
    assert (near.file, near.rule, near.advice) == (name, "is not one of the tables", "Did you mean sites.csv?")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("site.csv", "Did you mean sites.csv?"),
        ("SITES.CSV", "Did you mean sites.csv?"),
        ("site.xlsx", "Did you mean sites.xlsx?"),
        ("sites.XLSX", "Did you mean sites.xlsx?"),
        ("table.xlsx", "Did you mean tables.xlsx?"),
        ("sites.csv.txt", "Did you mean sites.csv?"),
        ("sites", "Did you mean sites.csv?"),
        ("municipality.ods", "Did you mean municipalities.csv?"),
        ("ses-woa.tsv", "Did you mean ses_woa.csv?"),
        ("zzz.csv", "Remove it; the tables are municipalities.csv, "),
    ],
)
def test_a_table_under_another_name_is_a_finding(folder: Folder, name: str, advice: str) -> None:
    path = folder()
    (path / name).write_text("x", encoding="utf-8")
    (found,) = findings(path)
    assert (found.file, found.rule) == (name, "is not one of the tables")
    assert advice in found.advice


@pytest.mark.parametrize(
    "name",
    [
        "notes.txt",
        "README.md",
        "gemeenten.gpkg",
        "municipalities_2025.gpkg",
        ".sites.csv.swp",
        "~$sites.xlsx",
        "coa_sites_2015.csv",
    ],
)
def test_other_files_may_lie_beside_the_tables(folder: Folder, name: str) -> None:
    path = folder()
    (path / name).write_text("x", encoding="utf-8")
    read_tables(path)


def test_a_folder_may_lie_beside_the_tables(folder: Folder) -> None:
    path = folder()
    (path / "sites").mkdir()
    read_tables(path)
