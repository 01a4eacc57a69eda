"""Codes of one year to those of another: the embedded table holds together, and counts keep their sum."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreiding import paths
from spreiding.errors import InputError
from spreiding.tables.bundle import read_tables
from spreiding.tables.municipal_changes import MUNICIPAL_CHANGES
from spreiding.tables.redivision import (
    Changes,
    PartUnknownError,
    add_up,
    code_of_other_year,
    embedded_changes,
    read_changes,
)

CHANGES = embedded_changes()
TODAY = frozenset(pd.read_csv(paths.DATA / "municipalities.csv")["municipality_code"])
NOW = date(2026, 1, 1)
HEAD = "old_code,old_name,new_code,new_name,date,begins,part,origin,source\n"


# CBS, number of municipalities on 1 January.
COUNTED = {2013: 408, 2014: 403, 2015: 393, 2016: 390, 2017: 388, 2018: 380, 2019: 355}
COUNTED |= {2020: 355, 2021: 352, 2022: 345, 2023: 342, 2024: 342, 2025: 342, 2026: 342}


@pytest.mark.parametrize(("year", "count"), COUNTED.items())
def test_every_year_has_as_many_municipalities_as_cbs_counts(year: int, count: int) -> None:
    assert len(CHANGES.valid_on(date(year, 1, 1), TODAY)) == count


def test_every_old_code_ends_in_the_342_and_none_of_them_is_an_old_code() -> None:
    assert len(TODAY) == 342
    assert not TODAY & set(CHANGES.by_old)
    for code, rows in CHANGES.by_old.items():
        went = CHANGES.successors(code, date.min, date.max)
        assert set(went) <= TODAY, code
        assert set(CHANGES.heirs(code)) == set(went)
        assert float(sum(went.values())) == pytest.approx(1.0, abs=0.001)
        assert rows[0].day.year >= 2014


def test_names_of_new_codes_are_those_of_today() -> None:
    names = pd.read_csv(paths.DATA / "municipalities.csv").set_index("municipality_code")["municipality"]
    wrong = [row.new_name for row in CHANGES.rows if row.new_code in names and names[row.new_code] != row.new_name]
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("GM0501", {"GM1992": 1}),
        ("GM0457", {"GM0363": 1}),
        ("GM0017", {"GM0014": 1}),
        ("GM0082", {"GM1940": 1}),  # Lemsterland, De Friese Meren, then another name
        ("GM0265", {"GM1945": 1}),  # Millingen, Groesbeek, Berg en Dal
        ("GM0363", {"GM0363": 1}),
    ],
)
def test_a_code_is_followed_to_today(code: str, parts: dict[str, int]) -> None:
    assert CHANGES.successors(code, date(2013, 1, 1), NOW) == parts


def test_only_changes_between_the_two_days_count() -> None:
    assert CHANGES.successors("GM0457", date(2022, 1, 1), date(2022, 3, 23)) == {"GM0457": 1}
    assert CHANGES.successors("GM0457", date(2022, 1, 1), date(2022, 3, 24)) == {"GM0363": 1}
    assert CHANGES.successors("GM1921", date(2015, 1, 1), date(2015, 7, 1)) == {"GM1940": 1}
    assert "GM1992" not in CHANGES.valid_on(date(2022, 12, 31), TODAY)


# Villages with their postcodes: what the parts marked `estimate` were computed from.
VILLAGES = {
    "GM0788": {"GM0757": [5296], "GM0824": [5076], "GM0855": [5074], "GM0865": [5268]},
    "GM0053": {
        "GM1969": [9891, 9892, 9893],
        "GM1966": [9771, 9773, 9774, 9951, 9953, 9954, 9955, 9956, 9957],
    },
    "GM0055": {
        "GM0080": [9001, 9003, 9004, 9005, 9006, 9007, 9008, 9009, 9011],
        "GM0074": [8491, 8494, 8495],
        "GM1921": [8493],
        "GM1900": [9012, 9013, 9014, 8647, 8644],
    },
}


@pytest.mark.parametrize("code", VILLAGES)
def test_estimated_parts_are_those_of_the_villages(code: str) -> None:
    inhabitants = pd.read_csv(paths.DATA / "postcode_points.csv").set_index("pc4")["population"]
    people = {heir: int(inhabitants.loc[pc4].sum()) for heir, pc4 in VILLAGES[code].items()}
    parts = {row.new_code: float(row.part or 0) for row in CHANGES.by_old[code]}
    total = sum(people.values())
    assert parts == {heir: pytest.approx(count / total, abs=0.0002) for heir, count in people.items()}


def test_parts_that_were_not_reported_are_called_estimates() -> None:
    frame = pd.read_csv(paths.DATA / MUNICIPAL_CHANGES.file)
    assert set(frame.loc[frame["old_code"].isin(list(VILLAGES)), "origin"]) == {"estimate"}
    assert set(frame["origin"]) == {"estimate", "reported"}
    assert frame["source"].str.contains("public copy|public mapping").all()


def test_it_is_told_what_became_of_a_code() -> None:
    told = code_of_other_year("GM0501")
    assert told == "GM0501 Brielle is a code of before 2023-01-01, now GM1992 Voorne aan Zee"
    assert code_of_other_year("GM0363") is None
    assert code_of_other_year("GM9999") is None
    split = code_of_other_year("GM1671")
    assert split is not None and split.endswith("now GM0796 's-Hertogenbosch or GM0828 Oss")


def test_the_check_of_unknown_codes_says_it(tmp_path: Path) -> None:
    text = (paths.DATA / "sites.csv").read_text(encoding="utf-8").replace("GM0361", "GM0501", 1)
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "sites.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_tables(folder)
    (finding,) = [one for one in caught.value.findings if one.value == "GM0501"]
    assert "is a code of another year" in finding.rule
    assert "now GM1992 Voorne aan Zee" in finding.advice


@given(
    st.dictionaries(st.sampled_from(sorted(CHANGES.valid_on(date(2014, 1, 1), TODAY))), st.integers(-5000, 10**6)),
    st.integers(2015, 2026),
)
def test_totals_are_kept_over_every_re_division(counts: dict[str, int], year: int) -> None:
    goes_to = {code: CHANGES.successors(code, date(2014, 1, 1), date(year, 1, 1)) for code in counts}
    new = add_up(counts, goes_to)
    assert sum(new.values()) == sum(counts.values())
    assert set(new) <= CHANGES.valid_on(date(year, 1, 1), TODAY)


@given(st.integers(0, 10_000), st.lists(st.integers(1, 100), min_size=1, max_size=6))
def test_a_split_count_is_off_by_less_than_one_from_its_part(count: int, weights: list[int]) -> None:
    parts = {f"GM{index:04d}": Fraction(weight, sum(weights)) for index, weight in enumerate(weights)}
    for code, piece in add_up({"GM9000": count}, {"GM9000": parts}).items():
        assert abs(piece - count * parts[code]) < 1


def changes(tmp_path: Path, rows: str) -> Changes:
    path = tmp_path / "municipal_changes.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return read_changes(path)


def test_a_split_without_parts_is_refused_by_name(tmp_path: Path) -> None:
    known = changes(
        tmp_path,
        "GM0001,Aa,GM0002,Bee,2020-01-01,false,,reported,\nGM0001,Aa,GM0003,Cee,2020-01-01,false,,reported,\n",
    )
    assert known.heirs("GM0001") == ("GM0002", "GM0003")
    with pytest.raises(PartUnknownError, match="GM0001 Aa was split"):
        known.successors("GM0001", date(2019, 1, 1), NOW)
    assert known.successors("GM0001", date(2018, 1, 1), date(2019, 1, 1)) == {"GM0001": 1}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("GM0001,Aa,GM0001,Aa,2020-01-01,false,1,reported,\n", "is the old code itself"),
        ("GM0001,Aa,GM0002,Bee,2020-01-01,false,0.4,reported,\n", "do not add up to 1"),
        ("GM0001,Aa,GM0002,Bee,2020-01-01,false,1.5,reported,\n", "is more than 1"),
        ("GM01,Aa,GM0002,Bee,2020-01-01,false,1,reported,\n", "is not a CBS municipality code"),
        (
            "GM0001,Aa,GM0002,Bee,2020-01-01,false,0.5,reported,\nGM0001,Aa,GM0003,Cee,2021-01-01,false,0.5,reported,\n",
            "ends on two days",
        ),
        (
            "GM0001,Aa,GM0002,Bee,2020-01-01,false,0.5,reported,\nGM0001,Aa,GM0003,Cee,2020-01-01,false,,reported,\n",
            "some parts blank",
        ),
        (
            "GM0001,Aa,GM0002,Bee,2020-01-01,false,1,reported,\nGM0002,Bee,GM0001,Aa,2019-01-01,false,1,reported,\n",
            "takes over on or after the day on which it ends",
        ),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(tmp_path: Path, rows: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        changes(tmp_path, rows)
