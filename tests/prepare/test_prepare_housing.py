"""Room to leave reception: dwellings so far, and doorstroomlocaties for a year at most."""

import pytest
from builders import Row, country, town

from spreiding.prepare.case import Case


def _case(
    periods: int, towns: list[Row], dwellings: dict[str, int], start: str = "2025-01-01", **housing: float
) -> Case:
    model = {"horizon": {"start": start, "periods": periods}, "families": {"housing": housing}}
    model["dates"] = {"due": start}
    return country(towns, [], model, dwellings=dwellings)


def test_half_of_a_half_years_task_in_each_quarter() -> None:
    # 100 inhabitants of 400: a quarter of 40 is 10, of 41 it is 11 (rounded up): 5, 5, 5.5, 5.5.
    towns = [town("GM0001", 100), town("GM0002", 300)]
    room = _case(4, towns, {"2025-I": 40, "2025-II": 41}).room
    assert room.dwellings.loc["GM0001"].to_list() == [5.0, 10.0, 15.5, 21.0]
    assert room.dwellings.loc["GM0002"].to_list() == [15.0, 30.0, 45.5, 61.0]  # 30.75 is 31


def test_a_horizon_may_start_halfway_a_half_year() -> None:
    room = _case(2, [town("GM0001", 100)], {"2025-I": 40, "2025-II": 60}, start="2025-04-01").room
    assert room.dwellings.loc["GM0001"].to_list() == [20.0, 50.0]


def test_only_what_is_realised() -> None:
    room = _case(2, [town("GM0001", 100)], {"2025-I": 40}, realisation=0.8).room
    assert room.dwellings.loc["GM0001"].to_list() == [16.0, 32.0]


def test_the_task_rests_on_the_inhabitants_of_the_whole_country() -> None:
    towns = [town("GM0001", 100), town("GM0002", 300, province="PV02", region="VR02")]
    case = country(towns, [], dwellings=40, provinces=("PV01",))
    assert case.room.dwellings.loc["GM0001"].to_list() == [5.0]
    assert case.room.dwellings.index.to_list() == ["GM0001"]


def test_without_doorstroom_the_room_is_the_dwellings() -> None:
    room = _case(6, [town("GM0001", 100)], {"2025-I": 4, "2026-I": 8}).room
    assert room.leaving.equals(room.dwellings)


def test_doorstroom_is_room_when_a_dwelling_follows_within_a_year() -> None:
    # Dwellings so far: 2 4 4 4 8 12. Ten doorstroom places add 10, but no more than the dwellings a year on:
    # quarter 1: min(2 + 10, 8), quarter 2: min(4 + 10, 12); after that a year ends beyond the horizon: + 10.
    room = _case(6, [town("GM0001", 100, doorstroom=10)], {"2025-I": 4, "2026-I": 8}).room
    assert room.dwellings.loc["GM0001"].to_list() == [2, 4, 4, 4, 8, 12]
    assert room.leaving.loc["GM0001"].to_list() == [8, 12, 14, 14, 18, 22]


def test_few_doorstroom_places_bind_before_the_year_does() -> None:
    room = _case(6, [town("GM0001", 100, doorstroom=3)], {"2025-I": 4, "2026-I": 8}).room
    assert room.leaving.loc["GM0001"].to_list() == [5, 7, 7, 7, 11, 15]


@pytest.mark.parametrize(("weeks", "leaving"), [(52, [8.0, 12.0]), (26, [4.0, 4.0]), (39, [4.0, 8.0])])
def test_the_year_is_a_parameter_of_the_law(weeks: int, leaving: list[float]) -> None:
    model = {"horizon": {"periods": 6}}
    towns = [town("GM0001", 100, doorstroom=10)]
    homes = {"2025-I": 4, "2026-I": 8}
    room = country(towns, [], model, dwellings=homes, law={"doorstroom_max_weeks": weeks}).room
    assert room.leaving.loc["GM0001", [1, 2]].to_list() == leaving


def test_a_backlog_is_on_top_of_the_first_half_year_and_a_lead_is_carried_on() -> None:
    # Tasks of 40 and 60. Ten behind: 50 and 60. Fifty ahead: nothing in the first half-year, 50 of 60 in the second.
    def room(backlog: int) -> list[float]:
        towns = [town("GM0001", 100, backlog=backlog)]
        return _case(4, towns, {"2025-I": 40, "2025-II": 60}).room.dwellings.loc["GM0001"].to_list()

    assert room(10) == [25.0, 50.0, 80.0, 110.0]
    assert room(-50) == [0.0, 0.0, 25.0, 50.0]


def test_an_exchange_comes_before_the_backlog() -> None:
    # GM0002 takes over 10 of 20, so GM0001 has 10 to do and is 15 ahead: nothing, and 5 of the next 20.
    ledger = [{"what": "housing", "from": "GM0001", "to": "GM0002", "half_year": "2025-I", "persons": 10}]
    towns = [town("GM0001", 100, backlog=-15), town("GM0002", 100)]
    model = {"horizon": {"periods": 4}, "exchanges": ledger}
    room = country(towns, [], model, dwellings={"2025-I": 40, "2025-II": 40}).room
    assert room.owed.loc["GM0001"].to_list() == [0, 15]
    assert room.owed.loc["GM0002"].to_list() == [30, 20]
