"""Draws follow their distributions and correlations, fill every range, and come again with their seed."""

from typing import Any

import numpy as np
import pytest
from batch.batch_case import ARRIVALS, draws
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from spreiding.batch.batch_file import Draws
from spreiding.batch.distributions import AnyDistribution
from spreiding.batch.draws import draw, hypercube, rank_correlations

UNIT = {"distribution": "uniform", "low": 0.0, "high": 1.0}


def distribution(**about: Any) -> Any:
    return TypeAdapter(AnyDistribution).validate_python(about)


@pytest.mark.parametrize(
    ("about", "parts", "values"),
    [
        ({"distribution": "uniform", "low": 10.0, "high": 20.0}, [0, 0.25, 1], [10, 12.5, 20]),
        # Half of a triangle from 0 to 2 with its top at 1 lies under 1, and half of the half squared under 0.5.
        ({"distribution": "triangular", "low": 0.0, "mode": 1.0, "high": 2.0}, [0.125, 0.5, 1], [0.5, 1, 2]),
        ({"distribution": "normal", "mean": 5.0, "sd": 2.0}, [0.5, 0.8413447], [5, 7]),
        # Cut at its mean, the half of what is left lies under the three-quarter point of the whole.
        ({"distribution": "normal", "mean": 0.0, "sd": 1.0, "low": 0.0}, [0, 0.5], [0, 0.67449]),
        ({"distribution": "lognormal", "median": 70.0, "sigma": 0.5}, [0.5, 0.8413447], [70, 70 * np.exp(0.5)]),
        ({"distribution": "uniform", "low": 0.0, "high": 10.0, "whole": True}, [0.26, 0.24], [3, 2]),
    ],
)
def test_the_value_below_which_a_part_lies(about: dict[str, Any], parts: list[float], values: list[float]) -> None:
    assert distribution(**about).values(np.array(parts)) == pytest.approx(values, abs=1e-4)


def test_whole_numbers_are_whole_for_a_model_file() -> None:
    (value,) = distribution(distribution="uniform", low=0.0, high=10.0, whole=True).values(np.array([0.26]))
    assert type(value) is int


def test_a_choice_takes_values_in_proportion_to_weights() -> None:
    choice = distribution(distribution="choice", values=["low", None, [1, 2]], weights=[1.0, 0.0, 3.0])
    assert choice.values(np.array([0.0, 0.24, 0.26, 1.0])) == ["low", "low", [1, 2], [1, 2]]
    assert distribution(distribution="choice", values=[1, 2]).values(np.array([0.49, 0.51])) == [1, 2]


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 60), st.integers(0, 1000), st.floats(-0.9, 0.9))
def test_every_stretch_of_every_parameter_is_drawn_once(count: int, seed: int, rank: float) -> None:
    pairs = [{"between": ["a", "b"], "rank": rank}]
    asked = Draws.model_validate({**draws(count, seed, a=UNIT, b=UNIT), "correlations": pairs})
    parts = hypercube(asked)
    for column in parts.T:
        assert sorted(np.floor(column * count).astype(int)) == list(range(count))


@pytest.mark.parametrize("rank", [-0.8, 0.0, 0.3, 0.95])
def test_rank_correlations_come_out_as_asked(rank: float) -> None:
    skewed = {"distribution": "lognormal", "median": 70.0, "sigma": 0.8}
    pairs = [{"between": ["a", "b"], "rank": rank}] if rank else [{"between": ["a", "c"], "rank": 0.5}]
    asked = Draws.model_validate({**draws(400, a=UNIT, b=skewed, c=UNIT), "correlations": pairs})
    found = rank_correlations(draw(asked), asked)
    for pair in asked.correlations:
        assert found[pair.between[0], pair.between[1]] == pytest.approx(pair.rank, abs=0.05)


def test_the_seed_decides() -> None:
    first, again, other = (draw(Draws.model_validate(draws(6, seed))) for seed in (1, 1, 2))
    assert first == again != other
    assert [set(one) for one in first] == [{"inflow.weekly_arrivals"}] * 6
    assert all(ARRIVALS["low"] <= one["inflow.weekly_arrivals"] <= ARRIVALS["high"] for one in first)


def test_one_draw_has_no_order_to_correlate() -> None:
    pairs = [{"between": ["a", "b"], "rank": 0.5}]
    assert len(draw(Draws.model_validate({**draws(1, a=UNIT, b=UNIT), "correlations": pairs}))) == 1
