"""What part of a coupling is within its fourteen weeks at the end of a quarter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreiding.prepare.coupling import coupling_window


@pytest.mark.parametrize(
    ("weeks", "weights"),
    [
        (14.0, (1.0, 1 / 13)),  # this quarter, and the last week of the one before
        (13.0, (1.0,)),
        (26.0, (1.0, 1.0)),
        (20.0, (1.0, 7 / 13)),
        (6.5, (0.5,)),
    ],
)
def test_weights(weeks: float, weights: tuple[float, ...]) -> None:
    assert coupling_window(weeks, 26.0, 1).weights == pytest.approx(weights)


@pytest.mark.parametrize(
    ("norm", "initial_weeks", "not_due"),
    [
        (14.0, 26.0, {1: 1 / 26, 2: 0.0, 3: 0.0}),  # at the end of quarter 1 the last of 26 weeks is within the norm
        (14.0, 1.0, {1: 1.0, 2: 0.0, 3: 0.0}),  # all coupled in the week before the start
        (14.0, 0.5, {1: 1.0, 2: 0.0, 3: 0.0}),
        (30.0, 26.0, {1: 17 / 26, 2: 4 / 26, 3: 0.0}),
    ],
)
def test_the_stock_at_the_start(norm: float, initial_weeks: float, not_due: dict[int, float]) -> None:
    assert coupling_window(norm, initial_weeks, 3).initial == pytest.approx(not_due)


def _due(weeks_ago: float, flows: list[float], end: int) -> float:
    """Coupled at least so many weeks before the end of a quarter, week by week in very small steps."""
    moment, total = 13 * end - weeks_ago, 0.0
    for number, flow in enumerate(flows):
        total += flow * min(max(moment - 13 * number, 0.0), 13.0) / 13
    return total


@given(st.floats(0.5, 60.0), st.lists(st.floats(0.0, 100.0), min_size=1, max_size=8))
def test_weights_interpolate_a_flow_that_is_even_within_a_quarter(norm: float, flows: list[float]) -> None:
    weights = coupling_window(norm, 26.0, 1).weights
    for end in range(1, len(flows) + 1):
        recent = sum(part * flows[end - 1 - ago] for ago, part in enumerate(weights) if end - 1 - ago >= 0)
        assert sum(flows[:end]) - recent == pytest.approx(_due(norm, flows, end), abs=1e-9)
