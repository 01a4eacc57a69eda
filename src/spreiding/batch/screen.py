"""What a person sees of a batch: a bar with the time left and a count per outcome, and the end of it."""

from collections import Counter
from collections.abc import Iterable
from time import monotonic

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from spreiding.batch.outcome import WORDS, Outcome
from spreiding.batch.run import BatchResult
from spreiding.batch.watch import BatchWatch
from spreiding.screen_lines import show_lines, show_table

_EVERY = 10.0  # seconds between lines where there is no live bar
_SHOWN = 20


class BatchScreen(BatchWatch):
    """A live bar on a terminal; elsewhere a line every ten seconds."""

    def __init__(self, console: Console) -> None:
        """Write on ``console``."""
        self._console, self._counts = console, Counter[str]()
        self._total, self._left, self._begun, self._told = 0, 0, monotonic(), 0.0
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
        )
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._progress.add_task("starting", total=None)

    def __enter__(self) -> "BatchScreen":
        """Start the live bar."""
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Take it away, whatever happened."""
        self._progress.stop()

    def step(self, name: str) -> None:
        """Show what begins."""
        self._progress.reset(self._task, description=name, total=None)
        self._console.print(f"  {name} ...", highlight=False)

    def checked(self, done: int, total: int) -> None:
        """Move the bar on."""
        self._progress.update(self._task, completed=done, total=total)

    def begin(self, total: int, before: Iterable[Outcome]) -> None:
        """Say how many there are to run."""
        self._counts.update(outcome.outcome for outcome in before)
        kept = self._counts.total()
        self._total, self._left = total, total - kept
        kept_told = f", {kept:,} finished before" if kept else ""
        self._console.print(f"  {total:,} scenarios{kept_told}, {total - kept:,} to run", highlight=False)

    def done(self, outcome: Outcome) -> None:
        """Count it, and show the counts."""
        if self._counts.total() == self._total - self._left:
            self._begun = monotonic()
            self._progress.reset(self._task, total=self._left, completed=0)
        self._counts[outcome.outcome] += 1
        done = self._counts.total() - (self._total - self._left)
        self._progress.update(self._task, completed=done, total=self._left, description=counted(self._counts))
        last = done == self._left
        if not self._console.is_terminal and (last or monotonic() - self._told > _EVERY):
            self._told = monotonic()
            self._console.print(f"  {done:,} of {self._left:,}: {counted(self._counts)}{self._time_left(done)}")

    def _time_left(self, done: int) -> str:
        if done < 2 or done == self._left:
            return ""
        each = (monotonic() - self._begun) / (done - 1)
        return f"; about {each * (self._left - done):,.0f} s left"


def counted(counts: Counter[str]) -> str:
    """Outcomes with their numbers, in the order of the words."""
    return ", ".join(f"{counts[word]:,} {word.replace('_', ' ')}" for word in WORDS if counts[word])


def show_batch(console: Console, result: BatchResult) -> None:
    """Print how the scenarios ended, why some have no plan, and where the files are."""
    counts = Counter[str](outcome.outcome for outcome in result.outcomes)
    table = Table(title="Scenarios", title_justify="left", box=SIMPLE_HEAD, padding=(0, 0, 0, 1), pad_edge=False)
    table.add_column("outcome")
    table.add_column("scenarios", justify="right", no_wrap=True)
    table.add_column("meaning")
    for word, meaning in WORDS.items():
        if counts[word]:
            table.add_row(word.replace("_", " "), f"{counts[word]:,}", meaning)
    show_table(console, table)
    without = [o for o in result.outcomes if o.reason and o.outcome != "not_run"]
    show_lines(console, [f"{o.scenario}: {o.outcome}: {o.reason}" for o in without[:_SHOWN]])
    if len(without) > _SHOWN:
        console.print(f"  ... and {len(without) - _SHOWN:,} more: see summary.csv", highlight=False)
    if result.kept:
        console.print(f"{result.kept:,} were finished before and not run again.", highlight=False)
    if result.left_over:
        told = f"{len(result.left_over):,} folders in scenarios are not in the batch file (any more)"
        console.print(f"{told}: {', '.join(result.left_over[:3])}", highlight=False, soft_wrap=True)
    if result.exit_code in (7, 8):
        console.print("The same command goes on with what has no answer yet.", style="bold")
    console.print(f"Written to {result.out}", highlight=False, soft_wrap=True)
