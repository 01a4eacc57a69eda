"""A batch file is read whole, and told in words what is wrong with it."""

from pathlib import Path
from typing import Any

import pytest
from batch.batch_case import ARRIVALS, asked, batch_path, draws

from spreiding import paths
from spreiding.batch.batch_file import BatchFile, load_batch
from spreiding.errors import InputError


def refused(folder: Path, **differs: Any) -> str:
    with pytest.raises(InputError) as error:
        load_batch(batch_path(folder, **differs))
    return str(error.value)


def test_the_example_is_read_and_asks_for_at_least_six_scenarios() -> None:
    example = load_batch(paths.MODELS / "example-batch.yaml")
    assert len(example.content.scenarios) >= 6
    assert example.content.grid and example.content.draws is not None
    assert example.beside("raming-2024.yaml") == paths.MODELS / "raming-2024.yaml"


@pytest.mark.parametrize(
    ("differs", "told"),
    [
        ({"scenarios": []}, "asks for no scenario"),
        ({"scenarios": [{"name": "a"}, {"name": "a"}]}, "a name stands twice: a"),
        ({"scenarios": [{"name": "../a"}]}, "should match pattern"),
        ({"scenarios": [{"name": "a", "override": {}}]}, "Did you mean overrides?"),
        ({"grid": {"need.places": []}}, "at least 1 item"),
        ({"draws": draws(0)}, "greater than or equal to 1"),
        ({"draws": draws(2, a={"distribution": "unifrom", "low": 1.0, "high": 2.0})}, "unifrom"),
        ({"draws": draws(2, a={"distribution": "uniform", "low": 2.0, "high": 1.0})}, "low must be less than high"),
        ({"draws": draws(2, a={"distribution": "triangular", "low": 1.0, "mode": 5.0, "high": 2.0})}, "in that order"),
        ({"draws": draws(2, a={"distribution": "normal", "mean": 1.0, "sd": 0.0})}, "greater than 0"),
        ({"draws": draws(2, a={"distribution": "normal", "mean": 0.0, "sd": 1.0, "low": 99.0})}, "nothing to draw"),
        ({"draws": draws(2, a={"distribution": "choice", "values": [1, 2], "weights": [1.0]})}, "as many as values"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, differs: dict[str, Any], told: str) -> None:
    assert told in refused(tmp_path, **differs)


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ([{"between": ["a", "bb"], "rank": 0.5}], "bb is not drawn: b is"),
        ([{"between": ["a", "a"], "rank": 0.5}], "can't be correlated with itself"),
        ([{"between": ["a", "b"], "rank": 0.5}, {"between": ["b", "a"], "rank": 0.1}], "stands twice"),
        # a goes with b and b with c, so a can't go against c.
        (
            [
                {"between": ["a", "b"], "rank": 0.9},
                {"between": ["b", "c"], "rank": 0.9},
                {"between": ["a", "c"], "rank": -0.9},
            ],
            "no numbers can have all of them together",
        ),
    ],
)
def test_correlations_that_can_not_be(tmp_path: Path, pairs: list[dict[str, Any]], told: str) -> None:
    drawn = {**draws(5, a=ARRIVALS, b=ARRIVALS, c=ARRIVALS), "correlations": pairs}
    assert told in refused(tmp_path, draws=drawn)


def test_a_file_that_is_no_batch(tmp_path: Path) -> None:
    for text, told in (("- 1", "holds no batch"), ("a: [", "is not YAML"), ("name: a\nname: b\n", "stands twice")):
        (tmp_path / "odd.yaml").write_text(text)
        with pytest.raises(InputError, match=told):
            load_batch(tmp_path / "odd.yaml")
    with pytest.raises(InputError, match="can't be read"):
        load_batch(tmp_path / "absent.yaml")


def test_plans_are_kept_unless_the_file_says_otherwise() -> None:
    assert BatchFile.model_validate(asked()).keep == "plans"
