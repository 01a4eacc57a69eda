"""What delivery accounts for, in provinces small enough to count on one's fingers."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest

from spreiding.explain.attribution import back_to_share, shortfall_ground
from spreiding.explain.explain import explain
from spreiding.explain.facts import Facts


def facts(*rows: tuple[int, int, int]) -> Facts:
    """Municipalities of one province as (share, number, durable places); the first one is explained."""
    codes = [f"GM{place:04d}" for place in range(1, len(rows) + 1)]
    columns = ["agreed_regular", "task_regular", "durable_regular"]
    frame = pd.DataFrame(list(rows), columns=columns, index=codes)
    return cast(Facts, SimpleNamespace(province=frame, code=codes[0]))


@pytest.mark.parametrize(
    ("rows", "costs"),
    [
        # Nothing to give back.
        (((100, 100, 0), (100, 100, 0)), 0),
        # 50 above, all with a place here; the other has no place for any of them.
        (((100, 150, 150), (100, 50, 50)), 50),
        # The same, but 30 places stand free elsewhere: 20 would be lost.
        (((100, 150, 150), (100, 50, 80)), 20),
        # 50 above of which 10 lack a place here too: those lose nothing.
        (((100, 150, 140), (100, 50, 50)), 40),
        # Enough free elsewhere: giving back costs nothing.
        (((100, 150, 150), (100, 50, 200)), 0),
        # 40 below, no place here: all would lack one.
        (((100, 60, 60), (100, 140, 140)), 40),
        # 15 stand free here: 25 would lack one.
        (((100, 60, 75), (100, 140, 140)), 25),
        # Elsewhere 35 lack a place: of these it makes no difference where they are.
        (((100, 60, 60), (100, 140, 105)), 5),
        # Both: nothing is left to account for.
        (((100, 60, 65), (100, 140, 100)), 0),
    ],
)
def test_what_giving_back_costs(rows: tuple[tuple[int, int, int], ...], costs: int) -> None:
    assert back_to_share(facts(*rows), "regular").costs == costs


def test_no_more_is_accounted_for_than_there_is_to_give_back() -> None:
    for task in range(0, 200, 7):
        for durable in range(0, 200, 13):
            for free in (0, 5, 90):
                back = back_to_share(facts((100, task, durable), (100, 200 - task, 200 - task + free)), "regular")
                assert 0 <= back.costs <= back.places == abs(task - 100)


def model(strength: str, goals: list[str], method: str = "lexicographic") -> Any:
    hard, soft = strength == "hard", strength == "soft"
    return SimpleNamespace(
        families=SimpleNamespace(delivery=SimpleNamespace(hard=hard, soft=soft)),
        goals=[SimpleNamespace(goal=goal) for goal in goals],
        goal_method=method,
    )


@pytest.mark.parametrize(
    ("strength", "goals", "method", "grounds"),
    [
        ("soft", ["shortfall", "unevenness_total"], "lexicographic", True),
        ("soft", ["no_place", "shortfall"], "lexicographic", True),
        # Evenness before the shortfall: then it is not the shortfall that keeps a number from its share.
        ("soft", ["unevenness_worst", "shortfall"], "lexicographic", False),
        # In a sum no goal goes before another.
        ("soft", ["shortfall", "unevenness_total"], "weighted", False),
        # Nobody asks for it.
        ("soft", ["no_place", "unevenness_total"], "lexicographic", False),
        ("hard", ["unevenness_total"], "lexicographic", True),
        ("off", ["unevenness_total"], "lexicographic", False),
    ],
)
def test_delivery_accounts_for_places_only_where_it_goes_first(
    strength: str, goals: list[str], method: str, grounds: bool
) -> None:
    given = cast(Facts, SimpleNamespace(model=model(strength, goals, method)))
    assert (shortfall_ground(given) is not None) is grounds


def test_the_parts_of_a_number_add_up(ledger: Path) -> None:
    for code in ("GM0001", "GM0002", "GM0003", "GM0004"):
        moved = explain(ledger, code).sections[1]
        said = {statement.key: statement.figures for statement in moved.statements}
        together = said["moved.sum"]
        parts = [together[name].value for name in ("share", "exchanged", "moved")]
        assert sum(part for part in parts if not isinstance(part, str)) == together["task"].value
        for kind in ("regular", "amv"):
            difference = said[f"moved.plan.{kind}"]["moved"].value
            delivered = said.get(f"moved.delivery.{kind}")
            left = said.get(f"moved.choice.{kind}")
            explained = (delivered["costs"].value if delivered else 0, left["left"].value if left else 0)
            assert not isinstance(difference, str)
            assert sum(part for part in explained if not isinstance(part, str)) == abs(difference)
