"""Choices of the model file that stand in a part of their own: the rest of the task, scenarios of the inflow."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from builders import model_tree, town

from spreiding.errors import InputError
from spreiding.model_file import load_model

Change = Callable[[dict[str, Any]], object]


def _scenario(**differs: object) -> Change:
    """One scenario with these settings."""
    scenarios = {"high": {"origin": "assumption", **differs}}
    return lambda tree: tree["inflow"].update(scenarios=scenarios)


WRONG: list[tuple[Change, str | None, str]] = [
    (
        lambda t: t.update(rest_task={"rule": "pro_rata"}, families={"municipal_task": {"max_ratio": 1.0}}),
        "the file",
        "pro_rata fixes every number",
    ),
    (lambda t: t.update(rest_task={"offers": {"GM0001": {"regular": 1}}}), "rest_task", "with rule pro_rata only"),
    (lambda t: t.update(rest_task={"rule": "even"}), "rest_task.rule", "pro_rata"),
    (
        lambda t: t.update(rest_task={"rule": "pro_rata", "offers": {"GM0001": {"regular": 1.5}}}),
        "rest_task.offers.GM0001.regular",
        "valid integer",
    ),
    (
        lambda t: t.update(rest_task={"rule": "pro_rata", "offers": {"Zwolle": {"regular": 1}}}),
        None,
        "match pattern",
    ),
    (lambda t: t["inflow"].update(scenario="high"), "inflow", "high is not one of the scenarios"),
    (
        _scenario(weekly_arrivals={"factor": 2.0, "value": 3.0}),
        "inflow.scenarios.high.weekly_arrivals",
        "one of the two",
    ),
    (_scenario(weekly_arrivals={}), "inflow.scenarios.high.weekly_arrivals", "one of the two"),
    (_scenario(weekly_arrivals={"value": 1e9}), "inflow.scenarios.high.weekly_arrivals.value", "100000"),
    (_scenario(weekly_arrivals={"factor": -1}), "inflow.scenarios.high.weekly_arrivals.factor", "equal to 0"),
    (_scenario(arrivals={"factor": 1}), "inflow.scenarios.high.arrivals", "not permitted"),
    (_scenario(weekly_arrivals={"value": [1, 2]}), "the file", "scenario high: weekly_arrivals has 2 numbers for 1"),
    (
        _scenario(tracks={"regular": {"share": {"factor": 1.1}}}),
        "inflow",
        "scenario high: the shares of the tracks must add up to 1",
    ),
    (_scenario(tracks={"regular": {"recognition": {"value": 2.0}}}), "inflow", "scenario high: tracks.recognition"),
    (_scenario(tracks={"regular": {"stay_weeks": {"value": [2.0]}}}), "inflow", "scenario high: tracks.stay_weeks"),
    (
        _scenario(tracks={"dublin": {"decisions_per_week": {"factor": 2.0}}}),
        "inflow",
        "scenario high: tracks.dublin.decisions_per_week has no number to multiply",
    ),
    (_scenario(weekly_arrivals_before={"factor": 2.0}), "inflow", "weekly_arrivals_before has no number to multiply"),
    (_scenario(tracks={"fast": {}}), None, "regular"),
]


def test_an_unknown_scenario_comes_with_the_nearest_one(tmp_path: Path) -> None:
    tree = model_tree([town("GM0001", 100)])
    tree["inflow"] |= {"scenario": "hgih", "scenarios": {name: {"origin": "assumption"} for name in ("low", "high")}}
    path = tmp_path / "model.yaml"
    path.write_text(yaml.safe_dump(tree), encoding="utf-8")
    with pytest.raises(InputError, match=r"Did you mean high\? Choose from high, low\."):
        load_model(path)


@pytest.mark.parametrize(("change", "where", "rule"), WRONG)
def test_what_is_wrong_is_said(tmp_path: Path, change: Change, where: str | None, rule: str) -> None:
    tree = model_tree([town("GM0001", 100)])
    change(tree)
    path = tmp_path / "model.yaml"
    path.write_text(yaml.safe_dump(tree), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_model(path)
    (finding,) = caught.value.findings
    assert where is None or finding.column == where
    assert rule in finding.rule
