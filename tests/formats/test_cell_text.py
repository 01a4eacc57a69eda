"""A value of a workbook, map or Parquet file becomes the text that a table in CSV would have."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreiding.formats.cell_text import cell_text, looks_loose


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (pd.NaT, ""),
        (pd.NA, ""),
        (np.float64("nan"), ""),
        (float("inf"), "inf"),  # no number to any reader, so a finding and not a blank
        (True, "true"),
        (np.bool_(False), "false"),
        (96000.0, "96000"),
        (1e21, "1000000000000000000000"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.3"),
        (-0.073, "-0.073"),
        (0.000001, "0.000001"),
        (2**53 + 1, "9007199254740993"),
        (np.int64(-4), "-4"),
        (np.float32(0.053), "0.053"),
        (np.float64(52.123456789), "52.123456789"),
        (Decimal("0.10"), "0.10"),
        (Decimal("1E+3"), "1000"),
        (Decimal("NaN"), "NaN"),
        (date(2025, 7, 1), "2025-07-01"),
        (datetime(2025, 7, 1), "2025-07-01"),
        (pd.Timestamp("2025-07-01"), "2025-07-01"),
        (datetime(2025, 7, 1, 0, 0, 1), "2025-07-01 00:00:01"),
        (datetime(2025, 7, 1, tzinfo=UTC), "2025-07-01"),
        (time(12, 30), "12:30:00"),
        ("  Ter Apel ", "Ter Apel"),
    ],
)
def test_the_text_of_a_value(value: Any, text: str) -> None:
    assert cell_text(value) == text


@given(st.decimals(-(10**9), 10**9, places=5))
def test_a_number_of_fifteen_digits_comes_back_exactly(number: Decimal) -> None:
    # A spreadsheet holds it as a binary number and shows fifteen digits of it.
    assert Decimal(cell_text(float(number))) == number


@given(st.floats(-1e300, 1e300))
def test_no_number_has_an_exponent_or_loses_its_size(number: float) -> None:
    text = cell_text(number)
    assert "e" not in text.lower()
    assert float(text) == pytest.approx(number, rel=1e-14)


@pytest.mark.parametrize("text", ["0,053", "1.234", "1.234,5", "-0.5", ",5", " 12.5 "])
def test_texts_that_may_be_numbers_are_loose(text: str) -> None:
    assert looks_loose(text)


@pytest.mark.parametrize("value", [0.5, 12, "12", "Urk", "a.b", "", None, "2025-07-01", True])
def test_other_values_are_not(value: Any) -> None:
    assert not looks_loose(value)
