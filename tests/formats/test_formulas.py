"""What a spreadsheet would take for a formula is made harmless when written, and is itself again when read."""

from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spreiding.formats.formulas import neutralise, restore, restore_text
from spreiding.formats.read import read_lines

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
TEXT = st.text(alphabet="'=+-@ab,;é 1", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(st.lists(st.text(alphabet="'=+-@\t\rab", max_size=6), min_size=1))
def test_no_text_begins_as_a_formula_and_every_one_comes_back(texts: list[str]) -> None:
    written = neutralise(pd.Series(texts, dtype="str"))
    assert not any(text.startswith(DANGEROUS) for text in written)
    assert restore(written).tolist() == texts
    assert [restore_text(text) for text in written] == texts


@pytest.mark.parametrize("text", ["Ter Apel", "'s-Gravenhage", "''", "'", "a=b", ""])
def test_other_texts_are_neither_changed_nor_taken_for_changed(text: str) -> None:
    assert neutralise(pd.Series([text])).tolist() == [text]
    assert restore_text(text) == text


@settings(max_examples=80, deadline=None)
@given(texts=st.lists(TEXT, min_size=1, max_size=4), separator=st.sampled_from(";,\t"))
def test_a_csv_file_that_was_written_for_people_reads_back(texts: list[str], separator: str) -> None:
    frame = pd.DataFrame({"name": texts, "number": -1})
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        frame.assign(name=neutralise(frame["name"])).to_csv(path, index=False, sep=separator)
        read = read_lines(path)
    assert [cells for _, cells in read.rows] == [(text, "-1") for text in texts]


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(TEXT, min_size=1, max_size=4))
def test_a_workbook_that_was_written_for_people_reads_back(texts: list[str]) -> None:
    book = openpyxl.Workbook()
    for text in ("name", *neutralise(pd.Series(texts))):
        book.worksheets[0].append([text])
    with TemporaryDirectory() as folder:
        book.save(Path(folder) / "t.xlsx")
        read = read_lines(Path(folder) / "t.xlsx")
    assert read.findings == ()  # no cell became a formula
    assert [cells for _, cells in read.rows] == [(text,) for text in texts]
