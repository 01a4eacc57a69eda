"""run.json: what may stand in it, and how."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from spreiding.errors import Finding
from spreiding.write.run_json import plain, write_json


class Status(Enum):
    """A word."""

    OPTIMAL = "optimal"


@dataclass(frozen=True)
class Goal:
    """A nested value."""

    goal: str
    value: float
    at: date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (float("nan"), None),
        (np.float64("inf"), None),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (Fraction(1, 4), 0.25),
        (Status.OPTIMAL, "optimal"),
        (date(2025, 1, 2), "2025-01-02"),
        (pd.Timestamp("2025-01-02"), "2025-01-02"),
        (datetime(2025, 1, 2, 3, 4), "2025-01-02T03:04:00"),
        (pd.NaT, None),
        (Path("a") / "b", "a/b"),
        ((1, "x"), [1, "x"]),
        (frozenset({"b", "a"}), ["a", "b"]),
        (pd.DataFrame({"a": [1, 2]}), [{"a": 1}, {"a": 2}]),
        (pd.Series([1.5, np.nan]), [1.5, None]),
        (Goal("cost", 2.0, date(2025, 1, 1)), {"goal": "cost", "value": 2.0, "at": "2025-01-01"}),
    ],
)
def test_values_become_what_json_knows(value: object, expected: object) -> None:
    assert plain(value) == expected


@pytest.mark.parametrize("value", [object(), {1: "a"}, b"x"])
def test_other_values_are_refused(value: object) -> None:
    with pytest.raises(TypeError):
        plain(value)


def test_keys_keep_their_order_and_the_file_is_valid(tmp_path: Path) -> None:
    content = {"z": 1, "a": {"é": [float("nan")]}, "finding": Finding("f", 1, None, None, "r", "a")}
    write_json(content, tmp_path / "run.json")
    text = (tmp_path / "run.json").read_text(encoding="utf-8")
    assert list(json.loads(text)) == ["z", "a", "finding"]
    assert "é" in text
    assert "NaN" not in text
    assert text.endswith("}\n")
