"""What run.json and the screen say of a plan beside its goals: the change against today, and the three burdens."""

from dataclasses import dataclass

import pandas as pd

from spreiding.model_families import Burdens


@dataclass(frozen=True)
class Transition:
    """Places of the selection: today's, the net change to the end of the horizon, and what it is made of (S22)."""

    today_places: int
    change_places: int
    added_places: int
    removed_places: int
    municipalities_up: int
    municipalities_down: int


@dataclass(frozen=True)
class ThreeBurdens:
    """Sums over the selection (S18).

    ``ukraine_places``: of the municipalities that are known; ``None`` where none is. Weights are ``None`` when the
    model file does not count burdens together.
    """

    asylum_places: int
    ukraine_places: int | None
    ukraine_unknown_municipalities: int
    municipalities: int
    housing_task_persons: float
    ukraine_weight: float | None
    housing_weight: float | None


def transition(tasks: pd.DataFrame) -> Transition:
    """Add up ``today_places`` and ``change_places`` of ``tasks.csv``."""
    change = tasks["change_places"]
    return Transition(
        today_places=int(tasks["today_places"].sum()),
        change_places=int(change.sum()),
        added_places=int(change.clip(lower=0).sum()),
        removed_places=int(-change.clip(upper=0).sum()),
        municipalities_up=int((change > 0).sum()),
        municipalities_down=int((change < 0).sum()),
    )


def three_burdens(tasks: pd.DataFrame, weights: Burdens) -> ThreeBurdens:
    """Add up the burdens of ``tasks.csv``."""
    ukraine = tasks["ukraine_places"].dropna()
    return ThreeBurdens(
        asylum_places=int(tasks["task_places"].sum()),
        ukraine_places=int(ukraine.sum()) if len(ukraine) else None,
        ukraine_unknown_municipalities=len(tasks) - len(ukraine),
        municipalities=len(tasks),
        housing_task_persons=float(tasks["housing_task_persons"].sum()),
        ukraine_weight=weights.ukraine_weight if weights.enabled else None,
        housing_weight=weights.housing_weight if weights.enabled else None,
    )


def told(tasks: pd.DataFrame, weights: Burdens) -> list[str]:
    """Both in sentences."""
    change, burdens = transition(tasks), three_burdens(tasks, weights)
    lines = [
        f"Today {change.today_places:,} places stand, at the end {change.today_places + change.change_places:,} "
        f"({change.change_places:+,}); gained {change.added_places:,} (municipalities: {change.municipalities_up}), "
        f"lost {change.removed_places:,} ({change.municipalities_down})."
    ]
    unknown = burdens.ukraine_unknown_municipalities
    if unknown:
        counted = "they count as nothing in the burdens." if weights.enabled else "ukraine.csv has no rows of them."
        lines.append(f"Ukraine places are unknown for {unknown} of {burdens.municipalities} municipalities: {counted}")
    return lines
