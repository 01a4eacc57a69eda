"""One model file solved by one solver: the same relative gap, one thread, the same time limit, nothing of ours.

    python benchmarks/solver_runs.py SCIP model.mps 0.001 0 1e-7 120 answer.json

Seconds are those of the solve, not of reading the file. Every run is a process of its own, and solvers are imported
where they run: only HiGHS comes with the product, the others with the extra ``bench``, and OR-Tools can't be loaded
beside highspy (both bring a HiGHS, and one takes the other's).
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

Point = Mapping[str, float]


@dataclass(frozen=True)
class Task:
    """A model file (MPS) with relative gap, random seed, feasibility tolerance and seconds at most."""

    path: Path
    gap: float
    seed: int
    feasibility: float
    limit: float


@dataclass(frozen=True)
class Answer:
    """What a solver says: its own word for how it ended, its bound if it gives one, and its point by column name."""

    seconds: float
    status: str
    bound: float | None
    point: Point | None


def highs(task: Task) -> Answer:
    """HiGHS, as the product has it."""
    import highspy

    from goal_files import highs_of_file, timed_run
    from spreiding.solve.engine import Settings

    solver = highs_of_file(task.path, task.gap, Settings(1, task.seed), task.limit)
    seconds = timed_run(solver)
    names, info = solver.getLp().col_names_, solver.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    point = dict(zip(names, solver.getSolution().col_value, strict=True)) if found else None
    whole = any(kind == highspy.HighsVarType.kInteger for kind in solver.getLp().integrality_)
    bound = info.mip_dual_bound if whole else info.objective_function_value
    return Answer(seconds, solver.modelStatusToString(solver.getModelStatus()), bound, point)


def scip(task: Task) -> Answer:
    """SCIP with SoPlex, by PySCIPOpt."""
    from pyscipopt import Model

    model = Model()
    model.hideOutput()
    model.readProblem(str(task.path))
    model.setParams({"limits/gap": task.gap, "limits/time": task.limit, "numerics/feastol": task.feasibility})
    model.setParams({"randomization/randomseedshift": task.seed, "lp/threads": 1})
    begin = monotonic()
    model.optimize()
    seconds = monotonic() - begin
    best = model.getBestSol() if model.getNSols() else None
    point = None if best is None else {variable.name: float(best[variable]) for variable in model.getVars()}
    return Answer(seconds, model.getStatus(), model.getDualbound(), point)


def cbc(task: Task) -> Answer:
    """CBC with CLP, the program that cbcbox brings."""
    import cbcbox

    solution = task.path.with_suffix(".cbc")
    options = [
        "-timeMode",
        "elapsed",
        "-sec",
        str(task.limit),
        "-ratioGap",
        str(task.gap),
        "-randomCbcSeed",
        str(task.seed),
    ]
    command = [cbcbox.cbc_bin_path(), str(task.path), *options, "-threads", "0", "-printingOptions", "all", "-solve"]
    done = subprocess.run([*command, "-solution", str(solution)], check=True, stdout=subprocess.PIPE, text=True)
    seconds = re.search(r"Total time \(Wallclock seconds\):\s*(\S+)", done.stdout)
    status = re.search(r"^Result - (.*)$", done.stdout, re.MULTILINE)
    if seconds is None or status is None:
        raise ValueError(f"CBC's output is not understood:\n{done.stdout[-2000:]}")
    point = _cbc_point(solution)
    return Answer(float(seconds[1]), status[1].strip(), _cbc_bound(done.stdout), point)


def _cbc_bound(output: str) -> float | None:
    found = re.findall(r"(?:Lower bound|Bound):\s*([-+.\de]+)", output)
    return float(found[-1]) if found else None


def _cbc_point(path: Path) -> Point | None:
    """Values by name; rows come with the columns and are not asked for later. ``None`` without a plan."""
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    if "nfeasible" in head or "no integer solution" in head.lower():
        return None
    cells = [line.replace("**", " ").split() for line in lines]
    return {name: float(value) for _, name, value, *_ in cells}


def cp_sat(task: Task) -> Answer:
    """CP-SAT of OR-Tools, with one worker; it makes whole numbers of everything.

    Persons are counted in thousandths, to a thousandth: as it comes it counts in whole persons and calls the model
    invalid, for demand in whole persons is not what the model asks.
    """
    options = f"num_workers:1 relative_gap_limit:{task.gap} random_seed:{task.seed}"
    return _or_tools(task, "sat", f"{options} mip_var_scaling:1000 mip_wanted_precision:0.001")


def glop(task: Task) -> Answer:
    """GLOP of OR-Tools, the simplex method; for a linear model."""
    return _or_tools(task, "glop", "")


def pdlp(task: Task) -> Answer:
    """PDLP of OR-Tools, a first-order method; for a linear model."""
    return _or_tools(task, "pdlp", "num_threads:1")


def _or_tools(task: Task, name: str, options: str) -> Answer:
    from ortools.linear_solver.python import model_builder

    model = model_builder.Model()
    if not model.import_from_mps_file(str(task.path)):
        raise ValueError(f"OR-Tools can't read {task.path}")
    solver = model_builder.Solver(name)
    solver.set_time_limit_in_seconds(task.limit)
    if options:
        solver.set_solver_specific_parameters(options)
    begin = monotonic()
    status = solver.solve(model)
    seconds = monotonic() - begin
    if status not in (model_builder.SolveStatus.OPTIMAL, model_builder.SolveStatus.FEASIBLE):
        return Answer(seconds, status.name, None, None)
    point = {variable.name: solver.value(variable) for variable in model.get_variables()}
    # Of a linear model it gives 0 for a bound, whatever the optimum.
    return Answer(seconds, status.name, solver.best_objective_bound if name == "sat" else None, point)


@dataclass(frozen=True)
class Solver:
    """A solver by the name it has in the tables; ``module`` is what must be installed, ``linear`` for relaxations."""

    name: str
    module: str
    run: Callable[[Task], Answer]
    linear: bool = False

    @property
    def installed(self) -> bool:
        """Whether its module can be imported."""
        return find_spec(self.module) is not None


SOLVERS = (
    Solver("HiGHS", "highspy", highs),
    Solver("SCIP", "pyscipopt", scip),
    Solver("CBC", "cbcbox", cbc),
    Solver("CP-SAT", "ortools", cp_sat),
    Solver("HiGHS, relaxed", "highspy", highs, linear=True),
    Solver("GLOP, relaxed", "ortools", glop, linear=True),
    Solver("PDLP, relaxed", "ortools", pdlp, linear=True),
)


def main(arguments: Sequence[str]) -> None:
    """Run one solver on one file and write its answer."""
    name, path, gap, seed, feasibility, limit, out = arguments
    solver = next(solver for solver in SOLVERS if solver.name == name)
    answer = solver.run(Task(Path(path), float(gap), int(seed), float(feasibility), float(limit)))
    Path(out).write_text(json.dumps(asdict(answer)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
