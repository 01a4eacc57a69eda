"""One number of a plan written wrong, in all files alike, is found: on plans of small countries by chance."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_runs import audited, made, plan_of, with_other

from spreiding.write.columns import TABLES

# Plans with people in overflow, minors, late housing and a shortfall among them.
PLANS = (1, 2, 3)
NUMBERS = [(table.name, column) for table in TABLES for column in (*table.of_kind("whole"), *table.of_kind("decimal"))]


def _found(data: st.DataObject, seed: int) -> None:
    result = made(seed)
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


@pytest.mark.proof
@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.data(), st.sampled_from([*PLANS, *range(30, 40)]))
def test_many_wrong_numbers_are_found(data: st.DataObject, seed: int) -> None:
    _found(data, seed)
