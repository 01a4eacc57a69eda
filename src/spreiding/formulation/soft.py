"""Soft and hard norms: what a row may be passed by, at the price of the goal ``soft_norms``, or not at all."""

from collections.abc import Callable, Sequence
from typing import Any

import pyomo.environ as pyo

from spreiding.formulation.passed import PREFIX
from spreiding.formulation.sets import Choice
from spreiding.model_families import Norm

# Zero, or a Pyomo variable, which has no types.
Allowance = Callable[..., Any]


def allowance(m: pyo.ConcreteModel, family: str, norm: Norm, index: Sequence[object], unit: str) -> Allowance:
    """Give what a row of a family may be passed by, as a function of its index.

    Nothing for a hard norm; for a soft one a variable ``passed_<family>``, in ``unit``, which no other row may have.
    """
    if not norm.soft:
        return lambda *key: 0
    passed = pyo.Var(index, domain=pyo.NonNegativeReals, doc=f"what the norm {family} is passed by [{unit}]")
    m.add_component(PREFIX + family, passed)
    return lambda *key: passed[key if len(key) > 1 else key[0]]


def whole_places(m: pyo.ConcreteModel, choices: Sequence[Choice]) -> None:
    """Have the solver choose whole places where a hard norm caps them: rounding them up afterwards would pass it."""
    for choice in choices:
        m.places[choice].domain = pyo.NonNegativeIntegers
