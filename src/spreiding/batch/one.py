"""One scenario, as a worker runs it: a plan like any other, in a folder that appears whole or not at all."""

import errno
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from spreiding.batch.check import MODEL, as_model_file, request_of
from spreiding.batch.figures import municipal_figures, provincial_sums, sums
from spreiding.batch.outcome import MUNICIPALITIES, PLAN, RECORD, WORDS, Outcome, Word
from spreiding.batch.scenarios import Scenario
from spreiding.errors import InputError
from spreiding.inputs import Ground, inputs_on
from spreiding.law.parameters import LawError
from spreiding.model_file import ModelFile
from spreiding.plan import plan_inputs
from spreiding.result import Result, Watch
from spreiding.solve.errors import SettleError, SolverError
from spreiding.solve.outcome import Status
from spreiding.write.errors import ContractError, OutputError, as_output_error
from spreiding.write.folder import check_free, put_in_place, staged_folder

_WORD: Mapping[Status, Word] = {
    Status.OPTIMAL: "optimal",
    Status.FEASIBLE: "feasible",
    Status.INFEASIBLE: "infeasible",
    Status.NO_SOLUTION: "no_solution",
}
check_scenario = partial(check_free, record=RECORD, kind="scenario")


@dataclass(frozen=True)
class Job:
    """What a worker is sent: the variant, where its folder is to stand, and what is kept of its plan."""

    scenario: Scenario
    fingerprint: str
    model: ModelFile
    out: Path
    keep: str


def run_one(job: Job, ground: Ground) -> Outcome:
    """Plan one scenario and write its folder; whatever goes wrong with it is its outcome, told in words.

    Nothing of a scenario without an answer stays on disk. An error that is not known here is a defect, and raised.
    """
    begin = monotonic()
    try:
        return _written(job, ground, begin)
    except (InputError, LawError) as error:
        return _without(job, "refused", error, begin)
    except OutputError as error:
        return _without(job, "unwritten", error, begin)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EROFS, errno.EIO):
            raise
        return _without(job, "unwritten", error, begin)
    except (SolverError, SettleError, ContractError, MemoryError) as error:
        return _without(job, "failed", error, begin)


def _written(job: Job, ground: Ground, begin: float) -> Outcome:
    text, loaded = as_model_file(job.model)
    with staged_folder(job.out, check_scenario) as stage:
        request = request_of(job.scenario, stage / PLAN)
        watch = Watch()
        result = plan_inputs(inputs_on(ground, loaded, request), request, watch)
        outcome = _outcome(job, result, watch, begin)
        with as_output_error(job.out):
            (stage / MODEL).write_text(text, encoding="utf-8")
            if result.plan is not None:
                municipal_figures(result.plan, result.case).to_parquet(stage / MUNICIPALITIES, index=False)
            if job.keep == "figures" and not result.findings:
                shutil.rmtree(stage / PLAN, ignore_errors=True)
            outcome.write(stage, about(job.scenario))
            put_in_place(stage, job.out, check_scenario)
    return outcome


def about(scenario: Scenario) -> Mapping[str, Any]:
    """What a scenario's record says of the question."""
    return {
        "group": scenario.group,
        "kind": scenario.kind,
        "selection": scenario.provinces,
        "model_file": scenario.model,
        "data": scenario.data,
        "overrides": scenario.overrides,
    }


def _outcome(job: Job, result: Result, watch: Watch, begin: float) -> Outcome:
    word = _WORD[result.status]
    steps = {name: round(seconds, 3) for name, seconds in watch.seconds.items()}
    if result.plan is None:
        reason = WORDS[word]
        return Outcome(job.scenario.name, job.fingerprint, word, reason, _since(begin), steps=steps)
    municipal = municipal_figures(result.plan, result.case)
    gaps = [row["gap"] for row in result.goals if row.get("gap") is not None]
    if result.weighted_sum is not None and result.weighted_sum["gap"] is not None:
        gaps = [result.weighted_sum["gap"]]
    return Outcome(
        scenario=job.scenario.name,
        fingerprint=job.fingerprint,
        outcome=word,
        reason=f"the audit found {len(result.findings)} things wrong: see run.json" if result.findings else "",
        seconds=_since(begin),
        gap=max(gaps, default=None),
        audit_findings=len(result.findings),
        goals={row["goal"]: row["value"] for row in result.goals},
        figures=sums(municipal),
        provinces=provincial_sums(municipal),
        steps=steps,
    )


def _without(job: Job, word: Word, error: Exception, begin: float) -> Outcome:
    reason = " ".join(str(error).split()) or type(error).__name__
    return Outcome(job.scenario.name, job.fingerprint, word, reason, _since(begin))


def _since(begin: float) -> float:
    return round(monotonic() - begin, 3)
