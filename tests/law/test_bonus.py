"""The bonus of Wet art. 9 lid 3, by hand."""

import pandas as pd
import pytest

from spreiding.law.bonus import bonus_places


def _bonus(*rows: tuple[str, int, int]) -> list[float]:
    tasks = pd.DataFrame(rows, columns=["province_code", "task_places", "durable_places"])
    return bonus_places(tasks, 0.75).to_list()


def test_untouched_below_three_quarters_of_the_provincial_number() -> None:
    assert _bonus(("PV01", 100, 100), ("PV01", 300, 200)) == [0, 0]


def test_binding_what_lies_above_goes_to_who_did_the_task() -> None:
    # 360 of 400 stand, 60 above 300; the second did not do its task, the others share 60 in 100 : 150.
    assert _bonus(("PV01", 100, 100), ("PV01", 200, 110), ("PV01", 100, 150)) == pytest.approx([24, 0, 36])


def test_a_province_where_nobody_did_the_task_divides_nothing() -> None:
    assert _bonus(("PV01", 100, 90), ("PV01", 100, 90)) == [0, 0]


def test_provinces_are_apart_and_a_municipality_without_places_gets_nothing() -> None:
    assert _bonus(("PV01", 100, 100), ("PV02", 0, 0), ("PV02", 40, 10)) == pytest.approx([25, 0, 0])
