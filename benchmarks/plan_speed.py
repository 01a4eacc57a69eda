"""How long a plan takes, step by step, and what our solve adds to or saves on HiGHS alone.

    python benchmarks/plan_speed.py                    one province, three provinces, the country
    python benchmarks/plan_speed.py province country   only these
    python benchmarks/plan_speed.py --no-alone         without the comparison with HiGHS

Every case runs in a process of its own, so that peak memory is its own. For the comparison the model of every goal
is written to a file as it stands at that step, with the limits of the goals before it, and HiGHS solves that file from
nothing at the same gap, threads and seed; reading the file is not counted. Results also go to ``results.csv``.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from goal_files import GoalFile, highs_of_file, timed_run, write_goal_files
from measured import Row, in_own_process, markdown, number, peak_mb, write_rows
from spreiding import paths
from spreiding.formulation.build import build
from spreiding.formulation.compile import compile_model
from spreiding.formulation.goal_units import goal_scale
from spreiding.inputs import Request
from spreiding.plan import make_plan
from spreiding.result import Result, Watch
from spreiding.solve.matrix import Matrix

CASES = {"province": ("PV23",), "three": ("PV23", "PV25", "PV26"), "country": ()}
STEPS = ("read", "prepare", "build", "solve", "spread", "write", "audit")
ALONE_LIMIT = 600.0
RESULTS = Path(__file__).with_name("results.csv")


def main(arguments: Sequence[str]) -> None:
    """Run the cases that are asked for and print two tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", nargs="*", choices=[*CASES, []], help=f"of {', '.join(CASES)}; all by default")
    parser.add_argument("--no-alone", action="store_true", help="leave out the comparison with HiGHS")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.child:
        print(json.dumps(measure(asked.cases[0], alone=not asked.no_alone)))
        return
    rows = []
    for name in asked.cases or CASES:
        print(f"measuring {name} ...", file=sys.stderr)
        rows.append(in_own_process(__file__, [name, "--child", *(["--no-alone"] if asked.no_alone else [])]))
        _write(rows)
    print("\n".join([*_steps_table(rows), "", *_goals_table(rows)]))


def measure(name: str, *, alone: bool) -> Row:
    """Plan one case and, when asked, let HiGHS solve the same models alone."""
    with tempfile.TemporaryDirectory() as folder:
        watch = Watch()
        request = Request(paths.MODELS / "raming-2024.yaml", Path(folder) / "run", CASES[name])
        begin = monotonic()
        result = make_plan(request, watch)
        total = monotonic() - begin
        peak = peak_mb()
        matrix = compile_model(build(result.case).model)
        goals = [dict(goal) for goal in result.goals]
        if alone:
            for goal, model in zip(goals, _model_files(matrix, result, Path(folder)), strict=True):
                goal |= _solve_alone(model)
    return {
        "case": name,
        "status": result.status.value,
        "municipalities": len(result.case.municipalities),
        "sites": len(result.case.sites),
        "rows": matrix.A.shape[0],
        "columns": matrix.A.shape[1],
        "nonzeros": int(matrix.A.nnz),
        "integers": int(matrix.integer.sum()),
        **{step: watch.seconds[step] for step in STEPS},
        "total": total,
        "peak_mb": peak,
        "goals": goals,
    }


def _model_files(matrix: Matrix, result: Result, folder: Path) -> list[GoalFile]:
    limits = [goal["limit"] / goal_scale(goal["goal"]) for goal in result.goals]
    return write_goal_files(matrix, result.case.instance.model, limits, folder)


def _solve_alone(model: GoalFile) -> Row:
    """Seconds, value (in reported units) and status of HiGHS on a file, without anything of ours."""
    highs = highs_of_file(model.path, model.gap, model.settings, ALONE_LIMIT)
    seconds = timed_run(highs)
    return {
        "alone_seconds": seconds,
        "alone_value": highs.getInfo().objective_function_value * goal_scale(model.goal),
        "alone_status": highs.modelStatusToString(highs.getModelStatus()),
    }


def _steps_table(rows: list[Row]) -> list[str]:
    """Seconds per step as lines of Markdown; ratio: our seconds for all goals over those of HiGHS alone."""
    head = ("case", "rows x columns", *STEPS, "total", "build part", "peak MB", "ratio")
    lines = []
    for row in rows:
        seconds = [f"{row[step]:.1f}" for step in (*STEPS, "total")]
        size, part = f"{row['rows']:,} x {row['columns']:,}", f"{row['build'] / row['total']:.1%}"
        lines.append((row["case"], size, *seconds, part, f"{row['peak_mb']:.0f}", _ratio(row)))
    return markdown(head, lines)


def _ratio(row: Row) -> str:
    alone = [goal.get("alone_seconds") for goal in row["goals"]]
    return "-" if None in alone else f"{sum(goal['seconds'] for goal in row['goals']) / sum(alone):.2f}"


def _goals_table(rows: list[Row]) -> list[str]:
    """Per goal: in the run, and HiGHS alone on the same file; with the values as a check."""
    head = ("case", "goal", "seconds", "alone", "value", "alone value", "alone status")
    lines = []
    for row in rows:
        for goal in row["goals"]:
            seconds = [number(value, 1) for value in (goal["seconds"], goal.get("alone_seconds"))]
            values = [number(value, 3) for value in (goal["best"], goal.get("alone_value"))]
            lines.append((row["case"], goal["goal"], *seconds, *values, goal.get("alone_status", "-")))
    return markdown(head, lines)


def _write(rows: list[Row]) -> None:
    """One line per case and goal, the case's own figures repeated."""
    lines = [
        {**{key: value for key, value in row.items() if key != "goals"}, **{f"goal_{k}": v for k, v in goal.items()}}
        for row in rows
        for goal in row["goals"]
    ]
    write_rows(RESULTS, lines)


if __name__ == "__main__":
    main(sys.argv[1:])
