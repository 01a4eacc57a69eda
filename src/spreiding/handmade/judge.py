"""Judge a plan made by hand against a base run, by arithmetic on its tables: no solver is asked."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from spreiding.handmade.case import HandmadeCase, case_of
from spreiding.handmade.judgement import Judgement, Scored, TownJudged
from spreiding.handmade.norms import all_norms
from spreiding.handmade.plan import Given, HandmadePlan
from spreiding.handmade.read import PlanFiles, read_plan
from spreiding.law.rest_task import KINDS
from spreiding.run_files.numbers import OF_NUMBERS, OF_TOTALS, Tasks, standing_of
from spreiding.run_files.read import WrittenRun, read_run


def audit(base: Path, files: PlanFiles) -> Judgement:
    """Read a base run and a plan, and judge it; raise ``InputError`` with everything that is wrong with either."""
    run = read_run(base)
    return judge(read_plan(files, run), run)


def judge(plan: HandmadePlan, run: WrittenRun) -> Judgement:
    """Judge a plan by the norms that numbers can tell of, and score it beside the base run.

    Municipalities outside the province, and sites that the plan does not name, are as in the base run. Raise
    ``InputError`` when run.json lacks a part.
    """
    case = case_of(plan, run)
    return Judgement(
        file=plan.file,
        sha256=plan.sha256,
        run=run.folder.as_posix(),
        run_sha256=run.sha256,
        model=run.record.model.name,
        province_code=plan.province_code,
        province=run.record.provinces[plan.province_code],
        open_numbers=len(plan.open_numbers),
        sites=len(plan.sites),
        left_out=plan.left_out,
        norms=all_norms(case),
        goals=scores(case),
        municipalities=tuple(_town(case, code, given) for code, given in plan.numbers.items()),
    )


def scores(case: HandmadeCase) -> tuple[Scored, ...]:
    """The goals of the model file that look at numbers, counted for the base run and with the plan's numbers in it."""
    tasks = case.tasks
    mixed = tasks.copy()
    for kind in KINDS:
        mixed.loc[case.towns.index, f"durable_{kind}"] = case.towns[f"durable_{kind}"]
    before, after = standing_of(tasks), standing_of(mixed)
    base: Tasks = {kind: tasks[f"task_{kind}"].to_numpy(float) for kind in KINDS}
    units = {row.goal: row.unit for row in case.run.record.goals}
    found = []
    for goal in (goal for goal in OF_NUMBERS if goal in units):
        value = OF_NUMBERS[goal](_numbers(case, base, goal in OF_TOTALS), after)
        known = None if np.isnan(value) else float(value)
        found.append(Scored(goal, units[goal], float(OF_NUMBERS[goal](base, before)), known))
    return tuple(found)


def _numbers(case: HandmadeCase, base: Tasks, of_totals: bool) -> Tasks:
    """The numbers of the run with those of the plan in their place; open ones are no number at all.

    Where totals are what matters, a total whose split is open stands as regular.
    """
    given: dict[str, npt.NDArray[np.float64]] = {kind: base[kind].copy() for kind in KINDS}
    place = {code: at for at, code in enumerate(case.tasks.index)}
    for code, own in case.plan.numbers.items():
        whole = of_totals and own.places is not None
        regular, amv = (own.places, 0) if whole else (own.regular, own.amv)
        for kind, number in zip(KINDS, (regular, amv), strict=True):
            given[kind][place[code]] = np.nan if number is None else number
    return given


def _town(case: HandmadeCase, code: str, given: Given) -> TownJudged:
    row = case.towns.loc[code].to_dict()
    share = int(row["agreed_places"])
    off = None if given.places is None else given.places - share
    ratio = None if off is None else abs(off) / max(share, 1)
    numbers = (given.places, given.regular, given.amv)
    durable = (int(row["durable_regular"]), int(row["durable_amv"]))
    return TownJudged(code, str(row["municipality"]), share, int(row["task_places"]), *numbers, off, ratio, *durable)
