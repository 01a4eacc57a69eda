"""Explanations of runs with other settings: each tells what its model asks, and every figure is counted again."""

from pathlib import Path
from typing import Any

from builders import GOALS, country, goals
from explain.explained_runs import MODEL, SITES, TOWNS
from explain.test_every_number import explained
from explain.test_every_number import (
    test_every_figure_of_the_json_is_what_the_files_come_to as json_is_counted,
)
from explain.test_every_number import (
    test_every_number_of_the_motivation_is_one_of_its_section as motivation_is_counted,
)
from explain.test_every_number import (
    test_every_number_on_the_screen_is_one_of_its_sentence as screen_is_counted,
)
from properties.small_runs import run

from spreiding.explain.statement import Figure, Statement

OFF = {"enabled": False}
BARE = {"municipal_task": {}, "regional_tables": OFF, "transition": OFF}


def made(folder: Path, families: dict[str, Any], **changes: Any) -> Path:
    """A run of the towns of the conftest without its ledger, and with other families and goals."""
    differs = {**MODEL, "exchanges": [], "families": {**BARE, **families}, **changes}
    run(country(TOWNS, SITES, differs, dwellings=40).instance, folder / "run")
    return folder / "run"


def said(folder: Path, code: str) -> dict[str, Statement]:
    """All statements by key, after all their figures were counted again in the three forms."""
    for check in (json_is_counted, screen_is_counted, motivation_is_counted):
        check("small", code, {"small": folder}.__getitem__)
    return {row.key: row for section in explained(folder, code).sections for row in section.statements}


def value(statement: Statement, name: str) -> Any:
    figure: Figure = statement.figures[name]
    return figure.value


def test_in_a_weighted_sum_no_place_is_put_down_to_delivery(tmp_path: Path) -> None:
    weighted = [{**goal, "weight": 10.0 if goal["goal"] == "shortfall" else 0.1} for goal in goals(*GOALS)]
    folder = made(tmp_path, {}, goal_method="weighted", goals=weighted)
    found = said(folder, "GM0003")
    assert value(found["moved.plan.regular"], "moved") != 0
    assert not any(key.startswith("moved.delivery") for key in found)
    assert value(found["moved.choice.regular"], "left") == abs(value(found["moved.plan.regular"], "moved"))
    assert "in their weighted sum" in found["moved.choice.regular"].english


def test_where_evenness_goes_first_every_number_is_its_share_and_nothing_moved(tmp_path: Path) -> None:
    folder = made(tmp_path, {}, goals=goals("unevenness_total", "shortfall", "soft_norms"))
    found = said(folder, "GM0003")
    assert value(found["moved.plan.regular"], "moved") == 0
    # 150 of share and no site: the shortfall is the price of evenness.
    assert (
        value(found["limits.delivery.regular"], "shortfall") + value(found["limits.delivery.amv"], "shortfall") == 150
    )
    assert not any(key.startswith(("moved.delivery", "moved.choice")) for key in found)


def test_without_a_goal_about_numbers_nothing_is_counted_again(tmp_path: Path) -> None:
    found = said(made(tmp_path, {}, goals=goals("no_place", "soft_norms", "cost")), "GM0002")
    assert "one_place.alone" in found and "one_place.kept" not in found
    assert not any(key.startswith(("one_place.more", "one_place.fewer")) for key in found)


def test_norms_that_are_off_are_not_told(tmp_path: Path) -> None:
    names = ("durable_places", "delivery", "reach", "housing", "burdens")
    kept = [name for name in GOALS if name not in ("shortfall", "late_housing", "burden_balance")]
    found = said(made(tmp_path, {name: OFF for name in names}, goals=goals(*kept)), "GM0004")
    told = ("limits.minimum", "moved.minimum", "limits.delivery", "limits.reach", "limits.housing", "limits.late")
    assert not any(key.startswith(told) for key in found)


def test_a_soft_minimum_that_is_passed_is_not_said_to_stop_places(tmp_path: Path) -> None:
    small = said(made(tmp_path / "hard", {}), "GM0004")
    # 60 places in an azc, under the 100; 20 in an htl, which closes before five years are over.
    assert value(small["moved.minimum.ordinary"], "places") == 60
    soft = said(made(tmp_path / "soft", {"durable_places": {"strength": "soft", "weight": 0.001}}), "GM0004")
    assert "moved.minimum.ordinary" not in soft
    assert soft["limits.minimum.ordinary"].binds and value(soft["limits.minimum.ordinary"], "slack") == -40


def test_places_that_are_given_up_are_told_per_quarter(tmp_path: Path) -> None:
    found = said(made(tmp_path, {"existing_sites": {"emergency": "run_down"}}), "GM0002")
    assert found["behind.scaled"].series[0][1].value == 0, "it stands in the first quarter"
    assert found["behind.scaled"].series[-1][1].value == 0, "closed by then"
    assert any(figure.value != 0 for _, figure in found["behind.scaled"].series)


def test_a_cap_on_change_has_slack_both_ways(tmp_path: Path) -> None:
    # 60 and 20 places today, and a site of at most 200 that can open.
    limit = said(made(tmp_path, {"transition": {"enabled": True, "max_change_places": 500}}), "GM0004")
    change = value(limit["limits.transition"], "change")
    assert [value(limit["limits.transition"], name) for name in ("up", "down")] == [500 - change, 500 + change]
    assert limit["limits.transition"].binds is False
