"""What tables on the screen hold: order, ends of long lists, sums, and marks."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from compare.compared_runs import a_pair, a_run, without
from rich.table import Table
from run_files.written_runs import goal

from spreiding.compare.compare import Against, Comparison, hold_against
from spreiding.compare.pair import Named
from spreiding.compare.screen import MOST, gain_table, province_table, region_table, run_line, site_table
from spreiding.compare.screen_goals import goals_of_all, goals_of_two
from spreiding.compare.words import MOST_GROUNDS, amount, scope_lines
from spreiding.run_files.read import WrittenRun


def against(base: WrittenRun, other: WrittenRun) -> Against:
    return hold_against(a_pair(base, other))


def column(table: Table, name: str) -> list[str]:
    return [str(cell) for part in table.columns if part.header == name for cell in part.cells]


def many(places: list[int]) -> Against:
    """A comparison of as many municipalities as there are numbers, which are their differences."""
    usual = against(a_run(), a_run("b"))
    row = usual.municipalities.iloc[[0]]
    rows = pd.concat([row] * len(places), ignore_index=True).assign(
        municipality_code=[f"GM{number:04}" for number in range(len(places))],
        municipality=[f"town {number}" for number in range(len(places))],
        task_places_base=100,
        task_places=[100 + number for number in places],
        task_places_difference=places,
    )
    return replace(usual, municipalities=rows)


def test_towns_stand_in_the_order_of_what_they_gain() -> None:
    table = gain_table(many([-5, 7, 0, 2]))
    assert column(table, "municipality") == ["town 1", "town 3", "town 0"]  # the one without a difference is left out
    assert column(table, "task") == ["+7", "+2", "-5"]
    assert column(table, "A") == ["100", "100", "100"]
    assert column(table, "B") == ["107", "102", "95"]
    assert str(table.caption).startswith("3 of 4 differ")


def test_towns_with_the_same_number_stand_in_the_order_of_their_durable_places() -> None:
    # Both are given 10 more; the second gets 5 durable places more, the first 5 fewer.
    base = a_run(tasks={"task_places": [10, 10], "durable_places": [9, 9]})
    other = a_run("b", tasks={"task_places": [20, 20], "durable_places": [4, 14]})
    assert column(gain_table(against(base, other)), "durable") == ["+5", "-5"]


def test_of_a_long_list_both_ends_are_shown() -> None:
    numbers = [number for number in range(-20, 21) if number]  # 40 towns
    table = gain_table(many(numbers))
    shown = column(table, "task")
    assert shown[:MOST] == [f"+{number}" for number in range(20, 10, -1)]
    assert shown[-MOST:] == [f"-{number}" for number in range(11, 21)]
    assert f"({40 - 2 * MOST} others)" in column(table, "municipality")


def test_provinces_end_with_their_sum() -> None:
    base = a_run(tasks={"task_places": [100, 50], "task_amv": [10, 5]})
    other = a_run("b", tasks={"task_places": [130, 40], "task_amv": [10, 6]})
    table = province_table(against(base, other))
    assert column(table, "province") == ["Fryslân", "Zuid-Holland", "all"]
    assert column(table, "A") == ["100", "50", "150"]
    assert column(table, "task") == ["+30", "-10", "+20"]
    assert column(table, "amv") == ["=", "+1", "+1"]


def test_one_province_has_no_sum() -> None:
    table = province_table(against(a_run(), without(a_run("b"), "GM0001")))
    assert column(table, "province") == ["Zuid-Holland"]


def test_regions_are_those_of_the_due_period_that_differ() -> None:
    regions: dict[str, Any] = {"region": ["North", "South"], "region_code": ["R1", "R2"]}
    base = a_run(regions={**regions, "places": [100, 100]})
    other = a_run("b", regions={**regions, "places": [100, 90]})
    table = region_table(against(base, other))
    assert column(table, "region") == ["South"]
    assert column(table, "places") == ["-10"]
    later = a_run(due_period="2026-Q1", regions={**regions, "places": [100, 100]})
    assert region_table(against(later, other)).row_count == 0


def test_sites_that_differ_most_come_first() -> None:
    base = a_run(sites={"places": [100, 100], "location_type": ["azc", "azc"]})
    other = a_run("b", sites={"places": [90, 160], "location_type": ["azc", "azc"]})
    table = site_table(against(base, other))
    assert column(table, "site") == ["S2", "S1"]
    assert column(table, "in A") == ["azc 100 2025-01-01"] * 2
    assert column(table, "places") == ["+60", "-10"]
    assert table.caption is None


def test_a_goal_inside_a_gap_has_a_star_that_is_explained() -> None:
    base, other = a_run(goals=[goal("cost", 101.0, 99.0)]), a_run("b", goals=[goal("cost", 100.0, 100.0)])
    table = goals_of_two(against(base, other))
    assert column(table, "better") == ["B*"]
    assert str(table.caption).startswith("* ")
    assert goals_of_two(against(other, other)).caption is None


def test_large_differences_are_told_in_millions() -> None:
    base, other = a_run(goals=[goal("cost", 2e8, 2e8)]), a_run("b", goals=[goal("cost", 2.1e8, 2.1e8)])
    table = goals_of_two(against(base, other))
    assert [amount(value) for value in (7.7083e9, 2e8, 5.0, float("nan"))] == ["7,708 M", "200.0 M", "5.000", ""]
    assert column(table, "A") == ["200.0 M"]
    assert column(table, "+/-") == ["+10.0 M"]
    assert column(table, "%") == ["+5.0"]
    assert column(table, "better") == ["A"]


def of_all(*values: dict[str, float]) -> Table:
    runs = [a_run(goals=[goal(name, value, value) for name, value in goals.items()]) for goals in values]
    named = tuple(Named(letter, run) for letter, run in zip("ABC", runs, strict=False))
    usual = against(a_run(), a_run())
    return goals_of_all(Comparison(named, (usual,), pd.DataFrame()))


def test_all_runs_stand_side_by_side_and_the_least_is_named() -> None:
    table = of_all({"shortfall": 5, "cost": 9}, {"shortfall": 3, "cost": 9}, {"shortfall": 3, "cost": 10})
    assert column(table, "least") == ["B, C", "A, B"]
    assert column(table, "C") == ["3.000", "10.000"]


def test_a_goal_that_one_run_lacks_has_no_least() -> None:
    table = of_all({"shortfall": 5}, {"shortfall": 3, "cost": 9})
    assert column(table, "least") == ["B", "-"]
    assert column(table, "A") == ["5.000", ""]


def test_a_run_is_told_with_its_scenario_status_and_audit() -> None:
    usual = Named("A", a_run("out/a"))
    assert run_line(usual) == "A (base): out/a, small, optimal"
    wrong = a_run("out/b", scenario="low", status="feasible", audit={"findings": [{}, {}]})
    assert run_line(Named("B", wrong)) == "B: out/b, small, scenario low, feasible; findings of its audit: 2"


def test_of_many_differences_the_first_are_told_and_the_rest_counted() -> None:
    content = {f"setting {number}": number for number in range(MOST_GROUNDS + 5)}
    model = {"name": "small", "path": "b.yaml", "sha256": "zz", "content": content}
    lines = scope_lines(a_pair(a_run(), a_run("b", model=model)), 2)
    # Two settings of the usual model file are gone, and as many as above are new.
    assert lines[-1] == "  ... and 7 more in compare.json"
    assert len([line for line in lines if line.startswith("  model")]) == MOST_GROUNDS


@pytest.mark.parametrize(("alone", "words"), [("GM0001", "in one run only: 1 of A, 0 of B."), ("", "")])
def test_what_is_left_out_is_counted(alone: str, words: str) -> None:
    other = without(a_run("b"), alone) if alone else a_run("b")
    told = "\n".join(scope_lines(a_pair(a_run(), other), 1))
    assert (words in told) if words else ("Left out" not in told)
    assert ("They plan different provinces" in told) is bool(alone)
