"""Goals side by side: which plan has less of what is minimised."""

from typing import Any

import pandas as pd

from spreiding.compare.columns import GOALS
from spreiding.compare.pair import Pair
from spreiding.run_files.record import GoalReached

# Values are written with three decimals: what is less than half of the last is no difference.
UNSEEN = 5e-4


def compare_goals(pair: Pair) -> pd.DataFrame:
    """Rows of ``goals.csv`` for one pair, in the order of the base run's goals."""
    old, new = ({goal.goal: goal for goal in named.run.record.goals} for named in (pair.base, pair.other))
    names = [*old, *(name for name in new if name not in old)]
    rows = [_row(old.get(name), new.get(name), pair.same_selection) for name in names]
    return pd.DataFrame(rows).assign(run=pair.letter, number=range(1, len(rows) + 1))[GOALS.names]


def _row(old: GoalReached | None, new: GoalReached | None, comparable: bool) -> dict[str, Any]:
    known = new or old
    assert known is not None, "a goal comes from one of the runs"
    difference = _difference(old, new) if comparable else None
    row = {
        "goal": known.goal,
        "unit": known.unit,
        "value_base": old and old.value,
        "bound_base": old and old.bound,
        "value": new and new.value,
        "bound": new and new.bound,
        "gap_base": old and old.plan_gap,
        "gap": new and new.plan_gap,
        "difference": difference,
        "difference_percent": None,
        "better": "not_comparable",
        "within_gap": False,
    }
    if old is None or new is None or difference is None:
        return row
    return {
        **row,
        "difference_percent": 100 * difference / old.value if old.value else None,
        "better": "equal" if difference == 0 else "run" if difference < 0 else "base",
        "within_gap": difference != 0 and abs(difference) <= max(_room(old), _room(new)),
    }


def _difference(old: GoalReached | None, new: GoalReached | None) -> float | None:
    if old is None or new is None or old.unit != new.unit:
        return None
    difference = new.value - old.value
    return 0.0 if abs(difference) < UNSEEN else difference


def _room(goal: GoalReached) -> float:
    """How far the plan's value lies above what is proved to be the least; nothing where nothing is proved."""
    return 0.0 if goal.bound is None else max(goal.value - goal.bound, 0.0)
