"""A small run on disk that the reader takes: two municipalities, with a whole record."""

from pathlib import Path
from typing import Any

from write.write_frames import boundaries, plan

from spreiding.write.run import WrittenPlan, stage_run


def record(**changed: Any) -> dict[str, Any]:
    """A record as ``spreiding plan`` writes it; ``changed`` replaces parts."""
    content = {"families": {"capacity_band": {"band": 0.25}}, "goals": [{"goal": "shortfall"}]}
    return {
        "spreiding": "0.1.0",
        "status": "optimal",
        "model": {"name": "small", "path": "small.yaml", "sha256": "aa", "content": content},
        "selection": ["PV21", "PV28"],
        "provinces": {"PV21": "Fryslân", "PV28": "Zuid-Holland"},
        "inputs": [table("sites"), table("housing")],
        "law": [law("durable_min_regular", 100)],
        "periods": [{"label": "2025-Q1", "start": "2025-01-01", "end": "2025-04-01"}],
        "due_period": "2025-Q1",
        "scenario": None,
        "goal_method": "lexicographic",
        "goals": [goal("shortfall", 10.0, 10.0)],
        "audit": {"findings": []},
        "point": {"file": "point.npy", "columns": 0, "columns_sha256": "", "regions_apart": []},
        "more": {"that the reader": "keeps"},
        **changed,
    }


def table(name: str, sha256: str = "bb") -> dict[str, Any]:
    return {
        "table": name,
        "path": f"{name}.csv",
        "supplied": "embedded",
        "sha256": sha256,
        "rows": 2,
        "origins": {"synthetic": 2},
    }


def law(name: str, value: object) -> dict[str, Any]:
    entry = {"id": name, "value": value, "unit": "places", "article": "Wet art. 2 lid 3"}
    return {**entry, "from": "2024-02-01", "certainty": "certain"}


def goal(name: str, value: float, bound: float | None) -> dict[str, Any]:
    gap = None if bound is None else abs(value - bound) / max(abs(value), 1.0)
    return {"goal": name, "unit": "places", "value": value, "bound": bound, "plan_gap": gap}


def small_run(out: Path, written: WrittenPlan | None = None, **changed: Any) -> Path:
    """Write a run in ``out``; ``written`` replaces its tables, ``changed`` parts of its record."""
    with stage_run(out) as staged:
        staged.write_plan(written or plan(), boundaries())
        return staged.commit(record(**changed))
