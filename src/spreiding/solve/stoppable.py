"""HiGHS in a thread of its own, so that Ctrl-C is heard while it works.

``run`` leaves Python alone until it is done: in the main thread a signal would wait for it. Nothing is asked of HiGHS
while it works, so the answer is the same; only after Ctrl-C is it told to stop where it next looks.
"""

from threading import Event, Thread
from time import monotonic

import highspy

# HiGHS does not look everywhere (not in presolve): whoever ends the process need not wait for it longer than this.
PATIENCE = 1.0
_BEAT = 0.1  # seconds; on Windows a wait hears Ctrl-C only between two beats


class _Job(Thread):
    """One run, its status or what it raised, and word that it is done."""

    def __init__(self, highs: highspy.Highs) -> None:
        super().__init__(name="HiGHS", daemon=True)
        self.highs, self.done = highs, Event()
        self.status: highspy.HighsStatus | None = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.status = self.highs.run()
        except BaseException as error:
            self.error = error
        finally:
            self.done.set()


def run_stoppable(highs: highspy.Highs) -> highspy.HighsStatus:
    """Run HiGHS; on Ctrl-C stop it, wait a moment at most, and raise ``KeyboardInterrupt``."""
    job = _Job(highs)
    job.start()
    try:
        while not job.done.wait(_BEAT):
            pass
    except KeyboardInterrupt:
        _stop(job)
        raise
    if job.status is None:
        raise job.error or RuntimeError("HiGHS ended without a word")
    return job.status


def _stop(job: _Job) -> None:
    for place in (job.highs.cbMipInterrupt, job.highs.cbSimplexInterrupt, job.highs.cbIpmInterrupt):
        place.subscribe(lambda event: event.interrupt())
    end = monotonic() + PATIENCE
    while monotonic() < end and not job.done.wait(_BEAT):
        pass
