"""Where a header is found, what its columns may be called, and which rows are rows of the table."""

import pytest

from spreiding.importing.map_file import ImportMap
from spreiding.importing.sheet import Header, Row, cell, chosen_rows, find_header, header_at

NAMES = Row(3, ("Nr.", "Gemeente", "Plekken", ""))


def used(**settings: object) -> ImportMap:
    return ImportMap.model_validate({"columns": {}, **settings})


def header() -> Header:
    return header_at([NAMES], 0, 1)


def reasons(*rows: Row, **settings: object) -> dict[int, str]:
    """Why rows are left out; the first and the second column may not be blank."""
    kept, dropped = chosen_rows(rows, header(), used(**settings), [(0,), (1,), (2,)])
    assert {row.number for row in kept}.isdisjoint(one.row for one in dropped)
    assert len(kept) + len(dropped) == len(rows)
    return {one.row: one.reason for one in dropped}


def test_a_column_is_found_whatever_its_capitals_accents_and_spaces() -> None:
    found = header_at([Row(1, ("  X-Coördinaat ", "Kosten\nper  maand"))], 0, 1)
    assert found.places("x-coordinaat") == (0,)
    assert found.places("kosten per maand") == (1,)
    assert found.places("kosten") == ()
    assert found.advice("kosten per mand") == "Did you mean Kosten per maand?"
    assert found.advice("gemeente").startswith("Its columns are X-Coördinaat")


def test_a_name_that_stands_twice_has_two_places() -> None:
    assert header_at([Row(1, ("Plekken", "Naam", "plekken"))], 0, 1).places("Plekken") == (0, 2)


def test_of_two_rows_the_whole_name_goes_before_its_last_line() -> None:
    rows = [Row(4, ("Nr.", "Capaciteit", "", "min")), Row(5, ("", "min", "max", ""))]
    two = header_at(rows, 0, 2)
    assert two.names == ("Nr.", "Capaciteit min", "Capaciteit max", "min")
    assert two.rows == (4, 5)
    assert two.places("Capaciteit min") == (1,)
    assert two.places("max") == (2,)
    assert two.places("min") == (3,)  # the column that is called so, not the one of which it is a part


def test_the_header_is_the_row_with_most_of_the_wanted_names() -> None:
    rows = [Row(1, ("Gemeente Zwolle", "", "")), Row(2, ("Gemeente", "", "")), NAMES, Row(4, ("1", "Zwolle", "400"))]
    found = find_header(rows, used(), ["Nr.", "gemeente", "plekken"])
    assert found is not None and (found[0], found[1].rows) == (2, (3,))
    assert find_header(rows, used(), ["Kosten"]) is None
    assert find_header([], used(), ["Nr."]) is None


def test_the_map_may_say_which_row_it_is() -> None:
    rows = [Row(2, ("Gemeente", "Plekken")), NAMES]
    found = find_header(rows, used(header_row=2), ["Nr."])
    assert found is not None and found[1].rows == (2,)
    assert find_header(rows, used(header_row=9), ["Nr."]) is None


@pytest.mark.parametrize("word", ["Totaal", "TOTAAL:", "Subtotaal Twente", "Eindtotaal", "total 2025"])
def test_a_total_leaves_a_cell_blank_that_a_row_needs(word: str) -> None:
    assert reasons(Row(5, (word, "", "900", ""))) == {5: "is a total"}
    assert reasons(Row(5, ("1", "Zwolle", "900", word))) == {}


def test_a_site_that_is_called_totaal_stays() -> None:
    assert reasons(Row(5, ("Totaal", "Zwolle", "900", ""))) == {}
    assert reasons(Row(5, ("Totaalwonen", "", "900", ""))) == {}  # another word: told of as a row with a blank cell


def test_a_total_in_the_column_of_the_municipality_leaves_nothing_blank() -> None:
    # As in a table of two columns: "Totaal" stands where a municipality would.
    rows = [Row(4, ("Zwolle", "300", "", "")), Row(5, ("Totaal", "900", "", ""))]
    kept, dropped = chosen_rows(rows, header(), used(), [(0,), (1,)], (0,))
    assert [row.number for row in kept] == [4]
    assert [(one.row, one.reason) for one in dropped] == [(5, "is a total")]
    # Elsewhere the word is a name like any other.
    assert chosen_rows(rows, header(), used(), [(0,), (1,)], (1,))[1] == []


def test_other_words_for_totals() -> None:
    assert reasons(Row(5, ("Som", "", "900", "")), totals=["som"]) == {5: "is a total"}
    assert reasons(Row(5, ("Totaal", "", "900", "")), totals=["som"]) == {}


def test_notes_and_a_header_that_is_repeated_are_left_out() -> None:
    found = reasons(Row(4, ("* voorlopig", "", "", "")), Row(5, NAMES.cells), Row(6, ("1", "Zwolle", "400", "")))
    assert found == {4: "holds one cell only: a title or a note", 5: "repeats the header"}


def test_tests_of_the_map_come_after_those_of_every_sheet() -> None:
    rows = (Row(4, ("1", "Zwolle", "400", "")), Row(5, ("2", "Kampen", "", "")), Row(6, ("Totaal", "", "9", "")))
    skip = [{"column": "Plekken", "blank": True}]
    assert reasons(*rows, skip_rows_where=skip) == {5: "skip_rows_where: Plekken is blank", 6: "is a total"}
    keep = [{"column": "gemeente", "is": ["ZWOLLE"]}]
    assert reasons(*rows, keep_rows_where=keep) == {5: "keep_rows_where: not gemeente is ZWOLLE", 6: "is a total"}


def test_a_cell_past_the_end_of_a_row_is_blank_and_a_long_row_is_cut_off_where_it_is_told() -> None:
    row = Row(1, ("a  b", "x" * 90))
    assert (cell(row, 0), cell(row, 7)) == ("a b", "")
    assert len(row.text()) == 63 and row.text().startswith("a b | xxx")
