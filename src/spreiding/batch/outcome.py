"""How one scenario ended: the record in its folder, and one row of the summary."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from spreiding.write.run_json import write_json

RECORD = "scenario.json"
MUNICIPALITIES = "municipalities.parquet"
PLAN = "plan"
# Answers of the solver: the same question would get the same again, so they count as finished.
ANSWERS = ("optimal", "feasible", "infeasible", "no_solution")
Word = Literal[
    "optimal", "feasible", "infeasible", "no_solution", "refused", "failed", "killed", "unwritten", "not_run"
]
WORDS: Mapping[Word, str] = {
    "optimal": "every goal within its gap",
    "feasible": "a plan at the time limit",
    "infeasible": "no plan keeps to the model",
    "no_solution": "no plan before the time limit",
    "refused": "the input does not fit",
    "failed": "the program or the solver failed",
    "killed": "its worker was killed, again and again",
    "unwritten": "the disk refused",
    "not_run": "not run yet",
}


@dataclass(frozen=True)
class Outcome:
    """One scenario's end.

    ``reason`` says why there is no plan, or what is wrong with it; empty for a plan without remarks. ``goals`` are in
    reported units, ``gap`` is the largest of the goals' gaps. ``figures`` are sums over all its provinces,
    ``provinces`` the same per code. ``seconds`` of the whole, ``steps`` of each step.
    """

    scenario: str
    fingerprint: str
    outcome: Word
    reason: str = ""
    seconds: float = 0.0
    gap: float | None = None
    audit_findings: int = 0
    goals: Mapping[str, float] = field(default_factory=dict)
    figures: Mapping[str, float] = field(default_factory=dict)
    provinces: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    steps: Mapping[str, float] = field(default_factory=dict)

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan."""
        return self.outcome in ("optimal", "feasible")

    def write(self, folder: Path, about: Mapping[str, Any]) -> None:
        """Write the record of a scenario's folder, with what it was ``about`` and every file that stands there."""
        files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        write_json({**asdict(self), **about, "files": files}, folder / RECORD)


def read_outcome(folder: Path) -> Outcome | None:
    """Read the record of a scenario's folder; ``None`` when there is none, or none that we wrote."""
    try:
        raw = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        fields = {name: raw[name] for name in Outcome.__dataclass_fields__}
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return None
    outcome = Outcome(**fields)
    whole = outcome.outcome in ANSWERS and (not outcome.has_plan or (folder / MUNICIPALITIES).is_file())
    return outcome if whole else None
