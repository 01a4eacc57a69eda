"""Build, solve and settle a prepared case."""

from dataclasses import dataclass, replace
from time import monotonic

from spreiding.formulation.build import Formulation, build
from spreiding.model_file import Solver
from spreiding.prepare.case import Case, with_pools_apart
from spreiding.result import Watch
from spreiding.solution.settle import settle
from spreiding.solution.share_out import regions_with_more_late
from spreiding.solve.engine import Settings
from spreiding.solve.lexicographic import solve_in_order
from spreiding.solve.matrix import compile_model
from spreiding.solve.outcome import Status, Step
from spreiding.solve.selftest import check_solver

TINY = 1e-3


@dataclass(frozen=True)
class Solved:
    """A settled plan, which the variables of ``formulation`` hold.

    ``case`` may have regions apart that the case it came from had together. ``steps`` is what each goal came to when it
    was solved, ``values`` what it is worth in the settled plan (none without a plan), in the solver's units.
    """

    status: Status
    case: Case
    formulation: Formulation
    steps: tuple[Step, ...]
    values: tuple[float, ...]


def solve_case(case: Case, watch: Watch) -> Solved:
    """Solve a case with its municipalities pooled per region, and again where that promised too much.

    Raise ``SolverError`` when HiGHS can't be trusted.
    """
    solver = case.instance.model.solver
    check_solver(Settings(solver.threads, solver.seed))
    begin, apart, solved = monotonic(), tuple[str, ...](), None
    while True:
        left = None if solver.time_limit is None else max(solver.time_limit - (monotonic() - begin), TINY)
        last, solved = solved, _solve_once(case, solver.model_copy(update={"time_limit": left}), watch)
        if last is not None and not solved.values:
            return replace(last, status=Status.FEASIBLE)
        done = solved.status is not Status.OPTIMAL
        more = () if done else regions_with_more_late(solved.formulation, case)
        if not more:
            return solved
        apart = (*apart, *more)
        watch.again(more)
        case = with_pools_apart(case, apart)


def _solve_once(case: Case, solver: Solver, watch: Watch) -> Solved:
    with watch.step("build"):
        formulation = build(case)
        matrix = compile_model(formulation.model)
    with watch.step("solve"):
        answer = solve_in_order(matrix, tuple(case.instance.model.goals), solver, watch.goal)
    if answer.x is None:
        return Solved(answer.status, case, formulation, answer.steps, ())
    with watch.step("spread"):
        x = settle(formulation, matrix, answer.x, case)
    values = tuple(matrix.value(number, x) for number in range(len(answer.steps)))
    return Solved(answer.status, case, formulation, answer.steps, values)
