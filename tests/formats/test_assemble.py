"""Numbered records become lines: blank ones passed over, widths held against the header, limits kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spreiding.errors import Finding
from spreiding.formats.limits import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS
from spreiding.formats.lines import Lines, Record, assemble, label, no_lines


def lines(*records: Record, separator: str = ",") -> Lines:
    return assemble("t.csv", "d", records, separator=separator)


def test_header_rows_and_their_numbers() -> None:
    read = lines((1, [" a ", "b"]), (2, ["", " "]), (5, ["1", " x y "]))
    assert (read.header, read.rows, read.findings) == (("a", "b"), ((5, ("1", "x y")),), ())
    assert (read.file, read.sha256) == ("t.csv", "d")


def test_nothing_at_all() -> None:
    (found,) = lines().findings
    assert (found.row, found.rule) == (None, "is empty")


def test_a_blank_line_above_the_header() -> None:
    read = lines((1, ["", ""]), (2, ["a", "b"]))
    assert (read.header, read.findings[0].row, read.findings[0].rule) == ((), 1, "begins with a blank line")


@pytest.mark.parametrize(
    ("separator", "word"), [(",", "superfluous comma"), (";", "superfluous semicolon"), ("\t", "tab"), ("", "cell.")]
)
def test_a_row_of_another_width_names_what_parts_its_cells(separator: str, word: str) -> None:
    read = lines((1, ["a", "b"]), (2, ["1"]), (3, ["1", "2", "3"]), (4, ["1", "2"]), separator=separator)
    assert [finding.row for finding in read.findings] == [2, 3]
    assert all(word in finding.advice for finding in read.findings)
    assert read.rows == ((4, ("1", "2")),)


def test_columns_without_a_name_or_with_the_same() -> None:
    found = lines((1, ["a", "", "a", "b", "b", "b"])).findings
    assert [(finding.column, finding.rule) for finding in found] == [
        ("a", "stands twice in the header"),
        ("b", "stands twice in the header"),
        (None, "is a column without a name"),
    ]


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        (["x" * LONGEST_CELL, "x" * (LONGEST_CELL + 1)], f"a cell of {LONGEST_CELL + 1} characters"),
        (["x"] * (MOST_COLUMNS + 1), f"{MOST_COLUMNS + 1} columns"),
    ],
)
def test_past_a_limit_nothing_of_the_file_is_left(record: list[str], rule: str) -> None:
    read = lines((1, ["a", "b"]), (2, ["1", "2"]), (3, record))
    assert (read.header, read.rows) == ((), ())
    (found,) = read.findings
    assert found.row == 3 and rule in found.rule and found.advice


def test_the_longest_cell_and_the_widest_row_pass() -> None:
    assert not lines((1, ["x" * LONGEST_CELL] + [str(n) for n in range(MOST_COLUMNS - 1)])).findings


def test_reading_stops_at_the_first_row_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spreiding.formats.lines.MOST_ROWS", 10)
    taken: list[int] = []

    def endless() -> Iterator[Record]:
        number = 0
        while True:
            number += 1
            taken.append(number)
            yield number, ["x"]

    (found,) = assemble("t.csv", "d", endless()).findings
    assert found.row == 12 and taken[-1] == 12  # the header, ten rows and the one too many
    assert MOST_ROWS > 100_000


def test_findings_of_the_reader_come_first() -> None:
    told = Finding("t.xlsx", 2, "a", None, "is a formula", "Paste.")
    read = assemble("t.xlsx", "d", [(1, ["a", ""])], findings=[told])
    assert read.findings[0] is told and len(read.findings) == 2


def test_names_of_files_and_sheets() -> None:
    assert label(Path("x/sites.xlsx"), None) == "sites.xlsx"
    assert label(Path("x/tables.xlsx"), "sites") == "tables.xlsx, sheet sites"
    left = no_lines("t.csv", "d", "is odd", "Do this.", 3)
    assert (left.header, left.rows, left.sha256) == ((), (), "d")
    assert str(left.findings[0]) == "t.csv, row 3: is odd. Do this."
