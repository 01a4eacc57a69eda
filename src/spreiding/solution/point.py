"""The value of every variable of the model, by name and index; nothing of Pyomo is left in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from spreiding.solve.matrix import Column, Matrix, Vector

# By the index of the component, which is as the sets of ``formulation/sets.py`` have it; ``None`` for a single number.
Values = Mapping[Any, float]


@dataclass(frozen=True)
class Point:
    """A plan in the model's terms: ``point["places"]["S1", "azc", 1]``."""

    values: Mapping[str, Values] = field(default_factory=dict)

    @classmethod
    def of(cls, matrix: Matrix, x: Vector) -> "Point":
        """Name the numbers of a vector in column order; variables without a column have the value the matrix says."""
        values: dict[str, dict[Any, float]] = {}
        for column, value in zip(matrix.columns, x.tolist(), strict=True):
            values.setdefault(column.component, {})[column.index] = value
        for column, value in matrix.others.items():
            values.setdefault(column.component, {})[column.index] = value
        return cls(values)

    def __getitem__(self, component: str) -> Values:
        """Values of a component by index: none of one that this model does not have."""
        return self.values.get(component, {})

    def changed(self, **components: Values) -> "Point":
        """The point with other values at these indices of these components."""
        return Point({**self.values, **{name: {**self[name], **other} for name, other in components.items()}})

    def vector(self, matrix: Matrix) -> Vector:
        """The numbers in the column order of a matrix."""
        return np.array([self._at(column) for column in matrix.columns], dtype=float)

    def _at(self, column: Column) -> float:
        return self.values[column.component][column.index]
