"""The payoff table: what a goal keeps the others from, what is said of the rest, and what the clock does."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from builders import arrivals, country, goals, site, town
from small_mips import Row, matrix

from spreiding.payoff import payoff_table
from spreiding.result import Watch
from spreiding.solve.engine import Answer, Engine, Settings
from spreiding.solve.matrix import Vector
from spreiding.solve_case import Solved, solve_case
from spreiding.write.payoff_columns import ALL_OTHERS, PAYOFF, REMARKS

TOWN = [town("GM0001", 100)]
# Room for 91 persons, at EUR 50 a place a day: EUR 4,550 a place in the quarter.
SITE = [site("S1", "GM0001", "azc", 100, existing=False, cost_per_place_day_eur=50.0)]
Cells = dict[tuple[str, str], tuple[float | None, float | None, str]]


def _quiet(row: str, event: str) -> None:
    """Tell nobody."""


def plan(*names: str, change: dict[str, dict[str, Any]] | None = None, weekly: int = 14, **model: Any) -> Solved:
    """A plan for 13 times ``weekly`` persons and one site, with these goals; ``change``: keys of a goal."""
    asked = [{**row, **(change or {}).get(row["goal"], {})} for row in goals(*names)]
    inflow = arrivals(weekly, regular=(1.0, 13.0, 0.0))
    return solve_case(country(TOWN, SITE, {"goals": asked, "inflow": inflow, **model}), Watch())


def cells(solved: Solved, report: Callable[[str, str], None] = _quiet) -> Cells:
    """Value, difference and remark per goal left out and goal looked at."""
    table = payoff_table(solved, report)
    return {(row["dropped_goal"], row["goal"]): (row["value"], row["difference"], row["remark"]) for row in table}


def test_what_a_goal_costs_stands_with_those_after_it() -> None:
    # 182 persons and room for 91: all 100 places open. Without no_place nobody needs to pay the EUR 455,000.
    found = cells(plan("no_place", "cost"))
    assert found["no_place", "cost"] == (pytest.approx(0, abs=1), pytest.approx(-455_000), "better")
    assert found["no_place", "no_place"] == (pytest.approx(182), pytest.approx(91), "left out")
    # The last one costs the first nothing.
    assert found["cost", "no_place"] == (pytest.approx(91), None, "within gap")


def test_a_goal_alone_stands_at_its_ideal_value() -> None:
    found = cells(plan("no_place", "cost"))
    assert found[ALL_OTHERS, "no_place"] == (pytest.approx(91), None, "within gap")
    assert found[ALL_OTHERS, "cost"] == (pytest.approx(0, abs=1), pytest.approx(-455_000), "better")


def test_goals_before_it_get_back_what_it_used_of_their_tolerance() -> None:
    # cost may leave a tenth of 91 more without a place: 90 places. Without cost all 100 stand.
    found = cells(plan("no_place", "cost", change={"no_place": {"tolerance": 0.1}}))
    assert found["cost", "no_place"] == (pytest.approx(91), pytest.approx(-9.1, abs=1e-3), "better")
    assert found["cost", "cost"] == (pytest.approx(455_000), pytest.approx(10 * 4550), "left out")


def test_a_goal_that_is_set_free_may_be_in_the_way_of_another() -> None:
    # Without no_place shortfall still opens the 100 places of the task: cost gains nothing by it.
    found = cells(plan("no_place", "shortfall", "cost"))
    assert found["no_place", "cost"][2] == "within gap"
    assert found["shortfall", "cost"][2] == "within gap"
    # Before cost and after no_place: without cost nothing gets better, with cost before shortfall much gets worse.
    freed = cells(plan("no_place", "cost", "shortfall", weekly=7))
    assert freed["no_place", "cost"][2] == "better"
    assert freed["no_place", "shortfall"] == (pytest.approx(100), pytest.approx(100), "worse")


def test_a_difference_within_the_gap_is_none() -> None:
    # The tenth that cost used of no_place's tolerance is no more than the gap of no_place.
    change = {"no_place": {"tolerance": 0.1, "gap": 0.11}}
    value, difference, remark = cells(plan("no_place", "cost", change=change))["cost", "no_place"]
    assert (difference, remark) == (None, "within gap")
    assert value is not None


def test_one_goal_has_its_ideal_value_only() -> None:
    assert list(cells(plan("no_place"))) == [(ALL_OTHERS, "no_place")]


def test_every_pair_has_one_row_that_fits_the_contract() -> None:
    names = ("no_place", "shortfall", "late_housing", "cost")
    rows = payoff_table(plan(*names), _quiet)
    assert [(row["dropped_goal"], row["goal"]) for row in rows] == [(j, i) for j in (*names, ALL_OTHERS) for i in names]
    assert all(list(row) == PAYOFF.names and row["remark"] in REMARKS for row in rows)


def test_of_a_sum_every_goal_may_move() -> None:
    # EUR 4,550 for 0.91 of a person is EUR 5,000 each: at 6,000 all places open.
    weights = {"no_place": {"weight": 6000}, "cost": {"weight": 1}}
    found = cells(plan("no_place", "cost", change=weights, goal_method="weighted"))
    assert found["no_place", "cost"] == (pytest.approx(0, abs=1), pytest.approx(-455_000), "better")
    assert found[ALL_OTHERS, "cost"] == (pytest.approx(0, abs=1), pytest.approx(-455_000), "better")
    weights["no_place"]["weight"] = 4000
    found = cells(plan("no_place", "cost", change=weights, goal_method="weighted"))
    assert found["cost", "no_place"] == (pytest.approx(91), pytest.approx(-91), "better")


def test_the_gap_of_a_sum_may_fall_on_any_of_its_goals() -> None:
    # All places shut: a sum of 182 x 4,000 = 728,000, of which 60 % is 109 person-quarters: the 91 are within it.
    weights = {"no_place": {"weight": 4000}, "cost": {"weight": 1}}
    shut = plan("no_place", "cost", change=weights, goal_method="weighted")
    model = shut.case.instance.model
    wide = model.model_copy(update={"solver": model.solver.model_copy(update={"gap": 0.6})})
    instance = replace(shut.case.instance, loaded=replace(shut.case.instance.loaded, content=wide))
    found = cells(replace(shut, case=replace(shut.case, instance=instance)))
    assert found["cost", "no_place"][1:] == (None, "within gap")


def test_nothing_is_built_again(monkeypatch: pytest.MonkeyPatch) -> None:
    solved = plan("no_place", "unevenness_worst", "cost")
    for name in ("build", "compile_model"):
        monkeypatch.setattr(f"spreiding.solve_case.{name}", None)
    assert payoff_table(solved, _quiet) == payoff_table(solved, _quiet)


def test_rows_are_reported_with_the_goals_that_are_worked_at() -> None:
    told: list[tuple[str, str]] = []
    payoff_table(plan("no_place", "shortfall", "cost"), lambda row, event: told.append((row, event)))
    assert [pair for pair in told if pair[0] == "no_place"] == [
        ("no_place", event) for event in ("start", "shortfall", "cost", "end")
    ]
    ends = [row for row, event in told if event == "end"]
    assert ends == ["no_place", "shortfall", "cost", ALL_OTHERS]


def test_without_time_left_every_cell_is_blank() -> None:
    found = cells(replace(plan("no_place", "cost"), left=0.0))
    assert set(found.values()) == {(None, None, "not reached")}
    assert len(found) == 6


def test_a_row_that_the_clock_forestalls_is_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    solved, hands = replace(plan("no_place", "cost"), left=100.0), [0.0]
    monkeypatch.setattr("spreiding.replan.monotonic", lambda: hands[0])

    def report(row: str, event: str) -> None:
        if (row, event) == ("cost", "start"):
            hands[0] = 101.0

    found = cells(solved, report)
    assert found["no_place", "cost"][2] == "better"
    assert {found[cell][2] for cell in found if cell[0] != "no_place"} == {"not reached"}


def test_in_a_row_that_is_cut_short_only_what_was_solved_has_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    # Without no_place the clock stops after shortfall: cost was not solved, and who has no place is not known.
    solved, hands = replace(plan("no_place", "shortfall", "cost"), left=100.0), [0.0]
    for module in ("replan", "solve.lexicographic"):
        monkeypatch.setattr(f"spreiding.{module}.monotonic", lambda: hands[0])

    def report(row: str, event: str) -> None:
        if (row, event) == ("no_place", "cost"):
            hands[0] = 101.0

    found = cells(solved, report)
    assert [found["no_place", goal][0] is None for goal in ("no_place", "shortfall", "cost")] == [True, False, True]


def test_what_is_cut_off_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    solved, real = plan("no_place", "cost"), Engine.minimise

    def unproved(
        engine: Engine, goal: int, start: Vector | None, gap: float, seconds: float | None, **how: bool
    ) -> Answer:
        return replace(real(engine, goal, start, gap, seconds, **how), done=False)

    monkeypatch.setattr(Engine, "minimise", unproved)
    # Without a relaxation there is no proof but that of the search.
    monkeypatch.setattr(Engine, "relaxed", lambda engine, goal, seconds: None)
    assert cells(solved)["no_place", "cost"][1:] == (pytest.approx(-455_000), "cut off")


def test_an_engine_that_is_released_keeps_nothing() -> None:
    trade = matrix([[1, 0], [0, 1]], [Row({0: 1, 1: 1}, least=10)], [10, 7], [True, True])
    engine = Engine(trade, Settings(threads=1, seed=0))
    for _ in range(2):
        engine.release()
        engine.keep(0, 5.0)
        kept = engine.minimise(1, None, 0.0, None)
        assert kept.x == pytest.approx(np.array([5.0, 5.0]))
    engine.release()
    assert engine.minimise(1, None, 0.0, None).bound == pytest.approx(0)
