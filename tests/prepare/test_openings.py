"""Opening windows, durable places and the choices that follow."""

from datetime import date

import pandas as pd
import pytest
from builders import Row, country, site, town

from spreiding.prepare.case import Case
from spreiding.prepare.openings import durable

YEAR = {"horizon": {"start": "2025-01-01", "periods": 4}, "dates": {"due": "2025-07-01"}}


def _case(types: str = "azc", **differs: object) -> Case:
    return country([town("GM0001", 100)], [site("S1", "GM0001", types, 100, **differs)], YEAR)


WINDOWS: list[tuple[Row, tuple[int, int] | None]] = [
    ({"available_from": "2030-01-01"}, (1, 4)),  # it stands already
    ({"closes": "2025-12-31"}, (1, 3)),
    ({"closes": "2026-01-01"}, (1, 4)),
    ({"closes": "2025-03-31"}, None),  # not one whole quarter
    ({"existing": False}, (1, 4)),
    ({"existing": False, "lead_time_weeks": 1}, (1, 4)),  # 20 + 7 December
    ({"existing": False, "lead_time_weeks": 2}, (2, 4)),  # 3 January: after the start of the quarter
    ({"existing": False, "lead_time_weeks": 52}, (4 + 1, 4)),  # 19 December: after the last start
    ({"existing": False, "lead_time_weeks": 40}, (4, 4)),  # 26 September: opens 1 October
    ({"existing": False, "lead_time_weeks": 2, "available_from": "2025-07-01"}, (3, 4)),  # the later of the two
    ({"existing": False, "lead_time_weeks": 30, "available_from": "2025-04-01"}, (4, 4)),  # 18 July
    ({"existing": False, "available_from": "2025-04-01", "closes": "2025-10-01"}, (2, 3)),
    ({"existing": False, "available_from": "2025-04-02", "closes": "2025-07-01"}, None),
]


@pytest.mark.parametrize(("differs", "window"), WINDOWS)
def test_windows(differs: Row, window: tuple[int, int] | None) -> None:
    case = _case(**differs)
    found = [(row.period, row.last_period) for row in case.choices.itertuples()]
    if window is None or window[0] > window[1]:
        assert found == []
        assert case.excluded["reason"].to_list() == ["opens after the horizon or closes before it can open"]
    else:
        # A site that stands opens in the first quarter or never; another in any of its window.
        last_opening = window[0] if differs.get("existing", True) else window[1]
        assert found == [(t, window[1]) for t in range(window[0], last_opening + 1)]


def test_open_periods_are_those_left() -> None:
    assert _case(existing=False).choices["open_periods"].to_list() == [4, 3, 2, 1]


def test_every_type_of_a_site_is_a_choice() -> None:
    assert _case("azc;accelerated;registration").choices["location_type"].to_list() == [
        "accelerated",
        "azc",
        "registration",
    ]


@pytest.mark.parametrize(
    ("differs", "is_durable"),
    [
        ({}, True),
        ({"closes": "2030-07-01"}, True),  # due 1 July 2025 and five years
        ({"closes": "2030-06-30"}, False),
        ({"emergency": True}, False),
        ({"emergency": True, "closes": "2040-01-01"}, False),
    ],
)
def test_durable(differs: Row, is_durable: bool) -> None:
    assert bool(_case(**differs).sites.at["S1", "durable"]) is is_durable


def test_durable_from_a_leap_day() -> None:
    # Five years from 29 February 2028 end on 28 February 2033.
    sites = pd.DataFrame({"emergency": [False, False], "closes": pd.to_datetime(["2033-02-28", "2033-02-27"])})
    assert durable(sites, date(2028, 2, 29), 5).to_list() == [True, False]
