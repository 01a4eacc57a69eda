"""CSV as Excel in the Netherlands and others write it."""

from pathlib import Path

import pytest

from spreiding.formats.limits import LONGEST_CELL, MOST_COLUMNS
from spreiding.formats.lines import Lines
from spreiding.formats.read import read_lines

TEXT = "name;score\nÈrp;0,5\nUrk;\n"


def lines(folder: Path, raw: bytes) -> Lines:
    (folder / "t.csv").write_bytes(raw)
    return read_lines(folder / "t.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_letters_separators_and_line_ends(tmp_path: Path, encoding: str, separator: str, ending: str) -> None:
    text = TEXT.replace("0,5", '"0,5"').replace(";", separator).replace("\n", ending)
    read = lines(tmp_path, text.encode(encoding))
    assert read.findings == ()
    assert (read.header, read.separator) == (("name", "score"), separator)
    assert read.rows == ((2, ("Èrp", "0,5")), (3, ("Urk", "")))
    assert read.is_loose(2, 1)


def test_big_endian_utf16(tmp_path: Path) -> None:
    assert lines(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be")).rows[0] == (2, ("Èrp", "0,5"))


def test_the_line_by_which_excel_names_the_separator(tmp_path: Path) -> None:
    read = lines(tmp_path, b"sep=;\r\na,b;c\r\n1;2\r\n")
    assert (read.header, read.rows) == (("a,b", "c"), ((2, ("1", "2")),))


def test_the_separator_that_parts_most_of_the_header_is_taken(tmp_path: Path) -> None:
    assert lines(tmp_path, b'id;types;"a,b"\nS1;"azc;amv";x\n').rows == ((2, ("S1", "azc;amv", "x")),)
    # both part the header once: only semicolons part the rows as often
    assert lines(tmp_path, b"a;b,c\n1;2\n3;4\n").header == ("a", "b,c")


def test_a_wrong_number_of_cells_names_the_separator(tmp_path: Path) -> None:
    (found,) = lines(tmp_path, b"a;b\n1;2;3\n").findings
    assert (found.row, found.rule) == (2, "has 3 cells where the header has 2")
    assert "semicolon" in found.advice


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        (b"a\n" + b"x" * (LONGEST_CELL + 1), f"more than {LONGEST_CELL}"),
        (b"," * MOST_COLUMNS + b"\n1", "begins with a blank line"),
        (b"a," * MOST_COLUMNS + b"a\n1", f"more than the {MOST_COLUMNS} of a table"),
        (b"a\n" + b"x" * 200_000, "field larger than field limit"),
        (b"\xff\xfea", "is not UTF-16"),
        (b'a\n"x', "is not CSV"),
    ],
)
def test_what_is_too_much_or_no_text(tmp_path: Path, raw: bytes, rule: str) -> None:
    read = lines(tmp_path, raw)
    assert any(rule in finding.rule for finding in read.findings), read.findings
    assert read.rows == ()


def test_too_many_rows_and_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spreiding.formats.lines.MOST_ROWS", 2)
    (found,) = lines(tmp_path, b"a\n1\n2\n3\n").findings
    assert (found.row, found.rule) == (4, "is past the 2 rows that a table may have")
    monkeypatch.setattr("spreiding.formats.read.MOST_BYTES", 3)
    (found,) = lines(tmp_path, b"a\n1\n").findings
    assert "more than 0" in found.rule  # MiB


@pytest.mark.parametrize("name", ["t.xls", "t.xlsm", "t.ods", "t.xlsb", "t.json", "t.txt", "t"])
def test_other_kinds_are_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"a\n1\n")
    (found,) = read_lines(tmp_path / name).findings
    assert found.file == name and "is of a kind that is not read" in found.rule
    assert any(word in found.advice for word in (".xlsx", ".geojson", "Give one of .csv"))


def test_texts_that_were_made_harmless_come_back(tmp_path: Path) -> None:
    read = lines(tmp_path, b"name,score\n'=1+1,'-0.5\n''@x,'s-Gravenhage\n")
    assert [cells for _, cells in read.rows] == [("=1+1", "-0.5"), ("'@x", "'s-Gravenhage")]
