"""One size measured: every step of a plan on a larger instance, with a plan that is cheap to find.

``write`` and ``audit`` need a plan, and any plan that keeps to the model will do. The cheap one is that of the first
goal alone, to a gap of 10 %; the other eight are built and compiled, but not solved. Sites of today stay open, so at
least half of all sites are, and persons are spread over every open site: the files grow with the instance.
"""

import tempfile
from pathlib import Path

from larger import write_larger
from measured import Row, peak_mb
from spreiding.audit.run import audit_run
from spreiding.audit_input import audit_case
from spreiding.formulation.build import build
from spreiding.formulation.compile import compile_model
from spreiding.formulation.goal_units import goal_scale
from spreiding.formulation.sets import Sets
from spreiding.inputs import Inputs, Request, read_inputs
from spreiding.prepare.case import Case, prepare
from spreiding.publish import written
from spreiding.result import Watch
from spreiding.solution.plan_tables import plan_tables
from spreiding.solution.settle import settle
from spreiding.solve.engine import Engine, Settings
from spreiding.solve.lexicographic import solve_in_order
from spreiding.solve.matrix import Matrix
from spreiding.solve.one_goal import minimise_one
from spreiding.write.run import stage_run

CHEAP_GAP = 0.1
CHEAP_LIMIT = 300.0
BUILT = ("read", "prepare", "build", "compile")
WRITTEN = ("first goal", "spread", "write", "audit")


def measure(sites: int, periods: int, solve_limit: float | None) -> Row:
    """Seconds per step, sizes and peak memory (MB) of one size; ``solve_limit``: also solve all goals, in seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder, watch = Path(name), Watch()
        data, model = write_larger(folder, sites, periods)
        with watch.step("read"):
            inputs = read_inputs(Request(model, folder / "run", data=data))
        with watch.step("prepare"):
            case = prepare(inputs.instance)
        with watch.step("build"):
            formulation = build(case)
        with watch.step("compile"):
            matrix = compile_model(formulation.model)
        size = {**_size(sites, periods, case, matrix), "built_mb": peak_mb()}
        plan = _write_cheap(case, formulation.sets, matrix, inputs, folder / "run", watch)
        seconds = {f"{step}_s": watch.seconds.get(step) for step in (*BUILT, *WRITTEN)}
        return {**size, **seconds, **plan, "peak_mb": peak_mb(), **_solve_all(case, matrix, solve_limit)}


def _size(sites: int, periods: int, case: Case, matrix: Matrix) -> Row:
    return {
        "sites": sites,
        "periods": periods,
        "choices": len(case.choices),
        "rows": matrix.A.shape[0],
        "columns": matrix.A.shape[1],
        "nonzeros": int(matrix.A.nnz),
    }


def _write_cheap(case: Case, sets: Sets, matrix: Matrix, inputs: Inputs, out: Path, watch: Watch) -> Row:
    """Find the cheap plan, write it and audit it: lines written (of the whole country) and findings."""
    solver, names = case.instance.model.solver, [str(goal.goal) for goal in case.instance.model.goals]
    with watch.step("first goal"):
        engine = Engine(matrix, Settings(solver.threads, solver.seed))
        _, x = minimise_one(engine, matrix, 0, names[0], None, CHEAP_GAP, CHEAP_LIMIT)
    if x is None:
        return {"lines": None, "findings": None}
    with watch.step("spread"):
        settled = settle(matrix, x, case, sets)
        tables = written(plan_tables(settled, case, sets), case)
    values = dict(zip(names, matrix.values(settled.vector(matrix)), strict=True))
    with stage_run(out) as staged:
        with watch.step("write"):
            staged.write_plan(tables, inputs.boundaries)
        with watch.step("audit"):
            findings = audit_run(staged.folder, audit_case(case), _reported(values))
    lines = sum(len(frame) for frame in (tables.tasks, tables.sites, tables.placements, tables.housing))
    return {"lines": lines, "findings": len(findings)}


def _reported(values: dict[str, float]) -> dict[str, float]:
    return {name: value * goal_scale(name) for name, value in values.items()}


def _solve_all(case: Case, matrix: Matrix, limit: float | None) -> Row:
    """All goals in order under a limit: seconds, status and how many goals came within their gap."""
    if limit is None:
        return {"solve_s": None, "status": None, "goals": None}
    model, watch = case.instance.model, Watch()
    solver = model.solver.model_copy(update={"time_limit": limit})
    with watch.step("solve"):
        answer = solve_in_order(matrix, tuple(model.goals), solver, lambda goal, event: None)
    done = sum(step.status.value == "optimal" for step in answer.steps)
    return {"solve_s": watch.seconds["solve"], "status": answer.status.value, "goals": done}
