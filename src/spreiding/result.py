"""What a run returns, and what watches it run."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from spreiding.audit.finding import AuditFinding
from spreiding.prepare.case import Case
from spreiding.solution.plan_tables import Plan
from spreiding.solve.outcome import Status

AUDIT_FAILED = 6


@dataclass(frozen=True)
class Result:
    """How a run ended; ``out`` and ``plan`` are ``None`` when there is no plan.

    ``weighted_sum`` is ``None`` for goals in order, ``payoff`` when no payoff table was asked; ``soft_norms``: what
    each soft norm is passed by.
    """

    status: Status
    out: Path | None
    goals: tuple[Mapping[str, Any], ...]
    case: Case
    plan: Plan | None
    findings: tuple[AuditFinding, ...]
    weighted_sum: Mapping[str, Any] | None = None
    payoff: tuple[Mapping[str, Any], ...] | None = None
    soft_norms: tuple[Mapping[str, Any], ...] = ()

    @property
    def exit_code(self) -> int:
        """Exit code of the command: the status's own, or 6 when the auditor found something."""
        return AUDIT_FAILED if self.findings else self.status.exit_code


@dataclass
class Watch:
    """Keeps time per step; a screen overrides the rest to show it."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step of the pipeline; a step that is taken again adds to its time."""
        self.begin(name)
        start = monotonic()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + monotonic() - start
        self.end(name)

    def begin(self, name: str) -> None:
        """Be told that a step begins."""

    def end(self, name: str) -> None:
        """Be told that a step is done."""

    def tables(self, own: tuple[str, ...]) -> None:
        """Be told which tables are the user's own."""

    def goal(self, name: str, event: str) -> None:
        """Be told that the solver starts or ends with a goal."""

    def payoff(self, row: str, event: str) -> None:
        """Be told that a row of the payoff table starts or ends, or which goal the solver works at for it."""

    def again(self, regions: tuple[str, ...]) -> None:
        """Be told that the goals are solved once more, with the municipalities of these regions apart."""
