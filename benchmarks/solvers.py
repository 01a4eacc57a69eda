"""The same model files under other solvers, in one run, with the linear relaxation as the floor.

    python benchmarks/solvers.py                            one province (all goals), the country (three); 30 minutes
    python benchmarks/solvers.py province                   only this; with CP-SAT 20 minutes
    python benchmarks/solvers.py country --goals 12 --limit 120 --solvers HiGHS SCIP CBC

The model of every goal is written to a file as it stands at that step, with the limits of the goals before it. All
solvers get that file one after the other, each in a process of its own, with the same relative gap, one thread, the
same seed and limit; the relaxation is written to a file too. A solver that is not installed or fails says so in the
table. Value and violation are worked out from the solver's point, not taken from it. Results go to ``solvers.csv`` too.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from goal_files import GoalFile, write_goal_files
from measured import Row, write_rows
from solver_check import checked, relax
from solver_runs import SOLVERS, Answer, Solver
from solver_tables import file_table, seconds_table, sum_table
from spreiding import paths
from spreiding.formulation.build import build
from spreiding.formulation.compile import compile_model
from spreiding.formulation.goal_units import goal_scale
from spreiding.inputs import Request, read_inputs
from spreiding.prepare.case import prepare
from spreiding.solve.engine import FEASIBILITY
from spreiding.solve.lexicographic import solve_in_order

CASES: dict[str, tuple[str, ...]] = {"province": ("PV23",), "country": ()}
RESULTS = Path(__file__).with_name("solvers.csv")
# A solver that does not keep to its limit is stopped this many seconds after twice the limit.
PATIENCE = 60.0
FAILED_LINES = 3


def main(arguments: Sequence[str]) -> None:
    """Run the cases that are asked for and print three tables."""
    names = [solver.name for solver in SOLVERS]
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", nargs="*", choices=[*CASES, []], help=f"of {', '.join(CASES)}; all by default")
    parser.add_argument("--goals", type=int, default=3, help="how many goals of the country, from the first")
    parser.add_argument("--limit", type=float, default=120.0, help="seconds per file and solver")
    parser.add_argument("--solvers", nargs="+", choices=names, default=names, help="all by default")
    asked = parser.parse_args(arguments)
    chosen = [solver for solver in SOLVERS if solver.name in asked.solvers]
    rows: list[Row] = []
    for case in asked.cases or CASES:
        rows += run_case(case, None if CASES[case] else asked.goals, chosen, asked.limit)
        write_rows(RESULTS, rows)
    print("\n".join([*sum_table(rows, asked.limit), "", *seconds_table(rows), "", *file_table(rows)]))


def run_case(name: str, goals: int | None, solvers: Sequence[Solver], limit: float) -> list[Row]:
    """Every solver on the file of every goal of a case, the first ``goals`` of them (``None``: all)."""
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for file in _files(CASES[name], goals, Path(folder)):
            print(f"solving {name}, {file.goal} ...", file=sys.stderr)
            relaxed = relax(file.path)
            for solver in solvers:
                row = _solve(solver, relaxed if solver.linear else file.path, file, limit)
                rows.append({"case": name, "goal": file.goal, "solver": solver.name, **row})
        return rows


def _files(provinces: tuple[str, ...], goals: int | None, folder: Path) -> list[GoalFile]:
    """Solve the goals in order, for their limits, and write the model of each."""
    request = Request(paths.MODELS / "raming-2024.yaml", folder / "run", provinces)
    case = prepare(read_inputs(request).instance)
    model, matrix = case.instance.model, compile_model(build(case).model)
    steps = solve_in_order(matrix, tuple(model.goals[:goals]), model.solver, lambda goal, event: None).steps
    return write_goal_files(matrix, model, [step.limit for step in steps if step.limit is not None], folder)


def _solve(solver: Solver, path: Path, file: GoalFile, limit: float) -> Row:
    """One file by one solver, in reported units; without it, or when it fails, the status says so."""
    if not solver.installed:
        return _row("not installed")
    out = path.with_suffix(".json")
    settings = (file.gap, file.settings.seed, FEASIBILITY, limit)
    script = Path(__file__).with_name("solver_runs.py")
    command = [sys.executable, str(script), solver.name, str(path), *map(str, settings), str(out)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=2 * limit + PATIENCE)
    except subprocess.TimeoutExpired:
        return _row(f"stopped after {2 * limit + PATIENCE:.0f} s")
    if done.returncode:
        print("\n".join(done.stderr.splitlines()[-FAILED_LINES:]), file=sys.stderr)
        return _row(f"failed (exit {done.returncode})")
    row = checked(Answer(**json.loads(out.read_text(encoding="utf-8"))), path)
    scale = goal_scale(file.goal)
    reported = {key: None if row[key] is None else row[key] * scale for key in ("value", "bound")}
    return {**row, **reported, "asked_gap": 0.0 if solver.linear else file.gap}


def _row(status: str) -> Row:
    return {"seconds": None, "status": status, "bound": None, "value": None, "violation": None, "asked_gap": None}


if __name__ == "__main__":
    main(sys.argv[1:])
