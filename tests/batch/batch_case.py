"""Small batches for Flevoland (six municipalities) with a loose gap: a scenario takes about a second."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from spreiding.batch.check import Checked, check_batch
from spreiding.batch.one import Job, run_one
from spreiding.batch.outcome import Outcome

# Every number exactly the share, and a site for it on the due date: the sites of Flevoland can't.
IMPOSSIBLE = {
    "families.municipal_task": {"enabled": True, "strength": "hard", "min_ratio": 1.0, "max_ratio": 1.0},
    "families.delivery.strength": "hard",
}
ARRIVALS = {"distribution": "uniform", "low": 900.0, "high": 1200.0}


def asked(**differs: Any) -> dict[str, Any]:
    """A batch file as a mapping: one plain scenario for Flevoland unless a test says otherwise."""
    plain: dict[str, Any] = {"name": "small", "provinces": ["PV24"], "overrides": {"solver.gap": 0.05}}
    if not {"scenarios", "grid", "draws"} & set(differs):
        plain["scenarios"] = [{"name": "plain"}]
    return {**plain, **differs}


def draws(count: int, seed: int = 1, **parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Draws of the arrivals, or of other parameters (dots as double underscores)."""
    drawn = {name.replace("__", "."): dict(about) for name, about in parameters.items()}
    return {"count": count, "seed": seed, "parameters": drawn or {"inflow.weekly_arrivals": ARRIVALS}}


def batch_path(folder: Path, **differs: Any) -> Path:
    """Write a batch file in a folder."""
    path = folder / "batch.yaml"
    path.write_text(yaml.safe_dump(asked(**differs), sort_keys=False), encoding="utf-8")
    return path


def checked(folder: Path, **differs: Any) -> Checked:
    """A batch read and checked as the command does."""
    return check_batch(batch_path(folder, **differs))


def job(batch: Checked, number: int, out: Path) -> Job:
    """What a worker would be sent for one of its scenarios."""
    scenario = batch.scenarios[number]
    keep = batch.batch.content.keep
    return Job(scenario, batch.prints[number], batch.variant(scenario), out / scenario.name, keep)


def ran(batch: Checked, number: int, out: Path) -> Outcome:
    """One of its scenarios, run in this process as a worker would."""
    return run_one(job(batch, number, out), batch.grounds[batch.scenarios[number].data])


def half_written(folder: Path) -> list[str]:
    """Hidden files and folders of a batch that should be gone, however it ended."""
    return sorted(path.name for path in folder.rglob(".*") if path.name != ".batch.lock")
