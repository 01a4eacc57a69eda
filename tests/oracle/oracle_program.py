"""A linear program with whole numbers, by name: what the oracle writes its equations in, solved by SciPy."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp

from spreiding.model_families import Norm

Weights = dict[object, float]
Matrix = npt.NDArray[np.float64]
ONE = ("one",)  # a variable that stands at 1, so that weights can have a constant
NEVER = float("inf")


def plus(*parts: Weights) -> Weights:
    """Add up weights."""
    total: Weights = {}
    for part in parts:
        for name, weight in part.items():
            total[name] = total.get(name, 0.0) + weight
    return total


def times(factor: float, weights: Weights) -> Weights:
    """Multiply weights."""
    return {name: factor * weight for name, weight in weights.items()}


def minus(first: Weights, second: Weights) -> Weights:
    """Take weights away."""
    return plus(first, times(-1.0, second))


@dataclass
class Program:
    """``least <= weights <= most`` by name. ``passed``: what soft norms are passed by, each with its weight."""

    columns: dict[object, int] = field(default_factory=dict)
    bounds: list[tuple[float, float]] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[Weights, float, float]] = field(default_factory=list)
    passed: Weights = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.variable(*ONE, least=1.0, most=1.0)

    def variable(self, *name: object, least: float = 0.0, most: float = NEVER, whole: bool = False) -> Weights:
        """A new variable, as weights with it alone."""
        assert name not in self.columns, name
        self.columns[name] = len(self.bounds)
        self.bounds.append((least, most))
        self.whole.append(whole)
        return {name: 1.0}

    def at_most(self, weights: Weights, limit: float) -> None:
        self.rows.append((weights, -NEVER, limit))

    def equals(self, weights: Weights, value: float) -> None:
        self.rows.append((weights, value, value))

    def norm(self, norm: Norm, weights: Weights, limit: float) -> None:
        """At most a limit: passed by nothing when the norm is hard, at its price when it is soft, off no row."""
        if not norm.enabled:
            return
        beyond: Weights = {}
        if norm.soft:
            beyond = self.variable("passed", len(self.columns))
            self.passed = plus(self.passed, times(norm.weight, beyond))  # type: ignore[attr-defined]
        self.at_most(minus(weights, beyond), limit)

    def apart(self, weights: Weights, value: float, *name: object) -> Weights:
        """A new variable that is at least how far weights are from a value, either way."""
        off = self.variable(*name)
        self.at_most(minus(weights, off), value)
        self.at_most(minus(times(-1.0, weights), off), -value)
        return off

    def least(self, goal: Weights, limits: list[tuple[Weights, float]]) -> float:
        """Least of a goal under further limits; infinite when that can't be."""
        rows = [*self.rows, *((weights, -NEVER, limit) for weights, limit in limits)]
        lower, upper = (np.array([row[n] for row in rows]) for n in (1, 2))
        body, cost = self._dense([row for row, *_ in rows]), self._dense([goal])[0]
        least, most = np.array(self.bounds).T
        for presolve in (True, False):  # that there is no plan is believed only when it is said without presolve too
            answer = milp(
                cost,
                integrality=np.array(self.whole, dtype=int),
                bounds=Bounds(least, most),
                constraints=LinearConstraint(body, lower, upper),
                options={"mip_rel_gap": 0.0, "presolve": presolve},
            )
            if answer.status == 0:
                return float(answer.fun)
        assert answer.status == 2, answer.message
        return NEVER

    def _dense(self, rows: list[Weights]) -> Matrix:
        body = np.zeros((len(rows), len(self.bounds)))
        for number, row in enumerate(rows):
            for name, weight in row.items():
                body[number, self.columns[name]] += weight
        return body
