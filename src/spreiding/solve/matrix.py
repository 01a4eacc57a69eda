"""The model as a matrix that HiGHS reads; goals stay rows of costs that can be exchanged.

Plain numbers and labels: a matrix can be kept in a file and read back without the model it was compiled from
(``formulation/compile.py``).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array

Vector = npt.NDArray[np.float64]
Index = tuple[str | int, ...] | str | int | None
# Texts that Pyomo writes in a name as they are; what could be read as a number or as part of the name is quoted.
_PLAIN = re.compile(r"""(?!([-+]?\d+([eE][-+]?\d+)?|-?inf|nan)$)[^()\[\],.'":\\]+""")


@dataclass(frozen=True, slots=True)
class Column:
    """One variable: the name of its component and its index there, ``None`` where the component is a single number."""

    component: str
    index: Index = None

    @property
    def name(self) -> str:
        """As Pyomo names the variable: ``places[S1,azc,1]``, ``near_places['VR01.1',1]``."""
        if self.index is None:
            return self.component
        parts = self.index if isinstance(self.index, tuple) else (self.index,)
        return f"{self.component}[{','.join(map(_shown, parts))}]"


@dataclass(frozen=True)
class Matrix:
    """``row_lower <= A x <= row_upper``, bounds per column, integrality, one row of costs per goal.

    ``columns`` are the variables in column order. A variable that is fixed, or stands in no row or goal, has no column;
    ``others`` is the value of each of these (0 unless it is fixed at another).
    """

    A: csc_array
    row_lower: Vector
    row_upper: Vector
    lower: Vector
    upper: Vector
    integer: npt.NDArray[np.bool_]
    costs: Vector
    offsets: Vector
    columns: tuple[Column, ...]
    row_names: tuple[str, ...]
    others: Mapping[Column, float] = field(default_factory=dict)

    def value(self, goal: int, x: Vector) -> float:
        """Value of a goal at a point."""
        return float(self.costs[goal] @ x + self.offsets[goal])

    def values(self, x: Vector) -> tuple[float, ...]:
        """Value of every goal at a point, in order."""
        return tuple(self.value(goal, x) for goal in range(len(self.costs)))

    def floor(self, goal: int) -> float:
        """The least a goal could be by the column bounds alone."""
        cost = self.costs[goal]
        used = cost != 0
        at = np.where(cost > 0, self.lower, self.upper)
        return float(cost[used] @ at[used] + self.offsets[goal])


def _shown(part: str | int) -> str:
    return part if isinstance(part, str) and _PLAIN.fullmatch(part) else repr(part)
