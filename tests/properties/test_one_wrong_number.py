"""One number of a plan written wrong, in all files alike, is found: on plans of small countries by chance."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_runs import audited, made, plan_of, with_other

from spreiding.write.columns import TABLES

# Plans with people in overflow, minors, late housing and a shortfall among them.
PLANS = (1, 2, 3)
# Plans with people in an htl, in the 28 days, in return and in an ibo.
SPECIAL_PLANS = (102, 104, 116)
NUMBERS = [(table.name, column) for table in TABLES for column in (*table.of_kind("whole"), *table.of_kind("decimal"))]


def _found(data: st.DataObject, seed: int, with_special: bool = False) -> None:
    result = made(seed, with_special)
    tables = plan_of(result)
    table, column = data.draw(st.sampled_from([(t, c) for t, c in NUMBERS if len(getattr(tables, t))]))
    row = data.draw(st.integers(0, len(getattr(tables, table)) - 1))
    # One more or one less: a number that may not be negative is refused or found for that.
    value = getattr(tables, table)[column.name].iloc[row]
    more = data.draw(st.sampled_from([1, -1] if column.signed or value >= 1 else [1]))
    assert result.findings == ()
    assert audited(result, with_other(tables, table, row, column.name, more)), (table, column.name, row, more)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.data(), st.sampled_from(PLANS))
def test_one_wrong_number_is_found(data: st.DataObject, seed: int) -> None:
    _found(data, seed)


@settings(max_examples=6, deadline=None, derandomize=True)
@given(st.data(), st.sampled_from(SPECIAL_PLANS))
def test_one_wrong_number_is_found_with_special_reception(data: st.DataObject, seed: int) -> None:
    _found(data, seed, with_special=True)


@pytest.mark.proof
@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.data(), st.sampled_from([*PLANS, *range(30, 40)]))
def test_many_wrong_numbers_are_found(data: st.DataObject, seed: int) -> None:
    _found(data, seed)


@pytest.mark.parametrize(("seed", "kind"), [(102, "htl"), (116, "ibo"), (114, "return")])
def test_a_special_place_more_shows_in_the_goal_of_spread(seed: int, kind: str) -> None:
    result = made(seed, with_special=True)
    tables = plan_of(result)
    row = tables.sites["location_type"].to_list().index(kind)
    found = audited(result, with_other(tables, "sites", row, "places", 1))
    assert any((finding.family, finding.key) == ("goals", "special_spread") for finding in found)
