"""The three columns of a measure, and the rows that differ."""

import math

import pandas as pd
import pytest

from spreiding.compare.columns import TABLES
from spreiding.compare.measures import (
    LATE,
    MUNICIPAL,
    PROVINCIAL,
    REGIONAL,
    columns_of,
    has_difference,
    of_table,
    side_by_side,
    three,
)
from spreiding.write.column import Table
from spreiding.write.columns import TASKS

PLACES = of_table(TASKS, "task_places")
BURDEN = of_table(TASKS, "burden_places")


def numbers(**rows: float) -> pd.DataFrame:
    return pd.DataFrame({"task_places": list(rows.values())}, index=list(rows))


def test_a_measure_has_three_columns_of_which_the_last_may_be_negative() -> None:
    base, run, difference = columns_of(PLACES)
    assert [column.name for column in (base, run, difference)] == [
        "task_places_base",
        "task_places",
        "task_places_difference",
    ]
    assert [column.signed for column in (base, run, difference)] == [False, False, True]
    assert {column.unit for column in (base, run, difference)} == {"places"}
    assert difference.meaning == "task_places less task_places_base"


def test_a_number_that_may_be_empty_says_so_of_the_difference() -> None:
    *_, difference = columns_of(BURDEN)
    assert difference.blank
    assert difference.meaning.endswith("empty: not in both")


def test_rows_of_both_are_kept_in_order_and_subtracted() -> None:
    # c stands only in the base, d only in the run; 5 - 2 and 1 - 9.
    frame = side_by_side(numbers(b=9, a=2, c=4), numbers(d=1, a=5, b=1), PLACES)
    assert frame.index.to_list() == ["a", "b"]
    assert frame["task_places_difference"].to_list() == [3, -8]
    assert has_difference(frame, PLACES).to_list() == [True, True]


def test_nothing_in_common_has_no_rows_and_all_columns() -> None:
    frame = side_by_side(numbers(a=1), numbers(b=1), PLACES)
    assert frame.empty
    assert frame.columns.to_list() == ["task_places_base", "task_places", "task_places_difference"]


@pytest.mark.parametrize(
    ("base", "run", "differs"),
    [(1.0, 1.0, False), (1.0, 2.0, True), (math.nan, math.nan, False), (math.nan, 0.0, True), (0.0, math.nan, True)],
)
def test_a_number_of_one_run_only_is_a_difference(base: float, run: float, differs: bool) -> None:
    old, new = (pd.DataFrame({"burden_places": [value]}, index=["a"]) for value in (base, run))
    assert has_difference(side_by_side(old, new, BURDEN), BURDEN).to_list() == [differs]


def test_a_difference_is_written_with_the_decimals_of_its_numbers() -> None:
    old, new = (pd.DataFrame({LATE.name: [value]}, index=["a"]) for value in (0.1, 0.3))
    assert side_by_side(old, new, (LATE,))[three(LATE.name).difference].to_list() == [0.2]


def test_what_can_not_be_added_up_is_in_no_sum() -> None:
    municipal, provincial = ({measure.name for measure in group} for group in (MUNICIPAL, PROVINCIAL))
    assert municipal - provincial == {"burden_per_1000"}
    assert provincial <= municipal
    assert all("per_1000" not in name for name in provincial)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_of_a_comparison_is_explained(table: Table) -> None:
    assert len(set(table.names)) == len(table.columns)
    assert set(table.key) <= set(table.names)
    for column in table.columns:
        assert column.meaning
        assert column.dutch
        assert column.unit or column.kind in ("text", "boolean")
        assert "|" not in column.meaning


def test_regions_are_compared_by_numbers_of_their_own_table() -> None:
    assert {"places", "waiting_persons", "need_ratio"} <= {measure.name for measure in REGIONAL}
