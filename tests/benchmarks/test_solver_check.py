"""A solver's point is worked out from the file: what it says of itself makes no difference."""

from pathlib import Path

import pytest

from scale_growth import slope
from solver_check import checked, relax
from solver_runs import Answer, Task, highs
from solver_tables import sum_table

# minimise 2 x + 3 y + 5 with x + y >= 1.5, x whole and at most 1: x = 1, y = 0.5 gives 8.5; the relaxation the same.
# With y whole too it would be 10.
MODEL = """NAME
ROWS
 N  Obj
 G  r0
COLUMNS
    MARK      'MARKER'                 'INTORG'
    x         Obj       2
    x         r0        1
    MARK      'MARKER'                 'INTEND'
    y         Obj       3
    y         r0        1
RHS
    RHS_V     Obj       -5
    RHS_V     r0        1.5
BOUNDS
 UP BOUND     x         1
 UP BOUND     y         {most}
ENDATA
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "model.mps"
    path.write_text(MODEL.format(most=4), encoding="utf-8")
    return path


def test_highs_finds_the_optimum_and_its_point_bears_it_out(file: Path) -> None:
    row = checked(highs(Task(file, 0.0, 0, 1e-7, 10.0)), file)
    assert (row["status"], row["violation"]) == ("Optimal", pytest.approx(0.0, abs=1e-9))
    assert row["value"] == pytest.approx(8.5) == row["bound"]


@pytest.mark.parametrize(
    ("point", "violation"),
    [
        ({"x": 1.0, "y": 0.2}, 0.3),  # the row
        ({"x": 0.5, "y": 1.0}, 0.5),  # x is not whole
        ({"x": 2.0, "y": 0.0}, 1.0),  # x above its bound
        ({"x": 1.0, "y": 4.25}, 0.25),  # y above its bound
        ({"other": 1.0}, 1.5),  # names of another model: all at zero
    ],
)
def test_a_point_that_breaks_the_model_shows_by_how_much(file: Path, point: dict[str, float], violation: float) -> None:
    row = checked(Answer(0.1, "Optimal", 8.5, point), file)
    assert row["violation"] == pytest.approx(violation)


def test_the_relaxation_may_break_what_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "model.mps"
    file.write_text(MODEL.format(most=0.75), encoding="utf-8")  # x must be 0.75 or more: 1 when whole
    relaxed = relax(file)
    point = {"x": 0.75, "y": 0.75}
    assert checked(Answer(0.1, "Optimal", None, point), relaxed)["violation"] == 0.0
    assert checked(Answer(0.1, "Optimal", None, point), file)["violation"] == 0.25


def test_a_plan_that_breaks_the_model_or_lacks_a_bound_does_not_count_as_solved() -> None:
    told = {"case": "c", "goal": "g", "seconds": 1.0, "status": "Optimal", "asked_gap": 0.001}
    rows = [
        {**told, "solver": "HiGHS", "value": 100.0, "bound": 99.95, "violation": 0.0},
        {**told, "solver": "broken", "value": 100.0, "bound": 100.0, "violation": 0.1},
        {**told, "solver": "far", "value": 100.0, "bound": 99.0, "violation": 0.0},
        {**told, "solver": "unproved", "value": 100.0, "bound": None, "violation": 0.0},
    ]
    assert [line.split("|")[5].strip() for line in sum_table(rows, 10.0)[2:]] == ["1 of 1", *(["0 of 1"] * 3)]


def test_the_exponent_of_seconds_that_grow_with_the_square_is_two() -> None:
    rows = [{"sites": size, "build_s": 3.0 * size**2} for size in (10, 20, 50)]
    assert slope(rows, "sites", "build_s") == pytest.approx(2.0)
    assert slope([*rows, {"sites": 100, "build_s": None}], "sites", "build_s") is None
