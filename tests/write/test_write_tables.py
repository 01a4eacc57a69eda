"""CSV cells: formats, order, what is refused, and texts that look like formulas."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from write_frames import frame

from spreiding.audit.read import read_texts, typed
from spreiding.formats.formulas import neutralise
from spreiding.write.columns import HOUSING, PLACEMENTS, SITES, TASKS
from spreiding.write.errors import ContractError
from spreiding.write.finish import finish
from spreiding.write.payoff_columns import PAYOFF
from spreiding.write.tables import write_csv


def written(table: pd.DataFrame, path: Path) -> list[str]:
    write_csv(table, SITES, path)
    return path.read_text(encoding="utf-8").splitlines()


def test_cells_have_the_formats_of_the_contract(tmp_path: Path) -> None:
    table = frame(
        SITES,
        opens=[date(2025, 1, 1), pd.Timestamp("2025-04-01")],
        closes=[None, pd.NaT],
        places=[1.0, 20],
        minutes_care=[12.25, 7],
        lon=[5, 6.1234567],
        name=['Zuid, "a"', "b"],
    )
    write_csv(table, SITES, tmp_path / "sites.csv")
    cells = read_texts(tmp_path / "sites.csv")
    assert cells["opens"].to_list() == ["2025-01-01", "2025-04-01"]
    assert cells["closes"].to_list() == ["", ""]
    assert cells["places"].to_list() == ["1", "20"]
    assert cells["minutes_care"].to_list() == ["12.2", "7.0"]
    assert cells["lon"].to_list() == ["5.000000", "6.123457"]
    assert cells["durable"].to_list() == ["true", "false"]
    assert cells["name"].to_list() == ['Zuid, "a"', "b"]


def test_persons_have_three_decimals_and_never_minus_zero(tmp_path: Path) -> None:
    write_csv(frame(PLACEMENTS, persons=[-1e-9, 1 / 3]), PLACEMENTS, tmp_path / "p.csv")
    assert read_texts(tmp_path / "p.csv")["persons"].to_list() == ["0.000", "0.333"]


def test_the_score_keeps_its_text_and_fractions_are_numbers(tmp_path: Path) -> None:
    table = frame(TASKS, ses_woa=[0.162, -0.05], weighting_factor=[Fraction(1, 3), Fraction(2, 3)])
    write_csv(table, TASKS, tmp_path / "t.csv")
    cells = read_texts(tmp_path / "t.csv")
    assert cells["ses_woa"].to_list() == ["0.162", "-0.05"]
    assert cells["weighting_factor"].to_list() == ["0.333333333333", "0.666666666667"]


def test_columns_come_in_the_order_of_the_contract_and_rows_sorted(tmp_path: Path) -> None:
    shuffled = frame(SITES, site_id=["b", "a"])[list(reversed(SITES.names))]
    lines = written(shuffled, tmp_path / "sites.csv")
    assert lines[0].split(",") == SITES.names
    assert [line.split(",")[0] for line in lines[1:]] == ["a", "b"]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"places": [1.5, 2]}, "not whole"),
        ({"places": [-1, 2]}, "negative"),
        ({"places": [np.nan, 2]}, "empty or infinite"),
        ({"lon": [np.inf, 2]}, "empty or infinite"),
        ({"durable": ["true", "false"]}, "neither true nor false"),
        ({"opens": ["soon", "2025-01-01"]}, "no date"),
        ({"opens": [None, "2025-01-01"]}, "empty"),
        ({"name": ["", "b"]}, "empty"),
        ({"location_type": ["hotel", "azc"]}, "a word other"),
        ({"site_id": ["a", "a"]}, "two rows"),
        ({"extra": [1, 2]}, "missing or unknown"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(cells: dict[str, list[object]], why: str) -> None:
    with pytest.raises(ContractError, match=why):
        finish(frame(SITES, **cells), SITES)


def test_a_missing_column_is_refused() -> None:
    with pytest.raises(ContractError, match="persons"):
        finish(frame(PLACEMENTS).drop(columns="persons"), PLACEMENTS)


def test_an_empty_table_keeps_its_header(tmp_path: Path) -> None:
    write_csv(frame(HOUSING).iloc[:0], HOUSING, tmp_path / "h.csv")
    assert (tmp_path / "h.csv").read_text().splitlines() == [",".join(HOUSING.names)]


@pytest.mark.parametrize("text", ["=1+1", "+31", "-4", "@sum", "\tx", "\rx", "'=1", "''@"])
def test_what_looks_like_a_formula_gets_one_apostrophe(text: str) -> None:
    assert neutralise(pd.Series([text])).to_list() == ["'" + text]


@pytest.mark.parametrize("text", ["Ter Apel", "'s-Hertogenbosch", "a=b", "", "1-2"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert neutralise(pd.Series([text])).to_list() == [text]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="'=+-@\tab ,\"é\n", min_size=1, max_size=6))
def test_reading_back_gives_the_text_that_was_written(text: str) -> None:
    table = finish(frame(SITES, name=[text, "b"]), SITES)
    cells = pd.DataFrame({**{name: table[name].astype(str) for name in SITES.names}, "name": neutralise(table["name"])})
    numbers = [column.name for column in SITES.of_kind("whole", "decimal")]
    cells[numbers] = "0"
    assert typed(cells, SITES)["name"].to_list() == [text, "b"]


def test_a_whole_number_may_be_empty_where_the_contract_says_so(tmp_path: Path) -> None:
    write_csv(frame(TASKS, ukraine_places=[None, 7.0]), TASKS, tmp_path / "tasks.csv")
    cells = read_texts(tmp_path / "tasks.csv")
    assert cells["ukraine_places"].to_list() == ["", "7"]
    assert typed(cells, TASKS)["ukraine_places"].fillna(-1).to_list() == [-1, 7]
    with pytest.raises(ContractError, match="not whole"):
        finish(frame(TASKS, ukraine_places=[None, 0.5]), TASKS)


def test_a_number_may_be_empty_where_the_contract_says_so(tmp_path: Path) -> None:
    row = {"dropped_goal": "cost", "goal": "no_place", "unit": "persons", "plan_value": 1, "remark": "not reached"}
    write_csv(pd.DataFrame([{**row, "value": None, "difference": None}]), PAYOFF, tmp_path / "payoff.csv")
    line = (tmp_path / "payoff.csv").read_text(encoding="utf-8").splitlines()[1]
    assert line == "cost,no_place,persons,1.000,,,not reached"
    for wrong in ({"plan_value": None}, {"difference": float("inf")}, {"value": -1.0}):
        with pytest.raises(ContractError):
            finish(pd.DataFrame([{**row, "value": None, "difference": None, **wrong}]), PAYOFF)
