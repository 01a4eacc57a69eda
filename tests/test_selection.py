"""Which provinces are meant, and whether there is anything to plan for in them."""

import pandas as pd
import pytest

from spreiding.errors import Finding, InputError
from spreiding.selection import check_places, select_provinces

PROVINCES = {"PV21": "Fryslân", "PV22": "Drenthe", "PV28": "Zuid-Holland"}


def share(*unrounded: float) -> pd.DataFrame:
    """One municipality per province, with its share."""
    rows = zip(PROVINCES.items(), unrounded, strict=True)
    return pd.DataFrame(
        [
            {"province_code": code, "province": name, "unrounded_places": part, "indicative_places": int(part + 0.5)}
            for (code, name), part in rows
        ]
    )


def refused(*asked: str) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as caught:
        select_provinces(share(1, 1, 1), asked)
    return caught.value.findings


def test_provinces_by_code_or_name_in_order() -> None:
    assert select_provinces(share(1, 1, 1), ()) == ("PV21", "PV22", "PV28")
    assert select_provinces(share(1, 1, 1), ("zuid-holland", "pv21", "Fryslân")) == ("PV21", "PV28")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fryslan", "PV21 Fryslân"),
        ("Frieslan", "PV21 Fryslân"),
        (" PV22 ", "PV22 Drenthe"),
        ("Drente", "PV22 Drenthe"),
        ("zuid holland", "PV28 Zuid-Holland"),
        ("PV 28", "PV28 Zuid-Holland"),
    ],
)
def test_the_nearest_province_is_asked_for(typed: str, meant: str) -> None:
    (found,) = refused(typed)
    assert (found.file, found.value, found.rule) == ("--province", typed, "is not a province")
    assert found.advice == f"Did you mean {meant}? Choose from PV21 Fryslân, PV22 Drenthe, PV28 Zuid-Holland."


def test_what_is_near_to_nothing_gets_the_list() -> None:
    first, second = refused("xqz", "")
    assert first.advice == second.advice == "Choose from PV21 Fryslân, PV22 Drenthe, PV28 Zuid-Holland."


def test_a_need_that_gives_nobody_a_place_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        check_places("model.yaml", share(0.4, 0.3, 0.1), ("PV21", "PV22", "PV28"), 1)
    (found,) = caught.value.findings
    assert (found.file, found.column, found.value) == ("model.yaml", "need.places", "1")
    assert found.rule == "gives no municipality a place: the largest share is 0.400"
    assert found.advice == "Ask for 2 places or more, or for more provinces."


def test_the_need_is_looked_at_in_the_provinces_that_are_planned() -> None:
    check_places("model.yaml", share(0.4, 0.6, 0.1), ("PV21", "PV22"), 1)
    with pytest.raises(InputError, match="gives no municipality of PV21, PV28 a place: the largest share is 0"):
        check_places("model.yaml", share(0.4, 0.6, 0.1), ("PV21", "PV28"), 1)
