"""What is told of a plan beside its goals."""

import pandas as pd

from spreiding.model_families import Burdens
from spreiding.plan_record import three_burdens, told, transition

TASKS = pd.DataFrame(
    {
        "task_places": [100, 50, 50],
        "today_places": [300, 0, 40],
        "change_places": [-120, 70, 0],
        "ukraine_places": [30.0, None, 0.0],
        "housing_task_persons": [10.5, 5.0, 5.0],
    }
)


def test_the_change_is_net_and_what_it_is_made_of() -> None:
    found = transition(TASKS)
    assert (found.today_places, found.change_places) == (340, -50)
    assert (found.added_places, found.removed_places) == (70, 120)
    assert (found.municipalities_up, found.municipalities_down) == (1, 1)


def test_unknown_is_counted_apart_from_none() -> None:
    found = three_burdens(TASKS, Burdens(ukraine_weight=0.5))
    assert (found.asylum_places, found.ukraine_places, found.ukraine_unknown_municipalities) == (200, 30, 1)
    assert (found.housing_task_persons, found.ukraine_weight, found.housing_weight) == (20.5, 0.5, 1.0)
    assert three_burdens(TASKS, Burdens(enabled=False)).ukraine_weight is None
    assert three_burdens(TASKS.assign(ukraine_places=float("nan")), Burdens()).ukraine_places is None


def test_both_are_told_in_sentences() -> None:
    assert told(TASKS, Burdens()) == [
        "Today 340 places stand, at the end 290 (-50); gained 70 (municipalities: 1), lost 120 (1).",
        "Ukraine places are unknown for 1 of 3 municipalities: they count as nothing in the burdens.",
    ]
    assert len(told(TASKS.fillna(0), Burdens())) == 1
