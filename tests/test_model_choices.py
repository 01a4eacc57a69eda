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

WRONG: list[tuple[Change, str | None, str]] = [
    (
        lambda t: t.update(rest_task={"rule": "pro_rata"}, task={"max_ratio": 1.0}),
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
]


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
