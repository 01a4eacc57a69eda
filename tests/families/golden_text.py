"""What one family or goal adds to the model, as text in the manner of an LP file.

Built by ``build`` itself: the parts it calls are replaced by ones that write down what each has added.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import pyomo.environ as pyo
from pyomo.repn import generate_standard_repn

from spreiding.formulation import build as formulation
from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case

VARIABLES = "variables"
NAMES = (VARIABLES, *(family.__name__.rsplit(".", 1)[-1] for family in formulation.FAMILIES), *formulation.GOALS)


def text_of(name: str, case: Case) -> str:
    """The rows, bounds and costs that a family or goal of this name (or ``variables``) adds to the model of a case."""
    parts = [_Watched(family.__name__.rsplit(".", 1)[-1], family.add) for family in formulation.FAMILIES]
    goals = {goal: _Watched(goal, module.expression) for goal, module in formulation.GOALS.items()}
    variables = _Watched(VARIABLES, formulation.add_variables)
    with (
        patch.object(formulation, "FAMILIES", parts),
        patch.object(formulation, "GOALS", goals),
        patch.object(formulation, "add_variables", variables.add),
    ):
        formulation.build(case)
    watched = next(part for part in (variables, *parts, *goals.values()) if part.name == name)
    return "\n".join([*watched.lines, "end", ""])


@dataclass
class _Watched:
    """A part of ``build`` that notes what it adds; ``add`` and ``expression`` are the ways in which it is called."""

    name: str
    part: Callable[[pyo.ConcreteModel, Case, Sets], Any]
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.__name__ = self.name  # families are modules, and go by that

    def add(self, m: pyo.ConcreteModel, case: Case, sets: Sets) -> Any:
        rows, bounds = set(_rows(m)), set(_bounds(m))
        answer = self.part(m, case, sets)
        if answer is not None:
            self.lines += ["minimize", f" {_linear(answer)}"]
        self.lines += _section("subject to", set(_rows(m)) - rows)
        self.lines += _section("bounds", set(_bounds(m)) - bounds)
        return answer

    expression = add


def _section(title: str, lines: set[str]) -> list[str]:
    return [title, *(f" {line}" for line in sorted(lines))] if lines else []


def _rows(m: pyo.ConcreteModel) -> Iterator[str]:
    for row in m.component_data_objects(pyo.Constraint, active=True):
        constant = generate_standard_repn(row.body).constant
        least, most = (None if end is None else pyo.value(end) - constant for end in (row.lower, row.upper))
        body = _linear(row.body - constant)
        if least == most:
            yield f"{row.name}: {body} = {_number(least)}"
            continue
        if most is not None:
            yield f"{row.name}: {body} <= {_number(most)}"
        if least is not None:
            yield f"{row.name}: {body} >= {_number(least)}"


def _bounds(m: pyo.ConcreteModel) -> Iterator[str]:
    for variable in m.component_data_objects(pyo.Var):
        kind = "" if variable.is_continuous() else ", whole"
        if variable.fixed:
            yield f"{variable.name} = {_number(variable.value)}"
        elif variable.ub is None:
            yield f"{variable.name} >= {_number(variable.lb)}{kind}"
        else:
            yield f"{_number(variable.lb)} <= {variable.name} <= {_number(variable.ub)}{kind}"


def _linear(expression: Any) -> str:
    parts = generate_standard_repn(expression)
    assert parts.is_linear()
    weights: dict[str, float] = {}
    for weight, variable in zip(parts.linear_coefs, parts.linear_vars, strict=True):
        weights[variable.name] = weights.get(variable.name, 0.0) + weight
    terms = [_term(weight, name) for name, weight in sorted(weights.items()) if weight]
    constant = [_term(parts.constant, "")] if parts.constant else []
    return " ".join([*terms, *constant]).strip() or "0"


def _term(weight: float, name: str) -> str:
    size = "" if abs(weight) == 1 and name else f"{_number(abs(weight))} "
    return f"{'-' if weight < 0 else '+'} {size}{name}".rstrip()


def _number(value: Any) -> str:
    """Nine digits: enough to see a wrong number, few enough to be the same on every machine."""
    return f"{float(value) + 0.0:.9g}"
