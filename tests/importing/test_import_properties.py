"""What holds for every file: order never matters, mapping there and back gives the same, totals are kept."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from import_case import import_text, rows_of

from spreiding import paths

TOWNS = ("Zwolle", "Deventer", "Raalte", "Kampen", "Ommen", "Dalfsen", "Losser", "Borne", "Urk", "Elburg")
HEADER = ("Gemeente", "Plekken", "Toelichting")
MAP = """\
skip_rows_where: [{column: Toelichting, is: [vervallen]}]
columns: {municipality_code: Gemeente, places: {from: Plekken, unit: tens}}
"""
ROWS = st.lists(
    st.tuples(st.sampled_from(TOWNS), st.integers(0, 2000), st.sampled_from(["", "open", "vervallen"])),
    min_size=1,
    unique_by=lambda row: row[0],
).filter(lambda rows: any(row[2] != "vervallen" for row in rows))


def as_text(header: list[str], rows: list[list[str]], separator: str = ";") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator="\n").writerows([header, *rows])
    return stream.getvalue()


def table(text: str, map_text: str = MAP, name: str = "ukraine") -> list[dict[str, str]]:
    """The rows that come of a text, without the checksum of the file."""
    with TemporaryDirectory() as folder:
        rows = rows_of(import_text(Path(folder), text, map_text, name))
    return [{name: cell for name, cell in row.items() if name != "source"} for row in rows]


@settings(max_examples=8, deadline=None)
@given(ROWS, st.randoms(use_true_random=False), st.permutations(range(3)), st.sampled_from([";", ",", "\t"]))
def test_the_order_of_rows_and_columns_and_the_separator_never_matter(
    rows: list[tuple[str, int, str]], shuffle: "st.RandomLike", order: list[int], separator: str
) -> None:
    cells = [[str(cell) for cell in row] for row in rows]
    other = [[row[place] for place in order] for row in cells]
    shuffle.shuffle(other)
    first = table(as_text([*HEADER], cells))
    assert table(as_text([HEADER[place] for place in order], other, separator)) == first
    kept = [row for row in rows if row[2] != "vervallen"]
    assert sum(int(row["places"]) for row in first) == 10 * sum(row[1] for row in kept)
    assert len(first) == len(kept)


@settings(max_examples=8, deadline=None)
@given(ROWS, st.integers(0, 4), st.booleans())
def test_titles_and_totals_around_the_table_never_matter(
    rows: list[tuple[str, int, str]], titles: int, total: bool
) -> None:
    cells = [[str(cell) for cell in row] for row in rows]
    above = "".join(f"Overzicht {index};;\n" for index in range(titles))
    below = f"Totaal;{sum(row[1] for row in rows)};\n;Totaal;\n" if total else ""
    plain = table(as_text([*HEADER], cells))
    sheet = above + as_text([*HEADER, "Code"], [[*row, "x"] for row in cells])
    map_text = f"{MAP}keep_rows_where: [{{column: Code, is: [x]}}]\n"
    assert table(sheet + below, map_text) == plain


def test_our_own_tables_come_back_as_they_are() -> None:
    for name in ("ses_woa", "housing", "population", "housing_task_national", "stations", "rail_links"):
        text = (paths.DATA / f"{name}.csv").read_text(encoding="utf-8")
        ours = [{k: v for k, v in row.items() if k != "source"} for row in csv.DictReader(io.StringIO(text))]
        with TemporaryDirectory() as folder:
            back = rows_of(import_text(Path(folder), text, None, name))
        known = [{column: row[column] for column in ours[0]} for row in back]
        key = list(ours[0])
        assert sorted(known, key=lambda row: [row[k] for k in key]) == sorted(
            ours, key=lambda row: [row[k] for k in key]
        )


@settings(max_examples=5, deadline=None)
@given(st.lists(st.integers(1, 20_000), min_size=1, max_size=8))
def test_mapping_there_and_back_gives_the_same(counts: list[int]) -> None:
    rows = [[town, str(count)] for town, count in zip(TOWNS, counts, strict=False)]
    there = table(as_text(["Gemeente", "Plekken"], rows), "columns: {municipality_code: Gemeente, places: Plekken}\n")
    dutch = as_text(
        ["Code", "Aantal"], [[row["municipality_code"], f"{int(row['places']):,}".replace(",", ".")] for row in there]
    )
    assert table(dutch, "columns: {municipality_code: Code, places: {from: Aantal, decimal: comma}}\n") == there
