"""Which plan is better at which goal."""

import math

import pytest
from compare.compared_runs import a_pair, a_run, without
from run_files.written_runs import goal

from spreiding.compare.columns import GOALS
from spreiding.compare.goals import compare_goals
from spreiding.run_files.read import WrittenRun
from spreiding.write.finish import finish


def run(*goals: tuple[str, float, float | None]) -> WrittenRun:
    return a_run(goals=[goal(*item) for item in goals])


def test_a_goal_has_values_bounds_and_the_difference_in_percent() -> None:
    rows = compare_goals(a_pair(run(("shortfall", 200.0, 200.0)), run(("shortfall", 150.0, 149.0))))
    row = rows.iloc[0]
    assert (row["value_base"], row["value"], row["difference"]) == (200.0, 150.0, -50.0)
    assert row["difference_percent"] == -25.0  # 50 of 200
    assert (row["bound_base"], row["bound"]) == (200.0, 149.0)
    assert row["gap"] == pytest.approx(1 / 150)
    assert row["better"] == "run"  # less is better
    assert not row["within_gap"]
    finish(rows, GOALS)


def test_more_is_worse_and_nothing_is_a_percentage_of_nothing() -> None:
    row = compare_goals(a_pair(run(("shortfall", 0.0, 0.0)), run(("shortfall", 3.0, 3.0)))).iloc[0]
    assert row["better"] == "base"
    assert row["difference_percent"] is None


def test_what_no_table_shows_is_no_difference() -> None:
    row = compare_goals(a_pair(run(("cost", 100.0, 100.0)), run(("cost", 100.0004, 100.0)))).iloc[0]
    assert (row["better"], row["difference"], row["within_gap"]) == ("equal", 0.0, False)


def test_a_difference_inside_a_gap_is_marked() -> None:
    # The base plan may be 2 above the least, so that it has 1 more says nothing of the models.
    row = compare_goals(a_pair(run(("cost", 101.0, 99.0)), run(("cost", 100.0, 100.0)))).iloc[0]
    assert row["better"] == "run"
    assert row["within_gap"]


def test_a_goal_of_one_run_only_and_goals_without_a_bound_are_told_as_such() -> None:
    rows = compare_goals(a_pair(run(("shortfall", 5.0, None)), run(("cost", 2.0, 2.0), ("shortfall", 4.0, None))))
    assert rows["goal"].to_list() == ["shortfall", "cost"]  # those of the base run first
    assert rows["better"].to_list() == ["run", "not_comparable"]
    assert rows["within_gap"].to_list() == [False, False]
    written = finish(rows, GOALS)
    assert math.isnan(written.loc[1, "value_base"])
    assert written["number"].to_list() == [1, 2]


def test_goals_of_runs_of_other_provinces_have_no_difference() -> None:
    # A shortfall of two provinces is more than that of one, whichever plan is better.
    rows = compare_goals(a_pair(run(("shortfall", 10.0, 10.0)), without(run(("shortfall", 4.0, 4.0)), "GM0001")))
    assert rows["better"].to_list() == ["not_comparable"]
    assert rows["difference"].isna().all()
    assert rows["value"].to_list() == [4.0]


def test_goals_turn_with_the_runs() -> None:
    one, other = run(("shortfall", 10.0, 10.0)), run(("shortfall", 4.0, 4.0))
    there, back = compare_goals(a_pair(one, other)), compare_goals(a_pair(other, one))
    assert there["difference"].to_list() == [-6.0]
    assert back["difference"].to_list() == [6.0]
    assert (there["better"].iloc[0], back["better"].iloc[0]) == ("run", "base")
