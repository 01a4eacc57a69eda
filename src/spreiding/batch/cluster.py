"""The workers: processes of this machine, or those of a Dask cluster that stands already.

Tables and outlines go to every worker once, when it comes (also one that takes the place of a dead one); a scenario is
then a few kilobytes. Every worker has one thread: HiGHS has one setting of threads per process.
"""

import gc
import logging
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

import dask
import psutil
from dask.system import CPU_COUNT
from distributed import Client, LocalCluster, Worker, WorkerPlugin, get_worker
from distributed.system import MEMORY_LIMIT

from spreiding.batch.fingerprint import code_print
from spreiding.batch.one import Job, run_one
from spreiding.batch.outcome import Outcome, read_outcome
from spreiding.errors import Finding, InputError
from spreiding.inputs import Ground

MIB = 2**20
# What one scenario was measured to take, and as much again for a harder one (docs/performance.md): MiB.
NEED_OF_PROVINCES, NEED_OF_COUNTRY = 700, 1400
_CONNECT_SECONDS = 20
_ALLOWED_DEATHS = 2
_SETTINGS = {
    # A worker over its memory is ended and replaced; it must not wait for memory that nothing will give back.
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": 0.95,
    "distributed.scheduler.allowed-failures": _ALLOWED_DEATHS,
    # Dask would sample the stack a hundred times a second and keep it for an hour: megabytes per scenario.
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.gil.enabled": False,
}


@dataclass(frozen=True)
class Machine:
    """What the local cluster may take: worker processes, and bytes of memory for each."""

    workers: int
    memory: int


@dataclass(frozen=True)
class Team:
    """Workers that are ready; ``shared``: the name under which they hold what scenarios have in common."""

    client: Client
    shared: str


class Shared(WorkerPlugin):
    """What all scenarios have in common, on a worker; every batch has its own, as a cluster may serve several."""

    def __init__(self, grounds: Mapping[str | None, Ground], same_terminal: bool) -> None:
        """Keep tables and outlines by the name that scenarios have for them; ``same_terminal``: that of the command."""
        self.grounds, self.same_terminal = dict(grounds), same_terminal
        self.name = f"spreiding-{uuid4().hex}"

    def setup(self, worker: Worker) -> None:
        """Make a new worker ready."""
        if self.same_terminal:
            # Ctrl-C reaches every process of a terminal; it is the command that ends the workers.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        # Libraries and tables are many objects that stay: looking for garbage among them takes a tenth of the time.
        gc.collect()
        gc.freeze()
        gc.set_threshold(100_000, 50, 50)


def size_machine(workers: int | None, memory_mib: int | None, provinces: int) -> Machine:
    """One worker per core, fewer where memory is short; ``provinces``: most that one scenario plans for."""
    room = min(psutil.virtual_memory().available, MEMORY_LIMIT)
    need = (NEED_OF_PROVINCES if provinces < 4 else NEED_OF_COUNTRY) * MIB
    count = workers or max(1, min(CPU_COUNT, room // need))
    return Machine(int(count), memory_mib * MIB if memory_mib else max(int(room / count), need))


@contextmanager
def local_team(machine: Machine, grounds: Mapping[str | None, Ground]) -> Iterator[Team]:
    """Start worker processes on this machine, and end them."""
    shared = Shared(grounds, same_terminal=True)
    with (
        dask.config.set(_SETTINGS),
        LocalCluster(
            n_workers=machine.workers,
            threads_per_worker=1,
            memory_limit=machine.memory,
            dashboard_address="127.0.0.1:0",  # any free port: another batch may run beside this one
            silence_logs=logging.CRITICAL + 1,
        ) as cluster,
        Client(cluster) as client,
    ):
        client.register_plugin(shared)
        yield Team(client, shared.name)


@contextmanager
def remote_team(address: str, grounds: Mapping[str | None, Ground]) -> Iterator[Team]:
    """Connect to a scheduler; raise ``InputError`` when it can't be reached or its workers can't do our work."""
    try:
        client = Client(address, timeout=_CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        told = " ".join(str(error).split()) or type(error).__name__
        raise _refuse(address, f"can't be reached ({told})", "Start it with: dask scheduler") from error
    shared = Shared(grounds, same_terminal=False)
    with client:
        _check_workers(client, address)
        client.register_plugin(shared)
        try:
            yield Team(client, shared.name)
        finally:
            client.unregister_worker_plugin(shared.name)


def run_there(job: Job, name: str) -> Outcome:
    """Run a scenario on this worker, on the tables that it was sent before under ``name``.

    When another worker died after it had finished it, what that one wrote is the answer.
    """
    before = read_outcome(job.out)
    if before is not None and before.fingerprint == job.fingerprint:
        return before
    shared = get_worker().plugins[name]
    if not isinstance(shared, Shared):
        raise TypeError(f"the plugin {name} of this worker is not ours")
    outcome = run_one(job, shared.grounds[job.scenario.data])
    gc.collect()  # a model's parts know each other: without it, memory grows from scenario to scenario
    return outcome


def _check_workers(client: Client, address: str) -> None:
    workers = client.scheduler_info(n_workers=-1)["workers"]
    if not workers:
        raise _refuse(address, "has no workers", f"Start some with: dask worker --nthreads 1 {address}")
    findings = []
    for name, about in workers.items():
        if about["nthreads"] != 1:
            rule = f"has {about['nthreads']} threads: HiGHS has one setting of threads per process"
            findings.append(Finding(name, None, None, None, rule, "Start it with --nthreads 1 and more --nworkers."))
    for name, code in client.run(code_print, on_error="return").items():
        if code != code_print():
            rule = "has another version of spreiding or of its libraries, or none"
            advice = "Install the same there: pip install -c constraints.txt."
            findings.append(Finding(name, None, None, None, rule, advice))
    if findings:
        raise InputError(findings)


def _refuse(address: str, rule: str, advice: str) -> InputError:
    return InputError([Finding("--scheduler", None, None, address, rule, advice)])
