"""``spreiding alternative``: a province solved again with what a table asks, all else as in the base. Read this first.

base = read_run(folder);  desk = open_desk(base)        the base, kept warm between commands (desk.py)
question = pose(desk, base, asked)                      wishes as rows, the rest of the country fixed (question.py)
answer = answer_of(question)                            goals in order, then the least change (resolve.py)
publish(...)                                            a run like any other, audited and whole (publish.py)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import pandas as pd

from spreiding.alternative.desk import Desk, open_desk
from spreiding.alternative.file import Alternative, from_options, joined, load_alternative
from spreiding.alternative.question import Question, pose
from spreiding.alternative.resolve import Resolved, resolve
from spreiding.goal_record import GoalRecord, goal_record
from spreiding.result import Result, Watch
from spreiding.run_files.read import WrittenRun, read_outlines, read_run
from spreiding.solution.plan_tables import open_sites, plan_tables, task_table
from spreiding.solution.settle import settle
from spreiding.solve.engine import Settings
from spreiding.solve.outcome import Status
from spreiding.solve.selftest import check_solver
from spreiding.solve.weighted import in_weighted_units
from spreiding.solved import Solved

if TYPE_CHECKING:
    from spreiding.conflict.find import Conflict

FROM_OPTIONS = Path("options")


@dataclass(frozen=True)
class AlternativeRequest:
    """What a user asked: the base's folder, a file and options that ask, and where the run goes (``None``: nowhere)."""

    base: Path
    file: Path | None
    options: Mapping[str, tuple[str, ...]]
    provinces: tuple[str, ...]
    data: Path | None
    out: Path | None
    time_limit: float | None = None


@dataclass(frozen=True)
class Answer:
    """What came of a question; without a plan ``solved.values`` is empty and the rest is ``None``.

    ``tasks`` and ``sites`` as in the plan's tables; ``change``: places of numbers and sites that are other than in the
    base. ``conflict``: what clashes, when nothing can meet what is asked.
    """

    question: Question
    solved: Solved
    tasks: pd.DataFrame | None = None
    sites: pd.DataFrame | None = None
    goals: GoalRecord | None = None
    change: float | None = None
    conflict: "Conflict | None" = None


def read_base(request: AlternativeRequest, watch: Watch) -> WrittenRun:
    """Read the base; raise ``InputError`` when it is no run, or was changed since."""
    with watch.step("read base"):
        return read_run(request.base)


def make_alternative(base: WrittenRun, asked: Alternative, request: AlternativeRequest, watch: Watch) -> Answer:
    """Solve again and tell; raise ``InputError`` on a base or wish that can't be used, ``SolverError``."""
    desk = open_desk(base, request.data, watch)
    return solve_again(desk, base, asked, request, watch)


def asked_of(request: AlternativeRequest) -> Alternative:
    """What the file and the options ask together; where both ask the same number, the option counts."""
    by_options = from_options(request.options)
    return by_options if request.file is None else joined(load_alternative(request.file), by_options)


def solve_again(desk: Desk, base: WrittenRun, asked: Alternative, request: AlternativeRequest, watch: Watch) -> Answer:
    """Pose the question on an open desk and answer it."""
    with watch.step("prepare"):
        question = pose(desk, base, asked, request.provinces, request.file or FROM_OPTIONS)
    return answer_of(question, request.time_limit, watch)


def answer_of(question: Question, time_limit: float | None, watch: Watch, *, clash: bool = True) -> Answer:
    """Solve a question and make its plan whole; ``clash``: say what clashes when there is none."""
    solver = question.case.instance.model.solver
    settings = Settings(solver.threads, solver.seed)
    check_solver(settings)
    end = None if time_limit is None else monotonic() + time_limit
    with watch.step("solve"):
        resolved = resolve(
            question.small,
            question.aims,
            question.start,
            settings,
            better=question.better,
            seconds=time_limit,
            report=watch.goal,
        )
    if resolved.x is None:
        conflict = _conflict(question, resolved, end, watch) if clash else None
        return Answer(question, _unsolved(question, resolved), conflict=conflict)
    with watch.step("spread"):
        solved = _solved(question, resolved)
        sites = open_sites(solved.settled, solved.case, solved.sets)
        tasks = task_table(solved.settled, sites, solved.case)
    change = None if resolved.change is None else resolved.change.best
    return Answer(question, solved, tasks, sites, goal_record(solved), change)


def publish_alternative(base: WrittenRun, answer: Answer, asked: Alternative, out: Path, watch: Watch) -> Result:
    """Write the answer as a run; raise ``InputError`` or ``OutputError`` when it can't stand there."""
    from spreiding.publish import publish

    assert answer.goals is not None, "an answer without a plan is not written"
    solved = answer.solved
    with watch.step("tables"):
        plan = plan_tables(solved.settled, solved.case, solved.sets)
    more = {**_record(base, answer, asked), "boundaries": base.raw.get("boundaries")}
    outlines = read_outlines(base).rename(columns={"boundary_origin": "origin"})
    return publish(solved, plan, solved.case, answer.goals, outlines, out, more, watch)


def _record(base: WrittenRun, answer: Answer, asked: Alternative) -> dict[str, Any]:
    offers = [*base.record.offers, *answer.question.offers]
    return {
        "alternative": {
            "base": base.folder.name,
            "base_run_json_sha256": base.sha256,
            "provinces": answer.question.provinces,
            "asked": asked.model_dump(mode="json", by_alias=True, exclude_defaults=True),
            "change_places": answer.change,
            "note": (
                "all outside these provinces is as in the base; bounds and gaps of goals are those of the country "
                "with that held fixed, or of the base where a goal stands no worse than there"
            ),
        },
        "offers": offers,
    }


def _conflict(question: Question, resolved: Resolved, end: float | None, watch: Watch) -> "Conflict | None":
    if resolved.status is not Status.INFEASIBLE:
        return None
    # Only what can't be done needs the search for why.
    from spreiding.alternative.clash import conflict_of

    with watch.step("conflict"):
        return conflict_of(question, None if end is None else end - monotonic())


def _unsolved(question: Question, resolved: Resolved) -> Solved:
    return Solved(resolved.status, question.case, question.sets, question.matrix, resolved.steps)


def _solved(question: Question, resolved: Resolved) -> Solved:
    assert resolved.x is not None
    matrix, x = question.matrix, question.whole(resolved.x)
    settled = settle(matrix, x, question.case, question.sets)
    steps = resolved.steps
    if question.case.instance.model.goal_method == "weighted":
        steps = (in_weighted_units(steps[0], question.factor),)
    status = Status.OPTIMAL if resolved.status is Status.OPTIMAL else Status.FEASIBLE
    values = matrix.values(settled.vector(matrix))
    return Solved(status, question.case, question.sets, matrix, steps, (x,), settled, values)
