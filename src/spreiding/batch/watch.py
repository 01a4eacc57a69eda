"""What watches a batch run; a screen overrides it to show it."""

from collections.abc import Iterable

from spreiding.batch.outcome import Outcome


class BatchWatch:
    """Hears how a batch gets on, and shows nothing of it."""

    def step(self, name: str) -> None:
        """Be told what begins."""

    def checked(self, done: int, total: int) -> None:
        """Be told how many of the scenarios have been looked at."""

    def begin(self, total: int, before: Iterable[Outcome]) -> None:
        """Be told how many scenarios there are, and the outcomes of those that were finished before."""

    def done(self, outcome: Outcome) -> None:
        """Be told how a scenario ended."""
