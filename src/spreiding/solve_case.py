"""Build, solve and settle a prepared case."""

from dataclasses import dataclass, replace
from time import monotonic

from spreiding.formulation.build import Formulation, build, goal_scale
from spreiding.model_file import ModelFile, Solver
from spreiding.prepare.case import Case, with_pools_apart
from spreiding.result import Watch
from spreiding.solution.settle import settle
from spreiding.solution.share_out import regions_with_more_late
from spreiding.solve.engine import Settings
from spreiding.solve.lexicographic import solve_in_order
from spreiding.solve.matrix import Matrix, Vector, compile_model
from spreiding.solve.outcome import Status, Step
from spreiding.solve.selftest import check_solver
from spreiding.solve.weighted import solve_weighted

TINY = 1e-3


@dataclass(frozen=True)
class Solved:
    """A settled plan, which the variables of ``formulation`` hold.

    ``case`` may have regions apart that the case it came from had together. ``steps`` is what each goal came to when it
    was solved (a weighted sum: the one step of the sum, in the weights' units), ``points`` the solver's point after
    each; ``values`` is what each goal is worth in the settled plan (none without a plan), in the solver's units.
    ``left``: seconds left of the time limit, ``None`` without one.
    """

    status: Status
    case: Case
    formulation: Formulation
    matrix: Matrix
    steps: tuple[Step, ...]
    points: tuple[Vector, ...] = ()
    values: tuple[float, ...] = ()
    left: float | None = None


def solve_case(case: Case, watch: Watch) -> Solved:
    """Solve a case with its municipalities pooled per region, and again where that promised too much.

    Raise ``SolverError`` when HiGHS can't be trusted.
    """
    solver = case.instance.model.solver
    check_solver(Settings(solver.threads, solver.seed))
    begin, apart, solved = monotonic(), tuple[str, ...](), None
    while True:
        left = _left(solver, begin)
        asked = solver.model_copy(update={"time_limit": None if left is None else max(left, TINY)})
        last, solved = solved, _solve_once(case, asked, watch)
        if last is not None and solved.status is Status.NO_SOLUTION:
            return replace(last, status=Status.FEASIBLE, left=_left(solver, begin))
        done = solved.status is not Status.OPTIMAL
        more = () if done else regions_with_more_late(solved.formulation, case)
        if not more:
            return replace(solved, left=_left(solver, begin))
        apart = (*apart, *more)
        watch.again(more)
        case = with_pools_apart(case, apart)


def weights_of(model: ModelFile) -> tuple[float, ...]:
    """Weight of every goal per unit of the solver: the model file counts in reported units."""
    return tuple((goal.weight or 0.0) * goal_scale(goal.goal) for goal in model.goals)


def _left(solver: Solver, begin: float) -> float | None:
    return None if solver.time_limit is None else solver.time_limit - (monotonic() - begin)


def _solve_once(case: Case, solver: Solver, watch: Watch) -> Solved:
    with watch.step("build"):
        formulation = build(case)
        matrix = compile_model(formulation.model)
    with watch.step("solve"):
        status, steps, points = _minimise(case.instance.model, matrix, solver, watch)
    if not points:
        return Solved(status, case, formulation, matrix, steps)
    with watch.step("spread"):
        x = settle(formulation, matrix, points[-1], case)
    values = tuple(matrix.value(number, x) for number in range(len(formulation.goals)))
    return Solved(status, case, formulation, matrix, steps, points, values)


def _minimise(
    model: ModelFile, matrix: Matrix, solver: Solver, watch: Watch
) -> tuple[Status, tuple[Step, ...], tuple[Vector, ...]]:
    """Minimise by the method that the model file chooses: status, steps and points (none without a plan)."""
    if model.goal_method == "weighted":
        answer = solve_weighted(matrix, weights_of(model), solver, watch.goal)
        return answer.status, (answer.step,), () if answer.x is None else (answer.x,)
    ordered = solve_in_order(matrix, tuple(model.goals), solver, watch.goal)
    return ordered.status, ordered.steps, () if ordered.x is None else ordered.points
