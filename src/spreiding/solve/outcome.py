"""How a run ended: four words, four exit codes; a plan cut off by the clock is never called optimal."""

from dataclasses import dataclass
from enum import Enum


class Status(Enum):
    """Outcome of a solve."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    NO_SOLUTION = "no_solution"

    @property
    def exit_code(self) -> int:
        """Exit code of the command (0 optimal, 3 feasible, 4 infeasible, 5 no solution)."""
        return {"optimal": 0, "feasible": 3, "infeasible": 4, "no_solution": 5}[self.value]


@dataclass(frozen=True)
class Step:
    """What one goal came to at its own step.

    ``best`` is the incumbent's value, ``bound`` the proved lower bound, ``gap`` their relative distance, ``limit`` what
    later steps must keep to. A step that was not reached has the value it happens to have and no bound.
    """

    goal: str
    status: Status
    best: float
    bound: float | None
    gap: float | None
    limit: float | None
    seconds: float


# Five millionths of a place or a person, or (in the millions in which the solver counts) five EUR, are no distance.
NOISE = 5e-6


def relative_gap(value: float, bound: float) -> float:
    """Distance between a value and its lower bound, relative to the value; 0 within the solver's own tolerance.

    Infinite when the value is 0 and the bound is not.
    """
    distance = max(value - bound, 0.0)
    if distance <= NOISE:
        return 0.0
    return distance / abs(value) if value else float("inf")
