"""Build, solve and settle a prepared case."""

from dataclasses import replace
from time import monotonic

from spreiding.formulation.build import build
from spreiding.formulation.compile import compile_model
from spreiding.formulation.goal_units import weights_of
from spreiding.model_file import ModelFile, Solver
from spreiding.prepare.case import Case, with_pools_apart
from spreiding.result import Watch
from spreiding.solution.settle import settle
from spreiding.solution.share_out import regions_with_more_late
from spreiding.solve.engine import Settings
from spreiding.solve.lexicographic import solve_in_order
from spreiding.solve.matrix import Matrix, Vector
from spreiding.solve.outcome import Status, Step
from spreiding.solve.selftest import check_solver
from spreiding.solve.weighted import solve_weighted
from spreiding.solved import Solved

TINY = 1e-3


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
        more = () if done else regions_with_more_late(solved.settled, solved.values, case, solved.sets)
        if not more:
            return replace(solved, left=_left(solver, begin))
        apart = (*apart, *more)
        watch.again(more)
        case = with_pools_apart(case, apart)


def _left(solver: Solver, begin: float) -> float | None:
    return None if solver.time_limit is None else solver.time_limit - (monotonic() - begin)


def _solve_once(case: Case, solver: Solver, watch: Watch) -> Solved:
    with watch.step("build"):
        formulation = build(case)
        matrix = compile_model(formulation.model)
    with watch.step("solve"):
        status, steps, points = _minimise(case.instance.model, matrix, solver, watch)
    if not points:
        return Solved(status, case, formulation.sets, matrix, steps)
    with watch.step("spread"):
        settled = settle(matrix, points[-1], case, formulation.sets)
    values = matrix.values(settled.vector(matrix))
    return Solved(status, case, formulation.sets, matrix, steps, points, settled, values)


def _minimise(
    model: ModelFile, matrix: Matrix, solver: Solver, watch: Watch
) -> tuple[Status, tuple[Step, ...], tuple[Vector, ...]]:
    """Minimise by the method that the model file chooses: status, steps and points (none without a plan)."""
    if model.goal_method == "weighted":
        answer = solve_weighted(matrix, weights_of(model), solver, watch.goal)
        return answer.status, (answer.step,), () if answer.x is None else (answer.x,)
    ordered = solve_in_order(matrix, tuple(model.goals), solver, watch.goal)
    return ordered.status, ordered.steps, () if ordered.x is None else ordered.points
