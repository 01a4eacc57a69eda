"""Units of the goals: one for every goal of the model, and weights in them."""

import pytest
from builders import model_file, town

from spreiding.formulation.build import GOALS
from spreiding.formulation.goal_units import UNITS, goal_scale, goal_unit, weights_of


def test_every_goal_has_a_unit_and_no_other_has() -> None:
    assert list(UNITS) == list(GOALS)


def test_the_solver_counts_in_millions_of_eur_and_in_whole_ones_of_all_else() -> None:
    assert (goal_unit("cost"), goal_scale("cost")) == ("EUR", 1_000_000)
    assert {goal_scale(name) for name in UNITS if name != "cost"} == {1}


def test_weights_are_per_unit_of_the_solver() -> None:
    # A person-quarter is worth EUR 20,000; the solver counts EUR in millions.
    asked = [{"goal": "no_place", "weight": 20_000.0}, {"goal": "cost", "weight": 1.0}]
    model = model_file([town("GM0001", 100)], {"goals": asked, "goal_method": "weighted"})
    assert weights_of(model) == pytest.approx((20_000.0, 1e6))
