"""The whole job, from a model file to a run's folder. Read this first."""

from spreiding.audit.run import audit_run
from spreiding.audit_input import audit_case
from spreiding.formulation.build import build
from spreiding.inputs import Request, read_inputs
from spreiding.manifest import boundary_record, goal_rows, manifest
from spreiding.prepare.case import prepare
from spreiding.result import Result, Watch, written
from spreiding.solution.plan_tables import plan_tables
from spreiding.solution.settle import settle
from spreiding.solve.engine import Settings
from spreiding.solve.lexicographic import solve_in_order
from spreiding.solve.matrix import compile_model
from spreiding.solve.selftest import check_solver
from spreiding.write.folder import check_target
from spreiding.write.run import stage_run


def make_plan(request: Request, watch: Watch) -> Result:
    """Plan, audit and write a run; nothing is seen at ``request.out`` before all of it stands.

    Raise ``InputError`` on bad input, ``SolverError`` when HiGHS can't be trusted,
    ``OutputError`` when the disk refuses. Without a plan (infeasible, no solution) nothing is written.
    """
    with watch.step("read"):
        check_target(request.out)
        inputs = read_inputs(request)
    with watch.step("prepare"):
        case = prepare(inputs.instance)
    with watch.step("build"):
        formulation = build(case)
        matrix = compile_model(formulation.model)
    with watch.step("solve"):
        model = case.instance.model
        check_solver(Settings(model.solver.threads, model.solver.seed))
        answer = solve_in_order(matrix, tuple(model.goals), model.solver, watch.goal)
    if answer.x is None:
        return Result(answer.status, None, (), case, None, ())
    with watch.step("spread"):
        x = settle(formulation, matrix, answer.x, case)
        goals = goal_rows(answer.steps, [matrix.value(number, x) for number in range(len(answer.steps))])
        plan = plan_tables(formulation, case)
    with stage_run(request.out) as staged:
        with watch.step("write"):
            staged.write_plan(written(plan, case), inputs.boundaries)
        with watch.step("audit"):
            findings = audit_run(staged.folder, audit_case(case), {row["goal"]: row["value"] for row in goals})
        record = manifest(case, answer.status, goals, watch.seconds, findings)
        out = staged.commit({**record, "boundaries": boundary_record(request, inputs)})
    return Result(answer.status, out, tuple(goals), case, plan, findings)
