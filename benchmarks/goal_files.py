"""The model of every goal as it stands at its step, in a file that any solver reads, and HiGHS alone on such a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import highspy

from spreiding.model_file import ModelFile
from spreiding.solve.engine import FEASIBILITY, Engine, Settings
from spreiding.solve.matrix import Matrix


@dataclass(frozen=True)
class GoalFile:
    """A goal's model (MPS) with the relative gap, threads and seed at which it is solved."""

    goal: str
    path: Path
    gap: float
    settings: Settings


def write_goal_files(matrix: Matrix, model: ModelFile, limits: Sequence[float], folder: Path) -> list[GoalFile]:
    """Write one file per limit, in the order of the goals: each goal with the limits of those before it.

    ``limits``: what each goal is kept at in later steps, in the units of the solver.
    """
    settings = Settings(model.solver.threads, model.solver.seed)
    engine = Engine(matrix, settings)
    files = []
    for number, (goal, limit) in enumerate(zip(model.goals, limits, strict=False)):
        gap = model.solver.gap if goal.gap is None else goal.gap
        # A solve that is stopped at once: it only puts the goal in its place.
        engine.minimise(number, None, gap, seconds=1e-3)
        files.append(GoalFile(goal.goal, folder / f"{number}-{goal.goal}.mps", gap, settings))
        engine.write(str(files[-1].path))
        engine.keep(number, limit)
    return files


def highs_of_file(path: Path, gap: float, settings: Settings, seconds: float) -> highspy.Highs:
    """HiGHS with a file read and its options set, nothing of ours, ready to run."""
    highs = highspy.Highs()
    options = {
        "output_flag": False,
        "threads": settings.threads,
        "random_seed": settings.seed,
        "mip_feasibility_tolerance": FEASIBILITY,
        "mip_rel_gap": gap,
        "time_limit": seconds,
    }
    for option, value in options.items():
        if highs.setOptionValue(option, value) == highspy.HighsStatus.kError:
            raise ValueError(f"HiGHS refused option {option}")
    if highs.readModel(str(path)) == highspy.HighsStatus.kError:
        raise ValueError(f"HiGHS can't read {path}")
    return highs


def timed_run(highs: highspy.Highs) -> float:
    """Run HiGHS; seconds."""
    begin = monotonic()
    highs.run()
    return monotonic() - begin
