"""The whole job, from a model file to a run's folder. Read this first."""

from spreiding.conflict.ask import conflict_of_case
from spreiding.conflict.find import Conflict
from spreiding.goal_record import Row, goal_record
from spreiding.inputs import Inputs, Request, read_inputs
from spreiding.manifest import boundary_record
from spreiding.payoff import payoff_table
from spreiding.prepare.case import prepare
from spreiding.publish import publish
from spreiding.result import Result, Watch
from spreiding.solution.plan_tables import plan_tables
from spreiding.solve.outcome import Status
from spreiding.solve_case import solve_case
from spreiding.solved import Solved


def make_plan(request: Request, watch: Watch) -> Result:
    """Plan, audit and write a run; nothing is seen at ``request.out`` before all of it stands.

    Raise ``InputError`` on bad input, ``SolverError`` when HiGHS can't be trusted,
    ``OutputError`` when the disk refuses. Without a plan (infeasible, no solution) nothing is written;
    when there can be none the result says what clashes.
    """
    with watch.step("read"):
        inputs = read_inputs(request)
    return plan_inputs(inputs, request, watch)


def plan_inputs(inputs: Inputs, request: Request, watch: Watch) -> Result:
    """Do the same with inputs that were read already, from a model on tables that many models share."""
    watch.tables(inputs.instance.tables.own)
    with watch.step("prepare"):
        case = prepare(inputs.instance)
    solved = solve_case(case, watch)
    if not solved.values:
        return Result(solved.status, None, (), case, None, (), conflict=_conflict(solved, watch))
    with watch.step("spread"):
        plan = plan_tables(solved.settled, solved.case, solved.sets)
    goals = goal_record(solved, _payoff(request, solved, watch))
    more = {"boundaries": boundary_record(request, inputs)}
    return publish(solved, plan, case, goals, inputs.boundaries, request.out, more, watch)


def _conflict(solved: Solved, watch: Watch) -> Conflict | None:
    if solved.status is not Status.INFEASIBLE:
        return None
    with watch.step("conflict"):
        return conflict_of_case(solved.case, solved.matrix, solved.left)


def _payoff(request: Request, solved: Solved, watch: Watch) -> tuple[Row, ...] | None:
    if not request.payoff:
        return None
    with watch.step("payoff"):
        return payoff_table(solved, watch.payoff)
