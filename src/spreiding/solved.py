"""A case that is solved: what the rest of a run is made of, without the model it came from."""

from dataclasses import dataclass, field

from spreiding.formulation.sets import Sets
from spreiding.prepare.case import Case
from spreiding.solution.point import Point
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.outcome import Status, Step


@dataclass(frozen=True)
class Solved:
    """How a case ended and its settled plan.

    ``case`` may have regions apart that the case it came from had together. ``steps`` is what each goal came to when it
    was solved (a weighted sum: the one step of the sum, in the weights' units), ``points`` the solver's point after
    each; ``settled`` is the last of them made whole and ``values`` what each goal is worth in it, in the solver's units
    (both empty without a plan). ``left``: seconds left of the time limit, ``None`` without one.
    """

    status: Status
    case: Case
    sets: Sets
    matrix: Matrix
    steps: tuple[Step, ...]
    points: tuple[Vector, ...] = ()
    settled: Point = field(default_factory=Point)
    values: tuple[float, ...] = ()
    left: float | None = None
