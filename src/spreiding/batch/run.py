"""The whole batch in order: check, skip what is finished, run the rest on the workers, make the tables."""

import traceback
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from distributed import Future, KilledWorker, as_completed

from spreiding.batch.check import Checked, check_batch
from spreiding.batch.cluster import Team, local_team, remote_team, run_there, size_machine
from spreiding.batch.one import Job
from spreiding.batch.outcome import Outcome
from spreiding.batch.scenarios import Scenario
from spreiding.batch.shelf import check_shelf, finished, left_over, open_shelf, tidy
from spreiding.batch.summary import write_summary
from spreiding.batch.watch import BatchWatch

AUDIT_FAILED, UNFINISHED, CANT_WRITE = 6, 8, 7


@dataclass(frozen=True)
class BatchRequest:
    """What a user asked of ``spreiding batch``; ``memory``: MiB per worker, ``scheduler``: the address of a cluster."""

    batch: Path
    out: Path
    workers: int | None = None
    memory: int | None = None
    scheduler: str | None = None


@dataclass(frozen=True)
class BatchResult:
    """How a batch ended: an outcome per scenario in order, how many were there before, and what is no part of it."""

    checked: Checked
    out: Path
    outcomes: tuple[Outcome, ...]
    kept: int
    left_over: tuple[str, ...]
    stopped: bool

    @property
    def exit_code(self) -> int:
        """0: every scenario has its answer, 6: the audit found something, 7: the disk refused, 8: some have none."""
        words = {outcome.outcome for outcome in self.outcomes}
        if "unwritten" in words:
            return CANT_WRITE
        if words & {"failed", "killed", "refused", "not_run"}:
            return UNFINISHED
        return AUDIT_FAILED if any(outcome.audit_findings for outcome in self.outcomes) else 0


def run_batch(request: BatchRequest, watch: BatchWatch) -> BatchResult:
    """Run a batch; raise ``InputError`` on anything wrong with it, ``OutputError`` when its tables can't be written.

    Ctrl-C ends it with ``stopped``: what is finished is kept, and stands in the tables.
    """
    watch.step("checking scenarios")
    checked = check_batch(request.batch, watch.checked)
    check_shelf(request.out, checked.batch.content.name)
    with open_shelf(request.out, checked) as folder:
        watch.step("looking for finished scenarios")
        before = finished(folder, checked, lambda number: watch.checked(number, len(checked.scenarios)))
        outcomes, stopped = dict(before), False
        try:
            with closing(_run(request, checked, folder, before, watch)) as coming:
                for outcome in coming:
                    outcomes[outcome.scenario] = outcome
        except KeyboardInterrupt:
            # What came to its end while the workers were stopped counts too.
            stopped, outcomes = True, {**outcomes, **finished(folder, checked, lambda number: None)}
        tidy(request.out)
        ordered = tuple(_outcome_of(name, outcomes) for name in (s.name for s in checked.scenarios))
        watch.step("writing the tables")
        write_summary(request.out, checked, ordered)
        return BatchResult(checked, request.out, ordered, len(before), left_over(folder, checked), stopped)


def _outcome_of(name: str, outcomes: dict[str, Outcome]) -> Outcome:
    return outcomes.get(name) or Outcome(name, "", "not_run", "the batch ended before its turn")


def _run(
    request: BatchRequest, checked: Checked, folder: Path, before: dict[str, Outcome], watch: BatchWatch
) -> Generator[Outcome]:
    """Give outcomes as they come; after one that the disk refused nothing more is begun."""
    todo = [n for n, scenario in enumerate(checked.scenarios) if scenario.name not in before]
    watch.begin(len(checked.scenarios), before.values())
    if not todo:
        return
    watch.step("starting the workers")
    if request.scheduler is None:
        most = max(len(scenario.provinces) for scenario in checked.scenarios)
        machine = size_machine(request.workers, request.memory, most)
        context = local_team(machine, checked.grounds)
    else:
        context = remote_team(request.scheduler, checked.grounds)
    with context as team:
        jobs = (_job(checked, number, folder) for number in todo)
        for outcome in _answers(team, jobs):
            watch.done(outcome)
            yield outcome


def _job(checked: Checked, number: int, folder: Path) -> Job:
    scenario: Scenario = checked.scenarios[number]
    out = (folder / scenario.name).absolute()
    return Job(scenario, checked.prints[number], checked.variant(scenario), out, checked.batch.content.keep)


def _answers(team: Team, jobs: Iterator[Job]) -> Iterator[Outcome]:
    """Give outcomes as they come; a scenario whose workers were killed has a last chance with nothing else running.

    Dask suspects every scenario that waits at a worker that dies: alone, only the one that kills is left.
    """
    suspects: list[Job] = []
    for job, outcome in _stream(team, jobs):
        if outcome.outcome == "killed":
            suspects.append(job)
        else:
            yield outcome
    for suspect in suspects:
        yield from (outcome for _, outcome in _stream(team, iter([suspect])))


def _stream(team: Team, jobs: Iterator[Job]) -> Iterator[tuple[Job, Outcome]]:
    """Keep one scenario at every worker, never all of them: a hundred thousand would fill the scheduler."""
    asked: dict[Future[Outcome], Job] = {}

    def begin(job: Job) -> Future[Outcome]:
        future = team.client.submit(run_there, job, team.shared, pure=False)
        asked[future] = job
        return future

    window = max(1, len(team.client.nthreads()))
    coming = as_completed([begin(job) for job in islice(jobs, window)], raise_errors=False)
    full = False
    for future in coming:
        if future.status == "pending":
            # Its worker died before the answer was fetched: it is run again.
            coming.add(future)
            continue
        job = asked.pop(future)
        outcome = _outcome(future, job)
        future.release()
        full = full or outcome.outcome == "unwritten"
        for more in () if full else islice(jobs, 1):
            coming.add(begin(more))
        yield job, outcome


def _outcome(future: Future[Outcome], job: Job) -> Outcome:
    if future.status == "finished":
        answer: Outcome = future.result()
        return answer
    error = future.exception() if future.status == "error" else None
    if isinstance(error, KilledWorker):
        reason = "its worker was killed every time it was tried: perhaps it takes more memory than a worker has"
        return Outcome(job.scenario.name, job.fingerprint, "killed", reason)
    if error is None:
        return Outcome(job.scenario.name, job.fingerprint, "failed", "the cluster went away while it ran")
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = f", in {Path(last[0].filename).name} line {last[0].lineno}" if last else ""
    told = " ".join(str(error).split())
    return Outcome(job.scenario.name, job.fingerprint, "failed", f"a defect: {type(error).__name__}: {told}{where}")
