"""The plan once more without some of its goals, on the same matrix; nothing is built again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic

from spreiding.formulation.goal_units import weights_of
from spreiding.model_file import Goal, Solver
from spreiding.solution.settle import settle
from spreiding.solve.engine import Engine, Settings
from spreiding.solve.lexicographic import LexicographicResult, solve_further
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.one_goal import minimise_one
from spreiding.solve.outcome import Status, Step
from spreiding.solve.weighted import WEIGHTED_SUM, add_sum
from spreiding.solved import Solved

Told = Callable[[str], None]


@dataclass(frozen=True)
class Replanned:
    """Another plan, rounded: value per goal in the solver's units (``None``: not reached), and its steps by name."""

    values: tuple[float | None, ...]
    steps: Mapping[str, Step]


@dataclass(frozen=True)
class Desk:
    """What plans are made again with: the plan, one engine on its matrix, and until when."""

    solved: Solved
    goals: tuple[Goal, ...]
    weighted: bool
    matrix: Matrix
    engine: Engine
    deadline: float | None

    @property
    def solver(self) -> Solver:
        """The model file's settings, with the seconds that are left."""
        left = None if self.deadline is None else self.deadline - monotonic()
        return self.solved.case.instance.model.solver.model_copy(update={"time_limit": left})

    @property
    def stopped(self) -> bool:
        """Whether time is up; a plan that was itself cut off leaves none."""
        over = self.deadline is not None and self.deadline <= monotonic()
        return over or self.solved.status is not Status.OPTIMAL


def open_desk(solved: Solved) -> Desk:
    """Load the plan's matrix; when goals are weighted, with every sum without one goal as a further row of costs."""
    model, matrix = solved.case.instance.model, solved.matrix
    weights, weighted = weights_of(model), model.goal_method == "weighted"
    for j in range(len(weights)) if weighted else ():
        matrix, _ = add_sum(matrix, (*weights[:j], 0.0, *weights[j + 1 :]))
    engine = Engine(matrix, Settings(model.solver.threads, model.solver.seed))
    deadline = None if solved.left is None else monotonic() + solved.left
    return Desk(solved, tuple(model.goals), weighted, matrix, engine, deadline)


def without(desk: Desk, j: int, told: Told) -> Replanned:
    """Solve again by the same method without goal ``j``; ``told`` hears which goal is worked at."""
    if desk.stopped:
        return _nothing(desk)
    desk.engine.release()
    return _sum_without(desk, j, told) if desk.weighted else _order_without(desk, j, told)


def alone(desk: Desk, i: int, told: Told) -> Replanned:
    """Minimise goal ``i`` and nothing else; the first in order was solved that way for the plan already."""
    if desk.stopped:
        return _nothing(desk)
    goal, solved = desk.goals[i], desk.solved
    if i == 0 and not desk.weighted:
        return Replanned(_settled(desk, solved.points[0]), {goal.goal: solved.steps[0]})
    desk.engine.release()
    result = _further(desk, [(i, goal)], solved.points[-1], told)
    return Replanned(_settled(desk, result.x), {goal.goal: result.steps[0]})


def _order_without(desk: Desk, j: int, told: Told) -> Replanned:
    """The steps before ``j`` are those of the plan and need no solve: their limits are kept, the rest follows."""
    before, points = desk.solved.steps[:j], desk.solved.points
    for i, step in enumerate(before):
        desk.engine.keep(i, float("inf") if step.limit is None else step.limit, desk.solver.time_limit)
    later = list(enumerate(desk.goals))[j + 1 :]
    # The plan is a start for what follows; without the last goal it ends where the goal before the last left it.
    result = _further(desk, later, points[-1] if later else points[j - 1], told)
    values = _settled(desk, result.x)
    if any(step.bound is None for step in result.steps):
        reached = {step.goal for step in result.steps if step.bound is not None}
        values = tuple(v if g.goal in reached else None for v, g in zip(values, desk.goals, strict=True))
    return Replanned(values, {step.goal: step for step in (*before, *result.steps)})


def _sum_without(desk: Desk, j: int, told: Told) -> Replanned:
    told(WEIGHTED_SUM)
    number, solver, start = len(desk.goals) + j, desk.solver, desk.solved.points[-1]
    step, x = minimise_one(desk.engine, desk.matrix, number, WEIGHTED_SUM, start, solver.gap, solver.time_limit)
    return Replanned(_settled(desk, x), {WEIGHTED_SUM: step})


def _further(desk: Desk, goals: list[tuple[int, Goal]], start: Vector, told: Told) -> LexicographicResult:
    def hear(goal: str, event: str) -> None:
        if event == "start":
            told(goal)

    return solve_further(desk.engine, desk.matrix, goals, start, desk.solver, hear)


def _settled(desk: Desk, x: Vector | None) -> tuple[float | None, ...]:
    solved = desk.solved
    if x is None:
        return (None,) * len(desk.goals)
    settled = settle(solved.matrix, x, solved.case, solved.sets)
    return solved.matrix.values(settled.vector(solved.matrix))


def _nothing(desk: Desk) -> Replanned:
    return Replanned((None,) * len(desk.goals), {})
